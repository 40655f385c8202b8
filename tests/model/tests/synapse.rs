//! The same steps against a real Synapse, with companions as processes: fewer, since each waits for real servers. What only a scripted
//! homeserver can do (an event twice, an odd one, a key that never comes) is left out; holes come from a Synapse that gives three
//! events of a room in a sync.

use std::{path::Path, time::Duration};

use griffie_model::op::{Op, Road, Target, Who, plays};
use griffie_tests::kit::{
    Outcome,
    archive::Pace,
    bad_network::{BadNetwork, Weather},
    compare::compare,
    expected, failure, held,
    person::Person,
    rpc::Refused,
    world::World,
};
use serde_json::{Value, json};

/// So many in every run of all tests; `GRIFFIE_MODEL_REAL` sets another number.
const PLAYS: u64 = 3;
/// Events of a room in one sync.
const LIMIT: u32 = 3;

/// The people of all plays, and a room for each play.
struct Cast {
    world: World,
    /// The way to the homeserver, open as long as the plays.
    _near: BadNetwork,
    far: BadNetwork,
    anouk: Person,
    bram: Person,
    celine: Person,
    room: String,
    texts: u32,
    done: u64,
}

#[tokio::test]
async fn the_same_plays_on_a_real_synapse_leave_no_difference() -> Outcome<()> {
    let number = |name: &str, otherwise: u64| {
        let value = std::env::var(name).ok().and_then(|value| value.parse().ok());
        value.unwrap_or(otherwise)
    };
    let (seed, count) = (
        number("GRIFFIE_MODEL_SEED", 1),
        number("GRIFFIE_MODEL_REAL", PLAYS),
    );
    println!("model on Synapse: {count} plays from seed {seed}");
    let dir = tempfile::Builder::new().prefix("griffie-model-").tempdir()?;
    let mut cast = Cast::gather(dir.path()).await?;
    for seed in seed..seed + count {
        let ops = plays(seed).ok_or_else(|| failure("no play"))?;
        cast.new_room().await?;
        for op in &ops {
            cast.step(*op).await?;
        }
        let wrong = cast.judge(dir.path()).await?;
        assert!(
            wrong.is_none(),
            "{wrong:?}\nin the play {ops:#?}\nGRIFFIE_MODEL_SEED={seed} GRIFFIE_MODEL_REAL=1"
        );
    }
    cast.world.archive.vault(&["verify"]).await?;
    println!(
        "model on Synapse: {count} plays from seed {seed}, {} steps, no difference",
        cast.done
    );
    for person in [&mut cast.anouk, &mut cast.bram, &mut cast.celine] {
        person.switch_off().await?;
    }
    cast.world.stop().await
}

impl Cast {
    async fn gather(dir: &Path) -> Outcome<Self> {
        let (near, far) = (BadNetwork::start().await?, BadNetwork::start().await?);
        let pace = Pace {
            segment_seconds: 30,
            prune_after_seconds: 0,
        };
        let mut world = World::start_behind(dir, &pace, &near, &far).await?;
        world.homeserver.limit_sync(LIMIT).await?;
        let anouk = world.person("Anouk").await?;
        let bram = world.person("Bram").await?;
        let celine = world.person("Celine").await?;
        Ok(Self {
            world,
            _near: near,
            far,
            anouk,
            bram,
            celine,
            room: String::new(),
            texts: 0,
            done: 0,
        })
    }

    /// Bram's room, so that he can remove people.
    async fn new_room(&mut self) -> Outcome<()> {
        self.room = self
            .bram
            .create_room(Some("Spel"), &[&self.anouk.user_id, &self.celine.user_id], false)
            .await?;
        self.anouk.join_when_invited(&self.room).await?;
        self.celine.join_when_invited(&self.room).await
    }

    fn text(&mut self) -> String {
        self.texts += 1;
        format!("Bericht {} – «ß»", self.texts)
    }

    fn named(&self, who: Who) -> &Person {
        match who {
            Who::Alice => &self.bram,
            Who::Bob => &self.celine,
        }
    }

    /// Plays the step if it can be played here.
    async fn step(&mut self, op: Op) -> Outcome<()> {
        let text = self.text();
        self.done += 1;
        if let Some((by, method, target, params)) = about(op, &text) {
            return self.about(self.by(by), method, target, params).await;
        }
        match op {
            Op::Says { who, .. } => self.says(self.named(who), &text).await,
            Op::ISay { .. } => self.says(&self.anouk, &text).await,
            Op::SendsFile { who, .. } => self.file(self.named(who), &text).await,
            Op::ISendFile { .. } => self.file(&self.anouk, &text).await,
            Op::Hole { texts, who, .. } => self.hole(texts, who).await,
            Op::Kicked { .. } | Op::KickedAtNextSend => self.kicked(&text).await,
            Op::ILeave { .. } => asks(&self.anouk, "leave", json!({ "room": self.room })).await,
            Op::IJoin { .. } => self.joins_again().await,
            Op::Restart => {
                self.anouk.switch_off().await?;
                self.anouk.switch_on()
            }
            Op::Kill { .. } => {
                self.anouk.kill().await?;
                self.anouk.switch_on()
            }
            Op::Gateway(road) => {
                self.far.becomes(weather(road));
                Ok(())
            }
            Op::RouteNow => asks(&self.anouk, "route.now", json!({})).await,
            Op::Rebuild => asks(&self.anouk, "rebuild", json!({})).await,
            _ => {
                self.done -= 1;
                Ok(())
            }
        }
    }

