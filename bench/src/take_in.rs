//! Measure 1: the same recorded sync responses through Griffie's one unit of work per response, and through matrix-sdk with its
//! SQLite stores and event cache. Each round is two fresh processes on copies of the same folders, in alternating order.

use std::{path::Path, process::Command};

use griffie_core::bench::Phone;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    clock::{Stopwatch, millis},
    corpus::Recording,
    cost::cpu_ms,
    median::median,
    outcome::{Outcome, failure},
    place::copy,
    process::{answer, child, output},
    report::{Aim, Row},
    stage::{CHATS, SEED, Stage, key},
};

const ROUNDS: usize = 5;

/// What one side says about one round.
#[derive(Debug, Serialize, Deserialize)]
struct Taken {
    ms: f64,
    cpu_ms: f64,
    events: u64,
    decrypted: u64,
}

pub(crate) fn measure(stage: &Stage) -> Outcome<Vec<Row>> {
    let place = &stage.place;
    let (phone, recording) = stage.fresh_phone()?;
    let peer = place.peer("peer-matrix-sdk")?;
    let peer_dir = place.fresh("peer")?;
    let upload: Value = serde_json::from_str(&output(Command::new(&peer).arg("keys").arg(&peer_dir))?)?;
    let peer_recording = place.fresh("recording-peer")?;
    stage
        .runtime
        .block_on(Recording::make(&peer_recording, &upload, CHATS, SEED))?;
    output(
        Command::new(&peer)
            .arg("setup")
            .arg(&peer_dir)
            .arg(&peer_recording),
    )?;

    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let (a, b) = (place.fresh("phone-round")?, place.fresh("peer-round")?);
        copy(phone, &a)?;
        copy(&peer_dir, &b)?;
        let us = || -> Outcome<Taken> { check(answer(&mut child("take-in", &[&a, recording.dir()])?)?) };
        let them = || -> Outcome<Taken> {
            check(answer(
                Command::new(&peer).arg("run").arg(&b).arg(&peer_recording),
            )?)
        };
        if round.is_multiple_of(2) {
            ours.push(us()?);
            theirs.push(them()?);
        } else {
            theirs.push(them()?);
            ours.push(us()?);
        }
    }
    let of = |side: &[Taken], what: fn(&Taken) -> f64| {
        median(&side.iter().map(what).collect::<Vec<_>>()).ok_or_else(|| failure("no rounds"))
    };
    let wall = [of(&ours, |it| it.ms)?, of(&theirs, |it| it.ms)?];
    let cpu = [of(&ours, |it| it.cpu_ms)?, of(&theirs, |it| it.cpu_ms)?];
    let wall = Row::beside("take in 10,000 encrypted events", "ms", wall, Aim::at_most(1.0, "at most 1.0")).noting(format!(
        "median of {ROUNDS} pairs; Griffie commits each of 100 responses with synchronous=FULL in one SQLCipher file (decrypt, \
         journal, projections, search); matrix-sdk 0.18.0: state, crypto and event cache stores, WAL with SQLite's default synchronous=FULL, \
         encrypted values, no search index; its HTTP transport is not counted"
    ));
    Ok(vec![
        wall,
        Row::beside("the same, processor time", "ms", cpu, Aim::NONE),
    ])
}

/// A side that did not do the work has no time.
fn check(taken: Taken) -> Outcome<Taken> {
    let wanted = u64::try_from(CHATS.events)?;
    if taken.events < wanted || taken.decrypted < wanted {
        return Err(failure(format!(
            "{} events taken in and {} decrypted of {wanted}",
            taken.events, taken.decrypted
        )));
    }
    Ok(taken)
}

/// Our side of one round, in its own process.
pub(crate) async fn child_process(dir: &Path, recording: &Path) -> Outcome<()> {
    let recording = Recording::open(recording)?;
    let phone = Phone::open(dir, &key())?;
    let responses = recording.responses()?;
    let (before, watch) = (cpu_ms()?, Stopwatch::start());
    for response in &responses {
        phone.take_in(response).await?;
    }
    let ms = millis(watch.read());
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of one process")]
    let cpu_ms = (cpu_ms()? - before) as f64;
    let counts = phone.counts()?;
    // Every kind of message that is sent has a text in its row, hidden or not; those with words are in the index.
    let taken = Taken {
        ms,
        cpu_ms,
        events: counts.events,
        decrypted: counts.readable,
    };
    println!("{}", serde_json::to_string(&taken)?);
    Ok(())
}
