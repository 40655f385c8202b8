//! A stick in the hands of a device: what goes on it, what it is refused for, and what it brings home. The gateway's side and both together
//! are tested with the real parts (tests/tests/gateway/take, tests/tests/worlds/roads).

use std::{fs, path::Path};

use griffie_wire::{
    api::{ReceiptItem, Receipts},
    carry::{self, Manifest, folder},
    ids::{Epoch, ObjectId, Seq, Sha256},
    key::SigningKey,
};

use super::{CarriedIn, CarriedOut, CarryError, Home, Load, take_in, write_out};
use crate::{
    route::{
        RouteError,
        tests::{
            kit::{DEVICE, Device, EPOCH, Organisation, TENANT},
            uploads::device_with_a_file,
        },
    },
    seal,
    store::{archive, attachment, identity, outbox, routing},
};

async fn device_with_objects(count: u64) -> Device {
    let device = Device::new().await;
    for _ in 0..count {
        device.journals(1).await;
        seal::seal_all(&device.store, &device.clock()).await.unwrap();
    }
    device
}

async fn carries(device: &Device, stick: &Path) -> Result<CarriedOut, CarryError> {
    let load = Load {
        store: device.store.clone(),
        clock: device.clock(),
        data_dir: device.data_dir().to_owned(),
        stick: stick.to_owned(),
    };
    write_out(load).await
}

async fn takes(device: &Device, stick: &Path) -> Result<CarriedIn, CarryError> {
    let home = Home {
        store: device.store.clone(),
        clock: device.clock(),
        data_dir: device.data_dir().to_owned(),
    };
    take_in(&home, stick).await
}

fn bytes(device: &Device, seq: u64) -> Vec<u8> {
    device
        .store
        .read(|c| outbox::bytes(c, Seq(seq)))
        .unwrap()
        .unwrap()
}

fn manifest(device: &Device, stick: &Path) -> Manifest {
    let text = fs::read_to_string(stick.join(folder(DEVICE)).join(carry::MANIFEST)).unwrap();
    let key = SigningKey::from_seed(&device.store.read(identity::device_seed).unwrap());
    Manifest::read(&text).unwrap().verify(&key.public()).unwrap()
}

fn item(device: &Device, seq: u64) -> ReceiptItem {
    ReceiptItem {
        cursor: 100 + seq,
        epoch: EPOCH,
        seq: Seq(seq),
        object_id: device.row(seq).object_id,
        receipt: Some(device.organisation.final_receipt(&device.leaf(seq))),
        rejected: None,
    }
}

fn comes_home(stick: &Path, items: Vec<ReceiptItem>) {
    let to = stick.join(folder(DEVICE));
    fs::create_dir_all(&to).unwrap();
    let receipts = Receipts { items, next: 0 };
    fs::write(to.join(carry::RECEIPTS), serde_json::to_vec(&receipts).unwrap()).unwrap();
}

#[tokio::test]
async fn what_the_archive_does_not_have_goes_out_as_it_was_sealed() {
    let (device, stick) = (device_with_objects(3).await, tempfile::tempdir().unwrap());
    device.gets_final(2).await;
    let carried = carries(&device, stick.path()).await.unwrap();
    assert_eq!((carried.objects, carried.new, carried.left_out), (2, 2, 0));
    let manifest = manifest(&device, stick.path());
    assert_eq!(
        (manifest.tenant, manifest.device, manifest.epoch),
        (TENANT, DEVICE, EPOCH)
    );
    let numbers: Vec<u64> = manifest.objects.iter().map(|object| object.seq.0).collect();
    assert_eq!(numbers, [1, 3]);
    for object in &manifest.objects {
        let name = carry::object_name(object.object_id);
        let found = fs::read(stick.path().join(folder(DEVICE)).join(carry::OBJECTS).join(name)).unwrap();
        assert_eq!(found, bytes(&device, object.seq.0));
        assert_eq!(found.len() as u64, object.size);
    }
    assert_eq!(manifest.bytes(), carried.bytes);
    assert!(!device.row(1).provisional, "a stick is no receipt");
}