    fn by(&self, by: By) -> &Person {
        match by {
            By::Me => &self.anouk,
            By::Other(who) => self.named(who),
        }
    }

    async fn says(&self, who: &Person, text: &str) -> Outcome<()> {
        asks(who, "send.text", json!({ "room": self.room, "text": text })).await
    }

    /// Removed with a message on its way.
    async fn kicked(&self, text: &str) -> Outcome<()> {
        self.says(&self.anouk, text).await?;
        let whom = json!({ "room": self.room, "user": self.anouk.user_id });
        asks(&self.bram, "kick", whom).await
    }

    async fn joins_again(&self) -> Outcome<()> {
        let whom = json!({ "room": self.room, "user": self.anouk.user_id });
        asks(&self.bram, "invite", whom).await?;
        asks(&self.anouk, "join", json!({ "room": self.room })).await
    }

    /// Does something about a message that this person sees.
    async fn about(&self, who: &Person, method: &str, target: Target, mut params: Value) -> Outcome<()> {
        let Target::Said(number) = target else {
            return Ok(());
        };
        let rows = who.rows(&self.room).await?;
        let seen: Vec<&Value> = rows
            .iter()
            .filter(|row| row["event_id"].is_string() && row["body"].is_string())
            .collect();
        let Some(row) = usize::from(number)
            .checked_rem(seen.len())
            .and_then(|index| seen.get(index))
        else {
            return Ok(());
        };
        let params = params.as_object_mut().ok_or_else(|| failure("no object"))?;
        params.insert("room".to_owned(), self.room.clone().into());
        params.insert("event".to_owned(), row["event_id"].clone());
        asks(who, method, Value::Object(params.clone())).await
    }

    async fn file(&self, who: &Person, text: &str) -> Outcome<()> {
        let path = self.world.dir().join(format!("{}.txt", self.texts));
        std::fs::write(&path, text.repeat(40))?;
        let params = json!({ "room": self.room, "path": path, "mime": "text/plain" });
        asks(who, "send.file", params).await
    }

    /// So much is said while the phone is off that a sync does not hold it.
    async fn hole(&mut self, texts: u8, who: Who) -> Outcome<()> {
        self.anouk.switch_off().await?;
        for _ in 0..texts + 3 {
            let text = self.text();
            self.says(self.named(who), &text).await?;
        }
        let last = self.texts;
        let reader = match who {
            Who::Alice => &self.celine,
            Who::Bob => &self.bram,
        };
        reader.sees(&self.room, &format!("Bericht {last} – «ß»")).await?;
        self.anouk.switch_on()
    }

    /// What the vault holds beside what the homeserver knows.
    async fn judge(&mut self, dir: &Path) -> Outcome<Option<String>> {
        self.far.becomes(Weather::Fair);
        for person in [&self.anouk, &self.bram, &self.celine] {
            asks(person, "route.now", json!({})).await?;
            person.drains(Duration::from_secs(240)).await?;
        }
        let out = dir.join("records");
        let args = ["export", "--format", "jsonl", "--out", &out.display().to_string()];
        self.world.archive.vault(&args).await?;
        let people = [&self.anouk, &self.bram, &self.celine].map(|person| person.user_id.clone());
        let found = compare(
            &expected::read(&self.world.homeserver.database(), &people)?,
            &held::read(&out)?,
        );
        if found.homeserver_events == 0 {
            return Ok(Some("the homeserver has nothing".to_owned()));
        }
        let wrong = format!(
            "missing {:?}, twice {:?}, unknown {:?}, unreadable {:?}",
            found.missing, found.twice, found.unknown, found.unreadable
        );
        Ok((!found.is_none()).then_some(wrong))
    }
}

/// Who does something about a message.
#[derive(Clone, Copy)]
enum By {
    Me,
    Other(Who),
}

/// A step that is about a message: who, the method, the message, and what it says.
fn about(op: Op, text: &str) -> Option<(By, &'static str, Target, Value)> {
    let said = json!({ "text": text });
    Some(match op {
        Op::Replies { to, who, .. } => (By::Other(who), "send.reply", to, said),
        Op::Edits { of, who, .. } => (By::Other(who), "send.edit", of, said),
        Op::Reacts { to, who, .. } => (By::Other(who), "send.react", to, json!({ "key": "👍" })),
        Op::Redacts { of, .. } => (
            By::Other(Who::Alice),
            "send.redact",
            of,
            json!({ "reason": "weg" }),
        ),
        Op::IReply { to } => (By::Me, "send.reply", Target::Said(to), said),
        Op::IEdit { of } => (By::Me, "send.edit", Target::Said(of), said),
        Op::IReact { to } => (By::Me, "send.react", Target::Said(to), json!({ "key": "🙂" })),
        Op::IRedact { of } => (By::Me, "send.redact", Target::Said(of), json!({})),
        _ => return None,
    })
}

fn weather(road: Road) -> Weather {
    match road {
        Road::Fair => Weather::Fair,
        Road::Errors => Weather::Status500,
        Road::LosesAnswers => Weather::HalfABody,
        Road::Away => Weather::Away,
    }
}

/// Asks a phone; what it refuses was not done.
async fn asks(who: &Person, method: &str, params: Value) -> Outcome<()> {
    match who.call(method, params).await {
        Ok(_) => Ok(()),
        // A number is JSON-RPC's: the test asked for something that there is not.
        Err(error)
            if error
                .downcast_ref::<Refused>()
                .is_some_and(|refused| !refused.code.starts_with('-')) =>
        {
            Ok(())
        }
        Err(error) => Err(error),
    }
}
