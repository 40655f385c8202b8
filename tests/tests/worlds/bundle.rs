//! A stranger checks a conversation: the vault writes a bundle of what real phones sent through a real homeserver, and two
//! verifiers without any key of ours prove it (D08, D18). Neither asks anything of the network.

use std::path::{Path, PathBuf};

use griffie_tests::kit::{Outcome, failure, place, synapse, world::World};
use serde_json::Value;
use tokio::process::Command;

use crate::play::{pair, rest, world};

/// The organisation's public keys, as its own documents name them.
pub(crate) struct Keys {
    root: String,
    pub(crate) log: String,
    vault: String,
    documents: [PathBuf; 2],
}

pub(crate) fn keys(world: &World) -> Outcome<Keys> {
    let root = std::fs::read_to_string(world.archive.root_dir().join("root.pub"))?;
    let folder = world.archive.vault_dir();
    let folder = folder
        .parent()
        .ok_or_else(|| failure("the vault is in no folder"))?;
    let documents = ["seal-config.json", "policy.json"].map(|name| folder.join(name));
    let signed: Value = serde_json::from_slice(&std::fs::read(&documents[0])?)?;
    let config: Value = serde_json::from_str(signed["payload"].as_str().unwrap())?;
    let text = |name: &str| config[name].as_str().unwrap().to_owned();
    Ok(Keys {
        root: root.trim().to_owned(),
        log: text("log"),
        vault: text("vault"),
        documents,
    })
}

/// Writes a bundle in a folder of its own and answers where.
pub(crate) async fn export(world: &World, keys: &Keys, out: &Path, more: &[&str]) -> Outcome<PathBuf> {
    let out_text = out.display().to_string();
    let policy = keys.documents[1].display().to_string();
    let all = [
        &[
            "export",
            "--format",
            "bundle",
            "--out",
            &out_text,
            "--document",
            &policy,
        ],
        more,
    ]
    .concat();
    world.archive.vault(&all).await?;
    Ok(out.join("bundle.tar"))
}

/// Exit code and output of a verifier.
async fn run(mut command: Command, keys: &Keys, bundle: &Path) -> Outcome<(Option<i32>, String)> {
    let [root, log, vault] = [&keys.root, &keys.log, &keys.vault];
    command.args([
        format!("--root={root}"),
        format!("--log={log}"),
        format!("--vault={vault}"),
    ]);
    let output = command.arg(bundle).output().await?;
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    Ok((output.status.code(), said))
}

pub(crate) async fn ours(keys: &Keys, bundle: &Path, more: &[&str]) -> Outcome<(Option<i32>, Value, String)> {
    let folder = bundle.parent().unwrap();
    let (json, html) = (folder.join("report.json"), folder.join("report.html"));
    let mut command = Command::new(place::binary("griffie-verify")?);
    command
        .arg("bundle")
        .arg("--json")
        .arg(&json)
        .arg("--html")
        .arg(&html)
        .args(more);
    let (code, said) = run(command, keys, bundle).await?;
    let report = serde_json::from_slice(&std::fs::read(json)?)?;
    assert!(std::fs::read_to_string(html)?.starts_with("<!DOCTYPE html>"));
    Ok((code, report, said))
}

pub(crate) async fn theirs(keys: &Keys, bundle: &Path) -> Outcome<(Option<i32>, String)> {
    let python = synapse::install().await?.join("bin/python3");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("python/verify_bundle.py");
    let mut command = Command::new(python);
    command.arg("-B").arg(script);
    run(command, keys, bundle).await
}

#[tokio::test]
async fn strangers_prove_a_conversation_and_find_one_wrong_bit() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let (anouk, bram, room) = pair(&world).await?;
    for number in 0..5 {
        anouk.sends(&room, &format!("Bericht {number} van Anouk")).await?;
        bram.sends(&room, &format!("Bericht {number} van Bram")).await?;
    }
    let file = dir.path().join("nota.pdf");
    std::fs::write(&file, b"%PDF een nota ".repeat(5000))?;
    anouk.sends_file(&room, &file, "application/pdf").await?;
    anouk.sends(&room, "Zie bijlage").await?;
    bram.sees(&room, "Zie bijlage").await?;
    let other = anouk.create_room(Some("Besloten"), &[], false).await?;
    anouk.sends(&other, "Niet voor buiten").await?;
    rest(&[&anouk, &bram]).await?;
    let keys = keys(&world)?;

    let whole = export(
        &world,
        &keys,
        &dir.path().join("whole"),
        &["--disclose", "objects"],
    )
    .await?;
    let (code, report, said) = ours(&keys, &whole, &[]).await?;
    assert_eq!(
        (code, &report["verdict"]),
        (Some(0), &Value::from("holds")),
        "{said}"
    );
    let found = &report["found"];
    assert!(found["texts_proven"].as_u64().unwrap() >= 24, "{said}");
    assert_eq!(
        (found["files_decrypted"].as_u64(), found["by_vault"].as_u64()),
        (Some(1), Some(0)),
        "{said}"
    );
    assert_eq!(found["activations"].as_u64(), Some(2), "{said}");
    assert_eq!(theirs(&keys, &whole).await?, (Some(0), "holds\n".to_owned()));

    let asked = ["--room", &room, "--user", &anouk.user_id];
    let part = export(&world, &keys, &dir.path().join("part"), &asked).await?;
    let (code, report, said) = ours(&keys, &part, &[]).await?;
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(report["found"]["chains"].as_array().unwrap().len(), 1, "{said}");
    assert_eq!(theirs(&keys, &part).await?, (Some(0), "holds\n".to_owned()));
    let bytes = std::fs::read(&part)?;
    assert!(
        !String::from_utf8_lossy(&bytes).contains("Niet voor buiten"),
        "another room is shown"
    );

    let mut wrong = std::fs::read(&whole)?;
    let at = wrong.len() / 2;
    wrong[at] ^= 1;
    std::fs::write(&whole, wrong)?;
    let (code, report, said) = ours(&keys, &whole, &[]).await?;
    assert_eq!(code, Some(1), "{said}");
    assert!(!report["failures"].as_array().unwrap().is_empty(), "{said}");
    let (code, words) = theirs(&keys, &whole).await?;
    assert_eq!(code, Some(1));
    assert!(words.starts_with("broken "), "{words}");
    world.stop().await
}
