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
