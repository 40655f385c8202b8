//! Witnesses that differ: as many as the root demands are enough, and one that saw another log is always told of (decision 21).

use std::{path::Path, sync::Arc, time::Duration};

use griffie_wire::{
    Millis, SealConfig,
    api::StoredDocument,
    note::{Frontier, LogKey, Witnesses},
    seal_config::{RecipientKey, SCHEMA},
    signed::DocumentKind,
};
use parking_lot::Mutex;

use super::kit::{NOW, World, root_key};
use crate::{
    client::client,
    clock::StandingClock,
    cosign::{Gathered, accept_checkpoint, gather},
    ingest::{documents::take_documents, ingest},
    store::witnesses,
    witness::{Witness, face::router},
};

/// A witness that serves: its key and address.
async fn serves(dir: &Path, name: &str, log: &LogKey) -> (String, String) {
    let witness = Witness::create(&dir.join(name), name, Arc::new(StandingClock(NOW))).unwrap();
    witness.follow(&log.vkey()).unwrap();
    let vkey = witness.vkey();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let serving = axum::serve(listener, router(Arc::new(Mutex::new(witness))));
    tokio::spawn(serving.into_future());
    (vkey, url)
}

/// A line of the root that demands so many of these, an object, and the log's checkpoint over both.
fn under(world: &mut World, demanded: Option<Witnesses>) -> String {
    let config = SealConfig {
        schema: SCHEMA,
        tenant: world.vault.tenant().unwrap().unwrap(),
        version: 2,
        suite: 1,
        recipients: vec![RecipientKey::from(world.recipient.clone())],
        valid_from: Millis(0),
        expires: Millis(4_000_000_000_000),
        log: world.log.vkey(),
        vault: world.vault.keys.cosigner().vkey(),
        witnesses: demanded,
        gateways: vec!["https://gateway.example".to_owned()],
    };
    let listed = StoredDocument {
        index: 0,
        kind: DocumentKind::SealConfig,
        version: 2,
        document: config.sign(&root_key()).unwrap(),
        received: NOW,
    };
    let mut tree = Frontier::default();
    tree.push(listed.leaf().hash());
    assert_eq!(take_documents(&mut world.vault, &[listed]).unwrap().new, 1);
    let mut object = world.device(1, "@anna:x").seals();
    let mut arriving = world.lists(&object);
    arriving.listed.index = 1;
    tree.push(arriving.listed.leaf().hash());
    object.bytes.clear();
    assert_eq!(ingest(&mut world.vault, &[arriving]).unwrap().accepted, 1);
    let state = tree.state();
    world.log.sign_checkpoint(state.size, state.root)
}

/// What an honest and a misled witness come to, of which the root demands so many, or says nothing of them.
async fn gathered(quorum: Option<u8>) -> (World, Gathered) {
    let mut world = World::new();
    let log = world.log.verifier().clone();
    let honest = serves(world.path(), "honest.example", &world.log).await;
    let misled = serves(world.path(), "misled.example", &world.log).await;
    let lie = world.log.sign_checkpoint(1_000_000, tlog_tiles::Hash([7; 32]));
    let answer = client(Duration::from_secs(60))
        .unwrap()
        .post(format!("{}/add-checkpoint", misled.1))
        .body(format!("old 0\n\n{lie}"))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    let keys = vec![honest.0.clone(), misled.0.clone()];
    let note = under(&mut world, quorum.map(|quorum| Witnesses { quorum, keys }));
    for (vkey, url) in [honest, misled] {
        witnesses::ask(&world.vault.store, &vkey.parse().unwrap(), &url).unwrap();
    }
    let signed = accept_checkpoint(&mut world.vault, &note, &log)
        .unwrap()
        .unwrap()
        .unwrap();
    let gathered = gather(&mut world.vault, &log, signed).await.unwrap();
    (world, gathered)
}

#[tokio::test]
async fn a_quorum_without_the_one_that_disagrees_is_enough_and_the_alarm_is_raised() {
    let (world, gathered) = gathered(Some(1)).await;
    let signed = gathered.enough.expect("one is demanded, and one agrees");
    assert!(signed.note.contains("honest.example") && !signed.note.contains("misled.example"));
    assert!(gathered.new_fault);
    assert_eq!(world.fault_codes(), ["witness_disagrees"]);
}

#[tokio::test]
async fn nothing_is_final_when_the_one_that_disagrees_is_needed() {
    for quorum in [Some(2), None] {
        let (world, gathered) = gathered(quorum).await;
        assert!(gathered.enough.is_none(), "{quorum:?}");
        assert!(gathered.new_fault);
        assert_eq!(world.fault_codes(), ["witness_disagrees"]);
    }
}
