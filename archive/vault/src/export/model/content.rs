//! What an event says: its content by type, without trusting any of it. Formatted bodies are never used: text only.

use griffie_wire::{
    event::{self, FileKind, Shape, call::Call, extensible, location, poll},
    policy::Mark,
};
use serde_json::Value;

/// What a message says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    Text(String),
    /// `/me` text.
    Emote(String),
    /// From a program.
    Notice(String),
    /// Tells people about the archive: the text, and its version and languages.
    Disclaimer {
        text: String,
        mark: Mark,
    },
    /// A file with an optional caption.
    File {
        kind: FileKind,
        caption: Option<String>,
        name: String,
    },
    Location {
        text: String,
        uri: String,
    },
    Poll(poll::Poll),
    /// Ids of the answers chosen, or their texts where the poll is known.
    PollAnswer(Vec<String>),
    PollEnd,
    /// A sign given to a message that is not shown.
    Reaction(String),
    /// Takes back something that is not shown, for this reason.
    Redaction(Option<String>),
    Call(Call),
    /// Between devices.
    Technical,
    /// The content is empty: it was taken away before the device saw it.
    Removed,
    /// No key.
    Undecryptable,
    /// Its message was another event before.
    Replayed,
    /// A type that this program does not know; the type and any text in it.
    Unknown {
        event_type: String,
        text: Option<String>,
    },
}

/// How an event relates to another.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct Relation {
    pub(crate) replaces: Option<String>,
    pub(crate) reacts: Option<(String, String)>,
    pub(crate) replies_to: Option<String>,
    pub(crate) thread: Option<String>,
    /// Poll that it votes in or ends.
    pub(crate) poll: Option<String>,
}

fn text<'a>(value: &'a Value, pointer: &str) -> Option<&'a str> {
    value.pointer(pointer).and_then(Value::as_str)
}

/// What the content says.
pub(crate) fn body(event_type: &str, content: &Value) -> Body {
    if content.as_object().is_none_or(serde_json::Map::is_empty) {
        return Body::Removed;
    }
    let shape = event::of_room(event_type, false).map(|known| known.shape);
    shape
        .and_then(|shape| of_shape(shape, event_type, content))
        .unwrap_or_else(|| Body::Unknown {
            event_type: event_type.to_owned(),
            text: extensible::text_of(content).filter(|text| !text.is_empty()),
        })
}

/// Nothing when the content is not of the form that its type should have.
fn of_shape(shape: Shape, event_type: &str, content: &Value) -> Option<Body> {
    let json = || content.to_string();
    Some(match shape {
        Shape::Message => message(content),
        Shape::Sticker => file(FileKind::Sticker, content),
        Shape::ExtensibleText => Body::Text(extensible::text_of(content)?),
        Shape::ExtensibleEmote => Body::Emote(extensible::text_of(content)?),
        Shape::ExtensibleFile(kind) => {
            let file = extensible::file(&json())?;
            Body::File {
                kind,
                caption: file.caption,
                name: file.name.unwrap_or_default(),
            }
        }
        Shape::ExtensibleLocation | Shape::Beacon => place(content)?,
        Shape::Reaction => Body::Reaction(text(content, "/m.relates_to/key")?.to_owned()),
        Shape::Redaction => Body::Redaction(text(content, "/reason").map(str::to_owned)),
        Shape::PollStart => Body::Poll(poll::poll_of(content)?),
        Shape::PollResponse => Body::PollAnswer(poll::chosen_of(content)),
        Shape::PollEnd => Body::PollEnd,
        Shape::Call => Body::Call(event::call::call(event_type, &json())?),
        Shape::Technical => Body::Technical,
        Shape::Encrypted | Shape::EncryptedOtherwise => Body::Undecryptable,
        Shape::Member | Shape::Change | Shape::Receipts | Shape::Apart => return None,
    })
}

fn place(content: &Value) -> Option<Body> {
    let place = location::location(&content.to_string())?;
    Some(Body::Location {
        text: place.description.or(place.text).unwrap_or_default(),
        uri: place.uri,
    })
}

fn message(content: &Value) -> Body {
    let whole = text(content, "/body").unwrap_or_default();
    let said = if text(content, "/m.relates_to/m.in_reply_to/event_id").is_some() {
        without_fallback(whole)
    } else {
        whole
    };
    match text(content, "/msgtype") {
        Some("m.text") => Body::Text(said.to_owned()),
        Some("m.emote") => Body::Emote(said.to_owned()),
        Some("m.notice" | "m.server_notice") => match Mark::of(content) {
            Some(mark) => Body::Disclaimer {
                text: said.to_owned(),
                mark,
            },
            None => Body::Notice(said.to_owned()),
        },
        Some("m.image") => file(FileKind::Image, content),
        Some("m.video") => file(FileKind::Video, content),
        Some("m.audio") if event::voice::voice(&content.to_string()).is_some() => {
            file(FileKind::Voice, content)
        }
        Some("m.audio") => file(FileKind::Audio, content),
        Some("m.file") => file(FileKind::File, content),
        Some("dm.filament.gallery") => gallery(content),
        Some("m.location") => place(content).unwrap_or_else(|| Body::Text(said.to_owned())),
        Some("m.key.verification.request") => Body::Technical,
        other => Body::Unknown {
            event_type: format!("m.room.message/{}", other.unwrap_or("-")),
            text: Some(said.to_owned()).filter(|text| !text.is_empty()),
        },
    }
}

