//! Damaged files are set aside with everything that belongs to them, reported, and never deleted (invariant 8).

use std::{collections::BTreeSet, fs};

use tokio_util::sync::CancellationToken;

use super::fixture::{Home, add_note, key, notes, with_notes};
use crate::store::{Store, StoreError, check, set_aside};

async fn filled(home: &Home) -> Store {
    let store = home.open().unwrap();
    with_notes(&store).await;
    let unit = store.begin("fill").await.unwrap();
    for _ in 0..200 {
        add_note(&unit, &"w".repeat(1000)).unwrap();
    }
    unit.commit().await.unwrap();
    store
}

fn corrupt(outcome: Result<Store, StoreError>) -> std::path::PathBuf {
    match outcome {
        Err(StoreError::Corrupt { set_aside }) => set_aside,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("opened"),
    }
}

#[tokio::test]
async fn a_file_whose_first_page_is_damaged_is_set_aside() {
    let home = Home::new();
    drop(filled(&home).await);
    home.scribble(100, 64);
    let hurt = fs::read(home.path("griffie.db")).unwrap();
    let aside = corrupt(home.open());
    assert_eq!(aside, home.path("griffie.db.corrupt-1"));
    assert_eq!(fs::read(&aside).unwrap(), hurt);
    assert!(
        home.path("griffie.db.corrupt-1.keycheck").exists(),
        "the key of the old file can still be checked"
    );
    assert!(!home.path("griffie.db").exists());

    drop(filled(&home).await);
    home.scribble(100, 64);
    assert_eq!(
        corrupt(home.open()),
        home.path("griffie.db.corrupt-2"),
        "an earlier one is never overwritten"
    );
    assert_eq!(fs::read(&aside).unwrap(), hurt);
    assert_eq!(
        home.open().unwrap().set_aside().unwrap(),
        [aside, home.path("griffie.db.corrupt-2")]
    );
}

#[tokio::test]
async fn damage_met_in_use_is_found_at_the_next_open() {
    let home = Home::new();
    drop(filled(&home).await);
    let length = fs::metadata(home.path("griffie.db")).unwrap().len();
    home.scribble(length - 4096 * 3, 4096 * 2);
    let store = home.open().expect("the first page and the schema are whole");
    let read = store.read(|c| {
        Ok(c.query_row("SELECT sum(length(body)) FROM note", [], |row| {
            row.get::<_, i64>(0)
        })?)
    });
    assert!(matches!(read, Err(StoreError::Damaged)), "{read:?}");
    drop(store);
    corrupt(home.open());
}

/// A large database that was not closed is read through by a task, which fails on damage nobody has met yet.
#[tokio::test]
async fn after_a_kill_a_large_database_is_checked_beside_other_work() {
    let home = Home::new();
    let store = filled(&home).await;
    let unit = store.begin("grow").await.unwrap();
    for _ in 0..150 {
        add_note(&unit, &"w".repeat(40_000)).unwrap();
    }
    unit.commit().await.unwrap();
    let unit = store.begin("more").await.unwrap();
    add_note(&unit, "w").unwrap();
    unit.commit().await.unwrap();
    let (whole, hurt) = (Home::new(), Home::new());
    for (name, bytes) in home.contents() {
        fs::write(whole.path(&name), &bytes).unwrap();
        fs::write(hurt.path(&name), &bytes).unwrap();
    }

    let stop = CancellationToken::new();
    let reopened = whole.open().unwrap();
    let task = tokio::spawn(check::run(reopened.clone(), stop.clone()));
    assert_eq!(notes(&reopened), 351, "other work goes on");
    stop.cancel();
    task.await.unwrap().unwrap();

    hurt.scribble(4096 * 900, 4096 * 2);
    let reopened = hurt.open().expect("nobody has read that page");
    let outcome = check::run(reopened.clone(), CancellationToken::new()).await;
    assert!(matches!(outcome, Err(StoreError::Damaged)), "{outcome:?}");
    drop(reopened);
    corrupt(hurt.open());
}

#[tokio::test]
async fn a_suspicion_that_proves_wrong_is_dropped() {
    let home = Home::new();
    drop(filled(&home).await);
    fs::write(home.path("griffie.suspect"), b"").unwrap();
    assert_eq!(notes(&home.open().unwrap()), 200);
    assert!(!home.path("griffie.suspect").exists());
}

/// A process that dies leaves a log behind; nothing of it may be lost.
#[tokio::test]
async fn after_a_kill_the_log_is_read_back() {
    let home = Home::new();
    let store = filled(&home).await;
    let copy = Home::new();
    for (name, bytes) in home.contents() {
        fs::write(copy.path(&name), bytes).unwrap();
    }
    drop(store);
    assert!(fs::metadata(copy.path("griffie.db-wal")).unwrap().len() > 0);
    assert_eq!(notes(&copy.open().unwrap()), 200);
}

/// The same log torn in the middle: committed units before the tear stay, and the rest is as if never written.
#[tokio::test]
async fn a_torn_log_gives_a_prefix() {
    let home = Home::new();
    let store = home.open().unwrap();
    with_notes(&store).await;
    let mut lengths = Vec::new();
    for count in 1..=20 {
        let unit = store.begin("one").await.unwrap();
        add_note(&unit, "w").unwrap();
        unit.commit().await.unwrap();
        lengths.push((fs::metadata(home.path("griffie.db-wal")).unwrap().len(), count));
    }
    let files = home.contents();
    for (length, count) in lengths {
        let copy = Home::new();
        for (name, bytes) in &files {
            let kept = if name == "griffie.db-wal" {
                usize::try_from(length).unwrap() + 777
            } else {
                bytes.len()
            };
            if name != "griffie.db-shm" {
                fs::write(copy.path(name), &bytes[..kept.min(bytes.len())]).unwrap();
            }
        }
        assert_eq!(notes(&copy.open().unwrap()), count);
    }
}

/// The power fails between the renames of setting aside.
#[tokio::test]
async fn an_interrupted_setting_aside_is_finished() {
    let home = Home::new();
    let store = filled(&home).await;
    let wal = fs::read(home.path("griffie.db-wal")).unwrap();
    let database = fs::read(home.path("griffie.db")).unwrap();
    drop(store);
    fs::remove_file(home.path("griffie.db")).unwrap();
    fs::write(home.path("griffie.db.corrupt-1"), &database).unwrap();
    fs::write(home.path("griffie.db-wal"), &wal).unwrap();
    drop(home.open_with(&key(2)).unwrap());
    assert_eq!(fs::read(home.path("griffie.db.corrupt-1-wal")).unwrap(), wal);
}

#[test]
fn names_grow_by_their_ending() {
    let ending = set_aside::with_ending(std::path::Path::new("a/griffie.db"), "-wal");
    assert_eq!(ending, std::path::Path::new("a/griffie.db-wal"));
    let unique: BTreeSet<_> = ["-wal", "-shm"]
        .map(|e| set_aside::with_ending(&ending, e))
        .into();
    assert_eq!(unique.len(), 2);
}
