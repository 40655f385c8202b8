//! Records: what happened, with its context of that moment, as canonical JSON. The map of the families of facts.
//!
//! Event text travels as a string with the exact characters the homeserver sent. It is never parsed here, so hostile
//! numbers, lone surrogates and deep nesting inside it cannot change or stop a record.
//!
//! Rule: a [`SessionKeyFact`] stands in the journal before the first record that it decrypts.

mod attachment;
mod device;
mod event;
mod gap;
mod label;
mod members;
mod read;
mod room;
mod seen;
mod send;
mod session;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use self::{
    attachment::{AttachmentFact, AttachmentForm, AttachmentRole, AttachmentState},
    device::{ActivatedFact, AlarmFact, ConfigFact},
    event::{Direction, Encryption, EventFact, LateKeyFact, Via},
    gap::{GapCause, GapClosedFact, GapFact},
    label::{
        DisclosedFact, Label, LabelFact, LabelTarget, Scope, WithheldFact, event_digest, room_digest,
        withheld_digest,
    },
    members::{Member, MembersFact, servers_of},
    read::RecordError,
    room::{RoomKind, RoomThen},
    seen::{KeyHolder, KeySharedFact, Receipt, ReceiptsFact, Withheld},
    send::{OwnFile, SendIntentFact, SendResultFact},
    session::SessionKeyFact,
};
use crate::ids::{EntryNo, Millis};

/// Version of the record form; any change of a field's name, meaning or presence raises it, and so does a new kind of fact.
///
/// 2 added [`Fact::Receipts`] and [`Fact::KeyShared`]; 3 added [`Fact::Label`], [`Fact::Withheld`] and [`Fact::Disclosed`].
pub const SCHEMA: u16 = 3;

/// The oldest version that is still read: for ever.
pub const OLDEST_SCHEMA: u16 = 1;

/// One fact and the context in which the device saw it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// [`SCHEMA`] of the writer.
    pub schema: u16,
    /// `UUIDv7`, unique over all devices.
    pub record_id: String,
    /// Number in the journal of this epoch.
    pub seq: EntryNo,
    /// Matrix user id of the person whose device this is.
    pub custodian: String,
    /// Matrix device id.
    pub matrix_device: String,
    /// When the device wrote the record, by its own clock; order follows `seq`, never this.
    pub captured_at: Millis,
    /// Version of the capturing code.
    pub core_version: String,
    /// Capture policy in force.
    pub policy_version: u32,
    /// The room as it was then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<RoomThen>,
    /// What happened.
    pub fact: Fact,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fact {
    /// The device joined the archive; the first record of an epoch.
    Activated(ActivatedFact),
    /// The core started again.
    Restarted {
        /// It did not stop in an orderly way before.
        after_crash: bool,
    },
    /// An event of a room.
    Event(EventFact),
    /// The clear text of an event that could not be read when it came.
    LateKey(LateKeyFact),
    /// Something that should be here is not.
    Gap(GapFact),
    /// A gap was filled.
    GapClosed(GapClosedFact),
    /// The user wants to send; written before anything leaves the device.
    SendIntent(SendIntentFact),
    /// What became of the intent.
    SendResult(SendResultFact),
    /// A file that an event refers to.
    Attachment(AttachmentFact),
    /// Who is in the room.
    Members(MembersFact),
    /// Key that proves the clear text of later records.
    SessionKey(SessionKeyFact),
    /// Who has read up to where.
    Receipts(ReceiptsFact),
    /// The key of one of our sessions was given to devices.
    KeyShared(KeySharedFact),
    /// Configuration that took effect.
    Config(ConfigFact),
    /// Something a records officer should look at.
    Alarm(AlarmFact),
    /// The custodian put a label on a message or a room.
    Label(LabelFact),
    /// A record that stays on the device, for its review window or for good.
    Withheld(WithheldFact),
    /// A record that was withheld follows.
    Disclosed(DisclosedFact),
}

impl Fact {
    /// The tag as it stands in the JSON.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Activated(_) => "activated",
            Self::Restarted { .. } => "restarted",
            Self::Event(_) => "event",
            Self::LateKey(_) => "late_key",
            Self::Gap(_) => "gap",
            Self::GapClosed(_) => "gap_closed",
            Self::SendIntent(_) => "send_intent",
            Self::SendResult(_) => "send_result",
            Self::Attachment(_) => "attachment",
            Self::Members(_) => "members",
            Self::SessionKey(_) => "session_key",
            Self::Receipts(_) => "receipts",
            Self::KeyShared(_) => "key_shared",
            Self::Config(_) => "config",
            Self::Alarm(_) => "alarm",
            Self::Label(_) => "label",
            Self::Withheld(_) => "withheld",
            Self::Disclosed(_) => "disclosed",
        }
    }
}
