//! What makes one kind of line in a timeline differ from another.

use griffie_core::chat::row::{self, Fetched, FileFamily, FileRow, Membership, MembershipChange};
use griffie_wire::record::GapCause;

use crate::ids::{RoomId, UserId, users};

/// The kind of a line and what that kind needs besides its text.
#[derive(Debug, Clone, PartialEq, uniffi::Enum)]
pub enum RowContent {
    /// A message.
    Text,
    /// A message of a program.
    Notice,
    /// `/me` does something.
    Emote,
    /// A picture, film, recording, sticker or any other file; the line's text is its caption.
    File {
        /// Which.
        file: FileRow,
    },
    /// A place; the line's text describes it.
    Location {
        /// RFC 5870, as the sender wrote it.
        geo_uri: Option<String>,
    },
    /// A question; the line's text asks it.
    Poll {
        /// The answers and how the votes stand.
        poll: PollRow,
    },
    /// Something about a call.
    Call {
        /// Matrix event type.
        event_type: String,
    },
    /// Somebody came, went, was invited or removed; the line's text is the reason that was given.
    Membership {
        /// What happened.
        change: MembershipRow,
    },
    /// Somebody has another name, or another picture when the names are the same.
    Profile {
        /// Who.
        user_id: UserId,
        /// The new name.
        name: Option<String>,
        /// The old one.
        name_before: Option<String>,
    },
    /// The room was made.
    Created,
    /// The room has another name.
    RoomName {
        /// Empty when it was taken away.
        name: String,
    },
    /// The room has another topic.
    RoomTopic {
        /// Empty when it was taken away.
        topic: String,
    },
    /// The room has another picture.
    RoomAvatar,
    /// The room is end-to-end encrypted from here on.
    Encryption {
        /// As Matrix names it.
        algorithm: String,
    },
    /// Other people see more or less of what was said before they came.
    HistoryVisibility {
        /// `invited`, `joined`, `shared`, `world_readable`.
        visibility: String,
    },
    /// The conversation goes on elsewhere.
    Tombstone {
        /// In this room.
        replacement: RoomId,
    },
    /// Anything else that was changed about the room: powers, rules, pinned messages, a space, a call, a shared place ...
    Change {
        /// Which, in one word: `power`, `pinned`, `call_member` ... (docs/events.md).
        kind: String,
        /// The sentence that says it, in Dutch.
        nl: String,
        /// The same in English.
        en: String,
    },
    /// An event that cannot be read, now or ever.
    Undecryptable {
        /// Why: `missing_room_key`, `replayed`, `withheld:...` ...
        code: String,
    },
    /// Something is missing here.
    Gap {
        /// Why.
        cause: GapCause,
    },
    /// An event that this version has no name for. The archive has it whole.
    Unknown {
        /// Matrix event type.
        event_type: String,
    },
}

impl From<row::RowContent> for RowContent {
    fn from(content: row::RowContent) -> Self {
        use row::RowContent as Core;
        match content {
            Core::Text => Self::Text,
            Core::Notice => Self::Notice,
            Core::Emote => Self::Emote,
            Core::File(file) => Self::File { file },
            Core::Location { geo_uri } => Self::Location { geo_uri },
            Core::Poll(poll) => Self::Poll { poll: poll.into() },
            Core::Call { event_type, .. } => Self::Call { event_type },
            Core::Membership(change) => Self::Membership {
                change: change.into(),
            },
            Core::Profile(profile) => Self::Profile {
                user_id: UserId(profile.user_id),
                name: profile.name,
                name_before: profile.name_before,
            },
            Core::Created => Self::Created,
            Core::RoomName { name } => Self::RoomName { name },
            Core::RoomTopic { topic } => Self::RoomTopic { topic },
            Core::RoomAvatar => Self::RoomAvatar,
            Core::Encryption { algorithm } => Self::Encryption { algorithm },
            Core::HistoryVisibility { visibility } => Self::HistoryVisibility { visibility },
            Core::Tombstone { replacement } => Self::Tombstone {
                replacement: RoomId(replacement),
            },
            Core::Change(row) => Self::Change {
                kind: row.change.kind().to_owned(),
                nl: row.nl,
                en: row.en,
            },
            Core::Undecryptable { code } => Self::Undecryptable { code },
            Core::Gap { cause } => Self::Gap { cause },
            Core::Unknown { event_type } => Self::Unknown { event_type },
        }
    }
}

/// What a file is to the person who sees it.
#[uniffi::remote(Enum)]
pub enum FileFamily {
    /// A picture.
    Image,
    /// A film.
    Video,
    /// A recording; a voice message has a waveform.
    Audio,
    /// A picture without words around it.
    Sticker,
    /// Anything else.
    File,
}

