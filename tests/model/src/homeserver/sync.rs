//! What a sync and a page of history hold, computed from rooms and queues as a homeserver does.

use serde_json::{Map, Value, json};

use super::{
    home::Home,
    room::{Room, Stored},
};

/// Events of a room in one sync; more are cut.
const LIMIT: usize = 200;

/// A room's part of a sync.
struct Part {
    section: &'static str,
    value: Value,
    given: Vec<Value>,
}

impl Home {
    /// The answer to a sync from `since`, and what of it is remembered as given.
    pub fn sync(&mut self, since: Option<u64>) -> Value {
        let (from, to) = (since.unwrap_or(0), self.counter);
        let mut sections: Map<String, Value> = Map::new();
        let mut given = Vec::new();
        for (id, room) in &self.rooms {
            if let Some(part) = part(room, &self.me, since, to) {
                sections.entry(part.section).or_insert_with(|| json!({}))[id.as_str()] = part.value;
                given.extend(part.given);
            }
        }
        self.remember(&given);
        let news = |queue: &[(u64, Value)]| -> Vec<Value> {
            queue
                .iter()
                .filter(|(at, _)| *at > from && *at <= to)
                .map(|(_, event)| event.clone())
                .collect()
        };
        json!({
            "next_batch": format!("s{to}"),
            "rooms": sections,
            "to_device": { "events": news(&self.to_device) },
            "account_data": { "events": news(&self.account_data_news) },
            "device_lists": { "changed": news(&self.changed), "left": [] },
            "device_one_time_keys_count": { "signed_curve25519": self.keys.one_time.len() },
            "device_unused_fallback_key_types": ["signed_curve25519"],
        })
    }

    /// A page of history backwards from the token.
    pub fn messages(&mut self, room_id: &str, from: Option<&str>) -> Option<Value> {
        let room = self.rooms.get(room_id)?;
        let from = from
            .and_then(|from| from.strip_prefix('t')?.parse().ok())
            .unwrap_or(u64::MAX);
        let last = room.stays(&self.me).last()?.to.unwrap_or(u64::MAX);
        let mut older = room
            .events
            .iter()
            .rev()
            .filter(|stored| stored.at <= from.min(last));
        let page: Vec<Stored> = older.by_ref().take(self.page).cloned().collect();
        let end = older.next().map(|next| format!("t{}", next.at));
        let events: Vec<Value> = page.into_iter().map(|stored| stored.event).collect();
        self.remember(&events);
        Some(json!({ "chunk": events, "start": "t", "end": end }))
    }

    fn remember(&mut self, events: &[Value]) {
        for event in events {
            let id = event["event_id"].as_str().unwrap_or_default().to_owned();
            self.given.entry(id).or_default().insert(event.to_string());
        }
    }
}

fn part(room: &Room, me: &str, since: Option<u64>, to: u64) -> Option<Part> {
    let from = since.unwrap_or(0);
    let was_in = since.is_some() && room.is_in(me, from);
    let stays = room.stays(me);
    let joins = stays
        .iter()
        .map(|stay| stay.from)
        .find(|join| *join > from && *join <= to);
    let start = if was_in { from + 1 } else { joins? };
    let end = if room.is_in(me, to) {
        to
    } else {
        stays.last()?.to?.min(to)
    };
    let mut timeline: Vec<Stored> = room
        .events
        .iter()
        .chain(&room.again)
        .filter(|stored| stored.at >= start && stored.at <= end)
        .cloned()
        .collect();
    timeline.sort_by_key(|stored| stored.at);
    let cut = room
        .cuts
        .iter()
        .copied()
        .filter(|cut| *cut >= start && *cut <= end)
        .max();
    timeline.retain(|stored| cut.is_none_or(|cut| stored.at > cut));
    let too_many = timeline.len().saturating_sub(LIMIT);
    timeline.drain(..too_many);
    let first = match (timeline.first(), cut) {
        (Some(first), _) => first.at,
        (None, Some(cut)) => cut + 1,
        (None, None) => return None,
    };
    let limited =
        cut.is_some() || too_many > 0 || (!was_in && room.events.iter().any(|stored| stored.at < first));
    let state = room.state(if was_in { from } else { 0 }, first);
    let events: Vec<Value> = timeline.into_iter().map(|stored| stored.event).collect();
    let value = json!({
        "state": { "events": if limited || !was_in { state.clone() } else { Vec::new() } },
        "timeline": { "events": events, "limited": limited, "prev_batch": format!("t{}", first - 1) },
    });
    let given = events.into_iter().chain(state).collect();
    let section = if room.is_in(me, to) { "join" } else { "leave" };
    Some(Part {
        section,
        value,
        given,
    })
}
