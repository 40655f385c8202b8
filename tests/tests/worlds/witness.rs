//! An independent witness of the log beside real phones: without its co-signature nothing is final (issue 6.2; a lying gateway in
//! docs/threat-model.md).

use std::time::Duration;

use griffie_tests::kit::{Outcome, failure, person::Person, wait, witness::Witness, world::World};
use griffie_wire::note::LogKey;
use tlog_tiles::Hash;

use crate::{
    bundle::{export, keys, ours, theirs},
    play::{pair, rest, world},
};

/// What waits for its final receipt on this phone.
async fn waiting(person: &Person) -> Outcome<u64> {
    let status = person.status().await?;
    status["unreceipted"]
        .as_u64()
        .ok_or_else(|| failure(format!("no number in {status}")))
}

/// Waits until the vault's log has this line, from a place on.
async fn vault_says(world: &World, words: &str, from: u64) -> Outcome<()> {
    let [_, log] = world.archive.logs();
    let started = wait::now();
    loop {
        let text = std::fs::read(&log)?;
        let new = text.get(usize::try_from(from)?..).unwrap_or_default();
        if String::from_utf8_lossy(new).contains(words) {
            return Ok(());
        }
        if started.elapsed() > Duration::from_secs(120) {
            return Err(failure(format!("the vault did not say {words:?}")));
        }
        wait::pause(Duration::from_millis(200)).await;
    }
}

#[tokio::test]
async fn what_is_final_is_witnessed_and_strangers_see_it() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let mut witness = Witness::start(&dir.path().join("log-witness"), &world.archive).await?;
    let (anouk, bram, room) = pair(&world).await?;
    rest(&[&anouk, &bram]).await?;
    let keys = keys(&world)?;
    let asked = format!("--witness={}", witness.vkey);
    for (round, words) in ["Zonder getuige", "De getuige is terug"].into_iter().enumerate() {
        let out = dir.path().join(format!("bundle-{round}"));
        let bundle = export(&world, &keys, &out, &["--disclose", "objects"]).await?;
        let (code, report, said) = ours(&keys, &bundle, &[&asked]).await?;
        assert_eq!(code, Some(0), "{said}");
        assert!(report["found"]["witnessed_at"].as_u64().is_some(), "{said}");
        assert!(
            report["found"]["receipts"].as_u64().unwrap_or_default() > 0,
            "{said}"
        );
        assert_eq!(theirs(&keys, &bundle).await?, (Some(0), "holds\n".to_owned()));

        // The witness is away: phones keep what they have, and nothing is lost when it comes back.
        let [_, log] = world.archive.logs();
        let from = std::fs::metadata(log)?.len();
        witness.kill().await?;
        anouk.sends(&room, words).await?;
        bram.sees(&room, words).await?;
        anouk.call("route.now", serde_json::json!({})).await?;
        vault_says(&world, "a witness does not answer", from).await?;
        anouk.call("route.now", serde_json::json!({})).await?;
        assert!(waiting(&anouk).await? > 0, "final without the witness");
        witness.serve().await?;
        rest(&[&anouk, &bram]).await?;
        assert_eq!(waiting(&anouk).await?, 0);
    }
    assert!(!witness.evidence().await?.0);
    world.stop().await
}

/// The gateway's key signed another log for a witness: it keeps the proof and the vault raises the alarm; what the witness that the root
/// demands co-signs becomes final all the same, and strangers see under whose eyes (decision 21).
#[tokio::test]
async fn a_split_view_is_found_and_a_quorum_without_the_misled_goes_on() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let witness = Witness::start(&dir.path().join("log-witness"), &world.archive).await?;
    let (anouk, bram, room) = pair(&world).await?;
    rest(&[&anouk, &bram]).await?;
    let key = std::fs::read_to_string(world.archive.gateway_dir().join("log.key"))?;
    let seed: [u8; 32] = hex::decode(key.trim())?
        .try_into()
        .map_err(|_| failure("not a seed"))?;
    let vkey = keys(&world)?.log;
    let origin = vkey.split('+').next().unwrap();
    let log = LogKey::from_seed(&seed, origin)?;
    assert_eq!(log.vkey(), vkey);

    // What the witness saw last, and a longer log that does not continue it.
    let client = reqwest::Client::new();
    let url = format!("{}/add-checkpoint", witness.url());
    let ask = |old: u64, size: u64| {
        let body = format!("old {old}\n\n{}", log.sign_checkpoint(size, Hash([7; 32])));
        client.post(&url).body(body).send()
    };
    let conflict = ask(0, 1_000_000).await?;
    assert_eq!(conflict.status().as_u16(), 409);
    assert_eq!(conflict.headers()["content-type"], "text/x.tlog.size");
    let seen: u64 = conflict.text().await?.trim_end().parse()?;
    assert!(seen > 0);
    assert_eq!(ask(seen, 1_000_000).await?.status().as_u16(), 422);
    assert_eq!(
        ask(seen, seen).await?.status().as_u16(),
        409,
        "another root at its size"
    );
    let (convicted, evidence) = witness.evidence().await?;
    assert!(
        convicted && evidence.contains("forked at size") && evidence.contains(origin),
        "{evidence}"
    );

    // The other way round: a witness that was shown the lie first does not sign the truth.
    let misled = Witness::alone(&dir.path().join("misled"), &vkey).await?;
    let lie = format!("old 0\n\n{}", log.sign_checkpoint(1_000_000, Hash([7; 32])));
    let told = client
        .post(format!("{}/add-checkpoint", misled.url()))
        .body(lie)
        .send()
        .await?;
    assert_eq!(told.status().as_u16(), 200);
    misled.is_asked_by(&world.archive).await?;
    let [_, log_file] = world.archive.logs();
    let from = std::fs::metadata(log_file)?.len();
    anouk.sends(&room, "Wie ziet wat?").await?;
    bram.sees(&room, "Wie ziet wat?").await?;
    anouk.call("route.now", serde_json::json!({})).await?;
    vault_says(&world, "faults found", from).await?;
    rest(&[&anouk, &bram]).await?;
    assert_eq!(waiting(&anouk).await?, 0, "the root demands the other one alone");
    let faults = world.archive.vault(&["show", "faults"]).await?;
    assert!(faults.contains("witness_disagrees"), "{faults}");
    world.stop().await
}
