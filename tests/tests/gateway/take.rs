//! A stick at the gateway: what is right on it is in the log as if it had come over the network, and what is not is named and changes
//! nothing (D09; docs/formats/carry.md).

use std::{
    fs,
    path::{Path, PathBuf},
};

use griffie_wire::{
    carry::{self, CarriedFile, CarriedObject, Manifest},
    gso1::SealedObject,
    ids::{DeviceId, Millis, Seq, Sha256, TenantId},
    key::SigningKey,
};
use serde_json::Value;

use crate::kit::{
    Device, World,
    world::{DOCUMENTS, TENANT},
};

/// A stick with some objects and one file of a device.
struct Stick {
    dir: tempfile::TempDir,
    manifest: Manifest,
    objects: Vec<SealedObject>,
}

const FILE: &[u8] = &[9; 300_000];

impl Stick {
    /// As the device writes it.
    fn of(world: &World, device: &Device, count: u64) -> Self {
        let objects: Vec<SealedObject> = (1..=count)
            .map(|seq| device.object(world, seq, b"carried"))
            .collect();
        let carried = objects.iter().zip(1..).map(|(object, seq)| CarriedObject {
            seq: Seq(seq),
            size: object.bytes.len() as u64,
            object_id: object.id,
        });
        let manifest = Manifest {
            tenant: TENANT,
            device: device.id,
            epoch: device.epoch,
            made: Millis(1),
            objects: carried.collect(),
            files: vec![CarriedFile {
                size: FILE.len() as u64,
                sha256: Sha256::of(FILE),
            }],
        };
        let stick = Self {
            dir: tempfile::tempdir().unwrap(),
            manifest,
            objects,
        };
        for folder in [carry::OBJECTS, carry::FILES] {
            fs::create_dir_all(stick.folder().join(folder)).unwrap();
        }
        for object in &stick.objects {
            fs::write(stick.object(object), &object.bytes).unwrap();
        }
        fs::write(stick.file(), FILE).unwrap();
        stick.sign(&device.key);
        stick
    }

    fn sign(&self, key: &SigningKey) {
        fs::write(self.folder().join(carry::MANIFEST), self.manifest.sign(key)).unwrap();
    }

    fn folder(&self) -> PathBuf {
        self.dir.path().join(carry::folder(self.manifest.device))
    }

    fn object(&self, object: &SealedObject) -> PathBuf {
        self.folder()
            .join(carry::OBJECTS)
            .join(carry::object_name(object.id))
    }

    fn file(&self) -> PathBuf {
        self.folder()
            .join(carry::FILES)
            .join(Sha256::of(FILE).to_string())
    }

    fn path(&self) -> &Path {
        self.dir.path()
    }
}

/// Takes a stick in, whatever comes of it: whether all was well, and what was said of the first folder.
fn take(world: &World, stick: &Path) -> (bool, Value) {
    let output = world.try_command(&["take", stick.to_str().unwrap(), "--wait", "0", "--json"]);
    let said: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    (output.status.success(), said[0].clone())
}

/// Objects in the log: the first leaves are the documents that every world begins with.
fn log_size(world: &World) -> u64 {
    world.json(&["status"])["log_size"].as_u64().unwrap() - DOCUMENTS
}

