//! A phone without a way to the gateway: everything reaches the vault on a stick, and the receipts come home on it (D09).

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use griffie_tests::kit::{
    Outcome,
    archive::Pace,
    bad_network::{BadNetwork, Weather},
    dice::Dice,
    person::Person,
    process::run,
    rpc::Refused,
    wait,
    world::World,
};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::process::Command;

use crate::{
    bad_input::disk::SmallDisk,
    play::{assert_none, difference, pair, rest},
};

const SECRET: &str = "Dit leest niemand die de stick vindt";

/// A world whose phones reach the gateway by a road that can be closed.
async fn world_with_a_road() -> Outcome<(World, [BadNetwork; 2], TempDir)> {
    let dir = tempfile::Builder::new().prefix("griffie-world-").tempdir()?;
    let (near, far) = (BadNetwork::start().await?, BadNetwork::start().await?);
    let pace = Pace {
        segment_seconds: 30,
        prune_after_seconds: 0,
    };
    let world = World::start_behind(dir.path(), &pace, &near, &far).await?;
    Ok((world, [near, far], dir))
}

async fn carries(person: &Person, method: &str, stick: &Path) -> Outcome<Value> {
    person.call(method, json!({ "dir": stick })).await
}

/// The stable reason with which the phone refuses a stick.
async fn refusal(person: &Person, method: &str, stick: &Path) -> Outcome<String> {
    let refused = carries(person, method, stick)
        .await
        .expect_err("this stick is refused");
    let refused = refused.downcast::<Refused>()?;
    Ok(refused.error["data"]["reason"]
        .as_str()
        .unwrap_or_default()
        .to_owned())
}

async fn take(world: &World, stick: &Path) -> Outcome<Value> {
    let stick = stick.display().to_string();
    let said = world.archive.gateway(&["take", &stick, "--json"]).await?;
    Ok(serde_json::from_str(&said)?)
}

/// The bytes of every file on a stick.
fn all_bytes(folder: &Path) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            bytes.extend(all_bytes(&path)?);
        } else {
            bytes.extend(std::fs::read(&path)?);
        }
    }
    Ok(bytes)
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[tokio::test]
async fn a_stick_brings_everything_to_the_vault_and_the_receipts_home() -> Outcome<()> {
    let (mut world, [_near, road], dir) = world_with_a_road().await?;
    let (anouk, bram, room) = pair(&world).await?;
    rest(&[&anouk, &bram]).await?;
    road.becomes(Weather::Status500);
    let picture = dir.path().join("foto.bin");
    std::fs::write(&picture, vec![7; 200_000])?;
    for number in 0..5 {
        anouk.sends(&room, &format!("{SECRET} {number}")).await?;
        bram.sends(&room, &format!("Antwoord {number}")).await?;
    }
    anouk
        .sends_file(&room, &picture, "application/octet-stream")
        .await?;
    bram.sees(&room, &format!("{SECRET} 4")).await?;
    anouk.sees(&room, "Antwoord 4").await?;
    settled(&[&anouk, &bram]).await?;
    let stick = dir.path().join("stick");
    std::fs::create_dir(&stick)?;
    for person in [&anouk, &bram] {
        let carried = carries(person, "carry.out", &stick).await?;
        assert!(
            carried["objects"].as_u64() > Some(0) && carried["files"] == 1,
            "{carried}"
        );
    }
    let bytes = all_bytes(&stick)?;
    for word in [SECRET, "Antwoord", &room, &anouk.user_id, &bram.user_id] {
        assert!(!holds(&bytes, word), "{word} is readable on the stick");
    }
    let taken = take(&world, &stick).await?;
    assert_eq!(taken.as_array().map(Vec::len), Some(2));
    for person in [&anouk, &bram] {
        let home = carries(person, "carry.in", &stick).await?;
        assert!(home["receipts"].as_u64() > Some(0), "{home}");
        let status = person.status().await?;
        assert_eq!(
            [
                &status["unreceipted"],
                &status["outbox"],
                &status["pending_media"]
            ],
            [0, 0, 0],
            "without ever seeing the gateway: {status}"
        );
    }
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);
    // With a network again, nothing comes twice.
    road.becomes(Weather::Fair);
    anouk.sends(&room, "Weer verbonden").await?;
    bram.sees(&room, "Weer verbonden").await?;
    rest(&[&anouk, &bram]).await?;
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);
    world.stop().await
}

