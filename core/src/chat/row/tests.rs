//! What is stored becomes typed, the documented JSON comes out of it again, and nothing that is stored breaks a line.

use griffie_wire::ids::Millis;
use serde_json::{Value, json};

use super::*;

fn read(kind: &str, detail: Option<&Value>) -> RowContent {
    let detail = detail.map(ToString::to_string);
    RowContent::read(&Stored {
        kind,
        sender: "@a:x",
        body: "tekst",
        target: Some("@b:x"),
        detail: detail.as_deref(),
    })
}

fn row(content: RowContent) -> TimelineRow {
    TimelineRow {
        key: "$1".into(),
        room_id: "!r:x".into(),
        cursor: "1:1".into(),
        event_id: Some("$1".into()),
        txn_id: None,
        content,
        sender: "@a:x".into(),
        sender_name: None,
        own: false,
        at: Millis(1),
        body: "tekst".into(),
        formatted: None,
        about: None,
        reply: None,
        thread: None,
        mentions: Vec::new(),
        vanishes: None,
        versions: Vec::new(),
        reactions: Vec::new(),
        redacted: None,
        verification: Some(VerificationState::UnsignedDevice),
        send_state: None,
        label: griffie_wire::record::Label::Business,
        label_until: None,
        outside: false,
    }
}

/// Every kind that docs/companion.md lists.
const KINDS: [&str; 23] = [
    "text",
    "notice",
    "emote",
    "image",
    "file",
    "audio",
    "video",
    "sticker",
    "location",
    "poll",
    "call",
    "membership",
    "profile",
    "created",
    "room_name",
    "room_topic",
    "room_avatar",
    "encryption",
    "history_visibility",
    "tombstone",
    "undecryptable",
    "gap",
    "unknown",
];

#[test]
fn every_documented_kind_is_read_and_written_under_its_own_name() {
    for kind in KINDS {
        assert_eq!(read(kind, None).kind(), kind);
    }
    let newer = read("hologram", None);
    assert_eq!(
        newer,
        RowContent::Unknown {
            event_type: "tekst".into()
        }
    );
}

#[test]
fn particulars_that_are_malformed_are_empty_and_never_an_error() {
    let odd = [
        json!(7),
        json!([]),
        json!({ "size": "groot", "answers": 3, "membership": 5, "code": [] }),
    ];
    for kind in KINDS {
        for detail in &odd {
            assert_eq!(read(kind, Some(detail)), read(kind, None), "{kind} {detail}");
        }
    }
}

#[test]
fn a_file_comes_out_as_it_was_stored_and_larger_than_any_screen_is_clamped() {
    let stored = json!({ "mxc": "mxc://x/1", "encrypted": true, "name": "a.png", "mime": "image/png", "size": 9,
        "width": 20_000_000_000_u64, "height": null, "duration_ms": null });
    let RowContent::File(file) = read("image", Some(&stored)) else {
        panic!("no file")
    };
    assert_eq!(
        (file.family, file.size, file.width, file.height),
        (FileFamily::Image, Some(9), Some(u32::MAX), None)
    );
    let shown = serde_json::to_value(row(RowContent::File(file))).unwrap();
    let detail = json!({ "mxc": "mxc://x/1", "encrypted": true, "name": "a.png", "mime": "image/png", "size": 9,
        "width": u32::MAX, "height": null, "duration_ms": null, "fetched": "waiting" });
    assert_eq!((&shown["kind"], &shown["detail"]), (&json!("image"), &detail));
}

#[test]
fn the_documented_fields_are_all_there_and_no_others() {
    let shown = serde_json::to_value(row(RowContent::Text)).unwrap();
    let mut names: Vec<&str> = shown.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    let documented = [
        "about",
        "at",
        "body",
        "cursor",
        "detail",
        "event_id",
        "formatted",
        "kind",
        "label",
        "label_until",
        "mentions",
        "outside",
        "own",
        "reactions",
        "redacted",
        "reply",
        "room_id",
        "send_error",
        "send_state",
        "sender",
        "sender_name",
        "thread",
        "txn_id",
        "vanishes",
        "verification",
        "versions",
    ];
    assert_eq!(names, documented);
    assert_eq!(
        (&shown["detail"], &shown["verification"]),
        (&Value::Null, &json!("unsigned_device"))
    );
}

#[test]
fn a_refusal_is_a_plain_word_whatever_the_homeserver_wrote() {
    let failed = |code: &str| {
        let mut row = row(RowContent::Text);
        row.send_state = Some(SendState::Failed { code: code.into() });
        let shown = serde_json::to_value(row).unwrap();
        (shown["send_state"].clone(), shown["send_error"].clone())
    };
    assert_eq!(failed("M_TOO_LARGE"), (json!("failed"), json!("too_large")));
    assert_eq!(failed("<b>Nee!</b>\n"), (json!("failed"), json!("bneeb")));
}

#[test]
fn what_was_taken_back_shows_no_particulars() {
    let mut row = row(read(
        "poll",
        Some(&json!({ "answers": [{ "id": "1", "text": "geheim" }] })),
    ));
    assert!(serde_json::to_string(&row).unwrap().contains("geheim"));
    row.redacted = Some(Redacted {
        by: None,
        at: None,
        reason: String::new(),
    });
    assert!(!serde_json::to_string(&row).unwrap().contains("geheim"));
}

#[test]
fn a_membership_line_says_what_happened() {
    let change = |before: Option<&str>, now: &str, target: &str| {
        let detail = json!({ "membership": now, "membership_before": before }).to_string();
        let stored = Stored {
            kind: "membership",
            sender: "@a:x",
            body: "",
            target: Some(target),
            detail: Some(&detail),
        };
        match RowContent::read(&stored) {
            RowContent::Membership(row) => (row.change, row.user_id),
            other => panic!("{other:?}"),
        }
    };
    let own = |before, now| change(before, now, "@a:x").0;
    let other = |before, now| change(before, now, "@b:x").0;
    assert_eq!(own(None, "join"), MembershipChange::Joined);
    assert_eq!(own(Some("invite"), "join"), MembershipChange::Joined);
    assert_eq!(own(Some("join"), "leave"), MembershipChange::Left);
    assert_eq!(own(Some("invite"), "leave"), MembershipChange::Declined);
    assert_eq!(
        other(Some("invite"), "leave"),
        MembershipChange::InvitationWithdrawn
    );
    assert_eq!(other(None, "invite"), MembershipChange::Invited);
    assert_eq!(other(Some("join"), "leave"), MembershipChange::Removed);
    assert_eq!(other(Some("join"), "ban"), MembershipChange::Banned);
    assert_eq!(other(Some("ban"), "leave"), MembershipChange::Unbanned);
    assert_eq!(own(None, "knock"), MembershipChange::Knocked);
    assert_eq!(other(Some("knock"), "leave"), MembershipChange::KnockDenied);
    assert_eq!(own(None, "levitate"), MembershipChange::Other);
    assert_eq!(change(None, "invite", "@b:x").1, "@b:x");
}

#[test]
fn codes_of_verification_go_to_and_fro() {
    for code in ["verified", "unverified_identity", "mismatched_sender", "unread"] {
        assert_eq!(VerificationState::of(code).code(), code);
    }
    assert_eq!(VerificationState::of("telepathic"), VerificationState::Unknown);
}
