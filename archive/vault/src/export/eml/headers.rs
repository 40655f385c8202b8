//! Mail headers of an event. The names are those of reference/records.md 1.2.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use griffie_wire::{
    Sha256,
    policy::Mark,
    record::{Direction, RoomKind},
};

use super::{Letter, Relation};
use crate::export::{
    Options,
    model::{Person, content::Body},
    when::When,
};

/// The beginning of a name's digest.
pub(super) fn short(name: &str, len: usize) -> String {
    Sha256::of(name.as_bytes())
        .to_string()
        .chars()
        .take(len)
        .collect()
}

/// The same event gets the same Message-ID for ever, so that its receiver sees it once.
pub(super) fn message_id(event_id: &str, revision: usize, options: &Options) -> String {
    format!("{}.{revision}@{}", short(event_id, 40), options.mail_domain)
}

/// An address that never leads anywhere; the real ones are in the organisation's directory.
pub(super) fn address(person: &Person) -> (String, String) {
    let id = person.user_id.strip_prefix('@').unwrap_or(&person.user_id);
    let (local, server) = id.split_once(':').unwrap_or((id, "unknown"));
    let clean = |text: &str| -> String {
        let odd = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '='));
        text.chars().map(|c| if odd(c) { '_' } else { c }).collect()
    };
    (
        one_line(&person.name),
        format!("{}={}@matrix.invalid", clean(local), clean(server)),
    )
}

/// Text for a header: no line ends, so that nobody's name can add a header.
pub(super) fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// In-Reply-To, and References with the root of the thread before what is answered.
pub(super) fn references(letter: &Letter<'_>, options: &Options) -> Vec<String> {
    let id = |event: &String| message_id(event, 1, options);
    match &letter.relation {
        Relation::None => Vec::new(),
        Relation::Thread { root, reply } => std::iter::once(root).chain(reply).map(id).collect(),
        Relation::Reply(target)
        | Relation::Edit(target)
        | Relation::Reaction(target)
        | Relation::Redaction(target)
        | Relation::PollResponse(target)
        | Relation::PollEnd(target) => vec![id(target)],
    }
}

/// `[room then] Chatbericht 2026-11-02 14:03:07 CET`; never any text of the message, which would leak into indexes.
pub(super) fn subject(letter: &Letter<'_>, when: &When, options: &Options) -> String {
    let room = letter.seen.room.as_ref().and_then(|room| room.name.as_deref());
    let room = room.unwrap_or_else(|| options.language.pick("gesprek", "conversation"));
    let what = if letter.happening.is_some() {
        options.language.pick("Gespreksgebeurtenis", "Room event")
    } else {
        options.language.pick("Chatbericht", "Chat message")
    };
    one_line(&format!("[{room}] {what} {}", when.exact()))
}

/// All `X-Griffie-` headers.
pub(super) fn griffie(letter: &Letter<'_>, room_id: &str) -> Vec<(&'static str, String)> {
    let seen = letter.seen;
    let custodian = seen.attested.iter().next();
    let event_type = match seen.content.get("msgtype").and_then(serde_json::Value::as_str) {
        Some(kind) => format!("{}/{kind}", seen.event_type),
        None => seen.event_type.clone(),
    };
    let kind = match seen.room.as_ref().map(|room| room.kind) {
        Some(RoomKind::Direct) => "dm",
        Some(RoomKind::Space) => "space",
        _ => "group",
    };
    let direction = match custodian {
        Some((_, Direction::Outgoing)) => "outgoing",
        _ => "incoming",
    };
    let room_name = seen
        .room
        .as_ref()
        .and_then(|room| room.name.clone())
        .unwrap_or_default();
    let mut all = vec![
        ("X-Griffie-Schema", "1".to_owned()),
        ("X-Griffie-Event-Id", seen.event_id.clone()),
        ("X-Griffie-Event-Type", event_type),
        ("X-Griffie-Room-Id", room_id.to_owned()),
        ("X-Griffie-Room-Name", room_name),
        ("X-Griffie-Room-Type", kind.to_owned()),
        ("X-Griffie-Relation", relation(&letter.relation)),
        ("X-Griffie-Direction", direction.to_owned()),
        (
            "X-Griffie-Custodian",
            custodian.map(|(user, _)| user.clone()).unwrap_or_default(),
        ),
        ("X-Griffie-Source-Network", "matrix".to_owned()),
        ("X-Griffie-Captured-At", seen.captured_at.0.to_string()),
        ("X-Griffie-Encryption", encryption(letter)),
        (
            "X-Griffie-Batch",
            format!("{};seq={}", seen.source.object_id, seen.source.entry),
        ),
        (
            "X-Griffie-Record-Hash",
            format!(
                "sha-256=:{}:",
                STANDARD.encode(Sha256::of(&seen.record).as_bytes())
            ),
        ),
        ("X-Griffie-Disclaimer", disclaimer(&seen.content)),
        ("X-Griffie-Attachment-Count", letter.files.len().to_string()),
    ];
    for (_, value) in &mut all {
        *value = one_line(value);
    }
    all.retain(|(_, value)| !value.trim().is_empty());
    all
}

/// Of a notice that tells people about the archive: version and languages of its text.
fn disclaimer(content: &serde_json::Value) -> String {
    Mark::of(content).map_or_else(String::new, |mark| {
        let languages: Vec<_> = mark.languages.iter().map(|language| language.tag()).collect();
        format!("version={}; languages={}", mark.version, languages.join(","))
    })
}

fn relation(relation: &Relation) -> String {
    match relation {
        Relation::None => "none".to_owned(),
        Relation::Reply(target) => format!("reply {target}"),
        Relation::Thread { root, .. } => format!("thread {root}"),
        Relation::Edit(target) => format!("edit {target}"),
        Relation::Reaction(target) => format!("reaction {target}"),
        Relation::Redaction(target) => format!("redaction {target}"),
        Relation::PollResponse(target) => format!("poll_response {target}"),
        Relation::PollEnd(target) => format!("poll_end {target}"),
    }
}

fn encryption(letter: &Letter<'_>) -> String {
    match (&letter.seen.encryption, &letter.body) {
        (_, Body::Undecryptable | Body::Replayed) => "utd".to_owned(),
        (Some(encryption), _) => format!("megolm;{}", encryption.verification),
        (None, _) => "plain".to_owned(),
    }
}
