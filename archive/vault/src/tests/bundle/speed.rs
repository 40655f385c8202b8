//! How fast a stranger verifies, and how large a record is in a bundle. A floor far below the aim: only a real mistake fails it.

use std::fs;

use griffie_verify::{Trust, verify};

use super::dice::number;
use crate::{
    clock::{Clock as _, SystemClock},
    cosign::{accept_checkpoint, with_receipts},
    export::bundle::{Disclosure, Request, export},
    store::verdicts,
    tests::kit::{Talk, World, room, root_key},
};

const IN_AN_OBJECT: usize = 500;

#[test]
fn thousands_of_records_are_verified_within_seconds() {
    let count = number("GRIFFIE_RECORDS", 2000);
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    anna.records(Some(&talk.room.clone()), talk.key(0));
    let mut objects = 0;
    for from in (0..count).step_by(IN_AN_OBJECT) {
        for number in from..count.min(from + IN_AN_OBJECT) {
            talk.says(
                &mut anna,
                "@bram:x",
                &format!("bericht {number} over het overleg van morgen"),
            );
        }
        world.takes(&[anna.seals()]);
        objects += 1;
    }
    let log = world.log.verifier().clone();
    let note = world.checkpoint(objects);
    let signed = accept_checkpoint(&mut world.vault, &note, &log)
        .unwrap()
        .unwrap()
        .unwrap();
    let owed = verdicts::owed(&world.vault.store, signed.state.size, 10_000).unwrap();
    with_receipts(&mut world.vault, &signed, &owed).unwrap();
    let request = Request {
        out: world.path().to_owned(),
        users: Vec::new(),
        rooms: Vec::new(),
        from: None,
        to: None,
        disclose: Disclosure::Asked,
        files: true,
        documents: Vec::new(),
    };
    let before = SystemClock.now();
    export(&world.vault, &request).unwrap();
    let written = SystemClock.now();
    let path = request.out.join("bundle.tar");
    let vault = world.vault.keys.cosigner().vkey();
    let trust = Trust::parse(&root_key().public().to_string(), &world.log.vkey(), &vault, None).unwrap();
    let report = verify(fs::File::open(&path).unwrap(), &trust).unwrap();
    let took = SystemClock.now().0 - written.0;
    assert!(report.holds(), "{:#?}", report.failures);
    assert_eq!(report.found.texts_proven, count as u64);
    let size = fs::metadata(&path).unwrap().len();
    println!("figure bundle_records {count}");
    println!("figure bundle_write_ms {}", written.0 - before.0);
    println!("figure bundle_verify_ms {took}");
    println!("figure bundle_bytes_each {}", size / count as u64);
    if let Some(keep) = std::env::var_os("GRIFFIE_KEEP_BUNDLE") {
        fs::copy(&path, keep).unwrap();
        println!(
            "--root {} --log {} --vault {vault}",
            root_key().public(),
            world.log.vkey()
        );
    }
    assert!(took < 30_000 + 5 * count as u64, "{took} ms");
}
