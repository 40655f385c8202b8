//! The chain of records and the chain of objects, opened with the archive's key as the vault would, over pruning and restarts.

use std::time::Duration;

use griffie_wire::{
    batch,
    gso1::{Kind, open, parse},
    heartbeat,
    ids::{Commitment, ObjectId, Seq},
    key::SigningKey,
    policy::Policy,
};

use crate::{
    clock::Clock,
    route::tests::kit::{Device, Organisation},
    seal::{
        next::{Outcome, Urgency, seal_next},
        seal_all,
    },
    store::{identity, journal, outbox, prune},
};

/// Opens every object in order, checks both chains, and gives the last commitment and the number of entries.
fn walk(device: &Device, objects: &[Vec<u8>]) -> (Commitment, u64) {
    let key = SigningKey::from_seed(&device.store.read(identity::device_seed).unwrap());
    let (mut prev_id, mut prev, mut entries) = (ObjectId::GENESIS, Commitment::GENESIS, 0);
    for bytes in objects {
        let envelope = parse(bytes).unwrap();
        envelope.verify(&key.public()).unwrap();
        let header = envelope.header.clone();
        assert_eq!(header.prev_object_id, prev_id);
        prev_id = envelope.object_id;
        let payload = open(&envelope, &device.organisation.archive).unwrap();
        if header.kind == Kind::Heartbeat {
            assert_eq!(payload.len(), 4096);
            continue;
        }
        let batch = batch::decode(&payload, &header).unwrap();
        assert_eq!(batch.prev, prev);
        prev = batch.last;
        entries += batch.entries.len() as u64;
        for entry in &batch.entries {
            let record = entry.read().unwrap();
            assert_eq!(record.custodian, "@alice:example.org");
            assert_eq!(record.policy_version, 1);
        }
    }
    (prev, entries)
}

fn bytes(device: &Device, seq: u64) -> Vec<u8> {
    device
        .store
        .read(|c| outbox::bytes(c, Seq(seq)))
        .unwrap()
        .unwrap()
}

#[tokio::test]
async fn the_chain_holds_over_batches_pruning_and_restart() {
    let device = Device::new().await;
    let mut objects = Vec::new();
    device.journals(3).await;
    assert_eq!(seal_all(&device.store, &device.clock()).await.unwrap(), 1);
    objects.push(bytes(&device, 1));
    device.gets_final(1).await;
    let unit = device.store.begin("prune").await.unwrap();
    prune::prune(&unit, device.clock.now(), Duration::ZERO).unwrap();
    unit.commit().await.unwrap();

    let device = device.reopen();
    let head = device.store.read(journal::head).unwrap();
    assert_eq!(head.seq.0, 4, "the head is read from the stubs");
    device.journals(2).await;
    seal_all(&device.store, &device.clock()).await.unwrap();
    objects.push(bytes(&device, 2));
    device.clock.advance(Duration::from_secs(24 * 3600));
    assert_eq!(
        seal_next(&device.store, &device.clock(), Urgency::WhenDue)
            .await
            .unwrap(),
        Outcome::Sealed(Seq(3)),
        "a sign of life after a day of silence"
    );
    objects.push(bytes(&device, 3));
    device.journals(1).await;
    seal_all(&device.store, &device.clock()).await.unwrap();
    objects.push(bytes(&device, 4));

    let (last, entries) = walk(&device, &objects);
    let head = device.store.read(journal::head).unwrap();
    assert_eq!((last, entries), (head.commitment, head.seq.0));
}

#[tokio::test]
async fn a_batch_waits_its_segment_and_no_longer() {
    let device = Device::new().await;
    device.journals(1).await;
    let seal = || async {
        seal_next(&device.store, &device.clock(), Urgency::WhenDue)
            .await
            .unwrap()
    };
    assert_eq!(seal().await, Outcome::Wait(Duration::from_secs(900)));
    device.clock.advance(Duration::from_secs(900));
    assert_eq!(seal().await, Outcome::Sealed(Seq(1)));
    assert_eq!(seal().await, Outcome::Wait(Duration::from_secs(24 * 3600)));
}

#[tokio::test]
async fn a_device_with_a_long_segment_tells_how_far_its_journal_has_come() {
    // A segment of a day: at the user's pace.
    let policy = Policy {
        segment_seconds: 24 * 3600,
        ..Organisation::policy(1)
    };
    let device = Device::under(Organisation::new(1), &policy).await;
    let seal = async |urgency| seal_next(&device.store, &device.clock(), urgency).await.unwrap();
    device.journals(1).await;
    assert_eq!(seal(Urgency::AtOnce).await, Outcome::Sealed(Seq(1)));
    device.journals(3).await;
    let six_hours = Duration::from_secs(6 * 3600);
    assert_eq!(seal(Urgency::WhenDue).await, Outcome::Wait(six_hours));
    device.clock.advance(six_hours);
    assert_eq!(seal(Urgency::WhenDue).await, Outcome::Sealed(Seq(2)));

    let bytes = bytes(&device, 2);
    let envelope = parse(&bytes).unwrap();
    assert_eq!(envelope.header.kind, Kind::Heartbeat);
    let payload = open(&envelope, &device.organisation.archive).unwrap();
    let head = device.store.read(journal::head).unwrap();
    let told = heartbeat::journaled(&payload).unwrap();
    assert_eq!((told.entry, told.commitment), (head.seq, head.commitment));
    assert_eq!(payload.len(), 4096);
}

#[tokio::test]
async fn an_expired_configuration_seals_nothing_and_loses_nothing() {
    let device = Device::new().await;
    device.journals(1).await;
    device.clock.advance(Duration::from_millis(1_000_000_001));
    let outcome = seal_next(&device.store, &device.clock(), Urgency::AtOnce)
        .await
        .unwrap();
    assert_eq!(outcome, Outcome::ConfigNotValid);
    // A clock that the gateway knows to be wrong by just that much may seal.
    let unit = device.store.begin("offset").await.unwrap();
    unit.write(|c| identity::set_clock_offset(c, -1_000_000_001))
        .unwrap();
    unit.commit().await.unwrap();
    let outcome = seal_next(&device.store, &device.clock(), Urgency::AtOnce)
        .await
        .unwrap();
    assert_eq!(outcome, Outcome::Sealed(Seq(1)));
}
