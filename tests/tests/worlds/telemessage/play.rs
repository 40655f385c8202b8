//! The play: three people with phones, one without, a tapped line to the gateway, a bad one to the homeserver, and a witness.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::Duration,
};

use griffie_tests::kit::{
    Outcome,
    archive::Pace,
    bad_network::{Asked, BadNetwork},
    bare::Bare,
    expected, failure,
    ledger::Ledger,
    person::Person,
    rpc::Refused,
    wait,
    world::World,
};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{
    scan::scan,
    story::{Names, Story, Times},
};
use crate::play::{holdings, rest};

const PATIENCE: Duration = Duration::from_secs(120);
/// Directions that TeleMessage took out of what people wrote: isolates, overrides, marks.
pub(super) const BIDI: &str = "\u{2067}שלום\u{2069} \u{202e}etan\u{202c} \u{200f}\u{2066}dag\u{2069}\u{200e}";
pub(super) const EDITS: [&str; 4] = [
    "Om negen uur kanarie-a1",
    "Om tien uur kanarie-a2",
    "Om elf uur kanarie-a3",
    "Toch om negen uur kanarie-a4",
];
pub(super) const TAKEN_BACK: &str = "Dit had ik niet moeten zeggen kanarie-b";
pub(super) const REASON: &str = "te snel kanarie-c";
pub(super) const FILE_NAME: &str = "bijlage-kanarie.pdf";

/// The scene and who is on it.
pub(super) struct Scene {
    pub(super) world: World,
    ledger: Ledger,
    /// Lives as long as the scene.
    _near: BadNetwork,
    far: BadNetwork,
    pub(super) dir: TempDir,
    anouk: Person,
    bram: Person,
    bare: Bare,
    room: String,
    open_room: String,
    pub(super) codes: Vec<String>,
    names: Names,
    /// Files on their way to Anouk are spoiled while it is set.
    spoil: Arc<AtomicBool>,
    /// The next ciphertext of Bram to Anouk comes a second time under another name while it is set.
    replay: Arc<AtomicBool>,
}

/// Plays everything and gives what is left; all parts have stopped then and the folder is gone.
pub(super) async fn play() -> Outcome<Story> {
    let mut scene = begin().await?;
    people_talk(&mut scene).await?;
    files_travel(&mut scene).await?;
    somebody_sends_what_no_client_sends(&mut scene).await?;
    let (carla, before_activation) = carla_comes(&mut scene).await?;
    let people = [&scene.anouk, &scene.bram, &carla];
    rest(&people).await?;
    let repeated = scene.far.repeats().await?;
    let status = scene.anouk.status().await?;
    let rows = scene.anouk.rows(&scene.open_room).await?;
    let view_once_line = rows
        .into_iter()
        .find(|row| row["event_id"] == scene.names.view_once.as_str());
    let (reconciled, expected) = reconcile(&scene, &people).await?;
    scene.world.archive.vault(&["verify"]).await?;
    let held = holdings(&scene.world, scene.dir.path()).await?;
    let lines = lines(scene.dir.path())?;
    let scan = scan(&scene, &people).await?;
    let times = times(&scene, &lines).await?;
    scene.world.stop().await?;
    Ok(Story {
        names: scene.names,
        scan,
        repeated,
        lines,
        held,
        times,
        status,
        view_once_line: view_once_line.ok_or_else(|| failure("no line for the view-once message"))?,
        before_activation,
        reconciled,
        expected,
    })
}

/// A room in clear that the person without Griffie made, and an encrypted one.
async fn rooms(anouk: &Person, bram: &Person, bare: &Bare) -> Outcome<(String, String)> {
    let open_room = bare.create_room(&[&anouk.user_id, &bram.user_id]).await?;
    for person in [anouk, bram] {
        person.join_when_invited(&open_room).await?;
    }
    let name = Some("Kamer kanarie-d");
    let room = anouk.create_room(name, &[&bram.user_id], true).await?;
    bram.join_when_invited(&room).await?;
    anouk.sends(&room, "Dag Bram kanarie-e").await?;
    bram.sees(&room, "Dag Bram kanarie-e").await?;
    Ok((open_room, room))
}

