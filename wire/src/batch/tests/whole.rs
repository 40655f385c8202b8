//! What was packed comes out again, room by room and padded.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::padme::padded_len;

fn any_entries() -> impl Strategy<Value = Vec<Entry>> {
    let room = prop_oneof![Just(None), "[a-c]".prop_map(Some), Just(Some(String::new()))];
    let record = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..400),
        "\\{\"kind\":\"event\",\"raw\":\"[a-z ]{0,300}\"\\}".prop_map(String::into_bytes),
    ];
    proptest::collection::vec((room, record, proptest::array::uniform32(any::<u8>())), 1..40).prop_map(
        |list| {
            (101..)
                .zip(list)
                .map(|(number, (room, record, salt))| Entry {
                    seq: EntryNo(number),
                    salt,
                    room,
                    record,
                })
                .collect()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn decode_returns_what_was_encoded(entries in any_entries(), codec in 0_u8..=1) {
        let payload = encoded(codec, &entries);
        let batch = decode(&payload, &header(entries.len() as u32, codec)).unwrap();
        prop_assert_eq!(batch.prev, PREV);
        prop_assert_eq!(batch.last, entries.iter().fold(PREV, |prev, entry| entry.commitment(&prev)));
        prop_assert_eq!(batch.entries, entries);
    }

    #[test]
    fn padded_size_depends_on_compressed_size_only(entries in any_entries(), codec in 0_u8..=1) {
        let payload = encoded(codec, &entries);
        let body = u64::from_be_bytes(payload[..8].try_into().unwrap());
        prop_assert_eq!(payload.len() as u64, padded_len(8 + body));
        prop_assert!(payload[8 + body as usize..].iter().all(|byte| *byte == 0));
    }
}

/// Bytes of the stored frame of each room, read by hand after docs/formats/gso1.md.
fn stored_frames(payload: &[u8]) -> Vec<(Option<String>, u8, Vec<u8>)> {
    let mut body = crate::cursor::Cursor::new(payload);
    body.take(8 + Header::LEN + 64).unwrap();
    let count = body.u32().unwrap();
    (0..count)
        .map(|_| {
            let room = (body.u8().unwrap() == 1).then(|| {
                let len = u16::from_be_bytes(body.array().unwrap());
                String::from_utf8(body.take(len.into()).unwrap().to_vec()).unwrap()
            });
            let entries = body.u32().unwrap() as usize;
            body.take(entries * ENTRY_LEN).unwrap();
            let method = body.u8().unwrap();
            let len = body.u32().unwrap() as usize;
            (room, method, body.take(len).unwrap().to_vec())
        })
        .collect()
}

/// Requirement of sealing.md 1.5 against CRIME: what one room says never changes the bytes of another.
#[test]
fn frames_never_mix_rooms() {
    let secret = b"het wachtwoord van de kluis is vergeetmijniet, echt waar".repeat(3);
    let guess = b"het wachtwoord van de kluis is vergeetmijniet, echt waar".repeat(2);
    let alone = stored_frames(&encoded(1, &entries(&[(Some("!a"), &secret), (None, b"x")])));
    let beside = stored_frames(&encoded(
        1,
        &entries(&[(Some("!a"), &secret), (Some("!b"), &guess), (None, b"x")]),
    ));
    assert_eq!(alone[0], beside[0]);
    let rooms: Vec<_> = beside.iter().map(|(room, ..)| room.as_deref()).collect();
    assert_eq!(rooms, [Some("!a"), Some("!b"), None]);
    let guess_alone = stored_frames(&encoded(1, &entries(&[(Some("!b"), &guess)])));
    assert_eq!(guess_alone[0], beside[1]);
}

#[test]
fn each_room_has_one_frame_however_its_entries_lie() {
    let list: Vec<(Option<&str>, &[u8])> = (0..60)
        .map(|n| {
            (
                [Some("!a"), None, Some("!b")][n % 3],
                &b"{\"kind\":\"event\"}"[..],
            )
        })
        .collect();
    let frames = stored_frames(&encoded(1, &entries(&list)));
    let rooms: BTreeSet<_> = frames.iter().map(|(room, ..)| room.clone()).collect();
    assert_eq!((frames.len(), rooms.len()), (3, 3));
}

#[test]
fn the_dictionary_earns_its_place() {
    let record = br#"{"captured_at":1790000000000,"core_version":"0.1.0","custodian":"@x:y","fact":{"decrypted":"{\"content\":{\"body\":\"dag\",\"msgtype\":\"m.text\"},\"type\":\"m.room.message\"}","direction":"incoming","kind":"event"},"policy_version":1,"schema":1}"#;
    let frames = stored_frames(&encoded(1, &entries(&[(None, record)])));
    assert_eq!(frames[0].1, METHOD_ZSTD);
    assert!(
        frames[0].2.len() * 2 < record.len(),
        "{} of {}",
        frames[0].2.len(),
        record.len()
    );
}

#[test]
fn what_would_look_like_a_bomb_is_stored_as_it_is() {
    let zeros = vec![b'0'; 4 << 20];
    let list = entries(&[(Some("!a"), &zeros)]);
    let payload = encoded(1, &list);
    assert_eq!(stored_frames(&payload)[0].1, METHOD_STORED);
    assert_eq!(decode(&payload, &header(1, 1)).unwrap().entries, list);
}

/// A window of the whole content would be refused by the reader.
#[test]
fn frames_above_the_window_limit_still_open() {
    let mut state = 1_u32;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        b'a' + (state >> 28) as u8
    })
    .take(12 << 20)
    .collect();
    let list = entries(&[(Some("!a"), &noise)]);
    let payload = encoded(1, &list);
    assert_eq!(stored_frames(&payload)[0].1, METHOD_ZSTD);
    assert!(decode(&payload, &header(1, 1)).unwrap().entries == list);
}

#[test]
fn entries_must_be_those_of_the_header() {
    let list = entries(&[(None, b"1"), (None, b"2")]);
    let refused =
        |header: &Header, list: &[Entry]| matches!(encode(header, &PREV, list), Err(BatchError::Entries));
    assert!(refused(&header(3, 1), &list));
    assert!(refused(&header(1, 1), &list));
    let mut swapped = list.clone();
    swapped.swap(0, 1);
    assert!(refused(&header(2, 1), &swapped));
    assert!(matches!(
        encode(&header(2, 9), &PREV, &list),
        Err(BatchError::UnknownCodec(9))
    ));
    let attachment = Header {
        kind: Kind::Attachment,
        ..header(2, 1)
    };
    assert!(matches!(
        encode(&attachment, &PREV, &list),
        Err(BatchError::NotABatch)
    ));
    let long = "!".repeat(70_000);
    assert!(matches!(
        encode(&header(1, 1), &PREV, &entries(&[(Some(&long), b"")])),
        Err(BatchError::RoomId)
    ));
}
