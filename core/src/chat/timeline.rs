//! A room's timeline, as a screen draws it: each line with its edits, reactions and redaction put together.

use std::collections::{HashMap, hash_map::Entry};

use griffie_wire::ids::Millis;
use serde::Serialize;
use serde_json::Value;

use crate::store::{
    Connection, Store, StoreError, identity, members, rooms,
    rooms::StoredRoom,
    seen::Place,
    timeline::{self as rows, StoredRow},
};

/// One line of a timeline.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TimelineRow {
    /// Matrix room id.
    pub room_id: String,
    /// Its place: hand it back to get the lines before it.
    pub cursor: String,
    /// Matrix event id; absent for gaps and for own messages that were not sent yet.
    pub event_id: Option<String>,
    /// Transaction id of an own message.
    pub txn_id: Option<String>,
    /// `text`, `notice`, `emote`, `image`, `file`, `audio`, `video`, `sticker`, `location`, `poll`, `call`, `membership`, `profile`,
    /// `created`, `room_name`, `room_topic`, `room_avatar`, `encryption`, `history_visibility`, `tombstone`, `undecryptable`, `gap`,
    /// `unknown`.
    pub kind: String,
    /// Matrix user id; empty for gaps.
    pub sender: String,
    /// Name shown in this room now.
    pub sender_name: Option<String>,
    /// Whether we said it.
    pub own: bool,
    /// When the sender's homeserver says it was sent.
    pub at: Millis,
    /// Text of the newest version.
    pub body: String,
    /// HTML of the newest version, as it came: not sanitised.
    pub formatted: Option<String>,
    /// For membership lines the user they are about.
    pub about: Option<String>,
    /// The message this one answers.
    pub reply: Option<Quote>,
    /// Event id of the thread it belongs to.
    pub thread: Option<String>,
    /// What its kind needs besides: the file, the membership change, the answers of a poll, the code of an undecryptable event.
    pub detail: Option<Value>,
    /// Earlier texts, oldest first; empty when it was never edited.
    pub versions: Vec<Version>,
    /// Reactions, by key.
    pub reactions: Vec<Reaction>,
    /// Who took it back, if anybody did.
    pub redacted: Option<Redacted>,
    /// Verification code of the sender's device, for encrypted events.
    pub verification: Option<String>,
    /// `queued`, `sending`, `sent`, `failed` for own messages that have not come back yet.
    pub send_state: Option<String>,
    /// Why an own message `failed`: `forbidden`, `too_large`, `limit_exceeded` ... (the Matrix error code in plain letters), or a code of
    /// ours: `bad_request`, `bad_room_id`, `own_copy_damaged`.
    pub send_error: Option<String>,
}

/// A message that another one answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// Matrix event id.
    pub event_id: String,
    /// Matrix user id; absent when the message is not here.
    pub sender: Option<String>,
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

/// At most `limit` lines before the line at `before` (or the last ones), newest first.
pub(crate) fn timeline(
    store: &Store,
    room_id: &str,
    before: Option<&str>,
    limit: u32,
) -> Result<Vec<TimelineRow>, StoreError> {
    let before = before.map(place).transpose()?;
    store.read(|c| {
        let Some(room) = rooms::find(c, room_id)? else {
            return Ok(Vec::new());
        };
        let me = me(c)?;
        let page = rows::page(c, room.id, before, limit)?;
        fold(c, page, &me)
    })
}

/// The last line of the room.
pub(super) fn last(c: &Connection, room: &StoredRoom, me: &str) -> Result<Option<TimelineRow>, StoreError> {
    let page = rows::page(c, room.id, None, 1)?;
    Ok(fold(c, page, me)?.pop())
}

/// The lines of these events, in no order.
pub(super) fn of_events(c: &Connection, event_ids: &[&str]) -> Result<Vec<TimelineRow>, StoreError> {
    let me = me(c)?;
    fold(c, rows::of_events(c, event_ids)?, &me)
}

fn me(c: &Connection) -> Result<String, StoreError> {
    Ok(identity::load(c)?
        .map(|identity| identity.user_id)
        .unwrap_or_default())
}

/// Puts each row together with the hidden rows about it.
fn fold(c: &Connection, page: Vec<StoredRow>, me: &str) -> Result<Vec<TimelineRow>, StoreError> {
    let ids: Vec<&str> = page.iter().filter_map(|row| row.event_id.as_deref()).collect();
    let mut about: HashMap<String, Vec<StoredRow>> = HashMap::new();
    for row in rows::about(c, &ids)? {
        if let Some(target) = row.line.target.clone() {
            about.entry(target).or_default().push(row);
        }
    }
    let replies: Vec<&str> = page
        .iter()
        .filter_map(|row| row.line.reply_to.as_deref())
        .collect();
    let quoted: HashMap<String, StoredRow> = rows::of_events(c, &replies)?
        .into_iter()
        .filter_map(|row| Some((row.event_id.clone()?, row)))
        .collect();
    let mut names = Names::default();
    page.into_iter()
        .map(|row| {
            let about = row
                .event_id
                .as_ref()
                .and_then(|id| about.remove(id))
                .unwrap_or_default();
            let quote = row.line.reply_to.as_ref().map(|id| quote(id, quoted.get(id)));
            let (room_id, sender_name) = names.of(c, row.room, &row.sender)?;
            let mut line = plain(row, me, room_id, sender_name);
            line.reply = quote;
            apply(&mut line, &about, me);
            Ok(line)
        })
        .collect()
}

