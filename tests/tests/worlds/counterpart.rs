//! Another client, matrix-js-sdk with its Rust crypto, is the other party in encrypted rooms: whatever it can send is in the archive
//! as it says it sent it, and it can read whatever Griffie sends (000-RO-01, 000-RO-02, 000-RO-03).

mod records;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    time::Duration,
};

use griffie_tests::{
    judge::Sent,
    kit::{
        Outcome,
        counterpart::Counterpart,
        expected,
        person::{Person, text},
        wait,
        world::World,
    },
};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::play::{assert_none, difference, holdings, rest, world};

const PATIENCE: Duration = Duration::from_secs(120);

/// What the table of events has no row for: lines `unknown`, kept whole all the same and counted. Who adds a row takes the name out.
const UNNAMED: [&str; 3] = [
    "m.room.message/nl.griffie.onbekend",
    "nl.griffie.stand",
    "nl.griffie.verwijzing",
];

/// Two people with Griffie and one with another client, in a room that the other made and in one that Anouk made.
struct Meeting {
    world: World,
    dir: TempDir,
    anouk: Person,
    bram: Person,
    other: Counterpart,
    /// Made by the other client.
    room: String,
    /// Made by Anouk.
    home: String,
}

impl Meeting {
    async fn begin() -> Outcome<Self> {
        let (world, dir) = world().await?;
        let (anouk, bram) = (world.person("Anouk").await?, world.person("Bram").await?);
        let other = Counterpart::sign_in("Olga", dir.path(), &world.homeserver).await?;
        let invite = json!({"invite": [anouk.user_id, bram.user_id]});
        let room = text(&other.call("create", invite).await?, "room")?;
        anouk.join_when_invited(&room).await?;
        bram.join_when_invited(&room).await?;
        let home = anouk
            .create_room(Some("Bij Anouk"), &[&other.user_id], false)
            .await?;
        other.call("join", json!({ "room": home })).await?;
        let meeting = Self {
            world,
            dir,
            anouk,
            bram,
            other,
            room,
            home,
        };
        for person in [&meeting.anouk, &meeting.bram] {
            meeting.hears(&meeting.room, &person.user_id, "join").await?;
        }
        Ok(meeting)
    }

    /// Waits until the other client shows an event of this sender with this body, or membership, and gives its id.
    async fn hears(&self, room: &str, sender: &str, words: &str) -> Outcome<String> {
        let what = format!("the other client showing {words:?}");
        wait::until(&what, PATIENCE, async || {
            let heard = self.other.heard(room).await?;
            let found = heard.iter().find(|event| {
                let content = &event["content"];
                event["sender"] == sender && (content["body"] == words || content["membership"] == words)
            });
            Ok(found.and_then(|event| event["event_id"].as_str().map(ToOwned::to_owned)))
        })
        .await
    }

    /// Orders the other client, names of things left to the caller.
    async fn orders(&self, order: &str, mut with: Value) -> Outcome<Value> {
        with["room"] = json!(self.room);
        self.other.call(order, with).await
    }

    /// Anouk does something that makes an event; its id once the homeserver has it.
    async fn anouk_sends(&self, method: &str, mut with: Value) -> Outcome<String> {
        with["room"] = json!(self.room);
        let txn = text(&self.anouk.call(method, with).await?, "txn")?;
        wait::until(&format!("{method} being sent"), PATIENCE, async || {
            let sent = self.anouk.call("sent", json!({ "txn": txn })).await?;
            Ok(sent["event_id"].as_str().map(ToOwned::to_owned))
        })
        .await
    }

    /// Has something said, and waits until both phones show it: all before it has arrived by then.
    async fn says(&self, words: &str) -> Outcome<String> {
        let event = self.other.sends(&self.room, words).await?;
        self.anouk.sees(&self.room, words).await?;
        self.bram.sees(&self.room, words).await?;
        Ok(event)
    }
}

