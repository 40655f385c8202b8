//! What a reader of records refuses, and what it never looks into.

use proptest::prelude::*;

use super::*;
use crate::ids::Sha256;

fn record(fact: Fact) -> Record {
    Record {
        schema: SCHEMA,
        record_id: "id".to_owned(),
        seq: EntryNo(1),
        custodian: "@a:b".to_owned(),
        matrix_device: "D".to_owned(),
        captured_at: Millis(2),
        core_version: "0".to_owned(),
        policy_version: 3,
        room: None,
        fact,
    }
}

fn event(raw: &str) -> Fact {
    Fact::Event(EventFact {
        event_id: "$e".to_owned(),
        event_type: "m.room.message".to_owned(),
        state_key: None,
        sender: "@a:b".to_owned(),
        origin_server_ts: Millis(1),
        received_at: Millis(2),
        direction: Direction::Incoming,
        via: Via::Sync,
        backfilled: false,
        raw: raw.to_owned(),
        decrypted: None,
        encryption: None,
        txn_id: None,
    })
}

fn edited(edit: impl FnOnce(String) -> String) -> Result<Record, RecordError> {
    let text = String::from_utf8(
        record(Fact::Restarted { after_crash: false })
            .to_canonical()
            .unwrap(),
    )
    .unwrap();
    let changed = edit(text.clone());
    assert_ne!(changed, text, "the edit must do something");
    Record::from_canonical(changed.as_bytes())
}

#[test]
fn only_the_canonical_spelling_is_read() {
    let not_canonical = |result| matches!(result, Err(RecordError::NotCanonical));
    assert!(
        not_canonical(edited(|text| text.replacen(':', ": ", 1))),
        "white space"
    );
    assert!(
        not_canonical(edited(|text| text.replace("\"@a:b\"", "\"\\u0040a:b\""))),
        "needless escape"
    );
    assert!(
        not_canonical(edited(
            |text| text.replace("\"captured_at\":2", "\"a\":0,\"captured_at\":2")
        )),
        "unknown field"
    );
    assert!(
        not_canonical(edited(|text| text.replacen('}', ",\"x\":0}", 1))),
        "unknown field in the fact"
    );
    assert!(
        not_canonical(edited(|text| text.replacen(
            "\"schema\"",
            "\"room\":null,\"schema\"",
            1
        ))),
        "null for absent"
    );
}

#[test]
fn what_is_no_record_is_malformed() {
    let malformed = |result| matches!(result, Err(RecordError::Malformed { .. }));
    assert!(malformed(edited(|text| text + "x")));
    assert!(malformed(edited(|text| text.replace("restarted", "rebooted"))));
    assert!(malformed(edited(|text| text.replace("\"seq\":1", "\"seq\":-1"))));
    assert!(
        malformed(edited(|text| text.replace("\"seq\":1", "\"seq\":1,\"seq\":1"))),
        "field twice"
    );
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(malformed(Record::from_canonical(deep.as_bytes())));
}

#[test]
fn another_schema_is_named() {
    let with = |schema: u16| edited(|text| text.replace("\"schema\":3", &format!("\"schema\":{schema}")));
    for unknown in [0, 4] {
        assert!(matches!(with(unknown), Err(RecordError::UnknownSchema(schema)) if schema == unknown));
    }
    for before in [1, 2] {
        assert_eq!(
            with(before).unwrap().schema,
            before,
            "what was written before is read for ever"
        );
    }
}

#[test]
fn the_fault_does_not_quote_content() {
    let secret = "geheim".to_owned();
    let text = format!("{{\"schema\":\"{secret}\"}}");
    let error = Record::from_canonical(text.as_bytes()).unwrap_err();
    assert!(!format!("{error} {error:?}").contains(&secret));
}

#[test]
fn times_beyond_json_are_refused_not_rounded() {
    let mut late = record(Fact::Restarted { after_crash: false });
    late.captured_at = Millis(1 << 53);
    assert!(matches!(late.to_canonical(), Err(RecordError::Canonical(_))));
}

