//! Polls (MSC3381): question and answers, votes, and the count of them.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    content::{Fields, Malformed, parse},
    extensible::text_of,
};

const START: [&str; 3] = ["m.poll", "m.poll.start", "org.matrix.msc3381.poll.start"];
const VOTE: [&str; 1] = ["org.matrix.msc3381.poll.response"];
/// More answers than this are not counted (MSC3381).
const MAX_ANSWERS: usize = 20;

/// A question with answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poll {
    /// The question.
    pub question: String,
    /// Id and text of each answer, in order.
    pub answers: Vec<Answer>,
    /// How many answers one may choose.
    pub max_selections: usize,
    /// Whether votes are shown before the end.
    pub disclosed: bool,
}

/// An answer that one may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What votes name.
    pub id: String,
    /// What people read.
    pub text: String,
}

/// A vote as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vote<'a> {
    /// Matrix user id.
    pub by: &'a str,
    /// When the sender's homeserver says it was sent, UTC milliseconds.
    pub at: u64,
    /// Ids of answers.
    pub chosen: Vec<String>,
}

/// An event that says that the poll is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End<'a> {
    /// Matrix user id.
    pub by: &'a str,
    /// When.
    pub at: u64,
    /// Whether they may redact what others say, and with it end their polls.
    pub may_redact: bool,
}

/// The count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Who chose each answer, in the order of the answers; Matrix user ids, sorted.
    pub voters: Vec<Vec<String>>,
    /// How many people's votes count.
    pub people: usize,
    /// When it ended, UTC milliseconds.
    pub ended: Option<u64>,
}

/// The poll that an event starts.
#[must_use]
pub fn poll(content: &str) -> Option<Poll> {
    read(&parse(content)?).ok()?
}

/// The same, of a content that was read already.
#[must_use]
pub fn poll_of(content: &Value) -> Option<Poll> {
    read(content).ok()?
}

fn read(content: &Value) -> Result<Option<Poll>, Malformed> {
    let Some(start) = Fields::of(content)?.any(&START) else {
        return Ok(None);
    };
    let start = Fields::of(start)?;
    let Some(question) = start.get("question").and_then(text_of) else {
        return Ok(None);
    };
    let answers = start.get("answers").and_then(Value::as_array).ok_or(Malformed)?;
    let answers = answers.iter().take(MAX_ANSWERS).map(|answer| {
        let id = ["m.id", "id"].iter().find_map(|name| answer.get(name)?.as_str());
        Ok(Answer {
            id: id.ok_or(Malformed)?.to_owned(),
            text: text_of(answer).unwrap_or_default(),
        })
    });
    let most = start.get("max_selections").and_then(Value::as_u64).unwrap_or(1);
    Ok(Some(Poll {
        question,
        answers: answers.collect::<Result<_, _>>()?,
        max_selections: usize::try_from(most).unwrap_or(usize::MAX).max(1),
        disclosed: start
            .text("kind")?
            .is_some_and(|kind| kind.ends_with(".disclosed")),
    }))
}

/// The answers that a vote chooses; none when it is taken back or is no vote.
#[must_use]
pub fn chosen(content: &str) -> Vec<String> {
    parse(content)
        .map(|content| chosen_of(&content))
        .unwrap_or_default()
}

/// The same, of a content that was read already.
#[must_use]
pub fn chosen_of(content: &Value) -> Vec<String> {
    let block = VOTE.iter().find_map(|name| content.get(name)?.get("answers"));
    let list = content.get("m.selections").or(block).and_then(Value::as_array);
    let texts = list.into_iter().flatten().map(Value::as_str);
    // One that is no text spoils the whole vote (MSC3381).
    texts
        .map(|text| text.map(str::to_owned))
        .collect::<Option<_>>()
        .unwrap_or_default()
}

/// Counts: of each person the last vote before the end; the poll ends at the first end by who started it or may redact.
#[must_use]
pub fn tally(poll: &Poll, by: &str, votes: &[Vote<'_>], ends: &[End<'_>]) -> Tally {
    let ended = ends
        .iter()
        .filter(|end| end.by == by || end.may_redact)
        .map(|end| end.at)
        .min();
    let mut last: BTreeMap<&str, &Vote<'_>> = BTreeMap::new();
    for vote in votes
        .iter()
        .filter(|vote| ended.is_none_or(|ended| vote.at <= ended))
    {
        let known = last.entry(vote.by).or_insert(vote);
        if vote.at >= known.at {
            *known = vote;
        }
    }
    let mut tally = Tally {
        voters: vec![Vec::new(); poll.answers.len()],
        people: 0,
        ended,
    };
    for vote in last.values() {
        let valid = |id: &&String| poll.answers.iter().any(|answer| answer.id == **id);
        // An answer that does not exist spoils the vote (MSC3381); what is beyond the allowed number is not looked at.
        let chosen: Vec<&String> = vote.chosen.iter().take(poll.max_selections).collect();
        if chosen.is_empty() || !chosen.iter().all(valid) {
            continue;
        }
        tally.people += 1;
        for (answer, voters) in poll.answers.iter().zip(&mut tally.voters) {
            if chosen.contains(&&answer.id) {
                voters.push(vote.by.to_owned());
            }
        }
    }
    tally
}