#[tokio::test]
async fn a_second_time_and_after_a_kill_it_goes_on_where_it_was() {
    let (device, stick) = (device_with_objects(2).await, tempfile::tempdir().unwrap());
    carries(&device, stick.path()).await.unwrap();
    assert_eq!(carries(&device, stick.path()).await.unwrap().new, 0);
    // As a kill leaves it: one object whole, one half, no manifest yet.
    let ours = stick.path().join(folder(DEVICE));
    fs::remove_file(ours.join(carry::MANIFEST)).unwrap();
    let second = ours
        .join(carry::OBJECTS)
        .join(carry::object_name(device.row(2).object_id));
    let half = second.with_extension("gso1.part");
    fs::rename(&second, &half).unwrap();
    fs::write(&half, b"GSO1").unwrap();
    let carried = carries(&device, stick.path()).await.unwrap();
    assert_eq!((carried.objects, carried.new), (2, 1));
    assert_eq!(fs::read(&second).unwrap(), bytes(&device, 2));
    assert!(!half.exists());
    assert_eq!(manifest(&device, stick.path()).objects.len(), 2);
}

#[tokio::test]
async fn what_stands_there_already_is_never_overwritten() {
    let (device, stick) = (device_with_objects(1).await, tempfile::tempdir().unwrap());
    let ours = stick.path().join(folder(DEVICE));
    let name = carry::object_name(device.row(1).object_id);
    let stranger = device_with_objects(1).await;
    for (path, other) in [
        (ours.join(carry::OBJECTS).join(&name), b"other".to_vec()),
        (ours.join(carry::MANIFEST), b"griffie-carry 1\n".to_vec()),
        (ours.join(carry::MANIFEST), {
            let away = tempfile::tempdir().unwrap();
            carries(&stranger, away.path()).await.unwrap();
            fs::read(away.path().join(folder(DEVICE)).join(carry::MANIFEST)).unwrap()
        }),
    ] {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &other).unwrap();
        let refused = carries(&device, stick.path()).await;
        assert!(matches!(refused, Err(CarryError::Occupied)), "{refused:?}");
        assert_eq!(fs::read(&path).unwrap(), other);
        fs::remove_file(&path).unwrap();
    }
    fs::remove_dir_all(&ours).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), &ours).unwrap();
    let refused = carries(&device, stick.path()).await;
    assert!(matches!(refused, Err(CarryError::Occupied)), "{refused:?}");
    assert_eq!(
        fs::read_dir(elsewhere.path()).unwrap().count(),
        0,
        "through a link"
    );
}

#[tokio::test]
async fn a_stick_that_is_not_there_or_takes_nothing_is_said() {
    let (device, stick) = (device_with_objects(1).await, tempfile::tempdir().unwrap());
    let missing = carries(&device, &stick.path().join("none")).await;
    assert!(matches!(missing, Err(CarryError::Missing)), "{missing:?}");
    let file = stick.path().join("file");
    fs::write(&file, b"").unwrap();
    let missing = carries(&device, &file).await;
    assert!(matches!(missing, Err(CarryError::Missing)), "{missing:?}");
    // Nobody, not even root, makes a folder here.
    let refused = carries(&device, Path::new("/sys")).await;
    assert!(matches!(refused, Err(CarryError::ReadOnly)), "{refused:?}");
}