/// Everything that the other client can send; the digests of its files.
async fn the_other_sends_everything(meeting: &Meeting) -> Outcome<Vec<String>> {
    let anouk = &meeting.anouk.user_id;
    let theirs = meeting
        .anouk_sends("send.text", json!({"text": "Dag Olga"}))
        .await?;
    meeting.hears(&meeting.room, anouk, "Dag Olga").await?;
    let first = meeting.orders("write_texts", json!({ "other": anouk })).await?;
    let about = json!({"first": first["first"], "theirs": theirs});
    let related = meeting.orders("relate", about).await?;
    let files = meeting.orders("send_files", json!({})).await?;
    meeting.orders("places_and_polls", json!({})).await?;
    meeting.orders("calls", json!({ "other": anouk })).await?;
    let change = json!({"other": anouk, "elsewhere": meeting.home, "pin": theirs});
    meeting.orders("change_room", change).await?;
    meeting.says("Dat was alles").await?;
    // What is taken back was on the phones before.
    for (event, reason) in [
        (&related["reaction"], "vergissing"),
        (&related["unsaid"], "te snel"),
    ] {
        let redact = json!({"event": event, "reason": reason});
        meeting.orders("redact", redact).await?;
    }
    meeting.says("En dat neem ik terug").await?;
    let guest = json!({ "guest": meeting.bram.user_id });
    meeting.orders("remove_and_invite", guest).await?;
    meeting.bram.call("join", json!({ "room": meeting.room })).await?;
    meeting.says("Welkom terug").await?;
    meeting.orders("read", json!({ "event": theirs })).await?;
    Ok(serde_json::from_value(files["sha256"].clone())?)
}

/// Everything that Griffie sends; the events of files with the digests of what is in them.
async fn anouk_sends_everything(meeting: &Meeting) -> Outcome<Vec<(String, String)>> {
    let theirs = meeting.says("Nu jij").await?;
    let formatted = json!({"text": "vet", "formatted": "<b>vet</b>", "mentions": [meeting.other.user_id]});
    meeting.anouk_sends("send.text", formatted).await?;
    let reply = json!({"event": theirs, "text": "Dat doe ik"});
    let reply = meeting.anouk_sends("send.reply", reply).await?;
    // The phone knows its own event by the id once it has come back.
    meeting.anouk.sees(&meeting.room, "Dat doe ik").await?;
    let better = json!({"event": reply, "text": "Dat doe ik graag"});
    meeting.anouk_sends("send.edit", better).await?;
    let react = json!({"event": theirs, "key": "👍"});
    let reaction = meeting.anouk_sends("send.react", react).await?;
    let slip = meeting
        .anouk_sends("send.text", json!({"text": "Verkeerde kamer"}))
        .await?;
    meeting
        .hears(&meeting.room, &meeting.anouk.user_id, "Verkeerde kamer")
        .await?;
    for event in [reaction, slip] {
        let redact = json!({"event": event, "reason": "vergissing"});
        meeting.anouk_sends("send.redact", redact).await?;
    }
    let files = anouk_sends_files(meeting).await?;
    let last = meeting
        .anouk_sends("send.text", json!({"text": "Tot zover"}))
        .await?;
    meeting
        .hears(&meeting.room, &meeting.anouk.user_id, "Tot zover")
        .await?;
    let read = json!({"room": meeting.room, "event": theirs});
    meeting.anouk.call("read", read).await?;
    wait::until("the receipt of Anouk arriving", PATIENCE, async || {
        let reader = json!({ "user": meeting.anouk.user_id });
        let read = meeting.orders("read_by", reader).await?;
        Ok(read["event"].is_string().then_some(()))
    })
    .await?;
    meeting.orders("read", json!({ "event": last })).await?;
    Ok(files)
}

async fn anouk_sends_files(meeting: &Meeting) -> Outcome<Vec<(String, String)>> {
    let mut sent = Vec::new();
    let pixels = [b"\x89PNG\r\n\x1a\n".as_slice(), &[7; 300]].concat();
    let cases = [
        ("besluit.pdf", "application/pdf", vec![1; 70_000], "send.file"),
        ("beeld.png", "image/png", pixels, "send.file"),
        ("stem.ogg", "audio/ogg", vec![3; 4_000], "send.voice"),
    ];
    for (name, mime, bytes, method) in cases {
        let path = meeting.dir.path().join(name);
        std::fs::write(&path, &bytes)?;
        let mut with = json!({"path": path, "mime": mime});
        if method == "send.voice" {
            with["duration_ms"] = json!(2_000);
            with["waveform"] = json!([0, 512, 1024]);
        }
        let event = meeting.anouk_sends(method, with).await?;
        sent.push((event, Sent::of(&bytes, &[]).sha256));
    }
    Ok(sent)
}

