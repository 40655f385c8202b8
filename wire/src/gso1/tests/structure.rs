//! Objects that are wrong before any key comes in: what a gateway must refuse, and never stumble over.

use proptest::prelude::*;

use super::*;

/// Where parts of a one-recipient X-Wing object begin.
const HEADER: usize = 9;
const COUNT: usize = HEADER + Header::LEN;

fn changed(at: usize, bytes: &[u8]) -> ParseError {
    let mut object = sealed(b"x").bytes;
    object[at..at + bytes.len()].copy_from_slice(bytes);
    parse(&object).unwrap_err()
}

#[test]
fn faults_have_names() {
    assert_eq!(changed(0, b"GSO2"), ParseError::Magic);
    assert_eq!(changed(4, &[0x03]), ParseError::Suite(UnknownSuite(0x03)));
    assert_eq!(
        changed(5, &143_u32.to_be_bytes()),
        ParseError::Header(HeaderError::Length)
    );
    assert_eq!(
        changed(HEADER, &[0]),
        ParseError::Header(HeaderError::UnknownKind(0))
    );
    assert_eq!(
        changed(HEADER, &[5]),
        ParseError::Header(HeaderError::UnknownKind(5))
    );
    assert_eq!(changed(COUNT, &[0]), ParseError::Recipients);
    assert_eq!(changed(COUNT, &[17]), ParseError::Recipients);
    assert_eq!(changed(COUNT, &[2]), ParseError::Truncated);
    assert_eq!(parse(b"").unwrap_err(), ParseError::Truncated);
    assert_eq!(parse(&[0; 63]).unwrap_err(), ParseError::Truncated);
}

#[cfg(not(feature = "test-suite"))]
#[test]
fn the_test_suite_is_unknown_to_this_build() {
    assert_eq!(changed(4, &[0x7f]), ParseError::Suite(UnknownSuite(0x7f)));
}

#[test]
fn a_recipient_cannot_be_named_twice() {
    let recipients = [VAULT.recipient().clone(), ESCROW.recipient().clone()];
    let mut object = seal(Suite::XWing, &header(), &recipients, b"x", &device(1))
        .unwrap()
        .bytes;
    let second = parse::FIXED_LEN + 8 + Suite::XWing.enc_len() + WRAPPED;
    object.copy_within(parse::FIXED_LEN..parse::FIXED_LEN + 8, second);
    assert_eq!(parse(&object).unwrap_err(), ParseError::Recipients);
}

#[test]
fn a_batch_counts_its_entries() {
    let batch = |n_entries, first, last| {
        let (first_entry, last_entry) = (EntryNo(first), EntryNo(last));
        Header {
            kind: Kind::Batch,
            n_entries,
            first_entry,
            last_entry,
            ..header()
        }
        .check()
    };
    assert_eq!(batch(1, 1, 1), Ok(()));
    assert_eq!(batch(3, 7, 9), Ok(()));
    for (n, first, last) in [
        (0, 1, 0),
        (0, 0, 0),
        (1, 0, 0),
        (2, 7, 9),
        (1, 9, 7),
        (0, u64::MAX, u64::MAX - 1),
        (0, 0, u64::MAX),
    ] {
        assert_eq!(
            batch(n, first, last),
            Err(HeaderError::Entries),
            "{n} {first} {last}"
        );
    }
    let wrong = Header {
        kind: Kind::Batch,
        ..header()
    };
    let result = seal(
        Suite::XWing,
        &wrong,
        &[VAULT.recipient().clone()],
        b"",
        &device(1),
    );
    assert!(matches!(result, Err(SealError::Header(HeaderError::Entries))));
}

proptest! {
    #[test]
    fn any_bytes_are_parsed_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..3000), magic: bool) {
        let mut bytes = bytes;
        if magic {
            let real = sealed(b"x").bytes;
            let keep = bytes.len().min(HEADER + Header::LEN);
            bytes[..keep].copy_from_slice(&real[..keep]);
        }
        if let Ok(envelope) = parse(&bytes) {
            prop_assert!(envelope.verify(&device(1).public()).is_err());
        }
    }

    #[test]
    fn headers_survive_their_bytes(bytes in proptest::array::uniform32(any::<u8>()), seq: u64, codec: u8, version: u32) {
        let half = |from: usize| -> [u8; 16] { bytes[from..from + 16].try_into().unwrap() };
        let header = Header {
            kind: Kind::Evidence,
            tenant: TenantId::from_bytes(half(0)),
            device: DeviceId::from_bytes(half(3)),
            epoch: Epoch::from_bytes(half(7)),
            seq: Seq(seq),
            prev_object_id: ObjectId::from_bytes(bytes),
            n_entries: version.rotate_left(7),
            first_entry: EntryNo(seq.rotate_left(9)),
            last_entry: EntryNo(seq.rotate_left(17)),
            codec,
            created: Millis(seq.rotate_left(23)),
            policy_version: version,
            seal_config_version: version.rotate_left(3),
            stream_id: StreamId::from_bytes(half(11)),
        };
        prop_assert_eq!(Header::from_bytes(&header.to_bytes()), Ok(header));
    }
}
