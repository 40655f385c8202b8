//! What every line of a timeline has.

use griffie_wire::{event::vanish::Vanish, ids::Millis, record::Label};
use serde::Serialize;

use super::{RowContent, SendState, VerificationState};

/// One line of a timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineRow {
    /// Names the line in lists, from the echo of an own message on to its event: a line that changes keeps it.
    pub key: String,
    /// Matrix room id.
    pub room_id: String,
    /// Its place: hand it back to get the lines before it.
    pub cursor: String,
    /// Matrix event id; absent for gaps and for own messages that were not sent yet.
    pub event_id: Option<String>,
    /// Transaction id of an own message.
    pub txn_id: Option<String>,
    /// What kind of line it is, and what that kind needs besides.
    pub content: RowContent,
    /// Matrix user id; empty for gaps.
    pub sender: String,
    /// Name shown in this room now.
    pub sender_name: Option<String>,
    /// Whether we said it.
    pub own: bool,
    /// When the sender's homeserver says it was sent.
    pub at: Millis,
    /// Text of the newest version; the caption of a file, the question of a poll, the reason of a membership change.
    pub body: String,
    /// HTML of the newest version, as it came: not sanitised.
    pub formatted: Option<String>,
    /// For membership lines the user they are about.
    pub about: Option<String>,
    /// The message this one answers.
    pub reply: Option<Quote>,
    /// Event id of the thread it belongs to.
    pub thread: Option<String>,
    /// Matrix user ids of whom it mentions; `@room` for everybody.
    pub mentions: Vec<String>,
    /// When it is to vanish for its readers; the archive keeps it.
    pub vanishes: Option<Vanish>,
    /// Earlier texts, oldest first; empty when it was never edited.
    pub versions: Vec<Version>,
    /// Reactions, by key.
    pub reactions: Vec<Reaction>,
    /// How it was taken back, if anybody did.
    pub redacted: Option<Redacted>,
    /// How sure it is who sent it; for encrypted events.
    pub verification: Option<VerificationState>,
    /// How far an own message is that has not come back yet.
    pub send_state: Option<SendState>,
    /// What the user said it is.
    pub label: Label,
    /// Until when `private` or `party` still keep it on this device, by its clock; absent when the archive has it, or gets it.
    pub label_until: Option<Millis>,
    /// Policy alone keeps it on this device: of this user it lets nothing go, or only what is called business.
    pub outside: bool,
}

/// A message that another one answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// Matrix event id.
    pub event_id: String,
    /// Matrix user id; absent when the message is not here.
    pub sender: Option<String>,
    /// Name of the sender, shown in this room now.
    pub sender_name: Option<String>,
    /// Its text.
    pub body: Option<String>,
}

/// An earlier text of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Version {
    /// When it was said.
    pub at: Millis,
    /// The text.
    pub body: String,
}

/// A reaction and who gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reaction {
    /// Usually an emoji.
    pub key: String,
    /// Matrix user ids.
    pub senders: Vec<String>,
    /// Event id of our own, to take it back.
    pub own: Option<String>,
}

/// How a message was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Redacted {
    /// Matrix user id; absent when it came already redacted.
    pub by: Option<String>,
    /// When.
    pub at: Option<Millis>,
    /// Why, if it was said.
    pub reason: String,
}
