//! Matrix contents of what the user composes (client-server API, "Instant messaging", "Event relationships", MSC3245). Pure.

use serde_json::{Map, Value, json};

/// A text as the user composed it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextDraft {
    /// Plain text.
    pub body: String,
    /// The same in HTML (`org.matrix.custom.html`), if the user formatted it.
    pub formatted: Option<String>,
    /// Users who are to be notified.
    pub mentions: Vec<String>,
}

/// The content of a text message.
pub(super) fn text(draft: &TextDraft) -> Value {
    let mut content =
        json!({ "msgtype": "m.text", "body": draft.body, "m.mentions": mentions(&draft.mentions) });
    if let Some(html) = &draft.formatted {
        set(&mut content, "format", json!("org.matrix.custom.html"));
        set(&mut content, "formatted_body", json!(html));
    }
    content
}

/// Says who is to be notified.
pub(super) fn mention(content: &mut Value, users: &[String]) {
    set(content, "m.mentions", mentions(users));
}

/// Makes `content` a reply.
pub(super) fn reply_to(content: &mut Value, event_id: &str) {
    set(
        content,
        "m.relates_to",
        json!({ "m.in_reply_to": { "event_id": event_id } }),
    );
}

/// An edit of the own message `event_id`. Clients that know no edits show the fallback, which begins with an asterisk.
pub(super) fn edit(draft: &TextDraft, event_id: &str) -> Value {
    let new_content = text(draft);
    let mut fallback = draft.clone();
    fallback.body.insert_str(0, "* ");
    if let Some(html) = &mut fallback.formatted {
        html.insert_str(0, "* ");
    }
    let mut content = text(&fallback);
    set(&mut content, "m.new_content", new_content);
    set(
        &mut content,
        "m.relates_to",
        json!({ "rel_type": "m.replace", "event_id": event_id }),
    );
    content
}

/// A reaction.
pub(super) fn reaction(event_id: &str, key: &str) -> Value {
    json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": event_id, "key": key } })
}

/// A redaction, as it stands in the journal; it travels by an endpoint of its own.
pub(super) fn redaction(event_id: &str, reason: Option<&str>) -> Value {
    let mut content = json!({ "redacts": event_id });
    if let Some(reason) = reason {
        set(&mut content, "reason", json!(reason));
    }
    content
}

/// A file; its address and key are added when it is uploaded. `caption` is what the user says with it.
pub(super) fn file(msgtype: &str, name: &str, caption: Option<&str>, info: Value) -> Value {
    json!({
        "msgtype": msgtype,
        "body": caption.unwrap_or(name),
        "filename": name,
        "info": info,
        "m.mentions": {},
    })
}

/// Makes an audio file a voice message (MSC3245, the form that Element sends and shows).
pub(super) fn voice(content: &mut Value, duration_ms: u64, waveform: &[u16]) {
    set(content, "org.matrix.msc3245.voice", json!({}));
    set(
        content,
        "org.matrix.msc1767.audio",
        json!({ "duration": duration_ms, "waveform": waveform.iter().map(|&level| level.min(1024)).collect::<Vec<_>>() }),
    );
}

fn mentions(users: &[String]) -> Value {
    if users.is_empty() {
        json!({})
    } else {
        json!({ "user_ids": users })
    }
}

fn set(content: &mut Value, name: &str, value: Value) {
    if let Value::Object(fields) = content {
        fields.insert(name.to_owned(), value);
    } else {
        *content = Value::Object(Map::from_iter([(name.to_owned(), value)]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> TextDraft {
        TextDraft {
            body: "hallo".into(),
            formatted: None,
            mentions: vec!["@a:x".into()],
        }
    }

    #[test]
    fn a_text_carries_html_only_when_it_was_formatted() {
        let content = text(&draft());
        assert_eq!(
            content,
            json!({ "msgtype": "m.text", "body": "hallo", "m.mentions": { "user_ids": ["@a:x"] } })
        );
        let content = text(&TextDraft {
            formatted: Some("<b>hallo</b>".into()),
            ..draft()
        });
        assert_eq!(content["format"], "org.matrix.custom.html");
        assert_eq!(content["formatted_body"], "<b>hallo</b>");
    }

    #[test]
    fn an_edit_carries_the_new_content_whole_and_a_fallback() {
        let content = edit(
            &TextDraft {
                formatted: Some("<i>x</i>".into()),
                ..draft()
            },
            "$1",
        );
        assert_eq!(content["body"], "* hallo");
        assert_eq!(content["formatted_body"], "* <i>x</i>");
        assert_eq!(content["m.new_content"]["body"], "hallo");
        assert_eq!(
            content["m.relates_to"],
            json!({ "rel_type": "m.replace", "event_id": "$1" })
        );
    }

    #[test]
    fn reply_reaction_and_redaction_name_their_target() {
        let mut reply = text(&draft());
        reply_to(&mut reply, "$1");
        assert_eq!(reply["m.relates_to"]["m.in_reply_to"]["event_id"], "$1");
        assert_eq!(reaction("$1", "👍")["m.relates_to"]["key"], "👍");
        assert_eq!(redaction("$1", None), json!({ "redacts": "$1" }));
    }

    #[test]
    fn a_caption_takes_the_body_and_leaves_the_name() {
        let content = file("m.file", "a.pdf", Some("lees dit"), json!({}));
        assert_eq!(
            (&content["body"], &content["filename"]),
            (&json!("lees dit"), &json!("a.pdf"))
        );
        assert_eq!(file("m.file", "a.pdf", None, json!({}))["body"], "a.pdf");
    }
}