fn plain(row: StoredRow, me: &str, room_id: String, sender_name: Option<String>) -> TimelineRow {
    let redacted = row.line.redacted.then(|| Redacted {
        by: None,
        at: None,
        reason: String::new(),
    });
    TimelineRow {
        room_id,
        cursor: format!("{}:{}", row.place.segment, row.place.position),
        own: row.sender == me,
        event_id: row.event_id,
        txn_id: row.txn_id,
        kind: row.line.kind,
        sender: row.sender,
        sender_name,
        at: row.at,
        body: row.line.body,
        formatted: row.line.formatted,
        about: row.line.target,
        reply: None,
        thread: row.line.thread,
        detail: row
            .line
            .detail
            .and_then(|detail| serde_json::from_str(&detail).ok()),
        versions: Vec::new(),
        reactions: Vec::new(),
        redacted,
        verification: row.verification,
        send_state: row.send_state,
        send_error: row.refused.as_deref().map(plain_code),
    }
}

/// `M_FORBIDDEN` as `forbidden`. Whatever a homeserver writes there, a short word comes out.
fn plain_code(code: &str) -> String {
    let word = code.strip_prefix("M_").unwrap_or(code).chars();
    word.filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'))
        .take(64)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// Edits by the sender, reactions, and the redaction, in timeline order.
fn apply(line: &mut TimelineRow, about: &[StoredRow], me: &str) {
    for row in about.iter().filter(|row| row.line.kind == "redaction") {
        let reason = row.line.body.clone();
        line.redacted = Some(Redacted {
            by: Some(row.sender.clone()),
            at: Some(row.at),
            reason,
        });
    }
    if line.redacted.is_some() {
        (line.body, line.formatted, line.detail) = (String::new(), None, None);
        return;
    }
    let mut edits: Vec<&StoredRow> = about
        .iter()
        .filter(|row| row.line.kind == "edit" && !row.line.redacted && row.sender == line.sender)
        .collect();
    edits.sort_by_key(|row| row.at.0);
    for edit in edits {
        let earlier = std::mem::replace(&mut line.body, edit.line.body.clone());
        let at = line.versions.last().map_or(line.at, |_| edit.at);
        line.versions.push(Version { at, body: earlier });
        line.formatted.clone_from(&edit.line.formatted);
    }
    for row in about
        .iter()
        .filter(|row| row.line.kind == "reaction" && !row.line.redacted)
    {
        let key = &row.line.body;
        let index = line
            .reactions
            .iter()
            .position(|reaction| &reaction.key == key)
            .unwrap_or_else(|| {
                line.reactions.push(Reaction {
                    key: key.clone(),
                    senders: Vec::new(),
                    own: None,
                });
                line.reactions.len() - 1
            });
        if let Some(reaction) = line.reactions.get_mut(index)
            && !reaction.senders.contains(&row.sender)
        {
            reaction.own = reaction
                .own
                .take()
                .or_else(|| row.event_id.clone().filter(|_| row.sender == me));
            reaction.senders.push(row.sender.clone());
        }
    }
}

fn quote(event_id: &str, row: Option<&StoredRow>) -> Quote {
    Quote {
        event_id: event_id.to_owned(),
        sender: row.map(|row| row.sender.clone()),
        body: row.map(|row| row.line.body.clone()),
    }
}

fn place(cursor: &str) -> Result<Place, StoreError> {
    let parsed = cursor.split_once(':').and_then(|(segment, position)| {
        Some(Place {
            segment: segment.parse().ok()?,
            position: position.parse().ok()?,
        })
    });
    parsed.ok_or(StoreError::Malformed("cursor"))
}

/// Names of rooms and people, looked up once each.
#[derive(Default)]
struct Names {
    rooms: HashMap<i64, String>,
    people: HashMap<(i64, String), Option<String>>,
}

impl Names {
    fn of(
        &mut self,
        c: &Connection,
        room: i64,
        user_id: &str,
    ) -> Result<(String, Option<String>), StoreError> {
        let room_id = match self.rooms.entry(room) {
            Entry::Occupied(known) => known.get().clone(),
            Entry::Vacant(vacant) => vacant.insert(rooms::room_id(c, room)?).clone(),
        };
        let name = match self.people.entry((room, user_id.to_owned())) {
            Entry::Occupied(known) => known.get().clone(),
            Entry::Vacant(vacant) => {
                let member = members::find(c, room, user_id)?;
                vacant
                    .insert(member.and_then(|member| member.display_name))
                    .clone()
            }
        };
        Ok((room_id, name))
    }
}
