//! Lines of a timeline.

use griffie_core::chat::row::{self, VerificationState};
use griffie_wire::record::Label;

use super::{content::RowContent, send::SendState};
use crate::{
    ids::{EventId, RoomId, TransactionId, UserId, users},
    time::Timestamp,
};

/// One line of a timeline, with its edits, reactions and redaction put together.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct TimelineRow {
    /// Names the line in lists, from the echo of an own message on to its event: a line that changes keeps it.
    pub key: String,
    /// Which room.
    pub room_id: RoomId,
    /// Absent for gaps and for own messages that were not sent yet.
    pub event_id: Option<EventId>,
    /// Of an own message.
    pub transaction: Option<TransactionId>,
    /// What kind of line it is, and what that kind needs besides.
    pub content: RowContent,
    /// Who said or did it; absent for gaps.
    pub sender: Option<UserId>,
    /// Name shown in this room now.
    pub sender_name: Option<String>,
    /// Whether we said it.
    pub own: bool,
    /// When the sender's homeserver says it was sent.
    pub at: Timestamp,
    /// Text of the newest version; the caption of a file, the question of a poll, the reason of a membership change.
    pub body: String,
    /// HTML of the newest version, as it came. **Not sanitised**: do not give it to a web view.
    pub formatted: Option<String>,
    /// The message this one answers.
    pub reply: Option<Quote>,
    /// The first message of the thread it belongs to.
    pub thread: Option<EventId>,
    /// Earlier texts, oldest first; empty when it was never edited.
    pub versions: Vec<EarlierText>,
    /// Reactions, by key.
    pub reactions: Vec<Reaction>,
    /// How it was taken back, if anybody did. The archive keeps what was said.
    pub redacted: Option<Redacted>,
    /// How sure it is who sent it; for encrypted events.
    pub verification: Option<VerificationState>,
    /// How far an own message is that has not come back yet.
    pub send_state: Option<SendState>,
    /// What the user said it is.
    pub label: Label,
    /// Until when `Private` and `Party` still keep it on this device; absent when the archive has it.
    #[uniffi(default)]
    pub label_until: Option<Timestamp>,
    /// Policy alone keeps it on this device: of this user it lets nothing go to the archive, or only what is called `Business`.
    #[uniffi(default = false)]
    pub outside: bool,
}

impl From<row::TimelineRow> for TimelineRow {
    fn from(row: row::TimelineRow) -> Self {
        Self {
            key: row.key,
            room_id: RoomId(row.room_id),
            event_id: row.event_id.map(EventId),
            transaction: row.txn_id.map(TransactionId),
            content: row.content.into(),
            sender: Some(row.sender).filter(|sender| !sender.is_empty()).map(UserId),
            sender_name: row.sender_name,
            own: row.own,
            at: row.at.into(),
            body: row.body,
            formatted: row.formatted,
            reply: row.reply.map(Quote::from),
            thread: row.thread.map(EventId),
            versions: row.versions.into_iter().map(EarlierText::from).collect(),
            reactions: row.reactions.into_iter().map(Reaction::from).collect(),
            redacted: row.redacted.map(Redacted::from),
            verification: row.verification,
            send_state: row.send_state.map(SendState::from),
            label: row.label,
            label_until: row.label_until.map(Timestamp::from),
            outside: row.outside,
        }
    }
}

/// A message that another one answers.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Quote {
    /// Which message.
    pub event_id: EventId,
    /// Who said it; absent when the message is not here.
    pub sender: Option<UserId>,
    /// Name of the sender, shown in this room now.
    pub sender_name: Option<String>,
    /// Its text.
    pub body: Option<String>,
}

impl From<row::Quote> for Quote {
    fn from(quote: row::Quote) -> Self {
        Self {
            event_id: EventId(quote.event_id),
            sender: quote.sender.map(UserId),
            sender_name: quote.sender_name,
            body: quote.body,
        }
    }
}

/// An earlier text of a message.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct EarlierText {
    /// When it was said.
    pub at: Timestamp,
    /// The text.
    pub body: String,
}

impl From<row::Version> for EarlierText {
    fn from(version: row::Version) -> Self {
        Self {
            at: version.at.into(),
            body: version.body,
        }
    }
}

/// A reaction and who gave it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Reaction {
    /// Usually an emoji.
    pub key: String,
    /// Who.
    pub senders: Vec<UserId>,
    /// Our own, if we gave it too: redact this event to take it back.
    pub own: Option<EventId>,
}

impl From<row::Reaction> for Reaction {
    fn from(reaction: row::Reaction) -> Self {
        Self {
            key: reaction.key,
            senders: users(reaction.senders),
            own: reaction.own.map(EventId),
        }
    }
}

/// How a message was taken back.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Redacted {
    /// Who did; absent when it came already redacted.
    pub by: Option<UserId>,
    /// When.
    pub at: Option<Timestamp>,
    /// Why, if it was said; else empty.
    pub reason: String,
}

impl From<row::Redacted> for Redacted {
    fn from(redacted: row::Redacted) -> Self {
        Self {
            by: redacted.by.map(UserId),
            at: redacted.at.map(Timestamp::from),
            reason: redacted.reason,
        }
    }
}

/// What is known of the device that an encrypted event came from, when it was read.
#[uniffi::remote(Enum)]
pub enum VerificationState {
    /// A device of its user, whom we verified or always trusted.
    Verified,
    /// A device of its user, whom nobody verified.
    UnverifiedIdentity,
    /// We verified the user once, and they have another identity now.
    VerificationViolation,
    /// The user has not signed the device.
    UnsignedDevice,
    /// The device is gone or was never known.
    UnknownDevice,
    /// The key came by way of somebody else.
    InsecureSource,
    /// The key is of another user than the sender.
    MismatchedSender,
    /// The event was not read.
    Unread,
    /// A code that this version does not know.
    Unknown,
}
