//! A play: one person with a fresh phone, two rooms, and everything that was said in them. Reading order: here what is remembered;
//! `theirs`, `mine` and `fate` play the steps; `rest` brings everything to rest.

mod fate;
mod mine;
mod rest;
mod theirs;

use std::{collections::HashMap, path::Path, sync::Arc, time::Duration};

use griffie_tests::kit::{Outcome, wait};
use serde_json::{Value, json};
use tokio::runtime::Handle;

use crate::{
    archive::Filing,
    homeserver::{ALICE, Account, BOB, Homeserver, SERVER_NAME, home::Home},
    op::{Key, Op, Target},
    peer::Peer,
    phone::Phone,
};

/// A room of the play.
#[derive(Clone, Debug)]
pub struct RoomOf {
    /// Its id.
    pub id: String,
    /// Alice's messages are encrypted, and so must ours be.
    pub encrypted: bool,
}

/// A message that others may refer to.
#[derive(Clone, Debug)]
pub struct Said {
    /// Its id.
    pub id: String,
    /// Where.
    pub room: usize,
}

/// What stands in an encrypted event of Alice.
#[derive(Clone, Debug)]
pub struct Secret {
    /// Type inside.
    pub event_type: String,
    /// Content inside.
    pub content: Value,
    /// How its key comes.
    pub key: Key,
}

/// A message that the user sent, as far as the app knows.
#[derive(Clone, Debug)]
pub struct Intent {
    /// Names it.
    pub txn_id: String,
    /// Where.
    pub room: usize,
    /// Text that its content must hold; none for reactions and redactions.
    pub text: Option<String>,
    /// Digest of its file.
    pub file: Option<String>,
}

/// A file that others sent.
#[derive(Clone, Debug)]
pub struct FileOf {
    /// Digest of the clear bytes.
    pub digest: String,
    /// The homeserver does not have it.
    pub lost: bool,
}

/// Everything of one play.
pub struct Play<'a> {
    /// The person's homeserver.
    pub account: Arc<Account>,
    /// Their phone.
    pub phone: Phone,
    /// Who writes to them.
    pub peer: Peer,
    /// Where everything goes.
    pub filing: &'a mut Filing,
    /// All rooms there were.
    pub rooms: Vec<RoomOf>,
    /// All messages of others that can be referred to.
    pub said: Vec<Said>,
    /// What is encrypted, by event id.
    pub secrets: HashMap<String, Secret>,
    /// What the user sent.
    pub intents: Vec<Intent>,
    /// Files of others by event id.
    pub files: HashMap<String, FileOf>,
    /// Messages with keys that are not sent yet.
    held: Vec<Value>,
    /// How the key of the room's current session came.
    session: HashMap<String, Key>,
    texts: u32,
}

impl<'a> Play<'a> {
    /// A person with this localpart and two rooms, of which the second is encrypted.
    pub async fn begin(
        dir: &Path,
        homeserver: &Homeserver,
        filing: &'a mut Filing,
        localpart: &str,
    ) -> Outcome<Self> {
        Self::begin_on(dir, homeserver, filing, localpart, Handle::current()).await
    }

    /// The same, with a phone that runs on this runtime.
    pub async fn begin_on(
        dir: &Path,
        homeserver: &Homeserver,
        filing: &'a mut Filing,
        localpart: &str,
        runs_on: Handle,
    ) -> Outcome<Self> {
        let me = format!("@{localpart}:{SERVER_NAME}");
        let account = Account::new(&me);
        homeserver.opens(&account);
        let rooms = vec![
            RoomOf {
                id: format!("!clear-{localpart}:{SERVER_NAME}"),
                encrypted: false,
            },
            RoomOf {
                id: format!("!secret-{localpart}:{SERVER_NAME}"),
                encrypted: true,
            },
        ];
        account.change(|home| rooms.iter().for_each(|room| furnish(home, room, None)));
        let link = filing.archive.new_code(localpart).await?;
        let phone = Phone::activated(&dir.join(localpart), &link, runs_on).await?;
        let peer = Peer::meet(&account).await?;
        let play = Self {
            account,
            phone,
            peer,
            filing,
            rooms,
            said: Vec::new(),
            secrets: HashMap::new(),
            intents: Vec::new(),
            files: HashMap::new(),
            held: Vec::new(),
            session: HashMap::new(),
            texts: 0,
        };
        // What the phone sends before it knows of Alice's device she rightly cannot read.
        play.settles().await?;
        Ok(play)
    }

    /// Plays one step.
    pub async fn step(&mut self, op: Op) -> Outcome<()> {
        // A second for each step, so that no two facts have one time.
        self.phone.calendar.pass(Duration::from_secs(1));
        if !self.theirs(op).await? && !self.mine(op).await? {
            self.fate(op).await?;
        }
        Ok(())
    }

    /// Waits for `work` while the phone's time goes by.
    pub(crate) async fn ticking<T>(calendar: &crate::clock::Calendar, work: impl Future<Output = T>) -> T {
        let mut work = std::pin::pin!(work);
        loop {
            tokio::select! {
                biased;
                done = &mut work => return done,
                () = wait::pause(Duration::from_millis(20)) => calendar.pass(Duration::from_secs(5)),
            }
        }
    }

    fn room(&self, number: u8) -> usize {
        usize::from(number) % self.rooms.len()
    }

    fn said(&self, number: u8) -> Option<&Said> {
        self.said.get(usize::from(number).checked_rem(self.said.len())?)
    }

    /// The room and the id that a target names.
    fn target(&self, target: Target, room: u8) -> (usize, String) {
        let home = self.account.home();
        match target {
            Target::Said(number) => match self.said(number) {
                Some(said) => (said.room, said.id.clone()),
                None => (self.room(room), "$nothing".to_owned()),
            },
            Target::Itself => (self.room(room), home.next_id()),
            Target::Nothing => (self.room(room), "$nothing".to_owned()),
            Target::Next => (self.room(room), home.id_ahead(1)),
        }
    }

    /// A text that no other message has.
    fn text(&mut self) -> String {
        self.texts += 1;
        format!("Bericht {} – «ß»", self.texts)
    }
}

/// Makes a room with its people.
fn furnish(home: &mut Home, room: &RoomOf, predecessor: Option<&str>) {
    let (id, me) = (room.id.as_str(), home.me.clone());
    let mut create = json!({ "creator": BOB, "room_version": "11" });
    if let Some(predecessor) = predecessor {
        create["predecessor"] = json!({ "room_id": predecessor });
    }
    home.sets(id, BOB, "m.room.create", "", &create);
    home.member(id, BOB, BOB, "join");
    let power = json!({ "users": { BOB: 100 }, "users_default": 0 });
    home.sets(id, BOB, "m.room.power_levels", "", &power);
    home.sets(
        id,
        BOB,
        "m.room.history_visibility",
        "",
        &json!({ "history_visibility": "shared" }),
    );
    if room.encrypted {
        home.sets(
            id,
            BOB,
            "m.room.encryption",
            "",
            &json!({ "algorithm": "m.megolm.v1.aes-sha2" }),
        );
    }
    home.member(id, ALICE, ALICE, "join");
    home.member(id, &me, &me, "join");
}
