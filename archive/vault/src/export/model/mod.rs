//! Records turned into conversations: what was said, what became of it, what is missing.
//!
//! - `collect`: the records of a room, put in reach of each other
//! - `content`: what an event says
//! - `happening`: what happened to the room
//! - `polls`: the votes of a poll, counted as the device counts them
//! - `transcript`: the events in order, with their edits, deletions, reactions and files
//!
//! It must not know how a conversation looks.

pub(crate) mod collect;
pub(crate) mod content;
pub(crate) mod happening;
pub(crate) mod names;
pub(crate) mod polls;
pub(crate) mod transcript;

use std::collections::{BTreeMap, BTreeSet};

use griffie_wire::{
    DeviceId, Epoch, Millis, ObjectId,
    event::{call::Call, change::Change, poll::Tally, vanish::Vanish},
    record::{AttachmentFact, Encryption, GapFact},
};

use self::content::Body;

/// Where a line of a conversation is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) log_index: u64,
    pub(crate) entry: u64,
    pub(crate) object_id: ObjectId,
    pub(crate) device: DeviceId,
    pub(crate) epoch: Epoch,
}

/// A person as they were called then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) user_id: String,
    pub(crate) name: String,
}

/// One line of a conversation.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) at: Millis,
    /// Where it stands in the conversation.
    pub(crate) order: Millis,
    pub(crate) source: Source,
    pub(crate) what: What,
}

/// What a line is.
#[derive(Clone, Debug)]
pub(crate) enum What {
    Message(Box<Message>),
    Happening { by: Person, happening: Happening },
    Gap { gap: GapFact, closed: Option<u32> },
    NotSent { by: Person, body: Body, code: String },
}

/// Something that happened to the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Happening {
    Joined {
        reason: Option<String>,
    },
    Knocked {
        reason: Option<String>,
    },
    Invited {
        who: Person,
        reason: Option<String>,
    },
    Left {
        reason: Option<String>,
    },
    Removed {
        who: Person,
        reason: Option<String>,
    },
    Banned {
        who: Person,
        reason: Option<String>,
    },
    Unbanned {
        who: Person,
        reason: Option<String>,
    },
    Renamed {
        before: Option<String>,
        now: Option<String>,
    },
    /// Another picture of a person, or the same again.
    Profile,
    /// With what the people in it were called.
    Change {
        change: Change,
        names: BTreeMap<String, String>,
    },
    Call(Call),
    /// A type that nobody has words for, or content of another form than its type should have.
    Other(String),
}

/// Something a person said.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) event_id: String,
    pub(crate) by: Person,
    /// The custodian whose side this is wrote it.
    pub(crate) outgoing: bool,
    pub(crate) backfilled: bool,
    /// The first version.
    pub(crate) body: Body,
    /// Later versions, in order.
    pub(crate) edits: Vec<Edit>,
    pub(crate) deleted: Option<Deletion>,
    pub(crate) reply_to: Option<Quote>,
    pub(crate) in_thread: bool,
    pub(crate) reactions: Vec<Reaction>,
    /// Of a poll.
    pub(crate) tally: Option<Tally>,
    /// Who voted.
    pub(crate) voters: Vec<Person>,
    pub(crate) mentions: Vec<Person>,
    pub(crate) vanishes: Option<Vanish>,
    /// Who have read up to here, and when.
    pub(crate) read_by: Vec<(Person, Millis)>,
    pub(crate) files: Vec<AttachedFile>,
    pub(crate) encryption: Option<Encryption>,
    /// Gaps that are about this event.
    pub(crate) gaps: Vec<GapFact>,
    /// Who attest it.
    pub(crate) custodians: BTreeSet<String>,
}

/// A later version of a message.
#[derive(Clone, Debug)]
pub(crate) struct Edit {
    pub(crate) at: Millis,
    pub(crate) by: Person,
    pub(crate) body: Body,
    /// This version was taken away.
    pub(crate) deleted: Option<Deletion>,
}

/// That a message was taken away, by whom and why.
#[derive(Clone, Debug)]
pub(crate) struct Deletion {
    pub(crate) at: Millis,
    pub(crate) by: Person,
    pub(crate) reason: Option<String>,
}

/// What a message answers.
#[derive(Clone, Debug)]
pub(crate) struct Quote {
    pub(crate) event_id: String,
    /// Nothing when that message is not in the archive.
    pub(crate) said: Option<(Person, Body)>,
}

/// One sign and who gave it.
#[derive(Clone, Debug)]
pub(crate) struct Reaction {
    pub(crate) key: String,
    /// Name, and whether it was taken back.
    pub(crate) by: Vec<(Person, bool)>,
}

/// A file of a message.
#[derive(Clone, Debug)]
pub(crate) struct AttachedFile {
    pub(crate) fact: AttachmentFact,
    /// Content of the event, which has the key of an encrypted file.
    pub(crate) content: serde_json::Value,
    /// It is here and is the file that the event names.
    pub(crate) verified: bool,
}