#[tokio::test]
async fn a_device_whose_routing_was_stopped_carries_nothing() {
    let (device, stick) = (device_with_objects(1).await, tempfile::tempdir().unwrap());
    let unit = device.store.begin("test halt").await.unwrap();
    routing::halt(&unit, "equivocation").unwrap();
    unit.commit().await.unwrap();
    let refused = carries(&device, stick.path()).await;
    assert!(matches!(refused, Err(CarryError::Route(RouteError::Halted(_)))));
    assert_eq!(fs::read_dir(stick.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn files_go_along_and_a_damaged_one_is_told() {
    let (device, file) = device_with_a_file().await;
    let (stick, sha256) = (tempfile::tempdir().unwrap(), Sha256::of(&file));
    let carried = carries(&device, stick.path()).await.unwrap();
    assert_eq!((carried.objects, carried.files, carried.left_out), (1, 1, 0));
    let on_stick = stick
        .path()
        .join(folder(DEVICE))
        .join(carry::FILES)
        .join(sha256.to_string());
    assert_eq!(fs::read(&on_stick).unwrap(), file);
    assert_eq!(carries(&device, stick.path()).await.unwrap().new, 0);

    fs::write(device.data_dir().join(format!("media/{sha256}")), b"damaged").unwrap();
    let other = tempfile::tempdir().unwrap();
    let carried = carries(&device, other.path()).await.unwrap();
    assert_eq!((carried.objects, carried.files, carried.left_out), (1, 0, 1));
    assert_eq!(device.alarms(), ["attachment_unreadable"]);
    let gaps = device.store.read(|c| attachment::loss_gaps(c, "$file")).unwrap();
    assert_eq!(gaps.len(), 1);
    let files = other.path().join(folder(DEVICE)).join(carry::FILES);
    assert_eq!(fs::read_dir(files).unwrap().count(), 0, "no half file");
}

#[tokio::test]
async fn receipts_come_home_and_prune() {
    let (device, file) = device_with_a_file().await;
    let stick = tempfile::tempdir().unwrap();
    carries(&device, stick.path()).await.unwrap();
    comes_home(stick.path(), vec![item(&device, 1)]);
    let taken = takes(&device, stick.path()).await.unwrap();
    assert_eq!((taken.receipts, taken.pruned), (1, 0));
    assert!(device.row(1).is_final);
    let uploads = device.store.read(attachment::count_uploads).unwrap();
    assert_eq!(uploads, 0, "the vault has the file with its object");
    assert_eq!(device.store.read(routing::routing).unwrap().receipts_after, 0);
    assert_eq!(takes(&device, stick.path()).await.unwrap().receipts, 0, "no news");
    device.clock.advance(std::time::Duration::from_secs(3_601));
    assert_eq!(takes(&device, stick.path()).await.unwrap().pruned, 1);
    assert_eq!(device.store.read(archive::counts).unwrap().kept, 0);
    let path = device.data_dir().join(format!("media/{}", Sha256::of(&file)));
    assert!(!path.exists(), "files go with the records that speak of them");
    assert_eq!(carries(&device, stick.path()).await.unwrap().objects, 0);
}

#[tokio::test]
async fn a_stick_is_believed_for_what_it_proves_alone() {
    let (device, stick) = (device_with_objects(3).await, tempfile::tempdir().unwrap());
    let forged = Organisation::new(40).final_receipt(&device.leaf(1));
    let items = vec![
        ReceiptItem {
            receipt: Some(forged),
            ..item(&device, 1)
        },
        item(&device, 2),
        ReceiptItem {
            receipt: None,
            rejected: Some("malformed_object".to_owned()),
            ..item(&device, 3)
        },
        ReceiptItem {
            epoch: Epoch::from_bytes([1; 16]),
            ..item(&device, 3)
        },
    ];
    comes_home(stick.path(), items);
    let refused = takes(&device, stick.path()).await;
    assert!(
        matches!(refused, Err(CarryError::Route(RouteError::FalseReceipt(_)))),
        "{refused:?}"
    );
    let finals = [1, 2, 3].map(|seq| device.row(seq).is_final);
    assert_eq!(finals, [false, true, false]);
    assert_eq!(device.row(3).rejected, None, "anybody can write a refusal");
    assert_eq!(device.alarms(), ["false_receipt"]);

    let other = ReceiptItem {
        object_id: ObjectId::from_bytes([9; 32]),
        ..item(&device, 1)
    };
    comes_home(stick.path(), vec![other]);
    let refused = takes(&device, stick.path()).await;
    assert!(matches!(refused, Err(CarryError::Route(RouteError::OtherObject))));
    assert!(!device.row(1).is_final);
}

#[tokio::test]
async fn a_stick_without_receipts_or_with_nonsense_is_said() {
    let (device, stick) = (device_with_objects(1).await, tempfile::tempdir().unwrap());
    let refused = takes(&device, stick.path()).await;
    assert!(matches!(refused, Err(CarryError::NoReceipts)), "{refused:?}");
    comes_home(stick.path(), Vec::new());
    let receipts = stick.path().join(folder(DEVICE)).join(carry::RECEIPTS);
    let huge = ReceiptItem {
        seq: Seq(u64::MAX),
        ..item(&device, 1)
    };
    let huge = serde_json::to_vec(&Receipts {
        items: vec![huge],
        next: 0,
    });
    for nonsense in [
        b"".to_vec(),
        b"<html>".to_vec(),
        b"{\"items\":[".to_vec(),
        huge.unwrap(),
    ] {
        fs::write(&receipts, nonsense).unwrap();
        let refused = takes(&device, stick.path()).await;
        assert!(matches!(refused, Err(CarryError::Malformed)), "{refused:?}");
    }
    assert!(device.alarms().is_empty());
}
