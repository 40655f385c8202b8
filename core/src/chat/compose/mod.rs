//! Composing: from what the user typed or chose to one unit of work with intent, echo and queue row (design D6).
//!
//! Reading order: `content` builds Matrix contents, purely; `text`, `relate`, `poll` and `file` are what a user does; `submit` is the unit
//! of work they all end in; `size` says what fits in an event; `outcome` tells what became of it. Must not know networks: sending is `chat::queue`'s work.

mod content;
mod error;
mod file;
mod kind;
mod outcome;
mod poll;
mod relate;
mod size;
mod submit;
mod text;

use std::sync::Arc;

pub(crate) use self::error::ComposeError;
pub use self::{
    content::TextDraft,
    file::{FileDraft, VoiceDraft},
    poll::PollDraft,
};
use super::media::MediaDir;
use crate::{
    clock::Clock,
    engine::{changes::Changes, wakes::Wakes},
    store::Store,
};

/// What composing uses.
#[derive(Clone)]
pub(crate) struct Composer {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) wakes: Arc<Wakes>,
    pub(crate) changes: Changes,
    pub(crate) dir: MediaDir,
}

/// A message that is in the journal and on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Names the message until the homeserver has given it an event id.
    pub txn_id: String,
    /// In which form it travels.
    pub sent_as: SentAs,
}

/// In which form a message travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentAs {
    /// As composed.
    Event,
    /// The text was too long for an event and travels as the file `bericht.txt`.
    File,
}
