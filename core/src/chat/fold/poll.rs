//! Lines of polls (MSC3381): the question with its answers, votes, the end.

use griffie_wire::event::poll;
use serde_json::json;

use super::{
    UNKNOWN, hidden,
    relate::{Relation, about, relation_of, with_relation},
    visible,
};
use crate::{
    chat::row::{PollAnswer, PollRow},
    store::timeline::Line,
};

/// A poll; an edit of one when it says so.
pub(super) fn start(event_type: &str, content: &str) -> Line {
    let relation = relation_of(content);
    if let Some(target) = relation.as_ref().and_then(Relation::edited) {
        let new = serde_json::from_str::<serde_json::Value>(content).unwrap_or_default();
        let new = new
            .get("m.new_content")
            .and_then(poll::poll_of)
            .or_else(|| poll::poll(content));
        return Line {
            body: new.map(|poll| poll.question).unwrap_or_default(),
            target: Some(target.to_owned()),
            ..hidden("edit")
        };
    }
    let Some(poll) = poll::poll(content) else {
        return visible(UNKNOWN, event_type.to_owned());
    };
    let answers = poll.answers.into_iter().map(|answer| PollAnswer {
        id: Some(answer.id),
        text: Some(answer.text),
        voters: Vec::new(),
    });
    let row = PollRow {
        answers: answers.collect(),
        max_selections: u32::try_from(poll.max_selections).unwrap_or(u32::MAX),
        ended: false,
    };
    with_relation((
        Line {
            detail: Some(json!(row).to_string()),
            ..visible("poll", poll.question)
        },
        relation,
    ))
}

/// A vote: the ids of the answers that were chosen.
pub(super) fn vote(content: &str) -> Line {
    Line {
        detail: Some(json!({ "answers": poll::chosen(content) }).to_string()),
        ..about("poll_vote", content)
    }
}

/// The end of a poll.
pub(super) fn end(content: &str) -> Line {
    about("poll_end", content)
}