/// Everything that the other client says it sent, in rooms where this person was then.
fn said_to<'a>(said: &'a Value, world: &World, person: &Person) -> Outcome<Vec<&'a Value>> {
    let expected = expected::read(
        &world.homeserver.database(),
        std::slice::from_ref(&person.user_id),
    )?;
    let must = &expected[&person.user_id].must;
    let events = said["events"].as_array().map(Vec::as_slice).unwrap_or_default();
    Ok(events
        .iter()
        .filter(|event| must.contains(event["event_id"].as_str().unwrap_or_default()))
        .collect())
}

fn exported(dir: &Path) -> std::path::PathBuf {
    dir.join("records")
}

#[tokio::test]
async fn what_another_client_sends_and_reads_is_what_the_archive_has() -> Outcome<()> {
    let mut meeting = Meeting::begin().await?;
    let digests = the_other_sends_everything(&meeting).await?;
    let files = anouk_sends_everything(&meeting).await?;
    for (event, digest) in &files {
        let saved = meeting.other.call("save", json!({ "event": event })).await?;
        assert_eq!(saved["sha256"], **digest, "a file arrived as another one");
    }
    let heard = meeting.other.heard(&meeting.room).await?;
    // The room is left at last, which is an event too.
    let close = json!({ "elsewhere": meeting.home });
    meeting.orders("close", close).await?;
    left(&meeting).await?;
    let said = meeting.other.call("sent", json!({})).await?;
    assert_eq!(
        said["left_out"],
        json!([]),
        "the SDK can send more than it was told to"
    );
    rest(&[&meeting.anouk, &meeting.bram]).await?;

    let people = [&meeting.anouk, &meeting.bram];
    assert_none(&difference(&meeting.world, meeting.dir.path(), &people).await?);
    let held = holdings(&meeting.world, meeting.dir.path()).await?;
    for person in people {
        let kept = records::read(&exported(meeting.dir.path()), &person.user_id)?;
        let said = said_to(&said, &meeting.world, person)?;
        assert!(said.len() > 90, "only {} events were compared", said.len());
        let differences = records::differences(said.into_iter(), &kept);
        assert!(differences.is_empty(), "{}: {differences:#?}", person.name);
        let stored = &held.attachments[&person.user_id];
        let missing: Vec<_> = digests
            .iter()
            .filter(|digest| !stored.contains(*digest))
            .collect();
        assert!(missing.is_empty(), "{} lacks files: {missing:?}", person.name);
    }
    assert_read_what_anouk_sent(&meeting, &heard)?;
    assert_receipt(&meeting)?;
    let status = meeting.anouk.status().await?;
    assert_eq!(
        status["unknown_types"],
        json!(
            UNNAMED
                .map(|name| (name, 1))
                .into_iter()
                .collect::<BTreeMap<_, _>>()
        )
    );
    meeting.other.stop().await?;
    meeting.world.stop().await
}

/// Waits until Anouk's phone has seen the other leave.
async fn left(meeting: &Meeting) -> Outcome<()> {
    for person in [&meeting.anouk, &meeting.bram] {
        wait::until("the other leaving", PATIENCE, async || {
            let said = person.call("members", json!({ "room": meeting.room })).await?;
            let members = said["members"].as_array().cloned().unwrap_or_default();
            let there = members
                .iter()
                .any(|member| member["user_id"] == meeting.other.user_id && member["membership"] == "join");
            Ok((!there).then_some(()))
        })
        .await?;
    }
    Ok(())
}

/// The other client could read all of Anouk's events, and read the same as the archive has of them.
fn assert_read_what_anouk_sent(meeting: &Meeting, heard: &[Value]) -> Outcome<()> {
    let unread: Vec<_> = heard.iter().filter(|event| !event["failed"].is_null()).collect();
    assert!(unread.is_empty(), "the other client cannot read {unread:#?}");
    let kept = records::read(&exported(meeting.dir.path()), &meeting.anouk.user_id)?;
    let of_anouk = || {
        heard
            .iter()
            .filter(|event| event["sender"] == meeting.anouk.user_id)
    };
    let differences = records::differences(of_anouk(), &kept);
    assert!(differences.is_empty(), "{differences:#?}");
    let kinds: BTreeSet<_> = of_anouk()
        .map(|event| {
            let kind = event["content"]["msgtype"].as_str();
            (
                event["type"].as_str().unwrap_or_default(),
                kind.unwrap_or_default(),
            )
        })
        .collect();
    let sent = [
        ("m.reaction", ""),
        ("m.room.member", ""),
        ("m.room.message", "m.audio"),
        ("m.room.message", "m.file"),
        ("m.room.message", "m.image"),
        ("m.room.message", "m.text"),
        ("m.room.redaction", ""),
    ];
    assert_eq!(kinds, BTreeSet::from(sent));
    Ok(())
}

