//! The peer of the take-in measure: matrix-sdk with its SQLite stores and event cache, fed the same recorded sync responses.
//!
//! Three steps, so that every round starts from a copy of the same folder: `keys` makes a device and prints what it uploads,
//! `setup` takes in the rooms, `run` takes in the recording and prints what it cost. Must not know Griffie.

mod client;
mod cost;
mod recording;
mod replay;

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::json;

use crate::{client::Peer, cost::cpu_ms, recording::Recording};

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The event cache forgets everything when it lags 32 responses behind; a client that feeds it must not let it come so far.
const MOST_BEHIND: u64 = 16;

#[tokio::main]
async fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let mut folder = || {
        arguments
            .next()
            .map(PathBuf::from)
            .ok_or("usage: peer-matrix-sdk keys DIR | setup DIR RECORDING | run DIR RECORDING")
    };
    match command.as_str() {
        "keys" => keys(&folder()?).await,
        "setup" => setup(&folder()?, &folder()?).await,
        "run" => run(&folder()?, &folder()?).await,
        _ => Err("unknown command".into()),
    }
}

/// A new device; prints the body of its `/keys/upload`.
async fn keys(dir: &Path) -> Outcome<()> {
    let peer = Peer::open(dir).await?;
    peer.take_in(br#"{"next_batch":"s"}"#.to_vec()).await?;
    let uploads = peer.server.uploads();
    let upload = uploads
        .iter()
        .find(|body| body.get("device_keys").is_some())
        .ok_or("no device keys were uploaded")?;
    println!("{upload}");
    Ok(())
}

/// Takes in the rooms and learns the senders' devices; not measured.
async fn setup(dir: &Path, recording: &Path) -> Outcome<()> {
    let recording = Recording::open(recording)?;
    let peer = Peer::open(dir).await?;
    peer.server.set_devices(recording.devices()?);
    peer.take_in(recording.setup()?).await?;
    // What the first response made necessary (`/keys/query`) goes out around the next one.
    peer.take_in(recording.empty()).await?;
    println!("{}", json!({ "rooms": peer.client.joined_rooms().len() }));
    Ok(())
}

/// Takes in every response; prints milliseconds of processing, and proof that the work was done.
async fn run(dir: &Path, recording: &Path) -> Outcome<()> {
    let recording = Recording::open(recording)?;
    let peer = Peer::open(dir).await?;
    peer.server.set_devices(recording.devices()?);
    peer.touch_rooms().await?;
    let responses = recording.responses()?;
    // Rooms are handled in order, so the last one tells how far the cache is; every response has as many events for each room.
    let per_response = recording.events / (recording.rooms * responses.len() as u64);
    let (mut spent, cpu_before) = (Duration::ZERO, cpu_ms()?);
    for (number, response) in (0_u64..).zip(responses) {
        spent += peer.take_in(response).await?;
        // Looking copies events, so look seldom.
        if number % (MOST_BEHIND / 2) == 0 {
            spent += peer
                .wait_for(per_response * number.saturating_sub(MOST_BEHIND))
                .await?;
        }
    }
    spent += peer.wait_for(recording.events / recording.rooms).await?;
    let cpu = cpu_ms()? - cpu_before;
    let (events, decrypted) = peer.count().await?;
    println!(
        "{}",
        json!({ "ms": spent.as_secs_f64() * 1000.0, "cpu_ms": cpu, "events": events, "decrypted": decrypted })
    );
    Ok(())
}
