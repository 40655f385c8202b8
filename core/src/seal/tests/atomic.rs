//! Assigning records to a batch and storing the sealed bytes is one transaction (house rule 23).
//!
//! Crash points on paper. Sealing: (a) before the draft is read; (b) after the object is made, before the unit begins; (c) inside the
//! unit, between outbox row, bytes and journal numbers; (d) after COMMIT. After a, b and c nothing is stored: the next run drafts
//! the same records again, and the object made before is gone with its memory; no number was spent, as the number is the row.
//! After d the object is in the outbox and its records are not pending. Routing: (e) after PUT, before the receipt is stored: the
//! same bytes go again and get the same receipt. (f) after the receipts were fetched, before they are stored: the cursor stands
//! still, so they are fetched again. Pruning: one unit per handful of objects, so a crash leaves whole objects only.

use std::sync::Arc;

use griffie_wire::{
    gso1::parse,
    ids::{EntryNo, ObjectId, Seq},
};

use crate::{
    clock::Clock,
    route::{
        config,
        tests::kit::{Device, NOW, Organisation, TENANT},
    },
    seal::{
        draft::{self, Next},
        next::{Outcome, Urgency, keep, seal_next},
        seal_all,
    },
    store::{
        archive,
        outbox::{self, Contents, NewObject},
    },
};

#[tokio::test]
async fn a_failure_between_the_writes_leaves_nothing() {
    let device = Device::new().await;
    device.journals(2).await;
    // The range says one entry more than there is: the last of the three writes fails.
    let unit = device.store.begin("seal").await.unwrap();
    let object = NewObject {
        seq: Seq(1),
        object_id: ObjectId::from_bytes([1; 32]),
        contents: Contents::Batch(EntryNo(1)..=EntryNo(9)),
        created: device.clock.now(),
        bytes: b"half",
    };
    assert!(outbox::insert(&unit, &object).is_err());
    assert!(
        unit.commit().await.is_err(),
        "a unit with a failed step cannot be committed"
    );
    let device = device.reopen();
    let tail = device.store.read(outbox::tail).unwrap();
    assert_eq!((tail.seq, tail.last_entry), (Seq(0), EntryNo(0)));
    assert_eq!(device.store.read(|c| outbox::bytes(c, Seq(1))).unwrap(), None);
    assert_eq!(device.store.read(archive::counts).unwrap().unsealed, 3);
    assert_eq!(seal_all(&device.store, &device.clock()).await.unwrap(), 1);
}

#[tokio::test]
async fn dropping_the_unit_leaves_nothing() {
    let device = Device::new().await;
    device.journals(2).await;
    let unit = device.store.begin("seal").await.unwrap();
    let object = NewObject {
        seq: Seq(1),
        object_id: ObjectId::from_bytes([1; 32]),
        contents: Contents::Batch(EntryNo(1)..=EntryNo(3)),
        created: device.clock.now(),
        bytes: b"whole",
    };
    outbox::insert(&unit, &object).unwrap();
    drop(unit);
    let counts = device.store.read(archive::counts).unwrap();
    assert_eq!((counts.unsealed, counts.outbox), (3, 0));
}

/// Invariant 7: what was drafted before a rotation is not stored after it, for whoever was taken off the list could open it.
#[tokio::test]
async fn an_object_for_former_recipients_is_not_stored() {
    let device = Device::new().await;
    device.journals(1).await;
    let Next::Due(draft) = draft::next(&device.store, device.clock.now(), Urgency::AtOnce).unwrap() else {
        panic!("a record is due");
    };
    let rotated = Organisation::new(1).rotated(20);
    let offered = rotated.offers(&rotated.seal_config(2), &Organisation::policy(1));
    let unit = device.store.begin("rotation").await.unwrap();
    let taken = config::take(
        &unit,
        &device.clock,
        &offered,
        &rotated.root.public(),
        TENANT,
        NOW,
    );
    assert!(taken.unwrap().unwrap().is_some());
    unit.commit().await.unwrap();
    assert!(!keep(&device.store, &draft, &draft.seal().unwrap()).await.unwrap());
    assert_eq!(device.store.read(archive::counts).unwrap().outbox, 0);
    assert_eq!(seal_all(&device.store, &device.clock()).await.unwrap(), 1);
    let bytes = device.store.read(|c| outbox::bytes(c, Seq(1))).unwrap().unwrap();
    assert_eq!(parse(&bytes).unwrap().header.seal_config_version, 2);
}

#[tokio::test]
async fn two_sealers_at_once_make_each_record_part_of_one_object() {
    let device = Arc::new(Device::new().await);
    device.journals(40).await;
    let sealers: Vec<_> = (0..4)
        .map(|_| {
            let device = device.clone();
            tokio::spawn(async move {
                let clock: Arc<dyn Clock> = device.clock();
                seal_next(&device.store, &clock, Urgency::AtOnce).await.unwrap()
            })
        })
        .collect();
    let mut sealed = 0;
    for sealer in sealers {
        sealed += u32::from(matches!(sealer.await.unwrap(), Outcome::Sealed(_)));
    }
    assert_eq!(sealed, 1);
    let counts = device.store.read(archive::counts).unwrap();
    assert_eq!((counts.unsealed, counts.outbox), (0, 1));
}
