//! Opening: fresh, again, with the wrong key, twice, from a newer version; the settings that promises rest on.

use std::fs;

use super::fixture::{Home, add_note, key, notes, with_notes};
use crate::store::{StoreError, connect};

#[tokio::test]
async fn what_was_committed_is_there_after_reopening() {
    let home = Home::new();
    let store = home.open().unwrap();
    with_notes(&store).await;
    let unit = store.begin("write").await.unwrap();
    add_note(&unit, "hallo").unwrap();
    unit.commit().await.unwrap();
    drop(store);
    assert_eq!(notes(&home.open().unwrap()), 1);
}

#[tokio::test]
async fn a_wrong_key_is_told_apart_and_touches_nothing() {
    let home = Home::new();
    with_notes(&home.open().unwrap()).await;
    let before = home.contents();
    assert!(matches!(home.open_with(&key(2)), Err(StoreError::WrongKey)));
    assert_eq!(home.contents(), before);
    home.open().unwrap();
}

#[tokio::test]
async fn without_the_key_check_a_wrong_key_still_touches_nothing() {
    let home = Home::new();
    with_notes(&home.open().unwrap()).await;
    for damage in [None, Some(b"short".to_vec()), Some(vec![7; 64])] {
        fs::remove_file(home.path("griffie.keycheck")).unwrap();
        if let Some(bytes) = damage {
            fs::write(home.path("griffie.keycheck"), bytes).unwrap();
        }
        let before = home.contents();
        assert!(matches!(home.open_with(&key(2)), Err(StoreError::WrongKey)));
        assert_eq!(home.contents(), before);
        home.open().unwrap();
        assert!(
            matches!(home.open_with(&key(2)), Err(StoreError::WrongKey)),
            "the key check was not renewed"
        );
    }
}

#[test]
fn an_empty_directory_takes_a_new_key() {
    let home = Home::new();
    drop(home.open().unwrap());
    fs::remove_file(home.path("griffie.db")).unwrap();
    drop(home.open_with(&key(2)).unwrap());
    assert!(matches!(home.open(), Err(StoreError::WrongKey)));
}

#[test]
fn one_opener_at_a_time() {
    let home = Home::new();
    let first = home.open().unwrap();
    assert!(matches!(home.open(), Err(StoreError::InUse)));
    drop(first);
    home.open().unwrap();
}

#[tokio::test]
async fn a_machine_held_too_long_keeps_the_directory_locked() {
    let home = Home::new();
    let store = home.open().unwrap();
    let (user, device) = super::fixture::alice();
    let mut unit = store.begin("create machine").await.unwrap();
    unit.create_machine(user, device).await.unwrap();
    unit.commit().await.unwrap();
    let unit = store.begin("hold").await.unwrap();
    let held = unit.machine().unwrap().clone();
    unit.commit().await.unwrap();
    drop(store);
    assert!(matches!(home.open(), Err(StoreError::InUse)));
    drop(held);
    home.open().unwrap();
}

#[tokio::test]
async fn a_newer_schema_is_refused() {
    let home = Home::new();
    let store = home.open().unwrap();
    let unit = store.begin("raise version").await.unwrap();
    unit.write(|c| Ok(c.pragma_update(None, "user_version", 9999)?))
        .unwrap();
    unit.commit().await.unwrap();
    drop(store);
    assert!(matches!(
        home.open(),
        Err(StoreError::NewerSchema { found: 9999 })
    ));
}

#[test]
fn the_linked_sqlite_has_the_wal_reset_fix() {
    connect::ready().unwrap();
}

#[tokio::test]
async fn the_settings_hold_on_both_connections() {
    let home = Home::new();
    let store = home.open().unwrap();
    let pragma = |c: &rusqlite::Connection, name: &str| -> rusqlite::Result<String> {
        c.query_row(
            &format!("SELECT CAST({name} AS TEXT) FROM pragma_{name}"),
            [],
            |row| row.get(0),
        )
    };
    let writes = store.begin("look").await.unwrap();
    writes
        .write(|c| {
            assert_eq!(pragma(c, "journal_mode")?, "wal");
            assert_eq!(pragma(c, "synchronous")?, "2", "FULL");
            assert_eq!(pragma(c, "foreign_keys")?, "1");
            Ok(())
        })
        .unwrap();
    store
        .read(|c| {
            assert_eq!(pragma(c, "query_only")?, "1");
            assert_eq!(pragma(c, "foreign_keys")?, "1");
            Ok(())
        })
        .unwrap();
}

/// On disk there is neither SQLite's header nor a word of what was written (invariant 9 at rest).
#[tokio::test]
async fn the_files_are_ciphertext() {
    let home = Home::new();
    let store = home.open().unwrap();
    with_notes(&store).await;
    let unit = store.begin("write").await.unwrap();
    add_note(&unit, "een geheim woord").unwrap();
    unit.commit().await.unwrap();
    for (name, bytes) in home.contents() {
        for word in [
            b"geheim".as_slice(),
            b"SQLite format 3".as_slice(),
            b"CREATE TABLE".as_slice(),
        ] {
            assert!(!bytes.windows(word.len()).any(|window| window == word), "{name}");
        }
    }
}

/// What Apple's file layout does: the salt beside the file, the first bytes plain.
#[tokio::test]
async fn a_plaintext_header_opens_with_its_salt() {
    let home = Home::new();
    fs::write(home.path("griffie.salt"), [9; 16]).unwrap();
    let store = home.open().unwrap();
    with_notes(&store).await;
    drop(store);
    assert!(
        fs::read(home.path("griffie.db"))
            .unwrap()
            .starts_with(b"SQLite format 3\0")
    );
    assert_eq!(notes(&home.open().unwrap()), 0);
}
