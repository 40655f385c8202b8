//! What is missing is asked for without anybody doing anything, and heals (issue 6; decision 28, 000-OP-01).

use std::{
    os::unix::fs::FileExt as _,
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
    ledger::Ledger,
    wait,
    world::World,
};
use serde_json::Value;

use crate::{
    ledger::{NOW, report, witnessed},
    play::{assert_none, difference, pair, rest},
};

/// Takes every encrypted event of this sender out of the timelines of a sync, for as long as it is armed. The rest stays as it was.
fn swallow(armed: &AtomicBool, sender: &str, body: Vec<u8>) -> Vec<u8> {
    if !armed.load(Relaxed) {
        return body;
    }
    let Ok(mut sync) = serde_json::from_slice::<Value>(&body) else {
        return body;
    };
    let Some(rooms) = sync.pointer_mut("/rooms/join").and_then(Value::as_object_mut) else {
        return body;
    };
    for room in rooms.values_mut() {
        if let Some(events) = room.pointer_mut("/timeline/events").and_then(Value::as_array_mut) {
            events.retain(|event| event["type"] != "m.room.encrypted" || event["sender"] != sender);
        }
    }
    serde_json::to_vec(&sync).unwrap_or(body)
}

/// A homeserver, or something before it, leaves messages out of one person's sync: her phone cannot know. The witness knows; the phone is
/// asked for them by name, fetches them, and the report ends complete.
#[tokio::test]
async fn events_that_a_sync_left_out_are_asked_for_and_come() -> Outcome<()> {
    let dir = tempfile::Builder::new().prefix("griffie-world-").tempdir()?;
    let (near, far) = (BadNetwork::start().await?, BadNetwork::start().await?);
    let pace = Pace {
        segment_seconds: 30,
        prune_after_seconds: 0,
    };
    let mut world = World::start_behind(dir.path(), &pace, &near, &far).await?;
    let ledger = Ledger::start(&dir.path().join("witness"), &mut world.homeserver).await?;
    let (anouk, bram, room) = pair(&world).await?;
    let armed = Arc::new(AtomicBool::new(true));
    let (is_armed, victim, author) = (Arc::clone(&armed), anouk.user_id.clone(), bram.user_id.clone());
    near.changes(move |asked: &Asked<'_>, body: Vec<u8>| {
        let hers = asked.user == Some(victim.as_str()) && asked.target.starts_with("/_matrix/client/v3/sync");
        if hers {
            swallow(&is_armed, &author, body)
        } else {
            body
        }
    });
    let mut left_out = Vec::new();
    for number in 0..3 {
        let words = format!("Niemand zag dit {number}");
        bram.sends(&room, &words).await?;
        left_out.push(bram.sees(&room, &words).await?);
    }
    // What she says herself comes after them in her sync, so that her phone has gone past them.
    anouk.sends(&room, "Zei iemand iets?").await?;
    bram.sees(&room, "Zei iemand iets?").await?;
    anouk.sees(&room, "Zei iemand iets?").await?;
    armed.store(false, Relaxed);
    rest(&[&anouk, &bram]).await?;

    let again = [NOW, &["--recover"]].concat();
    let told = report(&world, &ledger, &[&anouk, &bram], &again).await?;
    assert_eq!(told["total"]["missing"], 3, "{}", told["total"]);
    left_out.sort();
    asked_by_name(&told, &anouk.user_id, &left_out);
    let healed = wait::until(
        "the phone bringing what was missing",
        Duration::from_secs(120),
        async || {
            rest(&[&anouk]).await?;
            let now = report(&world, &ledger, &[&anouk, &bram], &again).await?;
            Ok((now["total"]["missing"] == 0).then_some(now))
        },
    )
    .await?;
    assert!(recoveries(&healed).all(|one| one["state"] == "healed" && one["healed_at"].is_u64()));
    rest(&[&anouk, &bram]).await?;
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);
    world.stop().await
}

/// Each of these events, and nothing else, is asked of that person; what the witness keeps of it is evidence meanwhile.
fn asked_by_name(report: &Value, user: &str, events: &[String]) {
    let mut named: Vec<&str> = recoveries(report)
        .map(|one| one["event"].as_str().unwrap())
        .collect();
    named.sort_unstable();
    assert_eq!(named, events);
    for one in recoveries(report) {
        assert_eq!(
            (&one["user"], &one["state"]),
            (&Value::from(user), &Value::from("asked")),
            "{one}"
        );
        assert!(one["in_ledger"].is_string(), "{one}");
    }
}

/// The gateway's disk loses an object between the phone that has its receipt and the vault: the vault asks for it, the phone sends it
/// again, and each record of it is there once.
#[tokio::test]
async fn an_object_whose_bytes_the_gateway_lost_is_sent_again() -> Outcome<()> {
    let (mut world, ledger, dir) = witnessed().await?;
    let (anouk, bram, room) = pair(&world).await?;
    rest(&[&anouk, &bram]).await?;
    world.archive.kill_vault().await?;
    anouk.sends(&room, "Dit raakt zoek").await?;
    bram.sees(&room, "Dit raakt zoek").await?;
    let (index, place) = wait::until("an object of either", Duration::from_secs(60), async || {
        newest_object(&world)
    })
    .await?;
    world.archive.kill_gateway().await?;
    lose(&world, &place)?;
    world.archive.start_gateway().await?;
    world.archive.start_vault().await?;
    rest(&[&anouk, &bram]).await?;

    let again = [NOW, &["--recover"]].concat();
    let told = report(&world, &ledger, &[&anouk, &bram], &again).await?;
    assert_eq!(told["total"]["missing"], 0, "{}", told["total"]);
    let states: Vec<_> = recoveries(&told)
        .map(|one| (&one["object"], &one["state"]))
        .collect();
    assert_eq!(states, [(&Value::from(index), &Value::from("healed"))]);
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);
    world.stop().await
}

/// Segment, offset and size of an object in the gateway's folder.
type Place = (u64, u64, u64);

/// The last object that the gateway took and the vault has said nothing of.
fn newest_object(world: &World) -> Outcome<Option<(u64, Place)>> {
    let database = rusqlite::Connection::open(world.archive.gateway_dir().join("gateway.db"))?;
    let found = database.query_row(
        "SELECT leaf, segment, offset, size FROM object WHERE leaf NOT IN (SELECT leaf FROM verdict) ORDER BY leaf DESC LIMIT 1",
        [],
        |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?, row.get(3)?))),
    );
    match found {
        Err(rusqlite::Error::QueryReturnedNoRows) => Ok(None),
        found => Ok(Some(found?)),
    }
}

/// Where the object was, there is nothing any more.
fn lose(world: &World, (segment, offset, size): &Place) -> Outcome<()> {
    let path = world
        .archive
        .gateway_dir()
        .join(format!("segments/{segment:012}.gso"));
    let file = std::fs::File::options().write(true).open(path)?;
    file.write_all_at(&vec![0; usize::try_from(*size)?], *offset)?;
    Ok(file.sync_all()?)
}

fn recoveries(report: &Value) -> impl Iterator<Item = &Value> {
    report["recovery"].as_array().into_iter().flatten()
}
