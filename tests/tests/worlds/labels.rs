//! What is private stays on the phone and is counted: labels on messages, files and rooms, the review window, late changes both ways,
//! and a search for the private words and files wherever they could have gone (D11, D12, 000-GE-08).

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use griffie_tests::kit::{
    Outcome,
    person::Person,
    policy::{follows, sets_rules},
    rpc::Refused,
    wait,
    world::World,
};
use serde_json::{Value, json};

use crate::{
    ledger::{NOW, report, witnessed},
    play::{pair, rest},
};

/// Sizes that no other file has: what a homeserver holds encrypted is as large as what was sent.
const PRIVATE_FILE: usize = 54_321;
const BUSINESS_FILE: usize = 43_210;
/// Longer than any test takes: windows end when people say so.
const LONG: u32 = 86_400;

async fn under(world: &World, version: u32, seconds: u32, people: &[&Person]) -> Outcome<()> {
    let rules = json!({"personal": {"review_seconds": seconds, "labels": ["private", "party"]}});
    sets_rules(world, version, 30, &rules).await?;
    for person in people {
        follows(person, version).await?;
    }
    Ok(())
}

async fn labels(person: &Person, event: &str, label: &str) -> Outcome<bool> {
    let answer = person
        .call("label.event", json!({"event": event, "label": label}))
        .await?;
    Ok(answer["inside"] == true)
}

/// Sends a text that both have on the screen; gives its event.
async fn says(by: &Person, to: &Person, room: &str, text: &str) -> Outcome<String> {
    by.sends(room, text).await?;
    to.sees(room, text).await?;
    by.sees(room, text).await
}

/// Sends a file that both have fetched; gives its event.
async fn sends_file(
    by: &Person,
    to: &Person,
    room: &str,
    dir: &Path,
    name: &str,
    size: usize,
) -> Outcome<String> {
    let path = dir.join(name);
    std::fs::write(&path, vec![0xA7; size])?;
    by.sends_file(room, &path, "application/pdf").await?;
    let fetched = |row: &Value| row["detail"]["name"] == name && row["detail"]["fetched"] == "here";
    wait::until("both having the file", Duration::from_secs(120), async || {
        let there = to.rows(room).await?.iter().any(fetched);
        let event = by.rows(room).await?.into_iter().find(fetched);
        Ok(event
            .filter(|_| there)
            .and_then(|row| row["event_id"].as_str().map(str::to_owned)))
    })
    .await
}

/// Everything that the vault has opened, as text: all records, and all objects with what is inside.
async fn opened(world: &World, dir: &Path) -> Outcome<String> {
    let (lines, bundle) = (dir.join("lines"), dir.join("bundle"));
    let (lines_text, bundle_text) = (lines.display().to_string(), bundle.display().to_string());
    world
        .archive
        .vault(&["export", "--format", "jsonl", "--out", &lines_text])
        .await?;
    let bundles = [
        "export",
        "--format",
        "bundle",
        "--disclose",
        "objects",
        "--out",
        &bundle_text,
    ];
    world.archive.vault(&bundles).await?;
    let mut text = std::fs::read_to_string(lines.join("records.jsonl"))?;
    text.push_str(&String::from_utf8_lossy(&std::fs::read(
        bundle.join("bundle.tar"),
    )?));
    Ok(text)
}

fn files_under(dir: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files_under(&path)?);
        } else if path.is_file() {
            found.push(path);
        }
    }
    Ok(found)
}

