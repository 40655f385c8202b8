//! Files that are no bundles, made to hurt: each ends in a verdict, soon, and none in a panic.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that panics is a test that fails"
)]

use std::io::{self, Read};

use griffie_verify::{Code, Report, Trust, verify};
use griffie_wire::{
    bundle::{BLOCK, header, padding},
    note::{CosignerKey, LogKey},
};

fn trust() -> Trust {
    let log = LogKey::from_seed(&[1; 32], "log.example").unwrap().vkey();
    let vault = CosignerKey::from_seed(&[2; 32], "vault.example").unwrap().vkey();
    let root = griffie_wire::SigningKey::from_seed(&[3; 32]).public().to_string();
    Trust::parse(&root, &log, &vault, None).unwrap()
}

fn report(bundle: &[u8]) -> Report {
    verify(bundle, &trust()).unwrap()
}

fn first(bundle: &[u8]) -> Code {
    let report = report(bundle);
    assert!(!report.holds());
    report.failures[0].code
}

fn member(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut all = header(name, bytes.len() as u64).unwrap().to_vec();
    all.extend(bytes);
    all.resize(all.len() + padding(bytes.len() as u64), 0);
    all
}

/// A header with something else in a field, and the sum that goes with it.
fn forged(change: impl FnOnce(&mut [u8; BLOCK])) -> Vec<u8> {
    let mut block = header("statement.json", 2).unwrap();
    change(&mut block);
    block[148..156].fill(b' ');
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    let mut all = block.to_vec();
    all.extend(b"{}");
    all.resize(2 * BLOCK, 0);
    all
}

#[test]
fn names_that_lead_elsewhere_and_sorts_that_are_no_files_are_refused() {
    for name in [
        "../../etc/passwd",
        "/etc/passwd",
        "statement.json/../x",
        "STATEMENT.JSON",
        "unknown.json",
        "",
    ] {
        let forged = forged(|block| {
            block[..100].fill(0);
            block[..name.len()].copy_from_slice(name.as_bytes());
        });
        // A name of nothing makes a block that is not all zeros and no header either.
        assert_eq!(first(&forged), Code::BundleMalformed, "{name}");
    }
    for sort in [b'1', b'2', b'5', b'L', b'x'] {
        assert_eq!(first(&forged(|block| block[156] = sort)), Code::BundleMalformed);
    }
    assert_eq!(
        first(&forged(|block| block[345] = b'a')),
        Code::BundleMalformed,
        "a prefix"
    );
    assert_eq!(
        first(&forged(|block| block[124] = 0x80)),
        Code::BundleMalformed,
        "a binary size"
    );
}

#[test]
fn a_promise_of_gigabytes_is_not_believed() {
    let mut promise = header("statement.json", (1 << 33) - 1).unwrap().to_vec();
    promise.extend(b"{}");
    assert_eq!(first(&promise), Code::BundleTooLarge);
    // Within the bounds it is read as far as it goes, and no memory is taken ahead.
    let promise = header("statement.json", 1 << 20).unwrap();
    assert_eq!(first(&promise), Code::BundleTruncated);
}

#[test]
fn json_as_deep_as_a_well_does_not_overflow() {
    let deep = format!("{}{}", "[".repeat(400_000), "]".repeat(400_000));
    assert_eq!(
        first(&member("statement.json", deep.as_bytes())),
        Code::MemberMalformed
    );
}

#[test]
fn members_before_the_statement_are_refused() {
    for name in [
        "checkpoint",
        "manifest",
        "manifest.sig",
        "chains/000001/device.json",
    ] {
        assert_eq!(first(&member(name, b"{}")), Code::MemberMissing, "{name}");
    }
    assert_eq!(first(&[0; 1024]), Code::MemberMissing, "nothing at all");
    assert_eq!(first(&[]), Code::BundleTruncated);
}

#[test]
fn noise_of_any_length_has_a_verdict() {
    let mut state = 7_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let names = [
        "statement.json",
        "checkpoint",
        "documents/policy-1.json",
        "documents/seal-config-1.json",
        "chains/000001/device.json",
        "chains/000001/0000000001/proof.json",
        "chains/000001/0000000001/object.gso1",
        "chains/000001/0000000001/records.jsonl",
        "manifest",
        "manifest.sig",
    ];
    for _ in 0..2000 {
        let mut bundle = Vec::new();
        for name in names {
            if next() % 3 > 0 {
                let noise: Vec<u8> = (0..next() % 700).map(|_| next().to_le_bytes()[0]).collect();
                bundle.extend(member(name, &noise));
            }
        }
        bundle.extend((0..next() % 2000).map(|_| (next() % 3) as u8 * 40));
        assert!(!report(&bundle).holds());
    }
}

/// A source that fails is no verdict about the bundle.
#[test]
fn a_disk_that_fails_is_told_apart() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("disk"))
        }
    }
    assert!(verify(Failing, &trust()).is_err());
}