/// Several files at once (MSC4274), under one text.
fn gallery(content: &Value) -> Body {
    let items = content.get("itemtypes").and_then(Value::as_array);
    let names = items
        .into_iter()
        .flatten()
        .filter_map(|item| text(item, "/filename").or(text(item, "/body")));
    Body::File {
        kind: FileKind::File,
        caption: text(content, "/body").map(str::to_owned),
        name: names.collect::<Vec<_>>().join(", "),
    }
}

fn file(kind: FileKind, content: &Value) -> Body {
    let body = text(content, "/body").unwrap_or_default();
    // Since Matrix 1.10 the body is a caption when there is another file name.
    let (name, caption) = match text(content, "/filename") {
        Some(name) if name != body => (name, Some(body.to_owned()).filter(|body| !body.is_empty())),
        Some(name) => (name, None),
        None if kind == FileKind::Sticker => ("", Some(body.to_owned())),
        None => (body, None),
    };
    Body::File {
        kind,
        caption,
        name: name.to_owned(),
    }
}

/// User ids whom it mentions.
pub(crate) fn mentions(content: &Value) -> impl Iterator<Item = &str> {
    let users = content.pointer("/m.mentions/user_ids").and_then(Value::as_array);
    users.into_iter().flatten().filter_map(Value::as_str)
}

/// The text without the quoted lines that older clients put before a reply (Matrix 1.12 and before).
fn without_fallback(body: &str) -> &str {
    if !body.starts_with("> ") {
        return body;
    }
    let mut rest = body;
    while rest.starts_with('>') {
        match rest.split_once('\n') {
            Some((_, after)) => rest = after,
            None => return body,
        }
    }
    rest.strip_prefix('\n').unwrap_or(rest)
}

/// How the content relates to other events.
pub(crate) fn relation(event_type: &str, content: &Value) -> Relation {
    let target = text(content, "/m.relates_to/event_id").map(str::to_owned);
    let mut relation = Relation {
        replies_to: text(content, "/m.relates_to/m.in_reply_to/event_id").map(str::to_owned),
        ..Relation::default()
    };
    match text(content, "/m.relates_to/rel_type") {
        Some("m.replace") => relation.replaces = target,
        Some("m.thread") => {
            let falling_back = content.pointer("/m.relates_to/is_falling_back") == Some(&Value::Bool(true));
            relation.replies_to = relation.replies_to.filter(|_| !falling_back);
            relation.thread = target;
        }
        Some("m.annotation") if event_type == "m.reaction" => {
            relation.reacts = target.zip(text(content, "/m.relates_to/key").map(str::to_owned));
        }
        Some("m.reference") if is_about_poll(event_type) => relation.poll = target,
        _ => {}
    }
    relation
}

fn is_about_poll(event_type: &str) -> bool {
    let shape = event::of_room(event_type, false).map(|known| known.shape);
    matches!(shape, Some(Shape::PollResponse | Shape::PollEnd))
}

#[cfg(test)]
mod tests {
    use griffie_wire::policy::MARK;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_reply_loses_only_its_quoted_fallback() {
        assert_eq!(
            without_fallback("> <@a:x> vraag\n> meer\n\nantwoord\n> citaat"),
            "antwoord\n> citaat"
        );
        assert_eq!(without_fallback("> alleen citaat"), "> alleen citaat");
        assert_eq!(without_fallback("gewoon"), "gewoon");
    }

    #[test]
    fn a_body_is_read_by_its_type_and_an_unknown_one_is_kept() {
        let text = json!({"msgtype": "m.text", "body": "hoi", "formatted_body": "<b>hoi</b>"});
        assert_eq!(body("m.room.message", &text), Body::Text("hoi".into()));
        let captioned = json!({"msgtype": "m.image", "body": "strand", "filename": "a.png"});
        assert_eq!(
            body("m.room.message", &captioned),
            Body::File {
                kind: FileKind::Image,
                caption: Some("strand".into()),
                name: "a.png".into()
            }
        );
        assert_eq!(body("m.room.message", &json!({})), Body::Removed);
        assert_eq!(
            body("x.y", &json!({"body": "z"})),
            Body::Unknown {
                event_type: "x.y".into(),
                text: Some("z".into())
            }
        );
        let poll_start = json!({"m.poll": {"question": {"m.text": [{"body": "Wanneer?"}]},
                                 "answers": [{"m.id": "1", "m.text": [{"body": "ma"}]}]}});
        let Body::Poll(poll) = body("m.poll.start", &poll_start) else {
            panic!("no poll")
        };
        assert_eq!(
            (poll.question.as_str(), poll.answers[0].text.as_str()),
            ("Wanneer?", "ma")
        );
    }

    #[test]
    fn a_notice_with_a_mark_is_a_disclaimer() {
        let mark = json!({ "tenant": "07".repeat(16), "version": 2, "languages": ["nl", "de"] });
        let mut notice = json!({ "msgtype": "m.notice", "body": "Bewaard.", MARK: mark });
        let Body::Disclaimer { text, mark } = body("m.room.message", &notice) else {
            panic!("no disclaimer")
        };
        assert_eq!(
            (text.as_str(), mark.version, mark.languages.len()),
            ("Bewaard.", 2, 2)
        );
        notice[MARK]["version"] = json!("two");
        assert_eq!(body("m.room.message", &notice), Body::Notice("Bewaard.".into()));
    }

    #[test]
    fn a_thread_fallback_is_no_reply() {
        let thread = json!({"m.relates_to": {"rel_type": "m.thread", "event_id": "$t", "is_falling_back": true,
                            "m.in_reply_to": {"event_id": "$l"}}});
        let relation = relation("m.room.message", &thread);
        assert_eq!(
            (relation.thread.as_deref(), relation.replies_to),
            (Some("$t"), None)
        );
    }
}
