//! A room's timeline, as a screen draws it: each line with its edits, reactions and redaction put together.

use std::collections::{BTreeMap, HashMap, hash_map::Entry};

use griffie_wire::record::Label;

use super::{
    polls,
    row::{
        Carried, Fetched, Quote, Reaction, Redacted, RowContent, SendState, Stored, StoredPlace, TimelineRow,
        VerificationState, Version,
    },
};
use crate::{
    error::plain_code,
    review::label_now,
    store::{
        Connection, Store, StoreError,
        fetched::{self, FileState},
        identity, members, rooms,
        rooms::StoredRoom,
        seen::Place,
        timeline::{self as rows, StoredRow},
    },
};

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

/// The newest lines from the place `from` on, newest first.
pub(crate) fn since(
    store: &Store,
    room_id: &str,
    from: Place,
    limit: u32,
) -> Result<Vec<TimelineRow>, StoreError> {
    store.read(|c| {
        let Some(room) = rooms::find(c, room_id)? else {
            return Ok(Vec::new());
        };
        let page = rows::since(c, room.id, from, limit)?;
        fold(c, page, &me(c)?)
    })
}

/// The places of at most `limit` lines before the place `before`, newest first.
pub(crate) fn places_before(
    store: &Store,
    room_id: &str,
    before: Place,
    limit: u32,
) -> Result<Vec<Place>, StoreError> {
    store.read(|c| {
        let Some(room) = rooms::find(c, room_id)? else {
            return Ok(Vec::new());
        };
        let page = rows::page(c, room.id, Some(before), limit)?;
        Ok(page.into_iter().map(|row| row.place).collect())
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
    let files = files(c, &page)?;
    let mut names = Names::default();
    page.into_iter()
        .map(|row| {
            let about = row
                .event_id
                .as_ref()
                .and_then(|id| about.remove(id))
                .unwrap_or_default();
            let reply = match &row.line.reply_to {
                Some(id) => Some(quote(c, &mut names, id, quoted.get(id))?),
                None => None,
            };
            let (room_id, sender_name) = names.of(c, row.room, &row.sender)?;
            let room = row.room;
            let mut line = plain(row, me, room_id, sender_name);
            line.reply = reply;
            place_file(&mut line, &files);
            apply(&mut line, &about, me);
            polls::count(c, room, &mut line, &about)?;
            say(c, &mut names, room, &mut line, &about)?;
            if let Some(event_id) = &line.event_id {
                let now = label_now(c, event_id)?;
                (line.label, line.label_until, line.outside) = (now.label, now.until, now.outside);
            }
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
    let cursor = format!("{}:{}", row.place.segment, row.place.position);
    let content = RowContent::read(&Stored {
        kind: &row.line.kind,
        sender: &row.sender,
        body: &row.line.body,
        target: row.line.target.as_deref(),
        detail: row.line.detail.as_deref(),
    });
    let carried = Carried::read(row.line.detail.as_deref());
    TimelineRow {
        mentions: carried.mentions,
        vanishes: carried.vanishes,
        key: key(&row, me, &cursor),
        room_id,
        cursor,
        own: row.sender == me,
        content,
        send_state: send_state(&row),
        event_id: row.event_id,
        txn_id: row.txn_id,
        sender: row.sender,
        sender_name,
        at: row.at,
        body: row.line.body,
        formatted: row.line.formatted,
        about: row.line.target,
        reply: None,
        thread: row.line.thread,
        versions: Vec::new(),
        reactions: Vec::new(),
        redacted,
        verification: row.verification.as_deref().map(VerificationState::of),
        label: Label::default(),
        label_until: None,
        outside: false,
    }
}

/// An echo and the event that takes its place share the transaction id; a gap has an id of its own.
fn key(row: &StoredRow, me: &str, cursor: &str) -> String {
    let own = row.txn_id.as_ref().filter(|_| row.sender == me);
    let key = own.or(row.event_id.as_ref()).or(row.line.target.as_ref());
    key.map_or_else(|| cursor.to_owned(), Clone::clone)
}

fn send_state(row: &StoredRow) -> Option<SendState> {
    Some(match row.send_state.as_deref()? {
        "queued" => SendState::Queued,
        "sending" => SendState::Sending,
        "sent" => SendState::Sent {
            event_id: row.event_id.clone().unwrap_or_default(),
        },
        _ => SendState::Failed {
            code: plain_code(row.refused.as_deref().unwrap_or_default()),
        },
    })
}

/// Where the files of these rows are.
fn files(c: &Connection, page: &[StoredRow]) -> Result<HashMap<String, FileState>, StoreError> {
    let with_file = page.iter().filter(|row| row.line.detail.is_some());
    let ids: Vec<&str> = with_file.filter_map(|row| row.event_id.as_deref()).collect();
    fetched::of_events(c, &ids)
}

/// The own copy of a message on its way is here; an event without a file that could be fetched has none.
fn place_file(line: &mut TimelineRow, files: &HashMap<String, FileState>) {
    let RowContent::File(file) = &mut line.content else {
        return;
    };
    let known = line.event_id.as_ref().and_then(|id| files.get(id));
    file.fetched = match (known, &line.send_state) {
        (Some(known), _) => Fetched::of(&known.state, known.openable),
        (None, Some(_)) => Fetched::Here,
        (None, None) => Fetched::Missing,
    };
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
        (line.body, line.formatted) = (String::new(), None);
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
    let reactions = about
        .iter()
        .filter(|row| row.line.kind == "reaction" && !row.line.redacted);
    for row in reactions {
        react(line, row, me);
    }
}

/// The sentence of a change with the names of now, and the last place of who shares where they are.
fn say(
    c: &Connection,
    names: &mut Names,
    room: i64,
    line: &mut TimelineRow,
    about: &[StoredRow],
) -> Result<(), StoreError> {
    let RowContent::Change(row) = &mut line.content else {
        return Ok(());
    };
    let mut called = BTreeMap::new();
    for user in row.change.users() {
        if let Some(name) = names.of(c, room, user)?.1 {
            called.insert(user.to_owned(), name);
        }
    }
    row.say(line.sender_name.as_deref().unwrap_or(&line.sender), &called);
    let mut places = about
        .iter()
        .filter(|place| place.line.kind == "beacon_place" && place.sender == line.sender);
    let last = places.next_back().and_then(|place| place.line.detail.as_deref());
    row.geo_uri = last
        .and_then(|detail| serde_json::from_str::<StoredPlace>(detail).ok())
        .map(|place| place.geo_uri);
    Ok(())
}

fn react(line: &mut TimelineRow, row: &StoredRow, me: &str) {
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

fn quote(
    c: &Connection,
    names: &mut Names,
    event_id: &str,
    row: Option<&StoredRow>,
) -> Result<Quote, StoreError> {
    let sender_name = match row {
        Some(row) => names.of(c, row.room, &row.sender)?.1,
        None => None,
    };
    Ok(Quote {
        event_id: event_id.to_owned(),
        sender: row.map(|row| row.sender.clone()),
        sender_name,
        body: row.map(|row| row.line.body.clone()),
    })
}

/// The place that a cursor names.
pub(crate) fn place(cursor: &str) -> Result<Place, StoreError> {
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
