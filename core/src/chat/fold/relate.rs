//! How an event relates to others: reply, thread, edit, reaction, redaction.

use serde::Deserialize;

use super::{Readable, hidden};
use crate::store::timeline::Line;

#[derive(Deserialize)]
pub(super) struct Relation {
    pub(super) rel_type: Option<String>,
    pub(super) event_id: Option<String>,
    key: Option<String>,
    #[serde(rename = "m.in_reply_to")]
    in_reply_to: Option<InReplyTo>,
    #[serde(default)]
    is_falling_back: bool,
}

#[derive(Deserialize)]
struct InReplyTo {
    event_id: Option<String>,
}

#[derive(Deserialize)]
struct Relating {
    #[serde(rename = "m.relates_to")]
    relation: Option<Relation>,
}

impl Relation {
    /// The event that this one says it edits.
    pub(super) fn edited(&self) -> Option<&str> {
        self.event_id
            .as_deref()
            .filter(|_| self.rel_type.as_deref() == Some("m.replace"))
    }
}

/// The line with what it answers, and the thread it is in.
pub(super) fn with_relation((mut line, relation): (Line, Option<Relation>)) -> Line {
    let Some(relation) = relation else { return line };
    if relation.rel_type.as_deref() == Some("m.thread") {
        line.thread = relation.event_id;
        if relation.is_falling_back {
            return line;
        }
    }
    line.reply_to = relation.in_reply_to.and_then(|reply| reply.event_id);
    line
}

/// A reaction: its key, and the event it is about.
pub(super) fn reaction(content: &str) -> Line {
    let relation = relation_of(content);
    let target = relation.as_ref().and_then(|relation| relation.event_id.clone());
    Line {
        body: relation.and_then(|relation| relation.key).unwrap_or_default(),
        target,
        ..hidden("reaction")
    }
}

/// A redaction: its reason, and the event it is about.
pub(super) fn redaction(event: &Readable<'_>) -> Line {
    #[derive(Deserialize)]
    struct Redaction {
        redacts: Option<String>,
        reason: Option<String>,
    }
    let content = serde_json::from_str::<Redaction>(event.content).ok();
    let (inside, reason) = content.map_or((None, None), |content| (content.redacts, content.reason));
    let target = inside.or_else(|| event.redacts.map(str::to_owned));
    Line {
        body: reason.unwrap_or_default(),
        target,
        ..hidden("redaction")
    }
}

/// An event that says something about another one.
pub(super) fn about(kind: &str, content: &str) -> Line {
    Line {
        target: relation_of(content).and_then(|relation| relation.event_id),
        ..hidden(kind)
    }
}

/// The relation in a content.
pub(super) fn relation_of(content: &str) -> Option<Relation> {
    serde_json::from_str::<Relating>(content).ok()?.relation
}
