//! Names of rooms, events, users and messages. An app that hands in a text which cannot be one gets a refusal before anything is done.

use crate::error::{GriffieError, rejected};

/// Matrix room id: `!dijk:example.nl`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RoomId(pub(crate) String);

/// Matrix event id: `$bJdP...`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EventId(pub(crate) String);

/// Matrix user id: `@7k3m9x:example.nl`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UserId(pub(crate) String);

/// Names an own message from the moment it was composed, also before the homeserver has given it an event id.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TransactionId(pub(crate) String);

uniffi::custom_type!(RoomId, String, {
    lower: |id| id.0,
    try_lift: |text| Ok(parse(&text, "bad_room_id", ruma::RoomId::parse).map(|()| RoomId(text))?),
});

uniffi::custom_type!(EventId, String, {
    lower: |id| id.0,
    try_lift: |text| Ok(parse(&text, "bad_event_id", ruma::EventId::parse).map(|()| EventId(text))?),
});

uniffi::custom_type!(UserId, String, {
    lower: |id| id.0,
    try_lift: |text| Ok(parse(&text, "bad_user_id", ruma::UserId::parse).map(|()| UserId(text))?),
});

uniffi::custom_type!(TransactionId, String, {
    lower: |id| id.0,
    try_lift: |text| Ok(TransactionId(text)),
});

fn parse<'a, T, E>(
    text: &'a str,
    reason: &str,
    parse: impl FnOnce(&'a str) -> Result<T, E>,
) -> Result<(), GriffieError> {
    parse(text).map(drop).map_err(|_| rejected(reason))
}

/// Ids as the core wants them.
pub(crate) fn plain(ids: Vec<UserId>) -> Vec<String> {
    ids.into_iter().map(|id| id.0).collect()
}

/// Ids as an app gets them.
pub(crate) fn users(ids: Vec<String>) -> Vec<UserId> {
    ids.into_iter().map(UserId).collect()
}