async fn begin() -> Outcome<Scene> {
    let dir = tempfile::Builder::new().prefix("griffie-world-").tempdir()?;
    let (near, far) = (BadNetwork::start().await?, BadNetwork::start().await?);
    far.is_tapped();
    let (spoil, replay) = (Arc::<AtomicBool>::default(), Arc::<AtomicBool>::default());
    let pace = Pace {
        segment_seconds: 30,
        prune_after_seconds: 0,
    };
    let mut world = World::start_behind(dir.path(), &pace, &near, &far).await?;
    let ledger = Ledger::start(&dir.path().join("witness"), &mut world.homeserver).await?;
    let mut codes = Vec::new();
    let anouk = newcomer(&world, "Anouk", &mut codes).await?;
    let bram = newcomer(&world, "Bram", &mut codes).await?;
    let bare = Bare::sign_in("Zonder", &world.homeserver).await?;
    let (open_room, room) = rooms(&anouk, &bram, &bare).await?;
    let names = Names {
        anouk: anouk.user_id.clone(),
        bram: bram.user_id.clone(),
        bare: bare.user_id.clone(),
        ..Names::default()
    };
    let (spoiling, replaying) = (Arc::clone(&spoil), Arc::clone(&replay));
    let (victim, author) = (anouk.user_id.clone(), bram.user_id.clone());
    near.changes(move |asked: &Asked<'_>, mut body: Vec<u8>| {
        if asked.user != Some(victim.as_str()) {
            return body;
        }
        if asked.target.contains("/media/download/") && spoiling.load(Relaxed) && body.len() > 100 {
            body[100] ^= 1;
        }
        if asked.target.starts_with("/_matrix/client/v3/sync") && replaying.load(Relaxed) {
            replay_once(&replaying, &author, &mut body);
        }
        body
    });
    Ok(Scene {
        world,
        ledger,
        _near: near,
        far,
        dir,
        anouk,
        bram,
        bare,
        room,
        open_room,
        codes,
        names,
        spoil,
        replay,
    })
}

/// Says the first ciphertext of this sender in a sync again, as another event.
fn replay_once(armed: &AtomicBool, sender: &str, body: &mut Vec<u8>) {
    let Ok(mut sync) = serde_json::from_slice::<Value>(body) else {
        return;
    };
    let rooms = sync["rooms"]["join"].as_object_mut();
    for room in rooms.into_iter().flat_map(|rooms| rooms.values_mut()) {
        let Some(events) = room["timeline"]["events"].as_array_mut() else {
            continue;
        };
        let found = events
            .iter()
            .find(|event| event["type"] == "m.room.encrypted" && event["sender"] == sender);
        if let Some(mut again) = found.cloned() {
            again["event_id"] = json!(REPLAYED);
            events.push(again);
            armed.store(false, Relaxed);
            *body = sync.to_string().into_bytes();
            return;
        }
    }
}

const REPLAYED: &str = "$nagespeeld-kanarie";

/// Somebody whose code is remembered.
async fn newcomer(world: &World, name: &str, codes: &mut Vec<String>) -> Outcome<Person> {
    let link = world.archive.new_code(&name.to_lowercase()).await?;
    codes.push(code_of(&link)?);
    let mut person = Person::new(name, &world.dir().join("people").join(name))?;
    person.switch_on()?;
    person.activate(&link).await?;
    Ok(person)
}

fn code_of(link: &str) -> Outcome<String> {
    let (_, code) = link
        .split_once("code=")
        .ok_or_else(|| failure("a link without a code"))?;
    Ok(code.split('&').next().unwrap_or_default().to_owned())
}

/// Text, directions, the same twice, edits, and a message that its author takes back.
async fn people_talk(scene: &mut Scene) -> Outcome<()> {
    let (anouk, bram, room) = (&scene.anouk, &scene.bram, &scene.room);
    for number in 0..10 {
        anouk
            .sends(room, &format!("kanarie {number:02} van Anouk"))
            .await?;
        bram.sends(room, &format!("kanarie {number:02} van Bram")).await?;
    }
    bram.sends(room, BIDI).await?;
    scene.replay.store(true, Relaxed);
    bram.sends(room, EDITS[0]).await?;
    scene.names.edited = bram.sees(room, EDITS[0]).await?;
    anouk.sees(room, EDITS[0]).await?;
    for text in &EDITS[1..] {
        let edit = json!({"room": room, "event": scene.names.edited, "text": text});
        bram.call("send.edit", edit).await?;
    }
    bram.sends(room, TAKEN_BACK).await?;
    scene.names.taken_back = anouk.sees(room, TAKEN_BACK).await?;
    bram.sees(room, TAKEN_BACK).await?;
    let redact = json!({"room": room, "event": scene.names.taken_back, "reason": REASON});
    bram.call("send.redact", redact).await?;
    bram.sends(room, "kanarie na het terugnemen").await?;
    anouk.sees(room, "kanarie na het terugnemen").await?;
    scene.names.replayed = REPLAYED.to_owned();
    Ok(())
}

