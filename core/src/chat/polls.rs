//! Counts the votes of a poll when its line is read: as Griffie's archive counts them, with the same code.

use griffie_wire::event::poll::{Answer, End, Poll, Vote, tally};
use serde::Deserialize;

use super::{
    power::PowerLevels,
    row::{PollRow, RowContent, TimelineRow},
};
use crate::store::{Connection, StoreError, timeline::StoredRow};

/// Puts the votes into the line, if it is a poll. `about` are the hidden rows about it.
pub(super) fn count(
    c: &Connection,
    room: i64,
    line: &mut TimelineRow,
    about: &[StoredRow],
) -> Result<(), StoreError> {
    let RowContent::Poll(poll) = &mut line.content else {
        return Ok(());
    };
    let of_kind = |kind: &'static str| {
        about
            .iter()
            .filter(move |row| row.line.kind == kind && !row.line.redacted)
    };
    let chosen: Vec<_> = of_kind("poll_vote").map(|row| (row, chosen(row))).collect();
    let votes: Vec<_> = chosen
        .into_iter()
        .map(|(row, chosen)| Vote {
            by: &row.sender,
            at: row.at.0,
            chosen,
        })
        .collect();
    let levels = match of_kind("poll_end").any(|row| row.sender != line.sender) {
        true => PowerLevels::of_room(c, room)?,
        false => PowerLevels::default(),
    };
    let ends: Vec<_> = of_kind("poll_end")
        .map(|row| End {
            by: &row.sender,
            at: row.at.0,
            may_redact: levels.may_redact(&row.sender),
        })
        .collect();
    put(poll, &line.sender, &votes, &ends);
    Ok(())
}

fn put(row: &mut PollRow, by: &str, votes: &[Vote<'_>], ends: &[End<'_>]) {
    let answers = row.answers.iter().map(|answer| Answer {
        id: answer.id.clone().unwrap_or_default(),
        text: String::new(),
    });
    let poll = Poll {
        question: String::new(),
        answers: answers.collect(),
        max_selections: usize::try_from(row.max_selections.max(1)).unwrap_or(usize::MAX),
        disclosed: true,
    };
    let tally = tally(&poll, by, votes, ends);
    row.ended = tally.ended.is_some();
    for (answer, voters) in row.answers.iter_mut().zip(tally.voters) {
        answer.voters = voters;
    }
}

fn chosen(vote: &StoredRow) -> Vec<String> {
    #[derive(Deserialize)]
    struct Stored {
        answers: Vec<String>,
    }
    let stored = vote.line.detail.as_deref().map(serde_json::from_str::<Stored>);
    stored
        .and_then(Result::ok)
        .map_or_else(Vec::new, |stored| stored.answers)
}
