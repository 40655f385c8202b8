//! Labels of messages and rooms.

use griffie_core::engine::{self, Labelled};
use griffie_wire::record::Label;

/// What a message or a room is to the organisation.
#[uniffi::remote(Enum)]
pub enum Label {
    /// Its own: what has no label is business.
    Business,
    /// The user's own.
    Private,
    /// Of a party or faction.
    Party,
}

/// What became of a label.
#[uniffi::remote(Record)]
pub struct Labelled {
    /// Whether it came in time. Later, `Private` and `Party` leave a trace in the archive and take nothing back from it.
    pub inside: bool,
}

/// What the user may say of messages and rooms.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct LabelChoice {
    /// Seconds after a message came in which a label still keeps it here.
    pub window_seconds: u64,
    /// Labels that may be given beside `Business`.
    pub labels: Vec<Label>,
    /// Whether each needs a reason, which the archive gets.
    pub needs_reason: bool,
}

impl From<engine::LabelChoice> for LabelChoice {
    fn from(choice: engine::LabelChoice) -> Self {
        Self {
            window_seconds: choice.window_seconds,
            labels: choice.labels,
            needs_reason: choice.needs_reason,
        }
    }
}
