//! Crashes and full disks: nothing half kept, nothing twice, and it goes on where it stopped.

use std::{
    os::unix::process::ExitStatusExt as _,
    process::{Command, Stdio},
};

use super::kit::{Talk, World, room};
use crate::{VaultError, ingest::ingest, store};

#[test]
fn bytes_without_rows_are_taken_in_again() {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let object = anna.seals();
    let arriving = world.lists(&object);
    // Killed after the files and before the rows.
    world
        .vault
        .files
        .keep_objects([(0, arriving.listed.object_id, arriving.bytes.as_slice())].into_iter())
        .unwrap();
    assert_eq!(ingest(&mut world.vault, &[arriving]).unwrap().accepted, 1);
}

#[test]
fn a_failed_transaction_leaves_nothing_and_the_same_objects_come_in_later() {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    anna.records(Some(&talk.room.clone()), talk.key(0));
    for _ in 0..300 {
        talk.says(&mut anna, "@bram:x", &"tekst ".repeat(200));
    }
    let object = anna.seals();
    let arriving = world.lists(&object);
    // The database may not grow: what a full disk is to SQLite.
    let pages: u64 = world
        .vault
        .store
        .query_row("PRAGMA page_count", [], |row| row.get(0))
        .unwrap();
    world
        .vault
        .store
        .query_row(&format!("PRAGMA max_page_count = {}", pages + 2), [], |_| Ok(()))
        .unwrap();
    let error = ingest(&mut world.vault, std::slice::from_ref(&arriving)).unwrap_err();
    assert!(error.is_full(), "{error:?}");
    assert_eq!((world.records(), world.states().len()), (0, 0));
    world
        .vault
        .store
        .query_row("PRAGMA max_page_count = 1000000", [], |_| Ok(()))
        .unwrap();
    let done = ingest(&mut world.vault, &[arriving]).unwrap();
    assert_eq!((done.accepted, done.proven), (1, 300));
}

#[test]
fn a_full_disk_for_files_is_typed_and_leaves_no_draft() {
    // A file size limit can only be set for a whole process, so this test runs itself once more below it.
    if std::env::var_os("GRIFFIE_TEST_SMALL_FILES").is_some() {
        let dir = tempfile::tempdir().unwrap();
        let files = crate::keep::files::Files::new(dir.path());
        let bytes = vec![1; 1 << 20];
        let id = griffie_wire::ObjectId::from_bytes([1; 32]);
        let error = VaultError::from(
            files
                .keep_objects([(0, id, bytes.as_slice())].into_iter())
                .unwrap_err(),
        );
        assert!(error.is_full(), "{error:?}");
        let folder = files.object(0, id).parent().unwrap().to_owned();
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), 0);
        return;
    }
    let program = std::env::current_exe().unwrap();
    let script = format!(
        "trap '' XFSZ; ulimit -f 64; exec '{}' --exact tests::crash::a_full_disk_for_files_is_typed_and_leaves_no_draft",
        program.display()
    );
    let status = Command::new("bash")
        .args(["-c", &script])
        .env("GRIFFIE_TEST_SMALL_FILES", "1")
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "{:?} {:?}", status.code(), status.signal());
}

#[test]
fn evidence_cannot_be_changed_or_removed_even_with_sql() {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let object = anna.seals();
    world.takes(&[object]);
    let fault = store::faults::About::default();
    store::faults::insert(&world.vault.store, crate::Fault::LogHole, fault, super::kit::NOW).unwrap();
    for statement in [
        "UPDATE record SET body = x''",
        "DELETE FROM record",
        "DELETE FROM object",
        "UPDATE object SET object_id = x''",
        "UPDATE object SET state = 'rejected'",
        "UPDATE device SET public_key = x''",
        "UPDATE tree SET hash = x''",
        "DELETE FROM fault",
    ] {
        assert!(world.vault.store.execute(statement, []).is_err(), "{statement}");
    }
}
