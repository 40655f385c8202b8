//! What others do.

use griffie_tests::kit::Outcome;
use serde_json::{Value, json};

use super::{FileOf, Play, RoomOf, Said, Secret, furnish};
use crate::{
    homeserver::{ALICE, BOB, SERVER_NAME, home::event},
    op::{Key, Odd, Op, Target, Who},
    peer::encrypted_file,
};

impl Play<'_> {
    /// Plays the step if it is one of these.
    pub(super) async fn theirs(&mut self, op: Op) -> Outcome<bool> {
        match op {
            Op::Says { room, who, key } => {
                let content = message(&self.text());
                self.speaks(self.room(room), who, key, content, true).await?;
            }
            Op::Replies { to, room, who } => {
                let (room, target) = self.target(to, room);
                let mut content = message(&self.text());
                content["m.relates_to"] = json!({ "m.in_reply_to": { "event_id": target } });
                self.speaks(room, who, Key::First, content, true).await?;
            }
            Op::Edits { of, room, who, key } => {
                let (room, target) = self.target(of, room);
                let text = self.text();
                let mut content = message(&format!("* {text}"));
                content["m.new_content"] = message(&text);
                content["m.relates_to"] = json!({ "rel_type": "m.replace", "event_id": target });
                self.speaks(room, who, key, content, false).await?;
            }
            Op::Reacts { to, room, who } => {
                let (room, target) = self.target(to, room);
                let relation = json!({ "rel_type": "m.annotation", "event_id": target, "key": "👍" });
                self.clear(
                    room,
                    name(who),
                    "m.reaction",
                    &json!({ "m.relates_to": relation }),
                );
            }
            Op::Redacts { of, room } => {
                let (room, target) = self.target(of, room);
                self.clear(
                    room,
                    BOB,
                    "m.room.redaction",
                    &json!({ "redacts": target, "reason": "weg" }),
                );
                if of == Target::Next {
                    let content = message(&self.text());
                    self.clear(room, BOB, "m.room.message", &content);
                }
            }
            Op::SendsFile { room, who, lost } => self.sends_file(self.room(room), who, lost).await?,
            Op::SetsTopic { room } => {
                let (room, topic) = (self.rooms[self.room(room)].id.clone(), self.text());
                self.account
                    .change(|home| home.sets(&room, BOB, "m.room.topic", "", &json!({ "topic": topic })));
            }
            Op::SendsOdd { room, odd } => self.sends_odd(self.room(room), odd),
            Op::ComesAgain { of, forged } => self.comes_again(of, forged).await?,
            Op::KeysArrive => self.keys_arrive(),
            Op::Hole { room, texts, who } => self.hole(self.room(room), texts, who).await?,
            Op::Upgrade { room } => self.upgrade(self.room(room)),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Everything that was kept back is sent.
    pub(super) fn keys_arrive(&mut self) {
        let held = std::mem::take(&mut self.held);
        self.account
            .change(|home| held.into_iter().for_each(|event| home.push_to_device(event)));
    }

    /// A message; of Alice in an encrypted room it is encrypted.
    async fn speaks(&mut self, room: usize, who: Who, key: Key, content: Value, counts: bool) -> Outcome<()> {
        let (event_type, sealed) = self.sealed(room, who, key, &content).await?;
        let id = self.clear(room, name(who), event_type, &sealed);
        if event_type == "m.room.encrypted" {
            self.secrets.insert(
                id.clone(),
                Secret {
                    event_type: "m.room.message".to_owned(),
                    content,
                    key,
                },
            );
        }
        // Edits can be referred to as well: an edit of an edit is what somebody will send.
        if counts || self.said.len().is_multiple_of(3) {
            self.said.push(Said { id, room });
        }
        Ok(())
    }

    /// Type and content as they travel; the key goes its own way.
    async fn sealed(
        &mut self,
        room: usize,
        who: Who,
        key: Key,
        content: &Value,
    ) -> Outcome<(&'static str, Value)> {
        let RoomOf { id, encrypted } = self.rooms[room].clone();
        if !encrypted || who == Who::Bob {
            return Ok(("m.room.message", content.clone()));
        }
        if key != Key::First || self.session.insert(id.clone(), key) != Some(Key::First) {
            self.peer.rotate(&id).await?;
        }
        self.session.insert(id.clone(), key);
        let keys = self.peer.share(&id).await?;
        let sealed = self.peer.encrypts(&id, "m.room.message", content).await?;
        match key {
            Key::First => self
                .account
                .change(|home| keys.into_iter().for_each(|event| home.push_to_device(event))),
            Key::Late => self.held.extend(keys),
            Key::Withheld => {
                let notice = self.peer.withholds(&id, &sealed);
                self.account.change(|home| home.push_to_device(notice));
            }
        }
        Ok(("m.room.encrypted", sealed))
    }

    fn clear(&self, room: usize, sender: &str, event_type: &str, content: &Value) -> String {
        let room = &self.rooms[room].id;
        self.account
            .change(|home| home.says(room, sender, event_type, content))
    }

    async fn sends_file(&mut self, room: usize, who: Who, lost: bool) -> Outcome<()> {
        let text = self.text();
        let bytes = format!("inhoud van {text}").repeat(20).into_bytes();
        let digest = crate::digest(&bytes);
        let (stored, mut file) = encrypted_file(&bytes)?;
        let id = format!("file-{}", self.texts);
        if !lost {
            self.account.change(|home| home.media.insert(id.clone(), stored));
        }
        file["url"] = format!("mxc://{SERVER_NAME}/{id}").into();
        let content = json!({ "msgtype": "m.file", "body": text, "file": file });
        self.speaks(room, who, Key::First, content, true).await?;
        if let Some(said) = self.said.last() {
            self.files.insert(said.id.clone(), FileOf { digest, lost });
        }
        Ok(())
    }

    fn sends_odd(&mut self, room: usize, odd: Odd) {
        let text = self.text();
        let (event_type, content) = match odd {
            Odd::Unknown => ("nl.example.unknown", json!({ "body": text })),
            Odd::Large => ("m.room.message", message(&"groot ".repeat(10_000))),
            Odd::Deep => {
                let deep = (0..90).fold(json!(1), |inner, _| json!([inner]));
                let mut content = message(&text);
                content["deep"] = deep;
                ("m.room.message", content)
            }
            Odd::Malformed => ("m.room.message", json!({})),
            Odd::WrongTypes => (
                "m.room.message",
                json!({ "msgtype": 7, "body": ["x"], "m.relates_to": 1 }),
            ),
        };
        self.clear(room, BOB, event_type, &content);
    }

    /// Only what the phone shows comes again with other content: nobody can tell a first copy from a forged one.
    async fn comes_again(&mut self, of: u8, forged: bool) -> Outcome<()> {
        let Some(said) = self.said(of).cloned() else {
            return Ok(());
        };
        let room = self.rooms[said.room].id.clone();
        let rows = self.phone.griffie()?.timeline(&room, None, 1000).await?;
        if !rows.iter().any(|row| row.event_id.as_ref() == Some(&said.id)) {
            return Ok(());
        }
        self.account.change(|home| {
            let events = &home.rooms[&room].events;
            let found = events
                .iter()
                .find(|stored| stored.event["event_id"] == said.id.as_str());
            let Some(mut event) = found.map(|stored| stored.event.clone()) else {
                return;
            };
            if forged {
                event["content"] = message("vervalst");
                home.forged.insert(event.to_string());
            }
            home.push_again(&room, event);
        });
        Ok(())
    }

    /// All in one moment, so that no sync falls between.
    async fn hole(&mut self, room: usize, texts: u8, who: Who) -> Outcome<()> {
        let mut events = Vec::new();
        for _ in 0..=texts {
            let content = message(&self.text());
            let (event_type, sealed) = self.sealed(room, who, Key::First, &content).await?;
            events.push((event_type, sealed, content));
        }
        let last = events.len() - 1;
        let id = self.rooms[room].id.clone();
        let ids: Vec<String> = self.account.change(|home| {
            let mut ids = Vec::new();
            for (number, (event_type, sealed, _)) in events.iter().enumerate() {
                if number == last {
                    home.cut(&id);
                }
                let next = home.next_id();
                home.push(&id, event(&next, name(who), event_type, sealed));
                ids.push(next);
            }
            ids
        });
        for (id, (event_type, _, content)) in ids.into_iter().zip(events) {
            if event_type == "m.room.encrypted" {
                let event_type = "m.room.message".to_owned();
                self.secrets.insert(
                    id.clone(),
                    Secret {
                        event_type,
                        content,
                        key: Key::First,
                    },
                );
            }
            self.said.push(Said { id, room });
        }
        Ok(())
    }

    fn upgrade(&mut self, room: usize) {
        if self.rooms.len() > 4 {
            return;
        }
        let RoomOf { id: old, encrypted } = self.rooms[room].clone();
        let new = RoomOf {
            id: old.replacen(':', "x:", 1),
            encrypted,
        };
        if self.rooms.iter().any(|known| known.id == new.id) {
            return;
        }
        self.account.change(|home| {
            let body = json!({ "body": "verhuisd", "replacement_room": new.id });
            home.sets(&old, BOB, "m.room.tombstone", "", &body);
            furnish(home, &new, Some(&old));
        });
        self.rooms.push(new);
    }
}

fn message(body: &str) -> Value {
    json!({ "msgtype": "m.text", "body": body })
}

fn name(who: Who) -> &'static str {
    match who {
        Who::Alice => ALICE,
        Who::Bob => BOB,
    }
}