#[test]
fn kind_is_the_tag_in_the_json() {
    for fact in [event("{}"), Fact::Restarted { after_crash: true }] {
        assert_eq!(serde_json::to_value(&fact).unwrap()["kind"], fact.kind());
    }
}

#[test]
fn members_carry_their_digest_in_any_order() {
    let member = |user: &str| Member {
        user_id: user.to_owned(),
        display_name: None,
        membership: "join".to_owned(),
        power: 0,
    };
    let a = MembersFact::of(vec![member("@a:x"), member("@b:x")]).unwrap();
    let b = MembersFact::of(vec![member("@b:x"), member("@a:x")]).unwrap();
    assert_eq!(a, b);
    assert!(a.is_consistent());
    assert!(
        !MembersFact {
            members: vec![member("@a:x")],
            ..a
        }
        .is_consistent()
    );
}

#[test]
fn the_servers_that_hold_copies_are_those_of_the_joined() {
    let member = |user: &str, membership: &str| Member {
        user_id: user.to_owned(),
        display_name: None,
        membership: membership.to_owned(),
        power: 0,
    };
    let fact = MembersFact::of(vec![
        member("@b:y.nl:8448", "join"),
        member("@a:x.nl", "join"),
        member("@c:x.nl", "join"),
        member("@d:z.nl", "invite"),
        member("nobody", "join"),
    ]);
    assert_eq!(servers_of(&fact.unwrap().members), ["x.nl", "y.nl:8448"]);
}

fn disclosure(inner: &Record, entry: u64) -> Record {
    let mut outer = record(Fact::Disclosed(DisclosedFact {
        entry: EntryNo(entry),
        salt: Sha256::of(b"zout"),
        record: String::from_utf8(inner.to_canonical().unwrap()).unwrap(),
    }));
    outer.seq = EntryNo(9);
    outer
}

#[test]
fn a_disclosure_tells_the_record_inside_and_every_other_itself() {
    let inner = record(event("{}"));
    assert_eq!(disclosure(&inner, 1).told().unwrap(), inner);
    assert_eq!(inner.clone().told().unwrap(), inner);
}

#[test]
fn a_disclosure_of_something_else_is_refused() {
    let refused = |outer: Record| matches!(outer.told(), Err(RecordError::NotDisclosed));
    let inner = record(event("{}"));
    assert!(refused(disclosure(&inner, 2)), "another entry");
    let mut strange = disclosure(&inner, 1);
    strange.custodian = "@b:b".to_owned();
    assert!(refused(strange), "another custodian");
    let mut moved = disclosure(&inner, 1);
    moved.room = Some(RoomThen {
        room_id: "!a:b".to_owned(),
        name: None,
        kind: RoomKind::Group,
        encrypted: true,
        members: None,
    });
    assert!(refused(moved), "another room");
    let mut nested = disclosure(&inner, 1);
    nested.seq = EntryNo(1);
    assert!(refused(disclosure(&nested, 1)), "a disclosure in a disclosure");
}

#[test]
fn the_digest_of_what_is_withheld_depends_on_salt_and_record() {
    let salt = Sha256::of(b"zout");
    let of = withheld_digest(&salt, b"a");
    assert_eq!(
        of,
        Sha256::of(&[b"griffie-withheld\0", &salt.as_bytes()[..], b"a"].concat())
    );
    assert_ne!(of, withheld_digest(&salt, b"b"));
    assert_ne!(of, withheld_digest(&Sha256::of(b"peper"), b"a"));
    assert_ne!(event_digest("x"), room_digest("x"));
}

proptest! {
    /// 000-AF-02 asks for every medium byte for byte: event text is kept to the character, whatever it is.
    #[test]
    fn event_text_survives_whatever_it_is(raw in "\\PC{0,200}|[\\x00-\\x7f]{0,200}") {
        let before = record(event(&raw));
        let after = Record::from_canonical(&before.to_canonical().unwrap()).unwrap();
        prop_assert_eq!(after, before);
    }
}
