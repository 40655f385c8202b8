//! Bytes that left the process once must stay readable for ever: snapshots of every format that this crate defines.
//!
//! `GRIFFIE_BLESS=1 cargo test -p griffie-wire --test golden` writes them anew; a changed snapshot of a released format
//! is a new format and needs a new number (`SCHEMA`, codec, suite or magic).

#![expect(clippy::unwrap_used, reason = "a test stops at what should not be")]

mod golden_kit;

use std::path::PathBuf;

use golden_kit::{
    archive_key, batch_header, device_key, records, records_of_schema_2, records_of_schema_3, sealed_text,
};
use griffie_wire::{
    Commitment, Entry, Record,
    batch::{self, CODEC_PER_ROOM, CODEC_STORED},
    gso1,
    ids::Sha256,
};

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name)
}

fn blessing() -> bool {
    std::env::var_os("GRIFFIE_BLESS").is_some()
}

fn stored(name: &str) -> String {
    let hint = "run with GRIFFIE_BLESS=1 to write it";
    std::fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("no snapshot {name} ({hint}): {error}"))
}

/// Bytes must be those of the snapshot.
fn check(name: &str, text: &str) {
    if blessing() {
        std::fs::write(path(name), text).unwrap();
    }
    assert!(
        stored(name) == text,
        "{name} changed.\nIf the format was never released: GRIFFIE_BLESS=1 cargo test -p griffie-wire --test golden\n\
         Otherwise give the new format a new number.\n--- now ---\n{text}"
    );
}

/// Hex in lines of 32 bytes.
fn hex_text(bytes: &[u8]) -> String {
    bytes.chunks(32).map(|line| hex::encode(line) + "\n").collect()
}

fn from_hex_text(text: &str) -> Vec<u8> {
    hex::decode(text.split_whitespace().collect::<String>()).unwrap()
}

fn entries() -> Vec<Entry> {
    records()
        .iter()
        .map(|record| Entry::new(record, [u8::try_from(record.seq.0).unwrap(); 32]).unwrap())
        .collect()
}

fn lines(records: &[Record]) -> String {
    let line = |record: &Record| String::from_utf8(record.to_canonical().unwrap()).unwrap() + "\n";
    records.iter().map(line).collect()
}

#[test]
fn header_bytes() {
    check("header.hex", &hex_text(&batch_header(CODEC_STORED).to_bytes()));
}

#[test]
fn canonical_records_of_every_kind() {
    check("records.jsonl", &lines(&records()));
}

#[test]
fn canonical_records_that_schema_2_added() {
    check("records-2.jsonl", &lines(&records_of_schema_2()));
}

#[test]
fn canonical_records_that_schema_3_added() {
    check("records-3.jsonl", &lines(&records_of_schema_3()));
}

#[test]
fn stored_records_are_read_for_ever() {
    for (name, records) in [
        ("records.jsonl", records()),
        ("records-2.jsonl", records_of_schema_2()),
        ("records-3.jsonl", records_of_schema_3()),
    ] {
        let text = stored(name);
        let read: Vec<Record> = text
            .lines()
            .map(|line| Record::from_canonical(line.as_bytes()).unwrap())
            .collect();
        assert_eq!(read, records);
    }
}

#[test]
fn entry_commitments() {
    let mut prev = Commitment::GENESIS;
    let lines: String = entries()
        .iter()
        .map(|entry| {
            prev = entry.commitment(&prev);
            format!("{prev}\n")
        })
        .collect();
    check("commitments.hex", &lines);
}

#[test]
fn batch_payload() {
    let payload = batch::encode(&batch_header(CODEC_STORED), &Commitment::GENESIS, &entries()).unwrap();
    check("batch.hex", &hex_text(&payload));
}

/// The compressor may improve, so these bytes are not made anew but must be read for ever, with dictionary 1.
#[test]
fn compressed_batch_is_read_for_ever() {
    let header = batch_header(CODEC_PER_ROOM);
    if blessing() {
        let payload = batch::encode(&header, &Commitment::GENESIS, &entries()).unwrap();
        std::fs::write(path("batch-zstd.hex"), hex_text(&payload)).unwrap();
    }
    let batch = batch::decode(&from_hex_text(&stored("batch-zstd.hex")), &header).unwrap();
    assert_eq!(batch.entries, entries());
}

#[test]
fn the_dictionary_of_codec_1_never_changes() {
    let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/src/dictionary.zstd")).unwrap();
    check("dictionary.sha256", &format!("{}\n", Sha256::of(&bytes)));
}

#[test]
fn key_names() {
    let lines: String = [gso1::Suite::XWing, gso1::Suite::Nist]
        .map(|suite| format!("{:02x} {}\n", suite.byte(), archive_key(suite).key_id()))
        .concat();
    check("key-ids.txt", &lines);
}

#[test]
fn sealed_objects_open_for_ever() {
    for (name, suite) in [
        ("object-xwing.hex", gso1::Suite::XWing),
        ("object-nist.hex", gso1::Suite::Nist),
    ] {
        let key = archive_key(suite);
        let header = batch_header(CODEC_STORED);
        if blessing() {
            let recipients = [key.recipient().clone()];
            let object = gso1::seal(suite, &header, &recipients, sealed_text(), &device_key()).unwrap();
            std::fs::write(path(name), hex_text(&object.bytes)).unwrap();
        }
        let bytes = from_hex_text(&stored(name));
        let envelope = gso1::parse(&bytes).unwrap();
        assert_eq!(envelope.header, header);
        envelope.verify(&device_key().public()).unwrap();
        assert_eq!(gso1::open(&envelope, &key).unwrap(), sealed_text());
    }
}