/// Waits until nothing more comes in or goes out but for the archive.
async fn settled(people: &[&Person]) -> Outcome<()> {
    for person in people {
        wait::until("everything being captured", Duration::from_secs(60), async || {
            let status = person.status().await?;
            let waiting = ["pending_sends", "open_gaps", "pending_keys"];
            let done = waiting.iter().all(|name| status[name] == 0);
            // What is fetched but not yet with the gateway counts as well, so files are asked of the archive's picture.
            Ok(done.then_some(()))
        })
        .await?;
    }
    for person in people {
        wait::until("files being fetched", Duration::from_secs(60), async || {
            let facts = person.call("facts", json!({})).await?;
            let kinds = facts["facts"].as_array().cloned().unwrap_or_default();
            Ok(kinds
                .iter()
                .any(|fact| fact["kind"] == "attachment")
                .then_some(()))
        })
        .await?;
    }
    Ok(())
}

/// Kills on both sides, at random moments: whatever a stick holds then, the next time makes it whole.
#[tokio::test]
async fn killed_in_the_middle_on_either_side_nothing_is_lost_or_half_done() -> Outcome<()> {
    let (mut world, [_near, road], dir) = world_with_a_road().await?;
    let (mut anouk, bram, room) = pair(&world).await?;
    road.becomes(Weather::Status500);
    let mut dice = Dice::new(7);
    let stick = dir.path().join("stick");
    std::fs::create_dir(&stick)?;
    for number in 0..6 {
        for part in 0..4 {
            anouk.sends(&room, &format!("Deel {number}.{part}")).await?;
        }
        bram.sees(&room, &format!("Deel {number}.3")).await?;
        let moment = Duration::from_millis(dice.below(60));
        tokio::select! {
            carried = carries(&anouk, "carry.out", &stick) => { carried?; }
            () = wait::pause(moment) => {}
        }
        anouk.kill().await?;
        anouk.switch_on()?;
        let place = stick.display().to_string();
        let taking = ["take", &place, "--wait", "0"];
        tokio::select! {
            // A stick without its manifest yet is refused; that is what the next round is for.
            taken = world.archive.gateway(&taking) => drop(taken),
            () = wait::pause(Duration::from_millis(dice.below(60))) => {}
        }
        world.archive.kill_gateway().await?;
        world.archive.start_gateway().await?;
    }
    bram.sends(&room, "Klaar").await?;
    anouk.sees(&room, "Klaar").await?;
    for person in [&anouk, &bram] {
        carries(person, "carry.out", &stick).await?;
    }
    take(&world, &stick).await?;
    for person in [&anouk, &bram] {
        carries(person, "carry.in", &stick).await?;
        assert_eq!(person.status().await?["unreceipted"], 0);
    }
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);
    world.stop().await
}

/// Sticks that do not take it: each is said in one word, nothing half stays on them, and another stick does.
#[tokio::test]
async fn a_full_or_read_only_stick_is_said_and_another_one_does() -> Outcome<()> {
    let (mut world, [_near, road], dir) = world_with_a_road().await?;
    let (anouk, bram, room) = pair(&world).await?;
    road.becomes(Weather::Status500);
    bram.sends(&room, SECRET).await?;
    anouk.sees(&room, SECRET).await?;
    let small = dir.path().join("small");
    let disk = SmallDisk::of(1, &small).await?;
    disk.fill_but(8_000)?;
    assert_eq!(refusal(&anouk, "carry.out", &small).await?, "stick_full");
    let left = all_files(&small)?;
    assert!(left.iter().all(|path| path.ends_with("ballast")), "{left:?}");
    disk.make_room()?;
    carries(&anouk, "carry.out", &small).await?;
    run(Command::new("mount").args(["-o", "remount,ro"]).arg(&small)).await?;
    assert_eq!(
        refusal(&anouk, "carry.in", &small).await?,
        "stick_without_receipts"
    );
    bram.sends(&room, "Nog een").await?;
    anouk.sees(&room, "Nog een").await?;
    assert_eq!(refusal(&anouk, "carry.out", &small).await?, "stick_read_only");
    // The archive takes a read-only stick in; only the receipts cannot go home on it.
    let said = take(&world, &small)
        .await
        .expect_err("the receipts have no place");
    assert!(said.to_string().contains("stick_read_only"), "{said}");
    let stick = dir.path().join("stick");
    std::fs::create_dir(&stick)?;
    assert_eq!(
        refusal(&anouk, "carry.out", &stick.join("weg")).await?,
        "stick_missing"
    );
    for person in [&anouk, &bram] {
        carries(person, "carry.out", &stick).await?;
    }
    take(&world, &stick).await?;
    for person in [&anouk, &bram] {
        carries(person, "carry.in", &stick).await?;
    }
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);
    world.stop().await
}

fn all_files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(all_files(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}
