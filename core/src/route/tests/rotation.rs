//! Receipts outlive the keys they were made under: a rotation of log and vault makes no false receipt of a true one (design D9, D10).

use griffie_wire::{
    api::{DeviceConfig, ReceiptItem, Receipts},
    ids::Seq,
};

use super::{
    hostile::visits,
    kit::{Device, EPOCH, NOW, Organisation, TENANT},
    server::{Raw, answer, json},
};
use crate::{
    route::{RouteError, config},
    seal,
};

fn offered(organisation: &Organisation, version: u32) -> DeviceConfig {
    organisation.offers(&organisation.seal_config(version), &Organisation::policy(1))
}

fn page(device: &Device, cursor: u64, receipts: &[(u64, String)]) -> Raw {
    let item = |(seq, receipt): &(u64, String)| ReceiptItem {
        cursor,
        epoch: EPOCH,
        seq: Seq(*seq),
        object_id: device.row(*seq).object_id,
        receipt: Some(receipt.clone()),
        rejected: None,
    };
    json(&Receipts {
        items: receipts.iter().map(item).collect(),
        next: cursor,
    })
}

fn nothing_more() -> Raw {
    json(&Receipts {
        items: Vec::new(),
        next: 0,
    })
}

/// The device takes the configuration of these keys into force, as a visit would.
async fn rotates(device: &Device, organisation: &Organisation, version: u32) -> Raw {
    let offered = offered(organisation, version);
    let root = organisation.root.public();
    let unit = device.store.begin("rotation").await.unwrap();
    let taken = config::take(&unit, &device.clock, &offered, &root, TENANT, NOW).unwrap();
    assert!(taken.unwrap().is_some());
    unit.commit().await.unwrap();
    json(&offered)
}

async fn seals_one(device: &Device) {
    device.journals(1).await;
    seal::seal_all(&device.store, &device.clock()).await.unwrap();
}

#[tokio::test]
async fn a_receipt_of_before_a_rotation_is_believed_after_it() {
    let device = Device::new().await;
    seals_one(&device).await;
    let leaf = device.leaf(1);
    let before = device.organisation.final_receipt(&leaf);
    let second = Organisation::new(1).rotated(20);
    let third = Organisation::new(1).rotated(60);
    let answers = vec![
        rotates(&device, &second, 2).await,
        answer("201 Created", device.organisation.provisional(&leaf)),
        nothing_more(),
    ];
    visits(&device, answers).await.unwrap();
    assert!(device.row(1).provisional, "the log of before the rotation");
    let answers = vec![
        rotates(&device, &third, 3).await,
        page(&device, 1, &[(1, before)]),
        nothing_more(),
    ];
    visits(&device, answers).await.unwrap();
    assert!(device.row(1).is_final);
    assert!(device.alarms().is_empty());
}

/// Keys that were gone before an object was made, and keys that the root never named, prove nothing about it.
#[tokio::test]
async fn an_object_is_not_proved_by_keys_older_than_its_own_configuration() {
    let device = Device::new().await;
    let second = Organisation::new(1).rotated(20);
    rotates(&device, &second, 2).await;
    seals_one(&device).await;
    let leaf = device.leaf(1);
    let unknown = Organisation::new(1).rotated(60);
    for (cursor, old) in [(1, &device.organisation), (2, &unknown)] {
        let mut answers = vec![json(&offered(&second, 2))];
        if !device.row(1).provisional {
            answers.push(answer("201 Created", second.provisional(&leaf)));
        }
        answers.push(page(&device, cursor, &[(1, old.final_receipt(&leaf))]));
        let error = visits(&device, answers).await.unwrap_err();
        assert!(matches!(error, RouteError::FalseReceipt(_)), "{error}");
    }
    assert!(!device.row(1).is_final);
    assert_eq!(device.alarms(), ["false_receipt"]);
}

/// A gateway may tell again what it told: also about an object whose bytes are gone.
#[tokio::test]
async fn a_receipt_told_again_after_pruning_and_rotation_is_no_false_one() {
    let device = Device::new().await;
    seals_one(&device).await;
    device.gets_final(1).await;
    let told_again = device.organisation.final_receipt(&device.leaf(1));
    let unit = device.store.begin("prune").await.unwrap();
    crate::store::prune::prune(&unit, NOW, std::time::Duration::ZERO).unwrap();
    unit.commit().await.unwrap();
    let second = Organisation::new(1).rotated(20);
    let answers = vec![
        rotates(&device, &second, 2).await,
        page(&device, 1, &[(1, told_again)]),
        nothing_more(),
    ];
    visits(&device, answers).await.unwrap();
    assert!(device.alarms().is_empty());
}
