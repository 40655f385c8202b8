//! The votes of a poll, counted as the device counts them, with the same code.

use griffie_wire::event::poll::{self, End, Poll, Tally, Vote};

use super::{
    collect::Seen,
    content::{self, Body},
    names::Names,
};

/// Power that one needs to take back what others say, where the room says nothing else.
const REDACT: i64 = 50;

/// The count of a poll from the events about it.
pub(super) fn tally<'a>(
    poll: &Poll,
    by: &str,
    about: impl Iterator<Item = &'a Seen> + Clone,
    names: &Names,
) -> Tally {
    let votes = about.clone().filter_map(|seen| {
        let Body::PollAnswer(chosen) = content::body(&seen.event_type, &seen.content) else {
            return None;
        };
        Some(Vote {
            by: &seen.sender,
            at: seen.at.0,
            chosen,
        })
    });
    let ends = about.filter_map(|seen| {
        let ends = content::body(&seen.event_type, &seen.content) == Body::PollEnd;
        ends.then(|| End {
            by: &seen.sender,
            at: seen.at.0,
            may_redact: names.power(&seen.sender, seen.members()) >= REDACT,
        })
    });
    poll::tally(poll, by, &votes.collect::<Vec<_>>(), &ends.collect::<Vec<_>>())
}

/// The texts of the answers that a vote chose; ids where the poll has no such answer.
pub(crate) fn chosen_words(poll: &Poll, chosen: &[String]) -> Vec<String> {
    let word = |id: &String| {
        let answer = poll.answers.iter().find(|answer| answer.id == *id);
        answer.map_or_else(|| id.clone(), |answer| answer.text.clone())
    };
    chosen.iter().map(word).collect()
}
