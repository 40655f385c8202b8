//! One user's view of the scripted homeserver: rooms, queues, keys, files, and what it does to requests.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Map, Value, json};

use super::room::Room;

/// The keys of the phone and of its peer, as clients uploaded them.
#[derive(Default)]
pub struct Keys {
    /// Device keys by user and device.
    pub devices: BTreeMap<String, BTreeMap<String, Value>>,
    /// Of the phone, not claimed yet.
    pub one_time: BTreeMap<String, Value>,
    /// Of the peer, not claimed yet.
    pub peer_one_time: BTreeMap<String, Value>,
    /// The phone's identity: `master_key` and so on.
    pub identity: Map<String, Value>,
}

/// What the server does to the next own message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextSend {
    /// Takes it.
    Taken,
    /// Takes it and answers with a broken gateway's page.
    AnswerLost,
    /// Removes the sender from the room first.
    Kicked,
    /// Has too much to do, and wants it later.
    TooBusy,
}

/// The homeserver of one user.
pub struct Home {
    /// Matrix user id of the phone's owner.
    pub me: String,
    /// Length of the stream of everything.
    pub counter: u64,
    /// By id.
    pub rooms: BTreeMap<String, Room>,
    /// To the phone, with places in the stream.
    pub to_device: Vec<(u64, Value)>,
    /// Users whose devices changed.
    pub changed: Vec<(u64, Value)>,
    /// Account data as it changed.
    pub account_data_news: Vec<(u64, Value)>,
    /// Account data by type.
    pub account_data: BTreeMap<String, Value>,
    /// What the phone sent to the peer's device.
    pub peer_inbox: Vec<Value>,
    /// Keys.
    pub keys: Keys,
    /// Event ids by transaction id.
    pub sent: HashMap<String, String>,
    /// Every form of an event that was ever given, by event id.
    pub given: HashMap<String, BTreeSet<String>>,
    /// Forms that nobody may believe: an id that is known, with other content.
    pub forged: BTreeSet<String>,
    /// Files by id.
    pub media: HashMap<String, Vec<u8>>,
    /// Key backup: version and data about it.
    pub backup: Option<Value>,
    /// Events in a page of history.
    pub page: usize,
    /// Nobody answers.
    pub away: bool,
    /// What becomes of the next own message.
    pub next_send: NextSend,
    /// Up to where the phone has said that it has everything.
    pub acknowledged: u64,
    /// The phone waits for news.
    pub polling: bool,
    /// How often it has begun to.
    pub polls: u64,
    /// Requests, and bytes of their bodies and answers.
    pub traffic: Traffic,
}

/// What went over the wire.
#[derive(Clone, Copy, Debug, Default)]
pub struct Traffic {
    /// Requests.
    pub requests: u64,
    /// Bytes of bodies from the phone.
    pub up: u64,
    /// Bytes of bodies to the phone.
    pub down: u64,
}

impl Home {
    /// A user without rooms.
    pub fn new(me: &str) -> Self {
        Self {
            me: me.to_owned(),
            counter: 1,
            rooms: BTreeMap::new(),
            to_device: Vec::new(),
            changed: Vec::new(),
            account_data_news: Vec::new(),
            account_data: BTreeMap::new(),
            peer_inbox: Vec::new(),
            keys: Keys::default(),
            sent: HashMap::new(),
            given: HashMap::new(),
            forged: BTreeSet::new(),
            media: HashMap::new(),
            backup: None,
            page: 4,
            away: false,
            next_send: NextSend::Taken,
            acknowledged: 0,
            polling: false,
            polls: 0,
            traffic: Traffic::default(),
        }
    }

    /// An event of a room, under the next free id; gives the id.
    pub fn says(&mut self, room: &str, sender: &str, event_type: &str, content: &Value) -> String {
        let id = self.next_id();
        self.push(room, event(&id, sender, event_type, content));
        id
    }

    /// A piece of state.
    pub fn sets(
        &mut self,
        room: &str,
        sender: &str,
        event_type: &str,
        state_key: &str,
        content: &Value,
    ) -> String {
        let id = self.next_id();
        let mut event = event(&id, sender, event_type, content);
        event["state_key"] = state_key.into();
        self.push(room, event);
        id
    }

    /// A membership; by somebody else when it is a kick.
    pub fn member(&mut self, room: &str, by: &str, user: &str, membership: &str) -> String {
        let content = json!({ "membership": membership, "displayname": user.trim_start_matches('@') });
        self.sets(room, by, "m.room.member", user, &content)
    }

    /// The id of the event that comes after `ahead` others.
    pub fn id_ahead(&self, ahead: u64) -> String {
        format!(
            "$e{}-{}",
            self.counter + 1 + ahead,
            self.me.trim_start_matches('@')
        )
    }

    /// The id of the next event.
    pub fn next_id(&self) -> String {
        self.id_ahead(0)
    }

    /// Adds a whole event. Its time is its place, so that order and time agree.
    pub fn push(&mut self, room: &str, mut event: Value) {
        self.counter += 1;
        event["origin_server_ts"] = (1_700_000_000_000 + self.counter * 1000).into();
        self.rooms
            .entry(room.to_owned())
            .or_default()
            .push(self.counter, event);
    }

    /// A message to the phone's device.
    pub fn push_to_device(&mut self, event: Value) {
        self.counter += 1;
        self.to_device.push((self.counter, event));
    }

    /// The event once more, in the next sync.
    pub fn push_again(&mut self, room: &str, event: Value) {
        self.counter += 1;
        let at = self.counter;
        let stored = super::room::Stored { at, event };
        self.rooms.entry(room.to_owned()).or_default().again.push(stored);
    }

    /// What came so far is not in the next sync: it must be asked for.
    pub fn cut(&mut self, room: &str) {
        let at = self.counter;
        self.rooms.entry(room.to_owned()).or_default().cuts.push(at);
    }

    /// Takes an own event, once for each transaction.
    pub fn take_send(
        &mut self,
        room: &str,
        txn: &str,
        event_type: &str,
        content: Value,
    ) -> Result<String, u16> {
        if let Some(known) = self.sent.get(txn) {
            return Ok(known.clone());
        }
        let me = self.me.clone();
        let next = std::mem::replace(&mut self.next_send, NextSend::Taken);
        match next {
            NextSend::Kicked => {
                self.member(room, super::BOB, &me, "leave");
            }
            NextSend::TooBusy => return Err(502),
            NextSend::Taken | NextSend::AnswerLost => {}
        }
        let counter = self.counter;
        if !self.rooms.get(room).is_some_and(|room| room.is_in(&me, counter)) {
            return Err(403);
        }
        let id = self.next_id();
        let mut event = event(&id, &me, event_type, &content);
        event["unsigned"]["transaction_id"] = txn.into();
        self.push(room, event);
        self.sent.insert(txn.to_owned(), id.clone());
        if next == NextSend::AnswerLost {
            Err(502)
        } else {
            Ok(id)
        }
    }
}

/// An event without time and place.
pub fn event(id: &str, sender: &str, event_type: &str, content: &Value) -> Value {
    json!({ "event_id": id, "type": event_type, "sender": sender, "content": content, "unsigned": {} })
}
