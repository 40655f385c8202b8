//! The families of event types: where they come from, how they are read, kept, shown and exported.

/// Where an event comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Carrier {
    /// A room's timeline, without a state key.
    Message,
    /// A room's state.
    State,
    /// Beside a room's events, not stored by the homeserver as events.
    Ephemeral,
    /// The user's own data about a room.
    RoomData,
    /// The user's own data.
    AccountData,
    /// From device to device.
    ToDevice,
}

/// How the content of a type is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `m.room.message`: by its `msgtype`.
    Message,
    /// A picture without a message around it.
    Sticker,
    /// Text of MSC1767.
    ExtensibleText,
    /// The same, as `/me`.
    ExtensibleEmote,
    /// A file of MSC1767 and its followers.
    ExtensibleFile(FileKind),
    /// A place of MSC3488.
    ExtensibleLocation,
    /// A sign given to a message.
    Reaction,
    /// An event that takes another back.
    Redaction,
    /// A question with answers.
    PollStart,
    /// A vote.
    PollResponse,
    /// The end of a poll.
    PollEnd,
    /// One place of somebody who shares where they are.
    Beacon,
    /// A step of a call that people notice.
    Call,
    /// What devices tell each other to make a call or a verification work.
    Technical,
    /// Encrypted with a session of the room.
    Encrypted,
    /// Encrypted in a form that no client sends yet (MSC3956).
    EncryptedOtherwise,
    /// Who is in the room, and what they are called in it.
    Member,
    /// Anything else that changes the room: [`super::change::read`].
    Change,
    /// Who has read up to where.
    Receipts,
    /// Not an event of a room.
    Apart,
}

/// What sort of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A picture.
    Image,
    /// A picture without a message around it.
    Sticker,
    /// A film.
    Video,
    /// Sound.
    Audio,
    /// Spoken for this conversation.
    Voice,
    /// Any other.
    File,
}

/// How a type is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kept {
    /// An `event` record: the JSON to the byte, clear text beside the ciphertext, and a `late_key` record when the key comes later.
    Event,
    /// In the `event` record of the message that carries it.
    WithEvent,
    /// A `receipts` record for each room and sync.
    Receipts,
    /// A `session_key` record, once an event was read with it.
    SessionKey,
    /// A `gap` record with the code.
    Gap,
    /// Never, for this reason.
    Nowhere(&'static str),
}

/// What the timeline shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shown {
    /// A line of this kind.
    Line(&'static str),
    /// A line of this kind when it changes what was; not when the room is made with it.
    LineOfChange(&'static str),
    /// Part of the line it is about; the hidden row has this kind.
    With(&'static str),
    /// A hidden row of this kind, for this reason.
    Hidden(&'static str, &'static str),
    /// Not in the timeline but here.
    Elsewhere(&'static str),
}

/// What exports make of it. The line export (JSONL) has every record, byte for byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Exported {
    /// A message in the transcript and a mail.
    Message,
    /// A line of the transcript and a mail.
    Line,
    /// Shown with its message in the transcript; a mail of its own that answers that of the message.
    WithMessage,
    /// Part of the transcript's message and of its mail.
    InMessage,
    /// Counted in the transcript, and a mail.
    Counted,
    /// With its message in the transcript.
    InTranscript,
    /// In the line export only.
    Records,
    /// Not at all: there is no record.
    Nowhere,
}
