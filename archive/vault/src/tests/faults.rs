//! Every kind of wrong object ends in quarantine with its own code, its bytes are kept, and it stops nobody else.

use griffie_wire::{
    Commitment, DeviceId, EntryNo, Fact, ObjectId, Seq, Sha256, SigningKey, TenantId,
    api::StoredObject,
    gso1::{ArchiveKey, Header, Kind, SealedObject, Suite, seal},
    padme::padded_len,
    record::{AlarmFact, EventFact, MembersFact, SCHEMA},
};
use serde_json::json;

use super::kit::{Device, Sealing, Talk, World, room};
use crate::{Arriving, Fault, ingest::ingest};

/// A world with one object of Anna accepted, and what her next object becomes; Bram's must be accepted in any case.
fn judged(prepare: impl FnOnce(&mut World, &mut Device, &mut Talk) -> Arriving) -> String {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let mut bram = world.device(2, "@bram:x");
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    anna.records(Some(&talk.room.clone()), talk.key(0));
    talk.says(&mut anna, "@bram:x", "eerste");
    let first = anna.seals();
    world.takes(&[first]);
    let wrong = prepare(&mut world, &mut anna, &mut talk);
    let bytes = wrong.bytes.clone();
    let after = world.lists(&bram.seals());
    ingest(&mut world.vault, &[wrong.clone(), after]).unwrap();
    let states = world.states();
    assert_eq!(
        (states[0].as_str(), states.last().unwrap().as_str()),
        ("accepted", "accepted"),
        "{states:?}"
    );
    let kept = world
        .vault
        .files
        .read_object(wrong.listed.index, wrong.listed.object_id)
        .unwrap();
    assert_eq!(kept, Some(bytes), "the bytes are kept as they came");
    let state = &states[usize::try_from(wrong.listed.index).unwrap()];
    if let Some(code) = state.strip_prefix("rejected:") {
        assert!(
            world.fault_codes().contains(&code.to_owned()),
            "a rejection is a fault row"
        );
    }
    state.clone()
}

fn rejected(fault: Fault) -> String {
    format!("rejected:{fault}")
}

/// The next object of Anna, changed before it is sealed.
fn changed(change: impl FnOnce(&mut Sealing)) -> String {
    judged(|world, anna, talk| {
        talk.says(anna, "@bram:x", "tweede");
        let object = anna.seals_with(change);
        world.lists(&object)
    })
}

/// The next record of Anna, which is a changed event.
fn event(change: impl FnOnce(&mut EventFact)) -> String {
    judged(|world, anna, talk| {
        let mut fact = talk.event(
            "@bram:x",
            "m.room.message",
            &json!({"msgtype": "m.text", "body": "ja"}),
        );
        change(&mut fact);
        anna.records(Some(&talk.room.clone()), Fact::Event(fact));
        let object = anna.seals();
        world.lists(&object)
    })
}

/// Bytes that do not have the listed name lead to no verdict. The signature is no part of the name.
const DAMAGED: &str = "held:missing";

#[test]
fn one_flipped_byte_anywhere_is_found() {
    // 5: header length, 30: tenant and device, 200: recipient, 1400: commitment, 2000: chunk, then the signature.
    for (place, expected) in [
        (5, DAMAGED.to_owned()),
        (30, DAMAGED.to_owned()),
        (200, DAMAGED.to_owned()),
        (1400, DAMAGED.to_owned()),
        (2000, DAMAGED.to_owned()),
        (usize::MAX, rejected(Fault::Signature)),
    ] {
        let state = judged(|world, anna, talk| {
            talk.says(anna, "@bram:x", "tweede");
            let object = anna.seals();
            let mut arriving = world.lists(&object);
            let place = place.min(arriving.bytes.len() - 1);
            arriving.bytes[place] ^= 1;
            arriving
        });
        assert_eq!(state, expected, "byte {place}");
    }
}

