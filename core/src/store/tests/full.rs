//! No room left: typed, nothing half written, and what was committed stays (invariant 10).

use std::process::Command;

use super::fixture::{Home, add_note, notes, share_account, signed_in, wants_upload, with_notes};
use crate::store::StoreError;

/// SQLite rolls back by itself when the disk is full; what follows must not be committed alone.
#[tokio::test]
async fn a_full_disk_is_typed_and_takes_the_whole_unit() {
    let home = Home::new();
    let store = signed_in(&home).await;
    let unit = store.begin("limit").await.unwrap();
    unit.write(|c| {
        let pages: i64 = c.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        Ok(c.pragma_update(None, "max_page_count", pages + 5)?)
    })
    .unwrap();
    unit.commit().await.unwrap();

    let unit = store.begin("sync").await.unwrap();
    share_account(unit.machine().unwrap()).await;
    let full = (0..1000).find_map(|_| add_note(&unit, &"w".repeat(4000)).err());
    assert!(matches!(full, Some(StoreError::Full)), "{full:?}");
    assert!(matches!(
        add_note(&unit, "after"),
        Err(StoreError::UnitFailed("sync"))
    ));
    assert!(
        unit.machine()
            .unwrap()
            .store()
            .set_custom_value("k", vec![1])
            .await
            .is_err()
    );
    drop(unit);
    assert_eq!(notes(&store), 0);

    let unit = store.begin("sync").await.unwrap();
    assert!(wants_upload(&unit).await);
    let value = vec![7; 100_000];
    let refused = unit
        .machine()
        .unwrap()
        .store()
        .set_custom_value("k", value)
        .await
        .unwrap_err();
    assert!(
        matches!(StoreError::from(refused), StoreError::Full),
        "typed through the machine as well"
    );
}

/// The operating system refuses to let a file grow, as a quota does. In a process of its own, because the limit counts
/// for all files of a process.
#[cfg(unix)]
#[test]
fn a_file_size_limit_is_typed_and_loses_nothing() {
    let itself = std::env::current_exe().unwrap();
    let limited = Command::new("sh")
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f 2000; exec \"$0\" --exact \"$1\" --nocapture",
        ])
        .arg(itself)
        .arg(
            concat!(module_path!(), "::under_a_limit")
                .split_once("::")
                .unwrap()
                .1,
        )
        .env("GRIFFIE_TEST_UNDER_A_LIMIT", "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&limited.stdout);
    assert!(limited.status.success() && said.contains("1 passed"), "{said}");
}

#[tokio::test]
async fn under_a_limit() {
    if std::env::var_os("GRIFFIE_TEST_UNDER_A_LIMIT").is_none() {
        return;
    }
    let home = Home::new();
    let store = home.open().unwrap();
    with_notes(&store).await;
    let mut committed = 0;
    let refusal = loop {
        assert!(committed < 100_000, "the limit does not hold");
        let unit = store.begin("fill").await.unwrap();
        let written = add_note(&unit, &"w".repeat(40_000));
        match written.and(unit.commit().await) {
            Ok(()) => committed += 1,
            Err(refusal) => break refusal,
        }
    };
    assert!(matches!(refusal, StoreError::Full), "{refusal:?}");
    assert_eq!(notes(&store), committed);
    drop(store);
    assert_eq!(notes(&home.open().unwrap()), committed);
}