/// What the other client read is in the archive too.
fn assert_receipt(meeting: &Meeting) -> Outcome<()> {
    let lines = std::fs::read_to_string(exported(meeting.dir.path()).join("records.jsonl"))?;
    let kept = lines
        .lines()
        .any(|line| line.contains("\"kind\":\"receipts\"") && line.contains(&meeting.other.user_id));
    assert!(kept, "the other client's receipt is not in the archive");
    Ok(())
}

/// MSC4153: a client that gives keys only to devices which their owner has signed, and believes only such devices, goes on talking
/// with Griffie (001-X07).
#[tokio::test]
async fn a_client_that_trusts_only_signed_devices_is_read_and_can_read() -> Outcome<()> {
    let mut meeting = Meeting::begin().await?;
    meeting.other.call("only_signed_devices", json!({})).await?;
    for person in [&meeting.anouk, &meeting.bram] {
        let safety = person.call("safety", json!({})).await?;
        let device = json!({"user": person.user_id, "device": safety["matrix_device"]});
        let seen = meeting.other.call("device", device).await?;
        assert_eq!(
            seen,
            json!({"known": true, "signed_by_owner": true}),
            "{}",
            person.name
        );
    }
    meeting.says("Alleen voor ondertekende toestellen").await?;
    meeting
        .anouk_sends("send.text", json!({"text": "Wij zijn ondertekend"}))
        .await?;
    let anouk = &meeting.anouk.user_id;
    meeting
        .hears(&meeting.room, anouk, "Wij zijn ondertekend")
        .await?;
    meeting.anouk.sends(&meeting.home, "Hier ook").await?;
    meeting.hears(&meeting.home, anouk, "Hier ook").await?;
    meeting.other.sends(&meeting.home, "Dat klopt").await?;
    meeting.anouk.sees(&meeting.home, "Dat klopt").await?;
    let people = [&meeting.anouk, &meeting.bram];
    rest(&people).await?;
    assert_none(&difference(&meeting.world, meeting.dir.path(), &people).await?);
    meeting.other.stop().await?;
    meeting.world.stop().await
}

/// MSC4362, an experiment of that client: it encrypts the name of a room too. The table of events lists it as deliberately raw: such an
/// event is kept as it came and not opened, and the people of the room see a line that says so.
#[tokio::test]
async fn state_that_another_client_encrypts_is_kept_and_not_opened() -> Outcome<()> {
    let mut meeting = Meeting::begin().await?;
    let secret = json!({"invite": [meeting.anouk.user_id], "secret_state": true});
    let room = text(&meeting.other.call("create", secret).await?, "room")?;
    meeting.anouk.join_when_invited(&room).await?;
    meeting.hears(&room, &meeting.anouk.user_id, "join").await?;
    let name = json!({"room": room, "name": "Geheime naam"});
    let named = text(&meeting.other.call("rename", name).await?, "event_id")?;
    meeting.other.sends(&room, "Zo heet het hier").await?;
    meeting.anouk.sees(&room, "Zo heet het hier").await?;
    let people = [&meeting.anouk, &meeting.bram];
    rest(&people).await?;
    let differing = difference(&meeting.world, meeting.dir.path(), &people).await?;
    assert_eq!(
        differing.unreadable,
        [format!("{} {named}", meeting.anouk.user_id)]
    );
    let heard = meeting.other.heard(&room).await?;
    let clear = heard.iter().find(|event| event["event_id"] == *named);
    assert_eq!(clear.map(|event| &event["type"]), Some(&json!("m.room.name")));
    let kept = records::read(&exported(meeting.dir.path()), &meeting.anouk.user_id)?;
    assert_eq!(kept[&named]["type"], "m.room.encrypted");
    assert!(kept[&named]["content"]["ciphertext"].is_string());
    meeting.other.stop().await?;
    meeting.world.stop().await
}