#[test]
fn a_flipped_byte_under_its_own_name_has_no_signature() {
    let state = judged(|world, anna, _| {
        let mut object = anna.seals_payload(Kind::Heartbeat, b"x");
        let place = object.bytes.len() - 70;
        object.bytes[place] ^= 1;
        world.lists(&object)
    });
    assert_eq!(state, rejected(Fault::Signature));
}

#[test]
fn a_cut_or_empty_object_is_found() {
    for keep in [1, 3, 100, 1300, 5000] {
        let state = judged(|world, anna, talk| {
            talk.says(anna, "@bram:x", "tweede");
            let object = anna.seals();
            let mut arriving = world.lists(&object);
            arriving.bytes.truncate(keep);
            arriving
        });
        assert_eq!(state, DAMAGED, "{keep}");
    }
}

#[test]
fn an_object_signed_by_another_device_is_found() {
    let state = judged(|world, anna, talk| {
        talk.says(anna, "@bram:x", "tweede");
        anna.key = SigningKey::from_seed(&[66; 32]);
        let object = anna.seals();
        world.lists(&object)
    });
    assert_eq!(state, rejected(Fault::Signature));
}

#[test]
fn a_payload_sealed_again_by_another_device_is_found() {
    assert_eq!(
        changed(|sealing| {
            let mut inner = sealing.header.clone();
            inner.device = DeviceId::from_bytes([42; 16]);
            sealing.inner = Some(inner);
        }),
        rejected(Fault::HeaderMismatch)
    );
}

#[test]
fn another_organisation_kind_recipient_or_payload_is_found() {
    assert_eq!(
        changed(|sealing| sealing.header.tenant = TenantId::from_bytes([2; 16])),
        rejected(Fault::WrongTenant)
    );
    for (kind, payload, fault) in [
        (Kind::Evidence, b"x".as_slice(), Fault::UnexpectedKind),
        (Kind::Attachment, b"x", Fault::UnexpectedKind),
        (Kind::Batch, b"no batch at all", Fault::MalformedBatch),
    ] {
        let state = judged(|world, anna, _| {
            let object = anna.seals_payload(kind, payload);
            world.lists(&object)
        });
        assert_eq!(state, rejected(fault));
    }
    let state = judged(|world, anna, talk| {
        let stranger = ArchiveKey::generate(Suite::XWing);
        talk.says(anna, "@bram:x", "tweede");
        let header = {
            let mut copy = None;
            anna.seals_with(|sealing| copy = Some(sealing.header.clone()));
            copy.unwrap()
        };
        let object = seal(
            Suite::XWing,
            &header,
            &[stranger.recipient().clone()],
            b"x",
            &SigningKey::from_seed(&[1; 32]),
        );
        world.lists(&object.unwrap())
    });
    assert_eq!(state, rejected(Fault::SealedToOthers));
}

#[test]
fn a_batch_that_would_unpack_without_end_is_found() {
    // A zstd bomb as the device side can make it: its honest encoder refuses such a ratio, so the frame is made by hand.
    let state = judged(|world, anna, talk| {
        talk.says(anna, "@bram:x", "tweede");
        let mut header = None;
        anna.seals_with(|sealing| header = Some(sealing.header.clone()));
        let payload = bomb(&header.clone().unwrap());
        let recipient = world.recipient.clone();
        let object = seal(
            Suite::XWing,
            &header.unwrap(),
            &[recipient],
            &payload,
            &SigningKey::from_seed(&[1; 32]),
        )
        .unwrap();
        world.lists(&object)
    });
    assert_eq!(state, rejected(Fault::BatchTooLarge));
}

