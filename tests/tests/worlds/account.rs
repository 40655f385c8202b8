//! A person's account on a phone: what it says of itself, and how it is left (invariants 2, 3 and 8): everything in the archive, nothing
//! on the phone, or nothing changed.

use std::{fs, path::Path, time::Duration};

use griffie_tests::kit::{Failure, Outcome, person::Person, rpc::Refused, wait, world::World};
use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};

use crate::play::{assert_none, difference, pair, rest, world};

async fn signs_out(person: &Person) -> Outcome<bool> {
    let answer = person.call("sign_out", json!({})).await?;
    Ok(answer["homeserver_told"].as_bool().unwrap_or_default())
}

/// Kind and reason of an error answer.
fn refusal(error: Failure) -> Outcome<(String, String)> {
    let refused = error.downcast::<Refused>()?;
    let reason = refused.error["data"]["reason"].as_str().unwrap_or_default();
    Ok((refused.code.clone(), reason.to_owned()))
}

/// The phone is as new: nobody is signed in, no record, no file.
async fn assert_new(person: &Person) -> Outcome<()> {
    let status = person.status().await?;
    assert_eq!(
        (&status["state"], &status["user_id"], &status["journal_entries"]),
        (&json!("new"), &Value::Null, &json!(0)),
        "{status}"
    );
    let rooms = person.call("rooms", json!({})).await?;
    assert_eq!(rooms["rooms"].as_array().map(Vec::len), Some(0));
    let files: Vec<_> = fs::read_dir(person.dir().join("data/media"))?.collect();
    assert!(files.is_empty(), "{files:?}");
    Ok(())
}

/// The homeserver's own list, as an administrator reads it.
fn homeserver_says<T: rusqlite::types::FromSql>(world: &World, sql: &str, user: &str) -> Outcome<Vec<T>> {
    let homeserver =
        Connection::open_with_flags(world.homeserver.database(), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut statement = homeserver.prepare(sql)?;
    let rows = statement.query_map([user], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn devices(world: &World, user: &str) -> Outcome<usize> {
    let sql = "SELECT device_id FROM devices WHERE user_id = ?1 AND hidden = 0";
    Ok(homeserver_says::<String>(world, sql, user)?.len())
}

fn write(dir: &Path, bytes: usize) -> Outcome<std::path::PathBuf> {
    let path = dir.join("verslag.bin");
    fs::write(&path, vec![7; bytes])?;
    Ok(path)
}

#[tokio::test]
async fn who_signs_out_leaves_all_of_it_in_the_archive_and_none_of_it_on_the_phone() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let (mut anouk, bram, room) = pair(&world).await?;
    let file = write(dir.path(), 300_000)?;
    for number in 0..5 {
        anouk.sends(&room, &format!("Voor het dossier {number}")).await?;
        bram.sends(&room, &format!("Antwoord {number}")).await?;
    }
    anouk.sends_file(&room, &file, "application/octet-stream").await?;
    bram.sends(&room, "Laatste").await?;
    let id = anouk.user_id.clone();
    assert_eq!(devices(&world, &id)?, 1);
    assert!(signs_out(&anouk).await?, "the homeserver was not told");
    assert_new(&anouk).await?;
    assert_eq!(devices(&world, &id)?, 0);
    let refused = refusal(anouk.sends(&room, "te laat").await.unwrap_err())?;
    assert_eq!(refused.0, "not_signed_in");
    rest(&[&bram]).await?;
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);

    // Another user of the same installation, also after a restart of the phone.
    anouk.switch_off().await?;
    anouk.switch_on()?;
    assert_new(&anouk).await?;
    let link = world.archive.new_code("celine").await?;
    let mut celine = anouk;
    celine.activate(&link).await?;
    assert_ne!(celine.user_id, id);
    let room = celine.create_room(None, &[&bram.user_id], true).await?;
    bram.join_when_invited(&room).await?;
    celine.sends(&room, "Ik heb deze telefoon nu").await?;
    bram.sees(&room, "Ik heb deze telefoon nu").await?;
    rest(&[&celine, &bram]).await?;
    assert_none(&difference(&world, dir.path(), &[&celine, &bram]).await?);
    world.stop().await
}

#[tokio::test]
async fn while_the_archive_lacks_something_nobody_is_signed_out_and_everything_goes_on() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let (anouk, bram, room) = pair(&world).await?;
    world.archive.kill_gateway().await?;
    anouk.sends(&room, "Nog niet in het archief").await?;
    let refused = anouk
        .call("sign_out", json!({ "timeout_s": 3 }))
        .await
        .unwrap_err();
    let expected = ("archive_blocked".to_owned(), "not_drained".to_owned());
    assert_eq!(refusal(refused)?, expected);
    assert_eq!(anouk.status().await?["state"], "running");
    anouk.sends(&room, "Ik ben er nog").await?;
    bram.sees(&room, "Ik ben er nog").await?;
    assert_eq!(anouk.call("archive", json!({})).await?["light"], "queued");
    world.archive.start_gateway().await?;
    assert!(signs_out(&anouk).await?);
    assert_new(&anouk).await?;
    rest(&[&bram]).await?;
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);
    world.stop().await
}

#[tokio::test]
async fn a_homeserver_that_is_gone_holds_nobody() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let (anouk, bram, _room) = pair(&world).await?;
    rest(&[&anouk, &bram]).await?;
    world.homeserver.kill().await?;
    assert!(!signs_out(&anouk).await?, "nobody was there to be told");
    assert_new(&anouk).await?;
    world.homeserver.restart().await?;
    assert_eq!(
        devices(&world, &anouk.user_id)?,
        1,
        "it is told that the device stays"
    );
    rest(&[&bram]).await?;
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);
    world.stop().await
}