/// Ten files of one name in one go; then one that is spoiled on every try.
async fn files_travel(scene: &mut Scene) -> Outcome<()> {
    let (anouk, bram, room) = (&scene.anouk, &scene.bram, &scene.room);
    for number in 0..=10_u8 {
        let folder = scene.dir.path().join(format!("bijlage-{number}"));
        std::fs::create_dir_all(&folder)?;
        let bytes = format!("%PDF kanarie-bytes {number:02} ").repeat(200);
        std::fs::write(folder.join(FILE_NAME), &bytes)?;
        let digest = griffie_wire::ids::Sha256::of(bytes.as_bytes()).to_string();
        if number < 10 {
            bram.sends_file(room, &folder.join(FILE_NAME), "application/pdf")
                .await?;
            scene.names.ten_files.insert(digest);
        } else {
            scene.names.spoiled_file = digest;
        }
    }
    bram.sends(room, "kanarie tien bijlagen").await?;
    anouk.sees(room, "kanarie tien bijlagen").await?;
    anouk.drains(PATIENCE).await?;
    scene.spoil.store(true, Relaxed);
    let last = scene.dir.path().join("bijlage-10").join(FILE_NAME);
    bram.sends_file(room, &last, "application/pdf").await?;
    bram.sends(room, "kanarie de elfde").await?;
    anouk.sees(room, "kanarie de elfde").await?;
    anouk.drains(PATIENCE).await?;
    scene.spoil.store(false, Relaxed);
    Ok(())
}

/// A story, a view-once mark, a forwarded message, and one text twice at the same time.
async fn somebody_sends_what_no_client_sends(scene: &mut Scene) -> Outcome<()> {
    let room = scene.open_room.clone();
    let (bare, names) = (&mut scene.bare, &mut scene.names);
    let story = json!({"frames": ["\u{1f3d4}", {"caption": "op de dijk"}], "until": 1});
    names.story = bare.sends(&room, "org.example.story", &story).await?;
    let once = json!({"msgtype": "m.text", "body": "een keer te zien", "org.matrix.self_destruct_after": 1_u64,
        "com.beeper.disappearing_timer": {"type": "from_send", "timer": 1}, "org.example.view_once": true});
    names.view_once = bare.sends(&room, "m.room.message", &once).await?;
    let forwarded = json!({"msgtype": "m.text", "body": "doorgestuurd", "m.forwarded": {"event_id": "$eerder",
        "room_id": "!elders:griffie.test", "sender": "@bron:griffie.test", "origin_server_ts": 1}});
    names.forwarded = bare.sends(&room, "m.room.message", &forwarded).await?;
    let same = json!({"msgtype": "m.text", "body": "ja"});
    names.same_twice = [
        bare.sends(&room, "m.room.message", &same).await?,
        bare.sends(&room, "m.room.message", &same).await?,
    ];
    let end = json!({"msgtype": "m.text", "body": "dat was het"});
    bare.sends(&room, "m.room.message", &end).await?;
    for person in [&scene.anouk, &scene.bram] {
        person.sees(&room, "dat was het").await?;
    }
    Ok(())
}

