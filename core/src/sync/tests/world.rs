//! One device with its database, and sync responses as a homeserver would give them.

use griffie_wire::{
    ids::{DeviceId, Epoch, Millis, TenantId},
    key::SigningKey,
    record::{EventFact, Fact, GapCause, Record},
};
use ruma::{OwnedDeviceId, OwnedUserId};
use serde_json::{Value, json};

use crate::{
    chat::{row::TimelineRow, timeline::timeline},
    clock::TestClock,
    store::{Store, StoreKey, gap, gap::Hole, identity, identity::Identity},
    sync::{SyncError, TakenIn, take_in},
};

pub(crate) const ME: &str = "@me:x.nl";
pub(crate) const ROOM: &str = "!room:x.nl";

pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) clock: TestClock,
    pub(crate) dir: tempfile::TempDir,
    batch: u32,
}

impl World {
    /// A device that has just signed in.
    pub(crate) async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), &StoreKey::from_bytes([1; 32])).unwrap();
        let identity = Identity {
            device: DeviceId::from_bytes([2; 16]),
            tenant: TenantId::from_bytes([3; 16]),
            epoch: Epoch::from_bytes([4; 16]),
            root: SigningKey::from_seed(&[5; 32]).public(),
            gateways: vec![],
            user_id: ME.into(),
            homeserver: "https://x.nl".into(),
            matrix_device: "MYPHONE".into(),
            access_token: "token".into(),
            clock_offset_ms: 0,
        };
        let mut unit = store.begin("identity").await.unwrap();
        unit.write(|c| {
            identity::device_seed(c)?;
            identity::save(c, &identity)
        })
        .unwrap();
        let user: OwnedUserId = ME.try_into().unwrap();
        unit.create_machine(&user, &OwnedDeviceId::from("MYPHONE"))
            .await
            .unwrap();
        unit.commit().await.unwrap();
        Self {
            store,
            clock: TestClock::at(Millis(1_000)),
            dir,
            batch: 0,
        }
    }

    /// Takes in a response; `next_batch` is added.
    pub(crate) async fn sync(&mut self, mut response: Value) -> TakenIn {
        self.batch += 1;
        response["next_batch"] = format!("s{}", self.batch).into();
        self.sync_text(&response.to_string()).await.unwrap()
    }

    pub(crate) async fn sync_text(&self, response: &str) -> Result<TakenIn, SyncError> {
        take_in(&self.store, &self.clock, ME, response.as_bytes()).await
    }

    /// Takes in a timeline of [`ROOM`].
    pub(crate) async fn timeline(&mut self, events: &[Value]) -> TakenIn {
        self.sync(json!({ "rooms": { "join": { ROOM: { "timeline": { "events": events } } } } }))
            .await
    }

    /// Takes in a timeline of [`ROOM`] that the server cut short.
    pub(crate) async fn limited(&mut self, state: &[Value], events: &[Value], prev_batch: &str) -> TakenIn {
        let timeline = json!({ "events": events, "limited": true, "prev_batch": prev_batch });
        let room = json!({ "state": { "events": state }, "timeline": timeline });
        self.sync(json!({ "rooms": { "join": { ROOM: room } } })).await
    }

    /// The device is in [`ROOM`] with alice; encrypted if wanted.
    pub(crate) async fn joined(encrypted: bool) -> Self {
        let mut world = Self::new().await;
        let mut state = vec![
            state("$create", "m.room.create", "", "@alice:x.nl", &json!({})),
            member("$alice", "@alice:x.nl", "join", "Alice"),
            state(
                "$power",
                "m.room.power_levels",
                "",
                "@alice:x.nl",
                &json!({ "users": { "@alice:x.nl": 100 } }),
            ),
            state(
                "$name",
                "m.room.name",
                "",
                "@alice:x.nl",
                &json!({ "name": "Overleg" }),
            ),
        ];
        if encrypted {
            let content = json!({ "algorithm": "m.megolm.v1.aes-sha2" });
            state.push(self::state(
                "$encrypt",
                "m.room.encryption",
                "",
                "@alice:x.nl",
                &content,
            ));
        }
        let room = json!({ "state": { "events": state },
            "timeline": { "events": [member("$me", ME, "join", "Ik")], "limited": true, "prev_batch": "p0" } });
        world.sync(json!({ "rooms": { "join": { ROOM: room } } })).await;
        world
    }

    /// All records, oldest first.
    pub(crate) fn records(&self) -> Vec<Record> {
        self.store
            .read(|c| {
                let mut query = c.prepare("SELECT record FROM journal ORDER BY seq")?;
                let rows = query.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
                Ok(rows
                    .map(|row| serde_json::from_slice(&row.unwrap()).unwrap())
                    .collect())
            })
            .unwrap()
    }

    pub(crate) fn event_records(&self) -> Vec<EventFact> {
        self.records()
            .into_iter()
            .filter_map(|record| match record.fact {
                Fact::Event(fact) => Some(fact),
                _ => None,
            })
            .collect()
    }

    pub(crate) fn record_of(&self, event_id: &str) -> EventFact {
        let found: Vec<_> = self
            .event_records()
            .into_iter()
            .filter(|fact| fact.event_id == event_id)
            .collect();
        assert_eq!(found.len(), 1, "{event_id} has one record");
        found[0].clone()
    }

    /// Lines of [`ROOM`], oldest first.
    pub(crate) fn lines(&self) -> Vec<TimelineRow> {
        let mut rows = timeline(&self.store, ROOM, None, 1000).unwrap();
        rows.reverse();
        rows
    }

    /// Texts of the lines of [`ROOM`], oldest first; kinds in brackets for what has none.
    pub(crate) fn texts(&self) -> Vec<String> {
        self.lines()
            .into_iter()
            .map(|row| {
                if row.body.is_empty() {
                    format!("[{}]", row.content.kind())
                } else {
                    row.body
                }
            })
            .collect()
    }

    pub(crate) fn line_of(&self, event_id: &str) -> TimelineRow {
        self.lines()
            .into_iter()
            .find(|row| row.event_id.as_deref() == Some(event_id))
            .unwrap()
    }

    pub(crate) fn holes(&self) -> Vec<Hole> {
        self.store.read(gap::holes).unwrap()
    }

    pub(crate) fn open_gaps(&self, cause: GapCause) -> u64 {
        self.store.read(|c| gap::count_open(c, cause)).unwrap()
    }

    /// What taking in a page of history needs.
    pub(crate) fn fill(&self) -> crate::fill::Parts<'_> {
        crate::fill::Parts {
            store: &self.store,
            clock: &self.clock,
            me: ME,
        }
    }

    /// Takes in a page of history for the only hole there is, newest event first.
    pub(crate) async fn page(&self, events: &[Value], end: Option<&str>) -> bool {
        let hole = self.holes().remove(0);
        let page = json!({ "chunk": events, "end": end }).to_string();
        crate::fill::take_hole(self.fill(), &hole, page.as_bytes())
            .await
            .unwrap()
            .unwrap()
    }
}

pub(crate) fn event(event_id: &str, event_type: &str, sender: &str, content: &Value) -> Value {
    json!({ "event_id": event_id, "type": event_type, "sender": sender, "origin_server_ts": 500, "content": content })
}

pub(crate) fn text(event_id: &str, body: &str) -> Value {
    event(
        event_id,
        "m.room.message",
        "@alice:x.nl",
        &json!({ "msgtype": "m.text", "body": body }),
    )
}

pub(crate) fn state(
    event_id: &str,
    event_type: &str,
    state_key: &str,
    sender: &str,
    content: &Value,
) -> Value {
    let mut event = event(event_id, event_type, sender, content);
    event["state_key"] = state_key.into();
    event
}

pub(crate) fn member(event_id: &str, user_id: &str, membership: &str, name: &str) -> Value {
    let content = json!({ "membership": membership, "displayname": name });
    state(event_id, "m.room.member", user_id, user_id, &content)
}
