//! Verification computes all of it again, and finds what was touched since.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use super::kit::{Talk, World, room};
use crate::{
    cosign::{accept_checkpoint, with_receipts},
    store::verdicts,
    verify::verify,
};

fn world() -> World {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    anna.records(Some(&talk.room.clone()), talk.key(0));
    for _ in 0..3 {
        talk.says(&mut anna, "@bram:x", "tekst");
        let object = anna.seals();
        world.takes(&[object]);
    }
    let note = world.checkpoint(3);
    let log = world.log.verifier().clone();
    let signed = accept_checkpoint(&mut world.vault, &note, &log)
        .unwrap()
        .unwrap()
        .unwrap();
    let owed = verdicts::owed(&world.vault.store, 3, 100).unwrap();
    with_receipts(&mut world.vault, &signed, &owed).unwrap();
    world
}

fn codes(world: &World) -> Vec<(String, Option<u64>)> {
    let report = verify(&world.vault).unwrap();
    assert_eq!(
        report.is_clean(),
        report.faults.is_empty() && report.quarantined.is_empty()
    );
    report
        .faults
        .into_iter()
        .map(|finding| (finding.code, finding.log_index))
        .collect()
}

fn overwrite(path: &Path, bytes: &[u8]) {
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
    fs::write(path, bytes).unwrap();
}

#[test]
fn an_untouched_vault_holds_and_is_counted() {
    let world = world();
    let report = verify(&world.vault).unwrap();
    assert!(report.is_clean(), "{}", report.in_words());
    assert_eq!(
        (
            report.objects,
            report.accepted,
            report.records,
            report.events,
            report.proven,
            report.receipts
        ),
        (3, 3, 5, 3, 3, 3)
    );
    let left: Vec<_> = fs::read_dir(world.path().join("vault"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert!(
        left.iter()
            .all(|name| !name.to_string_lossy().starts_with("verify-")),
        "{left:?}"
    );
}

#[test]
fn a_touched_or_missing_file_is_named() {
    let world = world();
    let object = &world.listed[1];
    let path = world.vault.files.object(1, object.listed.object_id);
    let mut bytes = object.bytes.clone();
    bytes[3000] ^= 1;
    overwrite(&path, &bytes);
    assert!(codes(&world).contains(&("file_changed".to_owned(), Some(1))));
    fs::remove_file(&path).unwrap();
    assert!(codes(&world).contains(&("file_missing".to_owned(), Some(1))));
}

#[test]
fn rows_that_say_something_else_are_found() {
    let world = world();
    world
        .vault
        .store
        .execute_batch("DROP TRIGGER record_is_written_once; UPDATE record SET body = x'7b7d' WHERE id = 4")
        .unwrap();
    assert_eq!(codes(&world), [("rows_differ".to_owned(), Some(1))]);
    world
        .vault
        .store
        .execute_batch("UPDATE verdict SET receipt = replace(receipt, 'index 2', 'index 1')")
        .unwrap();
    assert!(codes(&world).contains(&("receipt_invalid".to_owned(), Some(2))));
}