/// A file as its event describes it. Sizes are what a stranger wrote down: reserve nothing by them.
#[uniffi::remote(Record)]
pub struct FileRow {
    /// What kind of file.
    pub family: FileFamily,
    /// Matrix content URI; absent in an event that names no file, and for an own file that was not sent yet.
    pub mxc: Option<String>,
    /// Whether the homeserver has it encrypted.
    pub encrypted: bool,
    /// What it is called.
    pub name: Option<String>,
    /// Media type, as the sender says.
    pub media_type: Option<String>,
    /// In bytes.
    pub size: Option<u64>,
    /// In pixels.
    pub width: Option<u32>,
    /// In pixels.
    pub height: Option<u32>,
    /// Length of a film or recording, in milliseconds.
    pub duration_ms: Option<u64>,
    /// Whether it was recorded as a voice message.
    pub voice: bool,
    /// Loudness over time of a voice message, 0 to 1024.
    pub waveform: Vec<u16>,
    /// Whether the bytes are here.
    pub fetched: Fetched,
}

/// Whether a file can be opened.
#[uniffi::remote(Enum)]
pub enum Fetched {
    /// It is being fetched, or will be.
    Waiting,
    /// It is on this device: opening it needs no network.
    Here,
    /// The archive has it, and opening it fetches it again.
    Remote,
    /// The homeserver does not have it.
    Missing,
    /// The homeserver refuses it.
    Forbidden,
    /// What the homeserver has is not the file that the event names.
    Mismatch,
    /// Larger than policy allows.
    TooBig,
}

/// A poll; the line's text is the question.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PollRow {
    /// In the order in which the sender put them.
    pub answers: Vec<PollAnswer>,
    /// How many answers one person may choose.
    pub max_selections: u32,
    /// Whether who asked has closed it. Later votes do not count.
    pub ended: bool,
}

impl From<row::PollRow> for PollRow {
    fn from(poll: row::PollRow) -> Self {
        Self {
            answers: poll.answers.into_iter().map(PollAnswer::from).collect(),
            max_selections: poll.max_selections,
            ended: poll.ended,
        }
    }
}

/// One answer that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PollAnswer {
    /// Names it in votes.
    pub id: Option<String>,
    /// What it says.
    pub text: Option<String>,
    /// Who chose it, the first vote first.
    pub voters: Vec<UserId>,
}

impl From<row::PollAnswer> for PollAnswer {
    fn from(answer: row::PollAnswer) -> Self {
        Self {
            id: answer.id,
            text: answer.text,
            voters: users(answer.voters),
        }
    }
}

/// Somebody came, went, was invited or removed.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct MembershipRow {
    /// Whom it is about; the line's sender did it.
    pub user_id: UserId,
    /// What happened.
    pub change: MembershipChange,
    /// What they are to the room now.
    pub membership: Option<Membership>,
    /// What they were.
    pub membership_before: Option<Membership>,
    /// Their name, as this event has it.
    pub name: Option<String>,
    /// Their name before.
    pub name_before: Option<String>,
}

impl From<row::MembershipRow> for MembershipRow {
    fn from(row: row::MembershipRow) -> Self {
        Self {
            user_id: UserId(row.user_id),
            change: row.change,
            membership: row.membership,
            membership_before: row.membership_before,
            name: row.name,
            name_before: row.name_before,
        }
    }
}

/// What a membership line tells, in one word.
#[uniffi::remote(Enum)]
pub enum MembershipChange {
    /// They came in.
    Joined,
    /// They left.
    Left,
    /// The sender invited them.
    Invited,
    /// They did not accept the invitation.
    Declined,
    /// The sender took the invitation back.
    InvitationWithdrawn,
    /// The sender removed them.
    Removed,
    /// The sender keeps them out.
    Banned,
    /// The sender keeps them out no longer.
    Unbanned,
    /// They ask to be let in.
    Knocked,
    /// They ask no longer.
    KnockWithdrawn,
    /// The sender does not let them in.
    KnockDenied,
    /// A change that has no name.
    Other,
}

/// Why something is missing.
#[uniffi::remote(Enum)]
pub enum GapCause {
    /// The homeserver cut the sync short.
    LimitedSync,
    /// No key for the event.
    Undecryptable,
    /// The file could not be fetched.
    MediaUnreachable,
    /// The file is not the one the event names.
    MediaHashMismatch,
    /// Larger than the policy allows.
    Oversized,
    /// An algorithm the device does not know.
    UnsupportedEncryption,
    /// Not an event by the Matrix specification.
    MalformedEvent,
    /// The homeserver refused what the user sent.
    SendFailed,
    /// It was redacted before it came here.
    RedactedBeforeSeen,
    /// The homeserver withholds it, because the user ignores its sender.
    IgnoredUser,
    /// Any other.
    Other,
}
