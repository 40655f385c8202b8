//! Whose label a fact has: the event it is about, the own message it belongs to, and the event it edits, answers with a reaction, takes
//! back or quotes. Pure. Content is a stranger's: what is not there, or of another form, is nothing.

use griffie_wire::record::{EventFact, Fact};
use serde::Deserialize;

/// What a fact is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct About {
    pub(crate) event_id: Option<String>,
    pub(crate) txn_id: Option<String>,
    /// Another event, whose label it has too.
    pub(crate) target: Option<String>,
}

/// What `fact` is about.
pub(crate) fn about(fact: &Fact) -> About {
    let of_event = |event_id: &str, target| About {
        event_id: Some(event_id.to_owned()),
        target,
        ..About::default()
    };
    match fact {
        Fact::Event(event) => of_event(&event.event_id, target_of_event(event)),
        Fact::LateKey(late) => of_event(&late.event_id, target(&late.decrypted)),
        Fact::Attachment(file) => of_event(&file.event_id, None),
        Fact::SendIntent(intent) => About {
            txn_id: Some(intent.txn_id.clone()),
            target: target(&format!("{{\"content\":{}}}", intent.content)),
            ..About::default()
        },
        Fact::SendResult(result) => About {
            event_id: result.event_id.clone(),
            txn_id: Some(result.txn_id.clone()),
            target: None,
        },
        _ => About::default(),
    }
}

fn target_of_event(event: &EventFact) -> Option<String> {
    event
        .decrypted
        .as_deref()
        .and_then(target)
        .or_else(|| target(&event.raw))
}

/// The event that this one goes with, by either place where Matrix says so.
fn target(event: &str) -> Option<String> {
    relation(event).or_else(|| redacts(event))
}

fn relation(event: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Event {
        content: Content,
    }
    #[derive(Deserialize)]
    struct Content {
        #[serde(rename = "m.relates_to")]
        relates_to: Relation,
    }
    #[derive(Deserialize)]
    struct Relation {
        rel_type: Option<String>,
        event_id: Option<String>,
        #[serde(rename = "m.in_reply_to")]
        in_reply_to: Option<InReplyTo>,
    }
    #[derive(Deserialize)]
    struct InReplyTo {
        event_id: String,
    }
    let relation = serde_json::from_str::<Event>(event).ok()?.content.relates_to;
    match relation.rel_type.as_deref() {
        Some("m.replace" | "m.annotation" | "m.reference") => relation.event_id,
        _ => relation
            .in_reply_to
            .map(|reply| reply.event_id)
            .filter(|_| quotes(event)),
    }
}

/// Whether a reply repeats what it answers, as older clients do.
fn quotes(event: &str) -> bool {
    #[derive(Deserialize)]
    struct Event {
        content: Content,
    }
    #[derive(Deserialize)]
    struct Content {
        body: Option<String>,
        formatted_body: Option<String>,
    }
    serde_json::from_str::<Event>(event).is_ok_and(|Event { content }| {
        content.body.is_some_and(|body| body.starts_with('>'))
            || content
                .formatted_body
                .is_some_and(|body| body.contains("<mx-reply"))
    })
}

fn redacts(event: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Event {
        redacts: Option<String>,
        content: Option<Content>,
    }
    #[derive(Deserialize)]
    struct Content {
        redacts: Option<String>,
    }
    let event = serde_json::from_str::<Event>(event).ok()?;
    event.redacts.or(event.content?.redacts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_with_another_message_names_it() {
        let cases = [
            (
                r#"{"content":{"m.relates_to":{"rel_type":"m.replace","event_id":"$a"},"body":"x"}}"#,
                true,
            ),
            (
                r#"{"content":{"m.relates_to":{"rel_type":"m.annotation","event_id":"$a","key":"y"}}}"#,
                true,
            ),
            (
                r#"{"content":{"m.relates_to":{"rel_type":"m.reference","event_id":"$a"}}}"#,
                true,
            ),
            (r#"{"redacts":"$a","content":{}}"#, true),
            (r#"{"content":{"redacts":"$a"}}"#, true),
            (
                r#"{"content":{"body":"> <@b:x> geheim\n\nja","m.relates_to":{"m.in_reply_to":{"event_id":"$a"}}}}"#,
                true,
            ),
            (
                r#"{"content":{"formatted_body":"<mx-reply>x</mx-reply>","m.relates_to":{"m.in_reply_to":{"event_id":"$a"}}}}"#,
                true,
            ),
            (
                r#"{"content":{"body":"ja","m.relates_to":{"m.in_reply_to":{"event_id":"$a"}}}}"#,
                false,
            ),
            (
                r#"{"content":{"body":"ja","m.relates_to":{"rel_type":"m.thread","event_id":"$a"}}}"#,
                false,
            ),
            (
                r#"{"content":{"m.relates_to":{"rel_type":5,"event_id":"$a"}}}"#,
                false,
            ),
            (r#"{"content":"$a"}"#, false),
            ("[", false),
        ];
        for (text, goes_along) in cases {
            assert_eq!(target(text).as_deref(), goes_along.then_some("$a"), "{text}");
        }
    }

    #[test]
    fn content_nested_beyond_measure_hides_no_relation() {
        let deep = format!("{}1{}", "[".repeat(5000), "]".repeat(5000));
        let text = format!(
            r#"{{"content":{{"x":{deep},"m.relates_to":{{"rel_type":"m.replace","event_id":"$a"}}}}}}"#
        );
        assert_eq!(target(&text).as_deref(), Some("$a"));
    }
}
