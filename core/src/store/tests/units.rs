//! Units of work: together or not at all, and the machine never ahead of the disk (design D2, invariants 3 and 10).

use super::fixture::{Home, add_note, notes, share_account, signed_in, wants_upload};
use crate::store::StoreError;

#[tokio::test]
async fn without_an_account_there_is_no_machine() {
    let home = Home::new();
    let store = home.open().unwrap();
    let unit = store.begin("look").await.unwrap();
    assert!(matches!(unit.machine(), Err(StoreError::NotSignedIn)));
}

#[tokio::test]
async fn a_machine_keeps_its_keys_over_a_restart() {
    let home = Home::new();
    let store = signed_in(&home).await;
    let keys = store
        .begin("look")
        .await
        .unwrap()
        .machine()
        .unwrap()
        .identity_keys();
    drop(store);
    let store = home.open().unwrap();
    let unit = store.begin("look").await.unwrap();
    assert_eq!(unit.machine().unwrap().identity_keys(), keys);
}

#[tokio::test]
async fn rows_and_encryption_state_are_committed_together() {
    let home = Home::new();
    let store = signed_in(&home).await;
    let unit = store.begin("sync").await.unwrap();
    share_account(unit.machine().unwrap()).await;
    add_note(&unit, "hallo").unwrap();
    unit.commit().await.unwrap();
    drop(store);

    let store = home.open().unwrap();
    assert_eq!(notes(&store), 1);
    assert!(!wants_upload(&store.begin("look").await.unwrap()).await);
}

#[tokio::test]
async fn a_dropped_unit_leaves_neither_rows_nor_encryption_state() {
    let home = Home::new();
    let store = signed_in(&home).await;
    let unit = store.begin("sync").await.unwrap();
    share_account(unit.machine().unwrap()).await;
    add_note(&unit, "hallo").unwrap();
    assert!(!wants_upload(&unit).await);
    drop(unit);

    assert_eq!(notes(&store), 0);
    let unit = store.begin("again").await.unwrap();
    assert!(
        wants_upload(&unit).await,
        "the machine was opened again from disk"
    );
}

/// Killed before COMMIT: the files as they are at that moment, opened elsewhere.
#[tokio::test]
async fn a_kill_inside_a_unit_leaves_what_was_before() {
    let home = Home::new();
    let store = signed_in(&home).await;
    let unit = store.begin("sync").await.unwrap();
    share_account(unit.machine().unwrap()).await;
    for _ in 0..3000 {
        add_note(&unit, &"w".repeat(4000)).unwrap(); // more than the page cache, so pages spill into the log
    }
    let copy = Home::new();
    for (name, bytes) in home.contents() {
        std::fs::write(copy.path(&name), bytes).unwrap();
    }
    drop(unit);
    let after = copy.open().unwrap();
    assert_eq!(notes(&after), 0);
    assert!(wants_upload(&after.begin("look").await.unwrap()).await);
}

#[tokio::test]
async fn a_machine_kept_past_its_unit_can_write_nothing() {
    let home = Home::new();
    let store = signed_in(&home).await;
    let unit = store.begin("sync").await.unwrap();
    let stale = unit.machine().unwrap().clone();
    drop(unit);
    assert!(stale.store().set_custom_value("k", vec![1]).await.is_err());
    let unit = store.begin("next").await.unwrap();
    assert!(
        stale.store().set_custom_value("k", vec![1]).await.is_err(),
        "nor join a later unit"
    );
    unit.machine()
        .unwrap()
        .store()
        .set_custom_value("k", vec![2])
        .await
        .unwrap();
    unit.commit().await.unwrap();
}

#[tokio::test]
async fn readers_see_only_what_is_committed_and_cannot_write() {
    let home = Home::new();
    let store = signed_in(&home).await;
    let unit = store.begin("sync").await.unwrap();
    add_note(&unit, "hallo").unwrap();
    assert_eq!(notes(&store), 0);
    assert!(
        store
            .read(|c| Ok(c.execute("INSERT INTO note (body) VALUES ('x')", [])?))
            .is_err()
    );
    unit.commit().await.unwrap();
    assert_eq!(notes(&store), 1);
}

#[tokio::test]
async fn units_wait_for_each_other() {
    let home = Home::new();
    let store = signed_in(&home).await;
    let first = store.begin("first").await.unwrap();
    let second = tokio::spawn({
        let store = store.clone();
        async move {
            let unit = store.begin("second").await.unwrap();
            let seen =
                unit.write(|c| Ok(c.query_row("SELECT count(*) FROM note", [], |row| row.get::<_, i64>(0))?));
            unit.commit().await.unwrap();
            seen.unwrap()
        }
    });
    tokio::task::yield_now().await;
    add_note(&first, "hallo").unwrap();
    first.commit().await.unwrap();
    assert_eq!(second.await.unwrap(), 1);
}

#[tokio::test]
async fn writes_may_nest() {
    let home = Home::new();
    let store = signed_in(&home).await;
    let unit = store.begin("outer").await.unwrap();
    unit.write(|_| add_note(&unit, "inner")).unwrap();
    unit.commit().await.unwrap();
    assert_eq!(notes(&store), 1);
}

#[tokio::test]
async fn a_failed_step_cannot_be_committed_even_if_its_error_is_ignored() {
    let home = Home::new();
    let store = signed_in(&home).await;
    let unit = store.begin("sync").await.unwrap();
    add_note(&unit, "hallo").unwrap();
    assert!(
        unit.write(|c| Ok(c.execute("INSERT INTO note (body) VALUES (NULL)", [])?))
            .is_err()
    );
    assert!(matches!(
        add_note(&unit, "after"),
        Err(StoreError::UnitFailed("sync"))
    ));
    assert!(matches!(unit.commit().await, Err(StoreError::UnitFailed("sync"))));
    assert_eq!(notes(&store), 0);
    store.begin("next").await.unwrap().commit().await.unwrap();
}