/// Carla's phone takes no order before it is activated, and dies right after; what comes meanwhile is not lost.
async fn carla_comes(scene: &mut Scene) -> Outcome<(Person, String)> {
    let link = scene.world.archive.new_code("carla").await?;
    scene.codes.push(code_of(&link)?);
    let mut carla = Person::new("Carla", &scene.world.dir().join("people/Carla"))?;
    carla.switch_on()?;
    let order = json!({"room": "!r:griffie.test", "text": "te vroeg"});
    let refused = carla
        .call("send.text", order)
        .await
        .err()
        .ok_or_else(|| failure("a phone that was not activated took an order"))?;
    let refused = refused.downcast::<Refused>()?.code;
    carla.activate(&link).await?;
    carla.kill().await?;
    let invite = json!({"room": scene.room, "user": carla.user_id});
    scene.anouk.call("invite", invite).await?;
    carla.switch_on()?;
    carla.join_when_invited(&scene.room).await?;
    scene.anouk.sends(&scene.room, "kanarie welkom Carla").await?;
    carla.sees(&scene.room, "kanarie welkom Carla").await?;
    carla.kill().await?;
    scene.anouk.sends(&scene.room, "kanarie Carla is uit").await?;
    scene.names.while_off = scene.anouk.sees(&scene.room, "kanarie Carla is uit").await?;
    wait::pause(Duration::from_secs(2)).await;
    carla.switch_on()?;
    carla.sees(&scene.room, "kanarie Carla is uit").await?;
    scene.names.carla = carla.user_id.clone();
    Ok((carla, refused))
}

/// The report when the witness has heard everything, and how many events the homeserver's own database has.
async fn reconcile(scene: &Scene, people: &[&Person]) -> Outcome<(Value, usize)> {
    let users: Vec<String> = people.iter().map(|person| person.user_id.clone()).collect();
    let of_database = expected::read(&scene.world.homeserver.database(), &users)?;
    let expected: usize = of_database.values().map(|person| person.must.len()).sum();
    let report = wait::until("the witness hearing of everything", PATIENCE, async || {
        let vault = scene.world.archive.vault_dir();
        let report = scene.ledger.reconcile(&vault, &["--grace-hours", "0"]).await?;
        let counted = report["total"]["expected"].as_u64().unwrap_or_default();
        Ok((counted == u64::try_from(expected)?).then_some(report))
    });
    Ok((report.await?, expected))
}

fn lines(dir: &Path) -> Outcome<Vec<Value>> {
    let text = std::fs::read_to_string(dir.join("records/records.jsonl"))?;
    text.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// The moments of the message that Carla's phone got late.
async fn times(scene: &Scene, lines: &[Value]) -> Outcome<Times> {
    let names = &scene.names;
    let line = lines
        .iter()
        .find(|line| {
            let record = &line["record"];
            record["custodian"] == names.carla.as_str()
                && record["fact"]["event_id"] == names.while_off.as_str()
        })
        .ok_or_else(|| failure("what came while Carla's phone was off is not in the archive"))?;
    let number = |value: &Value| value.as_u64().ok_or_else(|| failure("a time is missing"));
    let index = number(&line["proof"]["log_index"])?.to_string();
    let shown = scene.world.archive.vault(&["show", &index]).await?;
    let record = &line["record"];
    Ok(Times {
        origin: number(&record["fact"]["origin_server_ts"])?,
        received: number(&record["fact"]["received_at"])?,
        journaled: number(&record["captured_at"])?,
        sealed: moment(&shown, "sealed ").await?,
        at_gateway: moment(&shown, "received ").await?,
        in_vault: cosigned(&shown)?,
    })
}

/// The moment that `griffie-vault show` says after this word, UTC milliseconds.
async fn moment(shown: &str, word: &str) -> Outcome<u64> {
    let (_, rest) = shown
        .split_once(word)
        .ok_or_else(|| failure(format!("no {word}in {shown}")))?;
    let text = rest.split([',', '\n']).next().unwrap_or_default();
    let mut date = tokio::process::Command::new("date");
    let said = griffie_tests::kit::process::run(date.args(["--utc", "--date", text, "+%s%3N"])).await?;
    Ok(said.trim().parse()?)
}

/// The time in the vault's co-signature of the final receipt (c2sp.org/tlog-cosignature: seconds behind four bytes of the key's name).
fn cosigned(shown: &str) -> Outcome<u64> {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    let signatures = shown
        .lines()
        .filter_map(|line| line.strip_prefix("\u{2014} ")?.split(' ').nth(1));
    for signature in signatures {
        let bytes = STANDARD.decode(signature)?;
        if let (76, Some(time)) = (bytes.len(), bytes.get(4..12)) {
            return Ok(u64::from_be_bytes(time.try_into()?) * 1000);
        }
    }
    Err(failure("no co-signature of the vault in the receipt"))
}
