//! Invariant 10: when the journal cannot be written, everything stops and says so. And: what an unclean stop leaves is told.

use std::sync::Arc;

use griffie_wire::record::{Fact, Record};

use crate::{
    activate::Invitation,
    engine::{
        Griffie, LifeState, OpenOptions,
        changes::Changes,
        ends::{Failure, Watch},
        health::Health,
        open::note_restart,
        wakes::Wakes,
    },
    error::Error,
    route::tests::kit::Device,
    seal::{self, SealingError},
    store::{Store, StoreError, StoreKey, activation, archive},
    tasks::Tasks,
};

/// The database may not grow any more, as on a full disk.
async fn fill_the_disk(store: &Store) {
    let unit = store.begin("fill").await.unwrap();
    unit.write(|c| {
        let pages: u32 = c.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        c.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))?;
        Ok(())
    })
    .unwrap();
    unit.commit().await.unwrap();
}

#[tokio::test]
async fn a_full_disk_ends_the_sealing_loop_with_an_error_and_loses_nothing() {
    let device = Device::new().await;
    device.journals(200).await;
    let before = device.store.read(archive::counts).unwrap();
    fill_the_disk(&device.store).await;
    device.clock.advance(std::time::Duration::from_secs(900));
    let ended = seal::run(
        device.store.clone(),
        device.clock(),
        Arc::new(Wakes::default()),
        Changes::new(),
        Arc::new(Health::default()),
        tokio_util::sync::CancellationToken::new(),
    )
    .await;
    assert!(
        matches!(ended, Err(SealingError::Store(StoreError::Full))),
        "{ended:?}"
    );
    assert_eq!(device.store.read(archive::counts).unwrap(), before);
}

#[tokio::test]
async fn one_loop_that_fails_takes_all_with_it_and_is_named() {
    let (mut tasks, ends) = Tasks::new();
    let (health, failure, changes) = (
        Arc::new(Health::default()),
        Arc::new(Failure::default()),
        Changes::new(),
    );
    let mut changed = changes.subscribe();
    let stop = tasks.stop_token();
    let watch = Watch {
        health: health.clone(),
        changes,
        failure: failure.clone(),
    };
    tasks.spawn("watch", watch.run(ends, stop.clone()));
    let listening = stop.clone();
    tasks.spawn::<String>("sync", async move {
        listening.cancelled().await;
        Ok(())
    });
    tasks.spawn("seal", async { Err(StoreError::Full) });
    stop.cancelled().await;
    changed.changed().await.unwrap();
    assert_eq!(failure.reason().as_deref(), Some("the disk is full"));
    assert_eq!(health.complaints(), [("seal", "the disk is full".to_owned())]);
    tasks.stop(std::future::pending()).await;
}

#[tokio::test]
async fn before_activation_nothing_runs_and_nothing_is_journaled() {
    let dir = tempfile::tempdir().unwrap();
    let options = || OpenOptions {
        data_dir: dir.path().to_owned(),
        key: StoreKey::from_bytes([1; 32]),
        extra_ca_pem: None,
        platform: None,
    };
    let griffie = Griffie::open(options()).await.unwrap();
    assert_eq!(griffie.start().await, Err(Error::NotSignedIn));
    assert_eq!(griffie.route_now().await, Err(Error::NotSignedIn));
    let status = griffie.status().await.unwrap();
    assert_eq!((status.state, status.journal_entries), (LifeState::New, 0));
    let second = Griffie::open(options()).await.err();
    assert_eq!(
        second,
        Some(Error::Storage {
            code: "in_use".to_owned()
        })
    );
    drop(griffie);
    let griffie = Griffie::open(options()).await.unwrap();
    let nobody = "griffie://activate?gateway=http%3A%2F%2F127.0.0.1%3A1&root=";
    let root = griffie_wire::key::SigningKey::from_seed(&[1; 32]).public();
    let code = griffie_wire::activation::ActivationCode::generate([1; 10]);
    let invitation = Invitation::from_link(&format!("{nobody}{root}&code={code}")).unwrap();
    assert_eq!(
        griffie.activate(&invitation).await,
        Err(Error::Offline {
            code: "unreachable".to_owned()
        })
    );
    assert_eq!(griffie.status().await.unwrap().state, LifeState::Activating);
}

#[tokio::test]
async fn an_unclean_stop_is_a_record() {
    let device = Device::new().await;
    let set = async |sql: &'static str| {
        let unit = device.store.begin("test").await.unwrap();
        unit.write(|c| Ok(c.execute_batch(sql)?)).unwrap();
        unit.commit().await.unwrap();
    };
    set(
        "INSERT INTO activation (id, step, epoch, matrix_device, root, gateway, os)
         VALUES (1, 'active', zeroblob(16), 'A', 'r', 'g', 'o')",
    )
    .await;
    // The root in this row is no key, which nothing here reads.
    set("UPDATE activation SET root = (SELECT root FROM identity)").await;
    let mut told = Vec::new();
    for running in ["0", "1", "0"] {
        let unit = device.store.begin("test").await.unwrap();
        activation::set_running(&unit, running == "1").unwrap();
        unit.commit().await.unwrap();
        note_restart(&device.store, &device.clock).await.unwrap();
        let record: Vec<u8> = device
            .store
            .read(|c| {
                Ok(c.query_row(
                    "SELECT record FROM journal ORDER BY seq DESC LIMIT 1",
                    [],
                    |row| row.get(0),
                )?)
            })
            .unwrap();
        let Fact::Restarted { after_crash } = Record::from_canonical(&record).unwrap().fact else {
            panic!()
        };
        told.push(after_crash);
    }
    assert_eq!(told, [false, true, false]);
    assert!(!device.store.read(activation::was_running).unwrap());
}
