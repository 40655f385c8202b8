//! A folder with everything that one device is to be told: `setup.json` (rooms), `devices.json` (a `/keys/query` answer), then
//! `0000.json` and on, the sync responses; `about.json` says how many.

use std::path::{Path, PathBuf};

use ruma::OwnedRoomId;
use serde_json::{Value, json};

use super::{
    dice::Dice,
    message::{self, Said},
    room,
    sender::{Recipient, Sender, devices_of},
    text::Writer,
};
use crate::outcome::Outcome;

/// How much is recorded. Each response has the same number of events for every room.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) rooms: usize,
    pub(crate) responses: usize,
    /// Encrypted events in all.
    pub(crate) events: usize,
    pub(crate) senders: usize,
}

/// A folder with a recording for one device.
pub(crate) struct Recording {
    dir: PathBuf,
    shape: Shape,
}

/// A year in which nothing else happened: 1 September 2026, UTC milliseconds.
const START: u64 = 1_788_220_800_000;

impl Recording {
    /// Writes the recording for the device that made `upload`. The seed fixes what is said, by whom, and the event ids.
    pub(crate) async fn make(dir: &Path, upload: &Value, shape: Shape, seed: u64) -> Outcome<Self> {
        let mut recipient = Recipient::of(upload)?;
        let mut senders = Vec::new();
        for number in 0..shape.senders {
            let sender = Sender::new(number).await?;
            sender.meet(&mut recipient).await?;
            senders.push(sender);
        }
        let mut scene = Scene {
            dice: Dice::new(seed),
            writer: Writer::new(),
            now: START,
            rooms: Vec::new(),
        };
        write(dir, "devices.json", &devices_of(&senders)?)?;
        write(
            dir,
            "setup.json",
            &scene.set_up(shape.rooms, &recipient, &senders)?,
        )?;
        for number in 0..shape.responses {
            let response = scene.respond(number, shape, &recipient, &senders).await?;
            write(dir, &format!("{number:04}.json"), &response)?;
        }
        let about = json!({ "events": shape.events, "rooms": shape.rooms, "responses": shape.responses });
        write(dir, "about.json", &serde_json::to_vec(&about)?)?;
        Ok(Self {
            dir: dir.to_owned(),
            shape,
        })
    }

    /// One that was made before.
    pub(crate) fn open(dir: &Path) -> Outcome<Self> {
        let about: Value = serde_json::from_slice(&std::fs::read(dir.join("about.json"))?)?;
        let number = |name| {
            about
                .get(name)
                .and_then(Value::as_u64)
                .and_then(|it| usize::try_from(it).ok())
                .unwrap_or(0)
        };
        let shape = Shape {
            rooms: number("rooms"),
            responses: number("responses"),
            events: number("events"),
            senders: 0,
        };
        Ok(Self {
            dir: dir.to_owned(),
            shape,
        })
    }

    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    /// Encrypted events in all.
    pub(crate) fn events(&self) -> usize {
        self.shape.events
    }

    /// The senders' devices: an answer to `/keys/query`.
    pub(crate) fn devices(&self) -> Outcome<Vec<u8>> {
        Ok(std::fs::read(self.dir.join("devices.json"))?)
    }

    /// The first sync: rooms and members.
    pub(crate) fn setup(&self) -> Outcome<Vec<u8>> {
        Ok(std::fs::read(self.dir.join("setup.json"))?)
    }

    /// The sync responses, in order.
    pub(crate) fn responses(&self) -> Outcome<Vec<Vec<u8>>> {
        let numbers = 0..self.shape.responses;
        numbers
            .map(|number| Ok(std::fs::read(self.dir.join(format!("{number:04}.json")))?))
            .collect()
    }
}

/// What has happened so far.
struct Scene {
    dice: Dice,
    writer: Writer,
    now: u64,
    rooms: Vec<(OwnedRoomId, Vec<Said>)>,
}

impl Scene {
    fn set_up(&mut self, rooms: usize, recipient: &Recipient, senders: &[Sender]) -> Outcome<Vec<u8>> {
        let names: Vec<String> = senders.iter().map(|sender| sender.user.clone()).collect();
        let mut joined = serde_json::Map::new();
        for number in 0..rooms {
            let room_id = format!("!room{number:05}:bench.example");
            let name = format!("Overleg {number}");
            let state = room::state(&mut self.dice, &name, recipient.user.as_str(), &names, self.now);
            let timeline = json!({ "events": [], "limited": false, "prev_batch": "p" });
            joined.insert(
                room_id.clone(),
                json!({ "state": { "events": state }, "timeline": timeline }),
            );
            self.rooms.push((room_id.as_str().try_into()?, Vec::new()));
        }
        response("setup", &joined, &[])
    }

    /// The next response: every room's next events, and the room keys that are new with them.
    async fn respond(
        &mut self,
        number: usize,
        shape: Shape,
        recipient: &Recipient,
        senders: &[Sender],
    ) -> Outcome<Vec<u8>> {
        let each = shape.events / (shape.rooms * shape.responses);
        let (mut joined, mut keys) = (serde_json::Map::new(), Vec::new());
        for (room_id, said) in &mut self.rooms {
            let mut events = Vec::new();
            for _ in 0..each {
                let who = self.dice.below(senders.len());
                let Some(sender) = senders.get(who) else { continue };
                let message = message::next(&mut self.dice, &self.writer, who, said);
                let (content, new_keys) = sender.encrypt(room_id, recipient, &message).await?;
                keys.extend(new_keys);
                self.now += 1000 + self.dice.next() % 60_000;
                let event_id = room::event_id(&mut self.dice);
                events.push(json!({
                    "type": "m.room.encrypted", "sender": sender.user, "content": content, "event_id": event_id,
                    "origin_server_ts": self.now, "unsigned": { "age": 120, "membership": "join" },
                }));
                if message.event_type == "m.room.message" && message.content.get("m.new_content").is_none() {
                    said.push(Said {
                        event_id,
                        sender: who,
                    });
                }
            }
            let timeline = json!({ "events": events, "limited": false, "prev_batch": format!("p{number}") });
            joined.insert(room_id.to_string(), json!({ "timeline": timeline }));
        }
        response(&format!("s{number}"), &joined, &keys)
    }
}

fn response(next_batch: &str, joined: &serde_json::Map<String, Value>, keys: &[Value]) -> Outcome<Vec<u8>> {
    Ok(serde_json::to_vec(&json!({
        "next_batch": next_batch,
        "rooms": { "join": joined },
        "to_device": { "events": keys },
        "device_one_time_keys_count": { "signed_curve25519": 50 },
        "device_unused_fallback_key_types": ["signed_curve25519"],
    }))?)
}

fn write(dir: &Path, name: &str, bytes: &[u8]) -> Outcome<()> {
    std::fs::create_dir_all(dir)?;
    Ok(std::fs::write(dir.join(name), bytes)?)
}