/// No file of the archive has these words, and none has this size.
fn nowhere(world: &World, words: &[&str], size: usize) -> Outcome<()> {
    let mut sizes = Vec::new();
    for dir in [world.archive.gateway_dir(), world.archive.vault_dir()] {
        for path in files_under(&dir)? {
            let bytes = std::fs::read(&path)?;
            sizes.push(bytes.len());
            for word in words {
                let found = bytes.windows(word.len()).any(|part| part == word.as_bytes());
                assert!(!found, "{word} in {}", path.display());
            }
        }
    }
    assert!(sizes.contains(&BUSINESS_FILE), "the search sees files");
    assert!(!sizes.contains(&size), "a file as large as the private one");
    Ok(())
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one conversation, told from its beginning to its end"
)]
async fn private_words_and_files_stay_on_the_phones_and_are_counted() -> Outcome<()> {
    let (mut world, ledger, dir) = witnessed().await?;
    let (anouk, mut bram, room) = pair(&world).await?;
    let refused = anouk
        .call("label.room", json!({"room": room, "label": "private"}))
        .await
        .unwrap_err();
    let refused = refused.downcast::<Refused>().unwrap();
    assert_eq!(
        refused.error["data"]["reason"], "labels_off",
        "without the policy nobody labels"
    );

    under(&world, 2, LONG, &[&anouk, &bram]).await?;
    let business = says(&anouk, &bram, &room, "De begroting is rond").await?;
    let private = says(&anouk, &bram, &room, "Tandartsgeheim kanarie").await?;
    let later = says(&bram, &anouk, &room, "Toch werk, bleek later").await?;
    let picture = sends_file(
        &anouk,
        &bram,
        &room,
        dir.path(),
        "gezinsfoto-kanarie.pdf",
        PRIVATE_FILE,
    )
    .await?;
    sends_file(&anouk, &bram, &room, dir.path(), "nota.pdf", BUSINESS_FILE).await?;
    anouk
        .call(
            "send.edit",
            json!({"room": room, "event": private, "text": "Kiespijnkanarie"}),
        )
        .await?;
    bram.sees(&room, "Kiespijnkanarie").await?;
    bram.call(
        "send.react",
        json!({"room": room, "event": private, "key": "reactiekanarie"}),
    )
    .await?;
    for person in [&anouk, &bram] {
        for event in [&private, &picture, &later] {
            assert!(labels(person, event, "private").await?, "inside the window");
        }
    }
    // Killed with its labels given and nothing sealed of them.
    bram.kill().await?;
    bram.switch_on()?;
    bram.sees(&room, "Kiespijnkanarie").await?;

    let home = anouk.create_room(Some("Thuisfrontkanarie"), &[], false).await?;
    anouk
        .call("label.room", json!({"room": home, "label": "party"}))
        .await?;
    anouk.sends(&home, "Fractiekanarie").await?;
    anouk.sees(&home, "Fractiekanarie").await?;

    rest(&[&anouk, &bram]).await?;
    let before = opened(&world, dir.path()).await?;
    assert!(!before.contains("De begroting is rond"), "its window is open");
    for person in [&anouk, &bram] {
        person.call("label.end_review", json!({})).await?;
    }
    rest(&[&anouk, &bram]).await?;
    assert_eq!(anouk.status().await?["in_review"], 0);
    world.archive.vault(&["verify"]).await?;
    let words = [
        "Tandartsgeheim",
        "Kiespijnkanarie",
        "reactiekanarie",
        "gezinsfoto-kanarie",
        "Fractiekanarie",
    ];
    let held = opened(&world, dir.path()).await?;
    assert!(held.contains("De begroting is rond") && held.contains("nota.pdf"));
    for word in words.iter().chain(&["Toch werk"]) {
        assert!(!held.contains(word), "{word} in an opened object");
    }
    nowhere(&world, &words, PRIVATE_FILE)?;
    let said = world.archive.vault(&["show", &room]).await?;
    assert!(
        said.contains("messages that stay on their device: private, "),
        "{said}"
    );
    let told = report(&world, &ledger, &[&anouk, &bram], NOW).await?;
    assert_eq!(
        (&told["total"]["missing"], &told["total"]["waiting"]),
        (&json!(0), &json!(0)),
        "{told}"
    );
    assert!(told["total"]["private"].as_u64() >= Some(6), "{told}");

    // Late, both ways.
    assert!(!labels(&bram, &later, "business").await?);
    assert!(!labels(&anouk, &business, "private").await?);
    rest(&[&anouk, &bram]).await?;
    let held = opened(&world, dir.path()).await?;
    assert!(held.contains("Toch werk, bleek later") && held.contains("De begroting is rond"));
    assert!(held.contains("\"inside\":false"), "the trace");
    for word in words {
        assert!(!held.contains(word), "{word} in an opened object");
    }
    let rows = anouk.rows(&room).await?;
    assert!(
        rows.iter()
            .any(|row| row["event_id"] == private.as_str() && row["label"] == "private")
    );
    assert!(
        rows.iter().any(|row| row["body"] == "Kiespijnkanarie"),
        "it stays on the phone"
    );
    world.archive.vault(&["verify"]).await?;
    world.stop().await
}

/// A window that ends by itself: nobody does anything, and what was said follows.
#[tokio::test]
async fn what_nobody_labels_follows_when_its_window_is_over() -> Outcome<()> {
    let (mut world, ledger, dir) = witnessed().await?;
    let (anouk, bram, room) = pair(&world).await?;
    under(&world, 2, 1, &[&anouk, &bram]).await?;
    says(&anouk, &bram, &room, "Volgt vanzelf").await?;
    wait::until("the windows ending", Duration::from_secs(120), async || {
        rest(&[&anouk, &bram]).await?;
        let open = [anouk.status().await?, bram.status().await?];
        Ok(open.iter().all(|status| status["in_review"] == 0).then_some(()))
    })
    .await?;
    rest(&[&anouk, &bram]).await?;
    let held = opened(&world, dir.path()).await?;
    assert!(held.contains("Volgt vanzelf"));
    let told = report(&world, &ledger, &[&anouk, &bram], NOW).await?;
    assert_eq!(told["total"]["archived"], told["total"]["expected"], "{told}");
    world.archive.vault(&["verify"]).await?;
    world.stop().await
}
