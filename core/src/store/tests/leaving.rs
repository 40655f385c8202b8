//! Leaving a device: nothing goes that the archive has not, and a kill between any two steps loses nothing and ends at the same place.

use griffie_wire::record::{Fact, GapClosedFact};

use crate::{
    route::tests::kit::{Device, NOW},
    seal::seal_all,
    store::{
        Store, StoreError, activation, archive, config, identity, journal,
        leaving::{is_marked, mark, waiting, wipe},
    },
};

async fn marks(store: &Store) -> bool {
    let unit = store.begin("test leave").await.unwrap();
    let marked = mark(&unit, NOW).unwrap();
    unit.commit().await.unwrap();
    marked
}

async fn records(device: &Device) -> Result<(), StoreError> {
    let unit = device.store.begin("test record").await?;
    let fact = Fact::GapClosed(GapClosedFact {
        gap_id: "late".to_owned(),
        events: 1,
    });
    journal::append(&unit, &device.clock, None, fact)?;
    unit.commit().await
}

/// A device with a journal that the archive has, in two objects.
async fn drained() -> Device {
    let device = Device::new().await;
    for object in [1, 2] {
        device.journals(3).await;
        assert_eq!(seal_all(&device.store, &device.clock()).await.unwrap(), 1);
        device.gets_final(object).await;
    }
    assert_eq!(device.store.read(waiting).unwrap(), 0);
    device
}

fn schema(store: &Store) -> Vec<(String, String)> {
    store
        .read(|c| {
            let mut query = c.prepare(
                "SELECT name, coalesce(sql, '') FROM sqlite_schema WHERE name <> 'sqlite_sequence' ORDER BY name",
            )?;
            let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .unwrap()
}

#[tokio::test]
async fn nobody_leaves_before_the_archive_has_everything() {
    let device = Device::new().await;
    device.journals(2).await;
    assert!(!marks(&device.store).await, "unsealed records");
    seal_all(&device.store, &device.clock()).await.unwrap();
    assert!(!marks(&device.store).await, "an object without a final receipt");
    device.gets_final(1).await;
    assert!(marks(&device.store).await);
}

#[tokio::test]
async fn the_schema_itself_refuses_the_mark_while_evidence_waits() {
    let device = Device::new().await;
    device.journals(1).await;
    for sealed in [false, true] {
        if sealed {
            seal_all(&device.store, &device.clock()).await.unwrap();
        }
        let unit = device.store.begin("test").await.unwrap();
        let marked = unit.write(|c| Ok(c.execute("INSERT INTO leaving (id, since) VALUES (1, 1)", [])?));
        assert!(matches!(marked, Err(StoreError::Sqlite(_))), "{marked:?}");
    }
}

#[tokio::test]
async fn after_the_mark_the_journal_is_closed() {
    let device = drained().await;
    let before = device.store.read(archive::counts).unwrap();
    assert!(marks(&device.store).await);
    assert!(records(&device).await.is_err());
    let device = device.reopen();
    assert!(records(&device).await.is_err(), "also after a restart");
    assert_eq!(device.store.read(archive::counts).unwrap(), before);
    let unit = device.store.begin("test").await.unwrap();
    assert!(
        unit.write(|c| Ok(c.execute("DELETE FROM leaving", [])?)).is_err(),
        "there is no way back"
    );
}

#[tokio::test]
async fn without_the_mark_nothing_is_wiped() {
    let device = drained().await;
    let refused = wipe(&device.store).await;
    assert!(
        matches!(refused, Err(StoreError::Malformed("leaving"))),
        "{refused:?}"
    );
    assert_eq!(device.store.read(archive::counts).unwrap().kept, 2);
}

#[tokio::test]
async fn a_wiped_database_is_as_new_and_goes_on_in_the_same_process() {
    let fresh = Device::new().await;
    let expected = schema(&fresh.store);
    let device = drained().await;
    assert!(marks(&device.store).await);
    wipe(&device.store).await.unwrap();
    assert_eq!(schema(&device.store), expected);
    assert_eq!(schema(&device.reopen().store), expected, "also after a restart");
}

#[tokio::test]
async fn the_next_user_begins_with_new_keys_and_an_empty_journal() {
    let device = drained().await;
    let seed = |store: &Store| {
        store.read(|c| {
            Ok(c.query_row("SELECT seed FROM device_seed", [], |row| {
                row.get::<_, [u8; 32]>(0)
            })
            .ok())
        })
    };
    let before = seed(&device.store).unwrap();
    assert!(marks(&device.store).await);
    wipe(&device.store).await.unwrap();
    device
        .store
        .read(|c| {
            assert!(activation::read(c)?.is_none() && identity::load(c)?.is_none());
            assert!(config::accepted(c)?.is_none() && !is_marked(c)?);
            assert_eq!(archive::counts(c)?, archive::Counts::default());
            Ok(())
        })
        .unwrap();
    let unit = device.store.begin("next user").await.unwrap();
    let after = unit.write(identity::device_seed).unwrap();
    assert!(before.is_some_and(|before| before != *after));
    unit.commit().await.unwrap();
    assert_eq!(device.store.read(journal::head).unwrap().seq.0, 0);
}

/// Kills: dropping the store in the middle is what the kernel leaves of a killed process, since nothing is written after it.
#[tokio::test]
async fn a_kill_between_any_two_steps_ends_in_the_same_place() {
    for killed_after in 0..3 {
        let mut device = drained().await;
        for step in 0..3 {
            if step == killed_after {
                device = device.reopen();
            }
            match step {
                0 => assert!(marks(&device.store).await),
                1 => wipe(&device.store).await.unwrap(),
                _ => assert_eq!(
                    device.store.read(archive::counts).unwrap(),
                    archive::Counts::default()
                ),
            }
        }
    }
}

/// The wipe is one transaction: cut off before its commit, everything stands.
#[tokio::test]
async fn a_wipe_that_finds_a_record_without_a_receipt_changes_nothing() {
    let device = drained().await;
    assert!(marks(&device.store).await);
    // As if somebody had got past the triggers: a record in no object.
    let unit = device.store.begin("test").await.unwrap();
    unit.write(|c| Ok(c.execute_batch("DROP TRIGGER journal_closed")?))
        .unwrap();
    unit.commit().await.unwrap();
    records(&device).await.unwrap();
    let before = device.store.read(archive::counts).unwrap();
    let refused = wipe(&device.store).await;
    assert!(
        matches!(refused, Err(StoreError::Malformed("journal"))),
        "{refused:?}"
    );
    assert_eq!(device.store.read(archive::counts).unwrap(), before);
    let device = device.reopen();
    assert_eq!(device.store.read(archive::counts).unwrap(), before);
}
