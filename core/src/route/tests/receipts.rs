//! Receipts are believed only when they prove our own leaf; a false one is an alarm, and nothing is pruned on it.

use std::time::Duration;

use griffie_wire::{
    ids::{Millis, Seq},
    leaf::Leaf,
};

use super::kit::{DEVICE, Device, EPOCH, Organisation};
use crate::{
    clock::Clock,
    outbox::{Proof, check_receipt},
    seal,
    store::{StoreError, outbox, prune},
};

#[tokio::test]
async fn the_table_of_receipts() {
    let device = Device::new().await;
    device.journals(2).await;
    seal::seal_all(&device.store, &device.clock()).await.unwrap();
    let (ours, thief) = (&device.organisation, Organisation::new(40));
    let leaf = device.leaf(1);
    let trust = ours.seal_config(1).trust();
    let good = ours.final_receipt(&leaf);
    let others = [
        Leaf { seq: Seq(2), ..leaf },
        Leaf {
            size: leaf.size + 1,
            ..leaf
        },
        Leaf {
            device: griffie_wire::ids::DeviceId::from_bytes([1; 16]),
            ..leaf
        },
    ];
    assert!(check_receipt(&good, &leaf, &trust, Proof::Final).is_ok());
    assert!(check_receipt(&ours.provisional(&leaf), &leaf, &trust, Proof::Provisional).is_ok());
    for other in others {
        assert!(
            check_receipt(&ours.final_receipt(&other), &leaf, &trust, Proof::Final).is_err(),
            "{other:?}"
        );
    }
    assert!(
        check_receipt(&ours.provisional(&leaf), &leaf, &trust, Proof::Final).is_err(),
        "gateway's word alone"
    );
    assert!(
        check_receipt(&thief.final_receipt(&leaf), &leaf, &trust, Proof::Final).is_err(),
        "other keys"
    );
    for at in 0..good.len() {
        let mut forged = good.clone().into_bytes();
        forged[at] ^= 1;
        let believed = String::from_utf8(forged)
            .is_ok_and(|text| check_receipt(&text, &leaf, &trust, Proof::Final).is_ok());
        assert!(!believed, "byte {at} flipped");
    }
    assert_eq!((leaf.device, leaf.epoch), (DEVICE, EPOCH));
}

/// Invariant 2: the schema lets nothing go without a final receipt, whatever the code asks.
#[tokio::test]
async fn only_a_final_receipt_lets_records_go() {
    let device = Device::new().await;
    device.journals(3).await;
    seal::seal_all(&device.store, &device.clock()).await.unwrap();
    let refused = [
        "DELETE FROM journal",
        "DELETE FROM journal WHERE seq = 1",
        "DELETE FROM sealed_bytes",
        "DELETE FROM outbox",
        "UPDATE journal SET record = x'00' WHERE seq = 1",
        "UPDATE journal SET object_seq = NULL",
        "UPDATE journal SET object_seq = 2",
        "UPDATE journal SET rowid = 99 WHERE seq = 3",
        "UPDATE outbox SET object_id = zeroblob(32)",
        "UPDATE sealed_bytes SET bytes = x'00'",
        "INSERT OR REPLACE INTO sealed_bytes (seq, bytes) VALUES (1, x'00')",
        "INSERT INTO journal_stub (seq, commitment, object_seq) VALUES (1, zeroblob(32), 1)",
        "INSERT INTO journal (seq, kind, salt, record, commitment, captured_at)
         VALUES (99, 'x', zeroblob(32), x'00', zeroblob(32), 0)",
        "INSERT OR REPLACE INTO journal (seq, kind, salt, record, commitment, captured_at)
         VALUES (1, 'x', zeroblob(32), x'00', zeroblob(32), 0)",
    ];
    for sql in refused {
        let unit = device.store.begin("tamper").await.unwrap();
        let outcome = unit.write(|c| Ok(c.execute(sql, [])?));
        assert!(
            matches!(outcome, Err(StoreError::Sqlite(_))),
            "{sql}: {outcome:?}"
        );
    }
    let unit = device.store.begin("prune").await.unwrap();
    let later = Millis(device.clock.now().0 + 10_000_000_000);
    assert_eq!(
        prune::prune(&unit, later, Duration::ZERO).unwrap(),
        prune::Pruned::default()
    );
    unit.commit().await.unwrap();
    device.gets_final(1).await;
    let unit = device.store.begin("prune").await.unwrap();
    let pruned = prune::prune(&unit, later, Duration::ZERO).unwrap();
    unit.commit().await.unwrap();
    assert_eq!(
        (pruned.objects, pruned.entries),
        (1, 4),
        "three records and the configuration"
    );
    assert_eq!(device.store.read(|c| outbox::bytes(c, Seq(1))).unwrap(), None);
    assert!(device.row(1).is_final, "id and receipts stay");
}

#[tokio::test]
async fn pruning_waits_for_the_age_that_the_policy_says() {
    let device = Device::new().await;
    device.journals(1).await;
    seal::seal_all(&device.store, &device.clock()).await.unwrap();
    device.gets_final(1).await;
    let keep = Duration::from_secs(3600);
    for (wait, pruned) in [(0, 0), (3599, 0), (1, 1)] {
        device.clock.advance(Duration::from_secs(wait));
        let unit = device.store.begin("prune").await.unwrap();
        assert_eq!(
            prune::prune(&unit, device.clock.now(), keep).unwrap().objects,
            pruned
        );
        unit.commit().await.unwrap();
    }
}

/// What comes later heals or redacts what came before: without it the older record would be shown as it was then (model, seed 221).
#[tokio::test]
async fn nothing_is_pruned_before_what_is_older() {
    let device = Device::new().await;
    for _ in 0..3 {
        device.journals(1).await;
        seal::seal_all(&device.store, &device.clock()).await.unwrap();
    }
    let prune = async || {
        let unit = device.store.begin("prune").await.unwrap();
        let pruned = prune::prune(&unit, device.clock.now(), Duration::ZERO).unwrap();
        unit.commit().await.unwrap();
        pruned.objects
    };
    device.gets_final(2).await;
    assert_eq!(prune().await, 0, "the first object waits for its receipt");
    let unit = device.store.begin("refuse").await.unwrap();
    outbox::put_rejected(&unit, Seq(1), "bad_object").unwrap();
    unit.commit().await.unwrap();
    assert_eq!(prune().await, 1, "a refused object holds up nothing");
    device.gets_final(1).await;
    device.gets_final(3).await;
    assert_eq!(prune().await, 2);
}
