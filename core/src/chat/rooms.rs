//! The room list, as a screen draws it; and the room as a record tells it.

use std::collections::BTreeSet;

use griffie_wire::record::{Label, RoomKind, RoomThen};
use serde::{Deserialize, Serialize};

pub(crate) use super::room_facts::RoomFacts;
use super::{
    row::{Membership, TimelineRow},
    timeline,
};
use crate::store::{Connection, Store, StoreError, Unit, identity, label, members, rooms, rooms::StoredRoom};

/// One line of the room list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RoomRow {
    /// Matrix room id.
    pub room_id: String,
    /// What people call it; the other members' names when it has none; absent for a room of nobody else.
    pub name: Option<String>,
    /// `direct`, `group` or `space`.
    pub kind: RoomKind,
    /// Ours.
    pub membership: Membership,
    /// Matrix user id of who invited us.
    pub inviter: Option<String>,
    /// Whether what is said here is end-to-end encrypted.
    pub encrypted: bool,
    /// What the room says it is about.
    pub topic: Option<String>,
    /// Matrix content URI of its picture; of the other person's, in a room of two.
    pub avatar: Option<String>,
    /// Number of people in it.
    pub joined: u32,
    /// Number of people invited to it.
    pub invited: u32,
    /// Messages not read yet, as the homeserver counts them.
    pub unread: u32,
    /// Those of them that mention us.
    pub highlights: u32,
    /// Matrix user ids of who is typing.
    pub typing: Vec<String>,
    /// What the user said of it: what comes now has this label.
    pub label: Label,
    /// The last line of its timeline.
    pub last: Option<TimelineRow>,
}

/// All rooms that we are in or invited to, the one with the newest line first.
pub(crate) fn rooms(store: &Store) -> Result<Vec<RoomRow>, StoreError> {
    store.read(|c| {
        let me = me(c)?;
        let mut rows = Vec::new();
        for room in rooms::all(c)? {
            if is_listed(&room) {
                rows.push(row(c, &room, &me)?);
            }
        }
        rows.sort_by_cached_key(newest_first);
        Ok(rows)
    })
}

/// The list after `before`, when only these rooms changed.
pub(crate) fn refreshed(
    store: &Store,
    before: &[RoomRow],
    changed: &BTreeSet<String>,
) -> Result<Vec<RoomRow>, StoreError> {
    let kept = before.iter().filter(|row| !changed.contains(&row.room_id));
    let mut rows: Vec<RoomRow> = kept.cloned().collect();
    store.read(|c| {
        let me = me(c)?;
        for room_id in changed {
            let room = rooms::find(c, room_id)?;
            if let Some(room) = room.filter(is_listed) {
                rows.push(row(c, &room, &me)?);
            }
        }
        Ok(())
    })?;
    rows.sort_by_cached_key(newest_first);
    Ok(rows)
}

fn me(c: &Connection) -> Result<String, StoreError> {
    let identity = identity::load(c)?;
    Ok(identity.map(|identity| identity.user_id).unwrap_or_default())
}

fn is_listed(room: &StoredRoom) -> bool {
    matches!(room.membership.as_str(), "join" | "invite")
}

/// Rooms whose last lines are of the same moment keep one order, whichever was looked at last.
fn newest_first(row: &RoomRow) -> (std::cmp::Reverse<u64>, String) {
    let at = row.last.as_ref().map_or(0, |last| last.at.0);
    (std::cmp::Reverse(at), row.room_id.clone())
}

fn row(c: &Connection, room: &StoredRoom, me: &str) -> Result<RoomRow, StoreError> {
    let mut facts = RoomFacts::load(c, room)?;
    let others = members::others(c, room.id, me, RoomFacts::OTHERS)?;
    facts.set_others(&others);
    let (joined, invited) = members::count(c, room.id)?;
    let avatar = text(c, room.id, "m.room.avatar")?
        .and_then(|content| content.url)
        .or_else(|| others.into_iter().next().filter(|_| room.direct)?.avatar_url);
    Ok(RoomRow {
        room_id: room.room_id.clone(),
        name: facts.name().map(str::to_owned),
        kind: facts.kind(),
        membership: Membership::of(&room.membership),
        inviter: room.inviter.clone(),
        encrypted: facts.encrypted(),
        topic: text(c, room.id, "m.room.topic")?.and_then(|content| content.topic),
        avatar,
        joined,
        invited,
        unread: room.unread,
        highlights: room.highlights,
        typing: serde_json::from_str(&room.typing)?,
        label: label::of_room_now(c, &room.room_id)?,
        last: timeline::last(c, room, me)?,
    })
}

#[derive(Deserialize)]
struct Text {
    topic: Option<String>,
    url: Option<String>,
}

fn text(c: &Connection, room: i64, event_type: &str) -> Result<Option<Text>, StoreError> {
    Ok(rooms::state(c, room, event_type, "")?.and_then(|content| serde_json::from_str(&content).ok()))
}

/// The room as a record made now tells it; `None` when it is not known.
pub(crate) fn room_then(unit: &Unit, room_id: &str) -> Result<Option<RoomThen>, StoreError> {
    let me = unit.machine()?.user_id().to_string();
    unit.write(|c| {
        let Some(room) = rooms::find(c, room_id)? else {
            return Ok(None);
        };
        let mut facts = RoomFacts::load(c, &room)?;
        if facts.needs_others() {
            facts.set_others(&members::others(c, room.id, &me, RoomFacts::OTHERS)?);
        }
        Ok(Some(facts.then(room_id, room.members_digest)))
    })
}

/// Whether the room is encrypted; `false` for one that is not known.
pub(crate) fn is_encrypted(c: &Connection, room_id: &str) -> Result<bool, StoreError> {
    let Some(room) = rooms::find(c, room_id)? else {
        return Ok(false);
    };
    Ok(rooms::state(c, room.id, "m.room.encryption", "")?.is_some())
}