/// Killed at any moment of a sign-out: afterwards all of the journal is there, or the phone is as new and the archive has all of it.
/// The last kill comes when the homeserver has just forgotten the device: between the mark and the end.
#[tokio::test]
async fn a_kill_while_signing_out_loses_nothing() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let (mut anouk, bram, room) = pair(&world).await?;
    for (round, millis) in [0, 60, 250, 700, 1_200, 2_000].into_iter().enumerate() {
        anouk.sends(&room, &format!("Ronde {round}")).await?;
        tokio::select! {
            answer = anouk.call("sign_out", json!({})) => drop(answer?),
            () = wait::pause(Duration::from_millis(millis)) => {}
        }
        anouk.kill().await?;
        anouk.switch_on()?;
        let state = anouk.status().await?["state"].clone();
        println!("killed {millis} ms into a sign-out: {state}");
        match state.as_str() {
            Some("running") => {}
            Some("new") => break,
            other => panic!("{other:?} after a kill at {millis} ms"),
        }
    }
    if anouk.status().await?["state"] == "running" {
        let forgotten = async {
            while devices(&world, &anouk.user_id)? > 0 {
                wait::pause(Duration::from_millis(2)).await;
            }
            Ok::<_, Failure>(())
        };
        tokio::select! {
            biased;
            forgotten = forgotten => forgotten?,
            answer = anouk.call("sign_out", json!({})) => drop(answer?),
        }
        anouk.kill().await?;
        anouk.switch_on()?;
    }
    assert_new(&anouk).await?;
    rest(&[&bram]).await?;
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);
    world.stop().await
}

#[tokio::test]
async fn a_phone_shows_by_what_others_know_it_and_for_whom_it_seals() -> Outcome<()> {
    let (mut world, _dir) = world().await?;
    let (anouk, _bram, _room) = pair(&world).await?;
    let safety = anouk.call("safety", json!({})).await?;
    let sql = "SELECT key_json FROM e2e_device_keys_json WHERE user_id = ?1";
    let published: Vec<String> = homeserver_says(&world, sql, &anouk.user_id)?;
    let keys: Value = serde_json::from_str(&published[0])?;
    let device = safety["matrix_device"].as_str().unwrap_or_default();
    let plain = |name: &str| safety[name].as_str().unwrap_or_default().replace(' ', "");
    assert_eq!(
        keys["keys"][format!("ed25519:{device}")],
        json!(plain("device_fingerprint"))
    );
    assert_eq!(safety["cross_signed"], true, "{safety}");
    let sql = "SELECT keydata FROM e2e_cross_signing_keys WHERE user_id = ?1 AND keytype = 'master'";
    let master: Vec<String> = homeserver_says(&world, sql, &anouk.user_id)?;
    let master: Value = serde_json::from_str(&master[0])?;
    assert_eq!(
        master["keys"].as_object().and_then(|keys| keys.values().next()),
        Some(&json!(plain("identity_fingerprint")))
    );
    let root = fs::read_to_string(world.archive.root_dir().join("root.pub"))?;
    assert_eq!(root.trim(), plain("archive_root"));
    assert_eq!(safety["archive_keys"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        safety["gateway_device"],
        anouk.status().await?["device"],
        "one device id everywhere"
    );
    world.stop().await
}

#[tokio::test]
async fn the_light_is_green_only_when_the_archive_has_everything() -> Outcome<()> {
    let (mut world, _dir) = world().await?;
    let (anouk, bram, room) = pair(&world).await?;
    rest(&[&anouk, &bram]).await?;
    let archive = anouk.call("archive", json!({})).await?;
    assert_eq!(
        (&archive["light"], &archive["attention"]),
        (&json!("green"), &Value::Null),
        "{archive}"
    );
    assert!(archive["last_final"].as_u64() >= archive["last_sealed"].as_u64());
    anouk.sends(&room, "En toen").await?;
    let archive = anouk.call("archive", json!({})).await?;
    assert_eq!(archive["light"], "queued", "{archive}");
    world.stop().await
}

/// What a device manager pushes activates as a link does, and a half-filled console is told which key.
#[tokio::test]
async fn a_device_manager_pushes_the_activation() -> Outcome<()> {
    let (mut world, _dir) = world().await?;
    let link: griffie_wire::activation::ActivationLink = world.archive.new_code("dirk").await?.parse()?;
    let mut dirk = Person::new("Dirk", &world.dir().join("people/Dirk"))?;
    dirk.switch_on()?;
    let values = json!({
        "enrolment_code": link.code.to_string(), "router_url": link.gateway,
        "policy_public_key": link.root.to_string(), "managed_by": "Gemeente"
    });
    let with = |key: &str, value: &str| {
        let mut changed = values.clone();
        changed[key] = json!(value);
        json!({ "managed": changed })
    };
    for (key, value, reason) in [
        ("router_url", "", "managed_missing_router_url"),
        ("enrolment_code", "{{code}}", "managed_wrong_enrolment_code"),
        ("homeserver_url", "https://elders.example", "other_homeserver"),
    ] {
        let refused = dirk.call("activate", with(key, value)).await.unwrap_err();
        assert_eq!(refusal(refused)?, ("rejected".to_owned(), reason.to_owned()));
    }
    dirk.call("activate", with("homeserver_url", &world.homeserver.url()))
        .await?;
    assert_eq!(dirk.status().await?["state"], "running");
    world.stop().await
}
