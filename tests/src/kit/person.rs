//! A person: one companion process with its own data, told what to do in a messenger's verbs.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::{Value, json};
use tokio::process::Command;

use super::{Outcome, failure, place, process::Process, rpc::Rpc, wait};

/// How long one call may take before the world counts as broken.
const PATIENCE: Duration = Duration::from_secs(120);

const NAMES: [&str; 8] = [
    "Anouk", "Bram", "Celine", "Daan", "Emma", "Farid", "Greta", "Hugo",
];

/// What the story calls the person with this number.
pub fn name(number: usize) -> String {
    NAMES
        .get(number)
        .map_or_else(|| format!("Gast{number}"), ToString::to_string)
}

/// Someone with a phone.
pub struct Person {
    /// How the story calls them.
    pub name: String,
    /// Their Matrix user id, after activation.
    pub user_id: String,
    dir: PathBuf,
    phone: Option<(Process, Rpc)>,
    /// Where a phone that loses events on purpose notes them.
    losses: Option<PathBuf>,
    /// How often their phone was killed.
    pub kills: u32,
}

impl Person {
    /// A person whose phone is off and empty.
    pub fn new(name: &str, dir: &Path) -> Outcome<Self> {
        std::fs::create_dir_all(dir)?;
        Ok(Self {
            name: name.to_owned(),
            user_id: String::new(),
            dir: dir.to_owned(),
            phone: None,
            losses: None,
            kills: 0,
        })
    }

    /// The folder with the phone's data and log.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Switches the phone on.
    pub fn switch_on(&mut self) -> Outcome<()> {
        let Some(losses) = &self.losses else {
            return self.switch_on_with(Command::new(place::binary("griffie")?));
        };
        let mut command = Command::new(place::binary("griffie-faulty")?);
        command.env("GRIFFIE_FAULTS_EVENTS", losses);
        self.switch_on_with(command)
    }

    /// From when it is switched on next, the phone loses one message in a hundred and notes it in this file.
    pub fn loses_events(&mut self, noted: &Path) {
        self.losses = Some(noted.to_owned());
    }

    /// Switches the phone on through another program (`faketime`, `prlimit`), given as the command so far.
    pub fn switch_on_with(&mut self, mut command: Command) -> Outcome<()> {
        command
            .arg("--data")
            .arg(self.dir.join("data"))
            .arg("--key-file")
            .arg(self.dir.join("key"));
        let mut process = Process::start(&self.name, &mut command, &self.dir.join("companion.log"), true)?;
        let (input, output) = process.pipes()?;
        self.phone = Some((process, Rpc::over(input, output)));
        Ok(())
    }

    /// Switches the phone off as a person does: it may finish what it writes.
    pub async fn switch_off(&mut self) -> Outcome<()> {
        if let Some((mut process, rpc)) = self.phone.take() {
            // The companion may end before it answers `stop`; then the process tells the rest.
            drop(rpc.call("stop", json!({}), Duration::from_secs(20)).await);
            process.stop().await?;
        }
        Ok(())
    }

    /// SIGKILL in whatever it was doing.
    pub async fn kill(&mut self) -> Outcome<()> {
        if let Some((mut process, _)) = self.phone.take() {
            process.kill().await?;
            self.kills += 1;
        }
        Ok(())
    }

    /// Whether the phone is on.
    pub fn is_on(&self) -> bool {
        self.phone.is_some()
    }

    /// Calls a method of the companion; see docs/companion.md.
    pub async fn call(&self, method: &str, params: Value) -> Outcome<Value> {
        let (_, rpc) = self
            .phone
            .as_ref()
            .ok_or_else(|| failure(format!("{}'s phone is off", self.name)))?;
        let answer = rpc.call(method, params, PATIENCE).await;
        answer.map_err(|error| match error.downcast::<super::rpc::Refused>() {
            Ok(refused) => refused,
            Err(other) => failure(format!("{}: {method}: {other}", self.name)),
        })
    }

    /// Activates with a code or link from the functional administrator.
    pub async fn activate(&mut self, link: &str) -> Outcome<()> {
        self.call("activate", json!({"link": link, "display_name": self.name}))
            .await?;
        let status = self.status().await?;
        self.user_id = text(&status, "user_id")?;
        Ok(())
    }

    /// What the phone says of itself.
    pub async fn status(&self) -> Outcome<Value> {
        self.call("status", json!({})).await
    }

    /// Makes a room and returns its id.
    pub async fn create_room(&self, name: Option<&str>, invite: &[&str], direct: bool) -> Outcome<String> {
        let params = json!({"name": name, "invite": invite, "direct": direct, "encrypted": true});
        text(&self.call("create", params).await?, "room")
    }

    /// Accepts an invitation as soon as it is seen.
    pub async fn join_when_invited(&self, room: &str) -> Outcome<()> {
        wait::until(&format!("{} being invited", self.name), PATIENCE, async || {
            let rooms = self.call("rooms", json!({})).await?;
            let rooms = rooms
                .as_array()
                .or_else(|| rooms["rooms"].as_array())
                .cloned()
                .unwrap_or_default();
            Ok(rooms
                .iter()
                .any(|row| row["room"] == room || row["room_id"] == room)
                .then_some(()))
        })
        .await?;
        self.call("join", json!({"room": room})).await?;
        Ok(())
    }

    /// Sends text and returns what the companion answers (`txn`).
    pub async fn sends(&self, room: &str, words: &str) -> Outcome<Value> {
        self.call("send.text", json!({"room": room, "text": words})).await
    }

    /// Sends a file of any kind.
    pub async fn sends_file(&self, room: &str, path: &Path, mime: &str) -> Outcome<Value> {
        self.call("send.file", json!({"room": room, "path": path, "mime": mime}))
            .await
    }

    /// Waits until an event with this body is on the screen, and returns its event id.
    pub async fn sees(&self, room: &str, body: &str) -> Outcome<String> {
        wait::until(
            &format!("{} seeing the message", self.name),
            PATIENCE,
            async || Ok(self.rows(room).await?.iter().find_map(|row| shown(row, body))),
        )
        .await
    }

    /// The newest timeline rows of a room.
    pub async fn rows(&self, room: &str) -> Outcome<Vec<Value>> {
        let page = self.call("timeline", json!({"room": room, "limit": 200})).await?;
        Ok(page
            .as_array()
            .or_else(|| page["rows"].as_array())
            .cloned()
            .unwrap_or_default())
    }

    /// Waits until all is captured, sealed, routed and finally receipted, and returns the status then.
    pub async fn drains(&self, limit: Duration) -> Outcome<Value> {
        let (_, rpc) = self
            .phone
            .as_ref()
            .ok_or_else(|| failure(format!("{}'s phone is off", self.name)))?;
        let params = json!({"timeout_s": limit.as_secs()});
        rpc.call("drain", params, limit + Duration::from_secs(30))
            .await
            .map_err(|error| failure(format!("{} does not come to rest: {error}", self.name)))
    }
}

fn shown(row: &Value, body: &str) -> Option<String> {
    let has = row["body"] == body || row["text"] == body;
    has.then(|| row["event_id"].as_str().map(ToOwned::to_owned))
        .flatten()
}

/// A member of an answer that must be text.
pub fn text(answer: &Value, member: &str) -> Outcome<String> {
    let found = answer.get(member).and_then(Value::as_str);
    found
        .map(ToOwned::to_owned)
        .ok_or_else(|| failure(format!("the answer has no {member}: {answer}")))
}
