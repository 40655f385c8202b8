//! Files: waited for, decrypted with the key in the event, compared; a false one is found.

use std::io::Write as _;

use aes::Aes256;
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use ctr::{
    Ctr128BE,
    cipher::{KeyIvInit as _, StreamCipher as _},
};
use griffie_wire::{
    EntryNo, Fact, Millis, ObjectId, Seq, Sha256, StreamId,
    gso1::{Header, Kind, SealWriter, Suite},
    record::{AttachmentFact, AttachmentForm, AttachmentRole, AttachmentState, GapCause, GapFact},
};
use serde_json::{Value, json};

use super::kit::{Device, Talk, World, room};
use crate::{Fault, ingest::retry};

pub(super) const MXC: &str = "mxc://x/file";

/// Ciphertext as Matrix makes it, and the `file` object of the event.
pub(super) fn encrypt(clear: &[u8]) -> (Vec<u8>, Value) {
    let (key, iv) = ([5; 32], [6, 6, 6, 6, 6, 6, 6, 6, 0, 0, 0, 0, 0, 0, 0, 0]);
    let mut bytes = clear.to_vec();
    Ctr128BE::<Aes256>::new(&key.into(), &iv.into()).apply_keystream(&mut bytes);
    let file = json!({"v": "v2", "url": MXC, "iv": STANDARD_NO_PAD.encode(iv),
        "key": {"kty": "oct", "alg": "A256CTR", "ext": true, "key_ops": ["decrypt"], "k": URL_SAFE_NO_PAD.encode(key)},
        "hashes": {"sha256": STANDARD_NO_PAD.encode(Sha256::of(&bytes).as_bytes())}});
    (bytes, file)
}

pub(super) fn fact(
    event_id: &str,
    name: &str,
    clear: &[u8],
    stored: &[u8],
    form: AttachmentForm,
) -> AttachmentFact {
    AttachmentFact {
        event_id: event_id.to_owned(),
        mxc: MXC.to_owned(),
        role: AttachmentRole::File,
        file_name: Some(name.to_owned()),
        mime: Some("application/pdf".to_owned()),
        size: clear.len() as u64,
        sha256_plain: Some(Sha256::of(clear)),
        sha256_stored: Sha256::of(stored),
        stored_size: stored.len() as u64,
        form,
        state: AttachmentState::Stored,
        key: None,
    }
}

pub(super) fn arrives(world: &World, bytes: &[u8]) {
    let digest = Sha256::of(bytes);
    let mut draft = world.vault.files.draft_attachment(digest).unwrap();
    draft.write(bytes).unwrap();
    assert!(world.vault.files.finish(draft, digest).unwrap());
}

/// Anna captures a message with a file; `change` is a lie in the record of the file.
fn with_file(change: impl FnOnce(&mut AttachmentFact)) -> (World, Vec<u8>) {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    let (bytes, file) = encrypt(b"nota");
    anna.records(Some(&talk.room.clone()), talk.key(0));
    let id = talk.sends(
        &mut anna,
        "@bram:x",
        "m.room.message",
        &json!({"msgtype": "m.file", "body": "nota.pdf", "file": file}),
    );
    let mut attachment = fact(&id, "nota.pdf", b"nota", &bytes, AttachmentForm::MatrixCiphertext);
    change(&mut attachment);
    anna.records(Some(&talk.room.clone()), Fact::Attachment(attachment));
    let first = anna.seals();
    talk.says(&mut anna, "@bram:x", "daarna");
    let second = anna.seals();
    world.takes(&[first, second]);
    (world, bytes)
}

#[test]
fn an_object_waits_for_its_file_while_the_chain_goes_on() {
    let (mut world, bytes) = with_file(|_| {});
    assert_eq!(world.states(), ["held:attachments", "accepted"]);
    assert_eq!(retry(&mut world.vault).unwrap().accepted, 0);
    arrives(&world, &bytes);
    assert_eq!(retry(&mut world.vault).unwrap().accepted, 1);
    assert_eq!(world.states(), ["accepted", "accepted"]);
    assert!(world.fault_codes().is_empty());
}

/// docs/decisions/0009: a final receipt promises the file too, so the word of the device that it is lost does not stand in for it.
#[test]
fn a_file_that_its_device_calls_lost_is_no_verdict_and_may_still_come() {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    let here = talk.room.clone();
    let (bytes, file) = encrypt(b"nota");
    anna.records(Some(&here), talk.key(0));
    let content = json!({"msgtype": "m.file", "body": "nota.pdf", "file": file});
    let id = talk.sends(&mut anna, "@bram:x", "m.room.message", &content);
    let attachment = fact(&id, "nota.pdf", b"nota", &bytes, AttachmentForm::MatrixCiphertext);
    anna.records(Some(&here), Fact::Attachment(attachment));
    let with_file = anna.seals();
    let gap = GapFact {
        gap_id: "gap".to_owned(),
        cause: GapCause::MediaUnreachable,
        event_id: Some(id),
        session_id: None,
        from: None,
        to: None,
        code: Some("local_file_unreadable".to_owned()),
    };
    anna.records(Some(&here), Fact::Gap(gap));
    world.takes(&[with_file, anna.seals()]);
    assert_eq!(world.states(), ["held:attachments", "accepted"]);
    assert_eq!(world.records(), 5, "its records are kept already");
    assert!(world.fault_codes().is_empty());
    arrives(&world, &bytes);
    assert_eq!(retry(&mut world.vault).unwrap().accepted, 1);
    assert_eq!(world.states(), ["accepted", "accepted"]);
}