/// The codes of what was not taken.
fn faults(said: &Value) -> Vec<String> {
    let faults = said["faults"].as_array().unwrap();
    faults
        .iter()
        .map(|fault| fault["code"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_stick_is_taken_in_once_and_the_network_finds_it_there() {
    let world = World::new();
    let device = world.device(5);
    let stick = Stick::of(&world, &device, 3);
    let (all, said) = take(&world, stick.path());
    assert!(all, "{said}");
    assert_eq!(
        [&said["objects_new"], &said["files_new"], &said["objects_known"]],
        [3, 1, 0]
    );
    assert_eq!(log_size(&world), 3);
    let target = format!("/attachments/{}", Sha256::of(FILE));
    assert_eq!(world.internal("GET", &target, &[]).body, FILE);
    let (all, said) = take(&world, stick.path());
    assert!(all, "{said}");
    assert_eq!(
        [&said["objects_new"], &said["objects_known"], &said["files_known"]],
        [0, 3, 1]
    );
    assert_eq!(log_size(&world), 3);
    let again = device.puts(&world, 2, &stick.objects[1].bytes);
    assert_eq!(again.status, 200, "the same object, with its receipt");
}

/// Nothing of a folder is believed before the device's signature on its manifest.
#[test]
fn a_manifest_that_is_not_this_organisations_devices_changes_nothing() {
    let world = World::new();
    let device = world.device(5);
    let honest = Stick::of(&world, &device, 1);
    let text = honest.manifest.sign(&device.key);
    let with = |change: fn(&mut Manifest)| {
        let mut manifest = honest.manifest.clone();
        change(&mut manifest);
        manifest.sign(&device.key)
    };
    let cases = [
        (
            "other_organisation",
            with(|it| it.tenant = TenantId::from_bytes([1; 16])),
        ),
        (
            "device_unknown",
            with(|it| it.device = DeviceId::from_bytes([1; 16])),
        ),
        (
            "manifest_signature",
            honest.manifest.sign(&SigningKey::from_seed(&[77; 32])),
        ),
        (
            "manifest_malformed",
            text.split_once("epoch").unwrap().0.to_owned(),
        ),
        (
            "manifest_malformed",
            text.replace("griffie-carry 1", "griffie-carry 2"),
        ),
        ("manifest_malformed", "<html>".to_owned()),
    ];
    for (code, manifest) in cases {
        fs::write(honest.folder().join(carry::MANIFEST), manifest).unwrap();
        let (all, said) = take(&world, honest.path());
        assert!(!all, "{said}");
        assert_eq!(faults(&said), [code]);
    }
    fs::remove_file(honest.folder().join(carry::MANIFEST)).unwrap();
    assert_eq!(
        faults(&take(&world, honest.path()).1),
        ["missing"],
        "killed before the end"
    );
    honest.sign(&device.key);
    world.command(&["device", "revoke", &device.id.to_string()]);
    assert_eq!(faults(&take(&world, honest.path()).1), ["device_revoked"]);
    assert_eq!(log_size(&world), 0);
}

/// One bad file holds up no good one, and is taken in once it is right.
#[test]
fn what_is_damaged_is_named_and_the_rest_is_taken() {
    let world = World::new();
    let device = world.device(5);
    let stick = Stick::of(&world, &device, 4);
    let [first, second, third, _] = &stick.objects[..] else {
        unreachable!("four were made")
    };
    fs::write(stick.object(first), &first.bytes[..first.bytes.len() - 1]).unwrap();
    let mut changed = second.bytes.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    fs::write(stick.object(second), &changed).unwrap();
    fs::remove_file(stick.object(third)).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", stick.object(third)).unwrap();
    fs::remove_file(stick.file()).unwrap();
    let (all, said) = take(&world, stick.path());
    assert!(!all);
    assert_eq!(
        faults(&said),
        ["missing", "wrong_size", "malformed_object", "wrong_size"]
    );
    assert_eq!(log_size(&world), 1);

    fs::remove_file(stick.object(third)).unwrap();
    for object in &stick.objects {
        fs::write(stick.object(object), &object.bytes).unwrap();
    }
    let mut other = FILE.to_vec();
    other[5] = 1;
    fs::write(stick.file(), &other).unwrap();
    let (_, said) = take(&world, stick.path());
    assert_eq!(faults(&said), ["malformed_object"], "another file of that length");
    assert_eq!(log_size(&world), 4);
    fs::write(stick.file(), FILE).unwrap();
    let (all, said) = take(&world, stick.path());
    assert!(all, "{said}");
    assert_eq!(world.json(&["status"])["holes"], 0);
}

/// Two objects under one number are an alarm on this road too, and the first stays.
#[test]
fn a_copied_journal_is_found_out() {
    let world = World::new();
    let device = world.device(5);
    device.puts(&world, 1, &device.object(&world, 1, b"another life").bytes);
    let (all, said) = take(&world, Stick::of(&world, &device, 2).path());
    assert!(!all);
    assert_eq!(faults(&said), ["equivocation"]);
    assert_eq!(world.json(&["status"])["equivocations"], 1);
    assert_eq!(log_size(&world), 2);
}

/// Sticks of several people at once; a stick without anything; no gateway to take it in.
#[test]
fn each_folder_is_its_own_and_without_a_gateway_nothing_is_done() {
    let mut world = World::new();
    let (one, two) = (world.device(5), world.device(6));
    let stick = Stick::of(&world, &one, 1);
    let other = Stick::of(&world, &two, 2);
    fs::rename(
        other.folder(),
        stick.path().join(other.folder().file_name().unwrap()),
    )
    .unwrap();
    fs::create_dir(stick.path().join("griffie-nothing")).unwrap();
    let arguments = ["take", stick.path().to_str().unwrap(), "--wait", "0"];
    world.stop();
    let refused = world.try_command(&arguments);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("may be repeated"));
    world.start();
    let taken = world.try_command(&arguments);
    let said = String::from_utf8(taken.stdout).unwrap();
    assert!(
        !taken.status.success() && said.contains("NOT TAKEN manifest: missing"),
        "{said}"
    );
    assert_eq!(log_size(&world), 3);
    let empty = tempfile::tempdir().unwrap();
    let refused = world.try_command(&["take", empty.path().to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("nothing that a device put there"));
}
