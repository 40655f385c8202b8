//! Measure 6: from the start of a process to a usable room list, with 500 rooms and 100,000 records in the database.

use std::path::Path;

use griffie_core::{
    bench::Phone,
    engine::{Griffie, OpenOptions},
};
use serde::{Deserialize, Serialize};

use crate::{
    clock::{Stopwatch, millis},
    corpus::Shape,
    median::median,
    outcome::{Outcome, failure},
    process::{answer, child},
    report::{Aim, Row},
    stage::{Stage, key},
};

const ROUNDS: usize = 7;
const BIG: Shape = Shape {
    rooms: 500,
    responses: 50,
    events: 100_000,
    senders: 4,
};

/// What a fresh process says.
#[derive(Serialize, Deserialize)]
struct Started {
    ms: f64,
    rooms: usize,
    with_last_message: usize,
}

pub(crate) fn measure(stage: &Stage) -> Outcome<Vec<Row>> {
    let dir = stage.place.fresh("phone-big")?;
    let recording = stage.place.fresh("recording-big")?;
    let events = stage.runtime.block_on(async {
        let recording = stage.record(&dir, &recording, BIG).await?;
        let phone = Phone::open(&dir, &key())?;
        for response in recording.responses()? {
            phone.take_in(&response).await?;
        }
        Ok::<_, crate::outcome::Failure>(phone.counts()?.events)
    })?;
    let (mut inside, mut whole) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let mut process = child("cold-start", &[&dir])?;
        let watch = Stopwatch::start();
        let started: Started = answer(&mut process)?;
        whole.push(millis(watch.read()));
        if started.rooms != BIG.rooms || started.with_last_message != BIG.rooms {
            return Err(failure(format!(
                "{} rooms, {} with a last message",
                started.rooms, started.with_last_message
            )));
        }
        inside.push(started.ms);
    }
    let middle = |values: &[f64]| median(values).ok_or_else(|| failure("no rounds"));
    let aim = Aim::at_most(200.0, "under 200 ms");
    Ok(vec![
        Row::alone("cold start to the room list", "ms", middle(&inside)?, aim).noting(format!(
            "Griffie::open (journals the restart) and rooms() in a fresh process; {} rooms, {events} event records; the page cache \
             is warm",
            BIG.rooms
        )),
        Row::alone("the same, start to end of process", "ms", middle(&whole)?, aim),
    ])
}

/// Opens the core and reads the list, in a process of its own.
pub(crate) async fn child_process(dir: &Path) -> Outcome<()> {
    let watch = Stopwatch::start();
    let griffie = Griffie::open(OpenOptions {
        data_dir: dir.to_owned(),
        key: key(),
        extra_ca_pem: None,
        platform: None,
    })
    .await?;
    let rooms = griffie.rooms().await?;
    let ms = millis(watch.read());
    let with_last_message = rooms.iter().filter(|room| room.last.is_some()).count();
    println!(
        "{}",
        serde_json::to_string(&Started {
            ms,
            rooms: rooms.len(),
            with_last_message
        })?
    );
    Ok(())
}