#[test]
fn a_file_that_is_not_what_its_event_or_record_says_is_found() {
    type Lie = fn(&mut AttachmentFact);
    let lies: [Lie; 4] = [
        |fact| fact.sha256_plain = Some(Sha256::of(b"other")),
        |fact| fact.size = 3,
        |fact| fact.stored_size = 3,
        |fact| fact.mxc = "mxc://x/other".to_owned(),
    ];
    for lie in lies {
        let (mut world, bytes) = with_file(lie);
        arrives(&world, &bytes);
        retry(&mut world.vault).unwrap();
        assert_eq!(
            world.states(),
            [
                format!("rejected:{}", Fault::AttachmentMismatch),
                "accepted".to_owned()
            ]
        );
        assert_eq!(world.fault_codes(), ["attachment_mismatch"]);
    }
    // Other bytes than the event's hash, though the record names them rightly.
    let (mut world, _) = with_file(|fact| {
        fact.sha256_stored = Sha256::of(b"beta");
        fact.stored_size = 4;
    });
    arrives(&world, b"beta");
    retry(&mut world.vault).unwrap();
    assert_eq!(world.states()[0], "rejected:attachment_mismatch");
}

fn sealed_file(device: &Device, world: &World, clear: &[u8]) -> Vec<u8> {
    let header = Header {
        kind: Kind::Attachment,
        tenant: device.info.tenant,
        device: device.info.device,
        epoch: device.epoch,
        seq: Seq(0),
        prev_object_id: ObjectId::GENESIS,
        n_entries: 0,
        first_entry: EntryNo(0),
        last_entry: EntryNo(0),
        codec: 0,
        created: Millis(1),
        policy_version: 1,
        seal_config_version: 2,
        stream_id: StreamId::from_bytes([4; 16]),
    };
    let mut bytes = Vec::new();
    let mut writer = SealWriter::new(
        Suite::XWing,
        &header,
        std::slice::from_ref(&world.recipient),
        &mut bytes,
    )
    .unwrap();
    writer.write_all(clear).unwrap();
    writer.finish(&device.key).unwrap();
    bytes
}

#[test]
fn a_file_of_an_unencrypted_room_is_opened_with_the_archive_key() {
    for honest in [true, false] {
        let mut world = World::new();
        let mut anna = world.device(1, "@anna:x");
        let stranger = world.device(3, "@eva:x");
        let mut talk = Talk::new(room("!open:x", "Open"));
        let clear = vec![7; 200_000];
        let sealer = if honest { &anna } else { &stranger };
        let bytes = sealed_file(sealer, &world, &clear);
        talk.state(&mut anna, "@bram:x", "m.room.avatar", "", &json!({"url": MXC}));
        let attachment = fact("$state-1", "a.png", &clear, &bytes, AttachmentForm::Gso1);
        anna.records(Some(&talk.room.clone()), Fact::Attachment(attachment));
        let object = anna.seals();
        arrives(&world, &bytes);
        world.takes(&[object]);
        let expected = if honest {
            "accepted"
        } else {
            "rejected:attachment_mismatch"
        };
        assert_eq!(
            world.states(),
            [expected],
            "sealed by the device itself: {honest}"
        );
    }
}

/// The user sends a file and takes it back before the homeserver's answer is taken in: the event comes pruned and names no file. The file
/// is kept all the same, by the key that the device had written down (found by the model, seed 1728).
#[test]
fn an_own_file_whose_event_comes_back_redacted_is_proven_by_the_key_the_device_wrote_down() {
    for (key_kept, sealed, expected) in [
        (true, false, "accepted"),
        (false, false, "rejected:attachment_mismatch"),
        (false, true, "accepted"),
    ] {
        let mut world = World::new();
        let mut anna = world.device(1, "@anna:x");
        let mut talk = Talk::new(room("!r:x", "Overleg"));
        let (mut bytes, mut file) = encrypt(b"nota");
        anna.records(Some(&talk.room.clone()), talk.key(0));
        let id = talk.pruned(
            &mut anna,
            if sealed {
                "m.room.message"
            } else {
                "m.room.encrypted"
            },
        );
        let form = if sealed {
            bytes = sealed_file(&anna, &world, b"nota");
            AttachmentForm::Gso1
        } else {
            AttachmentForm::MatrixCiphertext
        };
        let mut attachment = fact(&id, "nota.pdf", b"nota", &bytes, form);
        file.as_object_mut().unwrap().remove("url");
        attachment.key = key_kept.then(|| file.to_string());
        anna.records(Some(&talk.room.clone()), Fact::Attachment(attachment));
        world.takes(&[anna.seals()]);
        arrives(&world, &bytes);
        retry(&mut world.vault).unwrap();
        assert_eq!(world.states(), [expected], "key {key_kept}, sealed {sealed}");
    }
}

/// The device's own word counts only where the event names nothing any more.
#[test]
fn a_key_that_the_device_wrote_down_does_not_stand_against_the_event() {
    let (world, bytes) = with_file(|fact| {
        let (_, mut other) = encrypt(b"iets anders");
        other.as_object_mut().unwrap().remove("url");
        fact.key = Some(other.to_string());
        fact.sha256_stored = Sha256::of(&encrypt(b"iets anders").0);
    });
    arrives(&world, &bytes);
    assert_eq!(world.states()[0], "rejected:attachment_mismatch");
}