/// Payload of one entry that promises 60 MiB in 20 stored bytes.
fn bomb(header: &Header) -> Vec<u8> {
    let mut body = header.to_bytes().to_vec();
    body.extend([0; 64]);
    body.extend(1_u32.to_be_bytes());
    body.push(0);
    body.extend(1_u32.to_be_bytes());
    body.extend(0_u32.to_be_bytes());
    body.extend((60_u32 << 20).to_be_bytes());
    body.extend([0; 32]);
    body.push(1);
    body.extend(20_u32.to_be_bytes());
    body.extend([0; 20]);
    let mut payload = (body.len() as u64).to_be_bytes().to_vec();
    payload.extend(body);
    let padded = padded_len(payload.len() as u64);
    payload.resize(usize::try_from(padded).unwrap(), 0);
    payload
}

#[test]
fn a_chain_that_does_not_continue_is_found() {
    assert_eq!(
        changed(|sealing| sealing.header.prev_object_id = ObjectId::from_bytes([7; 32])),
        rejected(Fault::ChainBroken)
    );
    assert_eq!(
        changed(|sealing| sealing.header.seal_config_version = 1),
        rejected(Fault::SealConfigRollback)
    );
    assert_eq!(
        changed(|sealing| sealing.header.policy_version = 0),
        rejected(Fault::SealConfigRollback)
    );
    assert_eq!(
        changed(|sealing| sealing.prev = Commitment::from_bytes([7; 32])),
        rejected(Fault::CommitmentMismatch)
    );
    assert_eq!(
        changed(|sealing| {
            for entry in &mut sealing.entries {
                entry.seq = EntryNo(entry.seq.0 + 1);
            }
            sealing.header.first_entry.0 += 1;
            sealing.header.last_entry.0 += 1;
        }),
        rejected(Fault::EntryGap)
    );
}

#[test]
fn two_objects_at_one_place_and_one_object_at_two_places_are_found() {
    let state = judged(|world, anna, talk| {
        talk.says(anna, "@bram:x", "tweede");
        let object = anna.seals_with(|sealing| sealing.header.seq = Seq(1));
        world.lists(&object)
    });
    assert_eq!(state, rejected(Fault::Equivocation));
    let state = judged(|world, _, _| {
        let first = world.listed[0].clone();
        let again = Arriving {
            listed: StoredObject {
                index: 1,
                ..first.listed
            },
            bytes: first.bytes,
        };
        world.listed.push(again.clone());
        again
    });
    assert_eq!(state, rejected(Fault::Replayed));
}

#[test]
fn a_record_of_someone_else_or_of_no_form_is_found() {
    for (change, fault) in [
        (
            Box::new(|sealing: &mut Sealing| sealing.entries[0].record.push(b' '))
                as Box<dyn Fn(&mut Sealing)>,
            Fault::MalformedRecord,
        ),
        (
            Box::new(|sealing| sealing.entries[0].record = b"{}".to_vec()),
            Fault::MalformedRecord,
        ),
        (
            Box::new(|sealing| {
                let text = String::from_utf8(sealing.entries[0].record.clone()).unwrap();
                sealing.entries[0].record = text.replace("@anna:x", "@eva:x").into_bytes();
            }),
            Fault::CustodianMismatch,
        ),
    ] {
        assert_eq!(changed(|sealing| change(sealing)), rejected(fault));
    }
    let state = judged(|world, anna, talk| {
        let mut fact = MembersFact::of(Vec::new()).unwrap();
        fact.digest = Sha256::of(b"other");
        anna.records(Some(&talk.room.clone()), Fact::Members(fact));
        let object = anna.seals();
        world.lists(&object)
    });
    assert_eq!(state, rejected(Fault::MembersMismatch));
}

#[test]
fn a_record_of_a_later_schema_waits_for_a_later_program() {
    let state = changed(|sealing| {
        let text = String::from_utf8(sealing.entries[0].record.clone()).unwrap();
        sealing.entries[0].record = text
            .replace(
                &format!("\"schema\":{SCHEMA}"),
                &format!("\"schema\":{}", SCHEMA + 1),
            )
            .into_bytes();
    });
    assert_eq!(state, "held:newer_schema");
}

