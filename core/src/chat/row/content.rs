//! What makes one kind of line differ from another. This file is where a new kind is added.
//!
//! `chat::fold` stores a line's kind as a word and its particulars as JSON; [`RowContent::read`] makes them typed, and takes whatever
//! was stored by an older version. What it does not know is a line too: [`RowContent::Unknown`].

use griffie_wire::{event::call::Call, record::GapCause};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{ChangeRow, FileFamily, FileRow, MembershipRow, PollRow, ProfileRow};

/// The kind of a line and what that kind needs besides its text.
#[derive(Debug, Clone, PartialEq)]
pub enum RowContent {
    /// A message.
    Text,
    /// A message of a program.
    Notice,
    /// `/me` does something.
    Emote,
    /// A picture, film, recording, sticker or any other file; the line's text is its caption.
    File(FileRow),
    /// A place; the line's text describes it.
    Location {
        /// RFC 5870, as the sender wrote it.
        geo_uri: Option<String>,
    },
    /// A question; the line's text asks it.
    Poll(PollRow),
    /// Something about a call.
    Call {
        /// Matrix event type.
        event_type: String,
        /// Which step of it.
        step: Option<Call>,
    },
    /// Somebody came, went, was invited or removed.
    Membership(MembershipRow),
    /// Somebody has another name or picture.
    Profile(ProfileRow),
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
        /// Matrix room id.
        replacement: String,
    },
    /// Anything else that was changed about the room: `alias`, `join_rule`, `guest_access`, `power`, `server_acl`, `pinned`, `space`,
    /// `moderation`, `third_party_invite`, `retention`, `bridge`, `widget`, `call_member`, `beacon`, `access_rule`,
    /// `functional_members`, `language`, `image_pack`, `predecessor`.
    Change(Box<ChangeRow>),
    /// An event that cannot be read, now or ever.
    Undecryptable {
        /// Why: `missing_room_key`, `replayed`, `withheld:…` ...
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

/// A line as it is stored.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stored<'a> {
    pub(crate) kind: &'a str,
    pub(crate) sender: &'a str,
    pub(crate) body: &'a str,
    /// For membership lines the user they are about.
    pub(crate) target: Option<&'a str>,
    /// JSON.
    pub(crate) detail: Option<&'a str>,
}

impl RowContent {
    /// What a stored line means. Never fails: particulars that are gone (redacted) or malformed are empty.
    pub(crate) fn read(stored: &Stored<'_>) -> Self {
        let body = || stored.body.to_owned();
        if let Some(family) = FileFamily::of_kind(stored.kind) {
            return Self::File(FileRow {
                family,
                ..detail(stored)
            });
        }
        match stored.kind {
            "text" => Self::Text,
            "notice" => Self::Notice,
            "emote" => Self::Emote,
            "location" => Self::Location {
                geo_uri: detail::<Particulars>(stored).geo_uri,
            },
            "poll" => Self::Poll(detail(stored)),
            "call" => Self::Call {
                event_type: body(),
                step: stored.detail.and_then(|detail| serde_json::from_str(detail).ok()),
            },
            "membership" => {
                Self::Membership(MembershipRow::read(detail(stored), stored.sender, stored.target))
            }
            "profile" => Self::Profile(ProfileRow::read(detail(stored), stored.sender, stored.target)),
            "created" => Self::Created,
            "room_name" => Self::RoomName { name: body() },
            "room_topic" => Self::RoomTopic { topic: body() },
            "room_avatar" => Self::RoomAvatar,
            "encryption" => Self::Encryption { algorithm: body() },
            "history_visibility" => Self::HistoryVisibility { visibility: body() },
            "tombstone" => Self::Tombstone { replacement: body() },
            "undecryptable" => Self::Undecryptable {
                code: detail::<Particulars>(stored).code.unwrap_or_default(),
            },
            // Only a limited sync leaves a line of its own: every other gap is told by the event it is about.
            "gap" => Self::Gap {
                cause: GapCause::LimitedSync,
            },
            _ => match ChangeRow::read(stored.detail, stored.sender) {
                Some(change) => Self::Change(Box::new(change)),
                None => Self::Unknown { event_type: body() },
            },
        }
    }

    /// The kind as a word, as it is stored and as docs/companion.md lists them.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Notice => "notice",
            Self::Emote => "emote",
            Self::File(file) => file.family.kind(),
            Self::Location { .. } => "location",
            Self::Poll(_) => "poll",
            Self::Call { .. } => "call",
            Self::Membership(_) => "membership",
            Self::Profile(_) => "profile",
            Self::Created => "created",
            Self::RoomName { .. } => "room_name",
            Self::RoomTopic { .. } => "room_topic",
            Self::RoomAvatar => "room_avatar",
            Self::Encryption { .. } => "encryption",
            Self::HistoryVisibility { .. } => "history_visibility",
            Self::Tombstone { .. } => "tombstone",
            Self::Change(row) => row.change.kind(),
            Self::Undecryptable { .. } => "undecryptable",
            Self::Gap { .. } => "gap",
            Self::Unknown { .. } => "unknown",
        }
    }

    /// The particulars as docs/companion.md has them in `detail`; `None` for kinds whose text says it all.
    pub(super) fn detail(&self) -> Option<Value> {
        match self {
            Self::File(file) => file.mxc.is_some().then(|| {
                let mut shown = json!(file);
                if let Value::Object(fields) = &mut shown {
                    fields.insert("fetched".to_owned(), json!(file.fetched));
                }
                shown
            }),
            Self::Location { geo_uri } => geo_uri.as_ref().map(|geo_uri| json!({ "geo_uri": geo_uri })),
            Self::Poll(poll) => Some(json!(poll)),
            Self::Call { step, .. } => step.as_ref().map(|step| json!(step)),
            Self::Change(change) => Some(json!(change)),
            Self::Membership(change) => Some(json!(change)),
            Self::Profile(change) => Some(json!(change)),
            Self::Undecryptable { code } => Some(json!({ "code": code })),
            Self::Gap { cause } => Some(json!({ "cause": cause })),
            _ => None,
        }
    }
}

/// What small contents keep.
#[derive(Default, Deserialize)]
struct Particulars {
    geo_uri: Option<String>,
    code: Option<String>,
}

fn detail<T: DeserializeOwned + Default>(stored: &Stored<'_>) -> T {
    stored
        .detail
        .and_then(|detail| serde_json::from_str(detail).ok())
        .unwrap_or_default()
}
