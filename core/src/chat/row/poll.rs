//! Polls and how the votes stand (MSC3381).

use serde::{Deserialize, Serialize};

/// A poll; the line's text is the question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PollRow {
    /// In the order in which the sender put them.
    pub answers: Vec<PollAnswer>,
    /// How many answers one person may choose.
    pub max_selections: u32,
    /// Whether who asked has closed it. Later votes do not count.
    #[serde(skip_deserializing)]
    pub ended: bool,
}

/// One answer that can be chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PollAnswer {
    /// Names it in votes.
    pub id: Option<String>,
    /// What it says.
    pub text: Option<String>,
    /// Matrix user ids of who chose it, the first vote first.
    #[serde(skip_deserializing)]
    pub voters: Vec<String>,
}

impl PollRow {
    /// Counts one person's newest vote. More choices than allowed are cut off; unknown ones make it a vote for nothing.
    pub(crate) fn vote(&mut self, voter: &str, chosen: &[String]) {
        let most = usize::try_from(self.max_selections.max(1)).unwrap_or(usize::MAX);
        for id in chosen.iter().take(most) {
            let answer = self
                .answers
                .iter_mut()
                .find(|answer| answer.id.as_ref() == Some(id));
            if let Some(answer) = answer
                && !answer.voters.iter().any(|known| known == voter)
            {
                answer.voters.push(voter.to_owned());
            }
        }
    }
}
