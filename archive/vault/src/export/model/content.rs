//! What an event says: its content by type, without trusting any of it. Formatted bodies are never used: text only.

use serde_json::Value;

/// What a message says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    Text(String),
    /// `/me` text.
    Emote(String),
    /// From a program.
    Notice(String),
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
    Poll {
        question: String,
        answers: Vec<String>,
    },
    PollAnswer,
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

/// What sort of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    Image,
    Sticker,
    Video,
    Audio,
    File,
}

/// How an event relates to another.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct Relation {
    pub(crate) replaces: Option<String>,
    pub(crate) reacts: Option<(String, String)>,
    pub(crate) replies_to: Option<String>,
    pub(crate) thread: Option<String>,
}

fn text<'a>(value: &'a Value, pointer: &str) -> Option<&'a str> {
    value.pointer(pointer).and_then(Value::as_str)
}

/// What the content says.
pub(crate) fn body(event_type: &str, content: &Value) -> Body {
    let whole = || text(content, "/body").unwrap_or_default().to_owned();
    if content.as_object().is_none_or(serde_json::Map::is_empty) {
        return Body::Removed;
    }
    match event_type {
        "m.room.message" => message(content),
        "m.sticker" => file(FileKind::Sticker, content),
        "m.poll.start" | "org.matrix.msc3381.poll.start" => poll(content),
        "m.poll.response" | "org.matrix.msc3381.poll.response" => Body::PollAnswer,
        "m.room.encrypted" => Body::Undecryptable,
        other => Body::Unknown {
            event_type: other.to_owned(),
            text: Some(whole()).filter(|text| !text.is_empty()),
        },
    }
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
        Some("m.notice") => Body::Notice(said.to_owned()),
        Some("m.image") => file(FileKind::Image, content),
        Some("m.video") => file(FileKind::Video, content),
        Some("m.audio") => file(FileKind::Audio, content),
        Some("m.file") => file(FileKind::File, content),
        Some("m.location") => Body::Location {
            text: said.to_owned(),
            uri: text(content, "/geo_uri").unwrap_or_default().to_owned(),
        },
        other => Body::Unknown {
            event_type: format!("m.room.message/{}", other.unwrap_or("-")),
            text: Some(said.to_owned()).filter(|text| !text.is_empty()),
        },
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

fn poll(content: &Value) -> Body {
    let start = ["/m.poll", "/m.poll.start", "/org.matrix.msc3381.poll.start"]
        .iter()
        .find_map(|pointer| content.pointer(pointer))
        .unwrap_or(content);
    let words = |value: &Value| {
        ["/m.text/0/body", "/m.text", "/org.matrix.msc1767.text", "/body"]
            .iter()
            .find_map(|pointer| text(value, pointer))
            .unwrap_or_default()
            .to_owned()
    };
    let answers = start.get("answers").and_then(Value::as_array);
    Body::Poll {
        question: start.get("question").map(words).unwrap_or_default(),
        answers: answers.into_iter().flatten().map(words).collect(),
    }
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
        _ => {}
    }
    relation
}

#[cfg(test)]
mod tests {
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
                                 "answers": [{"m.text": [{"body": "ma"}]}, {"org.matrix.msc1767.text": "di"}]}});
        assert_eq!(
            body("m.poll.start", &poll_start),
            Body::Poll {
                question: "Wanneer?".into(),
                answers: vec!["ma".into(), "di".into()]
            }
        );
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