#[test]
fn clear_text_that_is_not_what_the_ciphertext_says_is_found() {
    let other = |fact: &mut EventFact, from: &str, to: &str| {
        let text = fact.decrypted.take().unwrap();
        assert!(text.contains(from));
        fact.decrypted = Some(text.replace(from, to));
    };
    assert_eq!(event(|_| {}), "accepted");
    assert_eq!(
        event(|fact| other(fact, "\"ja\"", "\"nee\"")),
        rejected(Fault::PlaintextMismatch)
    );
    assert_eq!(
        event(|fact| other(fact, "!r:x", "!q:x")),
        rejected(Fault::PlaintextMismatch)
    );
    assert_eq!(
        event(|fact| other(fact, "m.room.message", "m.sticker")),
        rejected(Fault::PlaintextMismatch)
    );
    // Proven by its ciphertext, though the record does not say how it was encrypted.
    assert_eq!(event(|fact| fact.encryption = None), "accepted");
    // A text for an event that was never encrypted is contradicted, not unproven.
    assert_eq!(
        event(|fact| fact.raw = fact.raw.replace("ciphertext", "body")),
        rejected(Fault::EventMismatch)
    );
    assert_eq!(
        event(|fact| fact.encryption.as_mut().unwrap().message_index = Some(9)),
        rejected(Fault::MessageIndexMismatch)
    );
    assert_eq!(
        event(|fact| fact.encryption.as_mut().unwrap().session_id = "other".to_owned()),
        rejected(Fault::EventMismatch)
    );
    assert_eq!(
        event(|fact| fact.sender = "@eva:x".to_owned()),
        rejected(Fault::EventMismatch)
    );
    assert_eq!(
        event(|fact| fact.origin_server_ts.0 += 1),
        rejected(Fault::EventMismatch)
    );
}

#[test]
fn a_touched_ciphertext_or_key_is_found() {
    let touched = event(|fact| {
        let mut raw: serde_json::Value = serde_json::from_str(&fact.raw).unwrap();
        let mut text = raw["content"]["ciphertext"]
            .as_str()
            .unwrap()
            .to_owned()
            .into_bytes();
        let middle = text.len() / 2;
        text[middle] = if text[middle] == b'A' { b'B' } else { b'A' };
        raw["content"]["ciphertext"] = String::from_utf8(text).unwrap().into();
        fact.raw = raw.to_string();
    });
    assert_eq!(touched, rejected(Fault::CiphertextInvalid));
    let state = judged(|world, anna, talk| {
        let Fact::SessionKey(mut fact) = talk.key(0) else {
            unreachable!()
        };
        fact.session_id = "someone-else".to_owned();
        anna.records(Some(&talk.room.clone()), Fact::SessionKey(fact));
        let object = anna.seals();
        world.lists(&object)
    });
    assert_eq!(state, rejected(Fault::MalformedSessionKey));
}

#[test]
fn an_event_recorded_twice_is_kept_and_flagged() {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    anna.records(Some(&talk.room.clone()), talk.key(0));
    let fact = talk.event(
        "@bram:x",
        "m.room.message",
        &json!({"msgtype": "m.text", "body": "x"}),
    );
    anna.records(Some(&talk.room.clone()), Fact::Event(fact.clone()));
    anna.records(Some(&talk.room.clone()), Fact::Event(fact));
    let done = world.takes(&[anna.seals()]);
    assert_eq!((done.accepted, done.events, done.new_faults), (1, 2, 1));
    assert_eq!(world.fault_codes(), ["event_repeated"]);
}

#[test]
fn alarms_of_devices_are_only_records() {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    anna.records(
        None,
        Fact::Alarm(AlarmFact {
            code: "clock".to_owned(),
            detail: "off".to_owned(),
        }),
    );
    let object: SealedObject = anna.seals();
    assert_eq!(world.takes(&[object]).accepted, 1);
}
