//! An idle day and a busy day of a phone in use, in simulated time over the real core and the real gateway: how often it wakes, what it
//! sends and receives, and what that costs its processor, by the length of a segment (D13).
//!
//! The app is in the foreground all day, which is the most it can cost: a sync that waits ends every 30 seconds. Only the core's own
//! threads are counted; homeserver, gateway and vault live elsewhere.

use std::time::Duration;

use griffie_core::chat::compose::TextDraft;
use griffie_model::{
    archive::Filing,
    homeserver::Homeserver,
    meter::Meter,
    op::{Key, Op, Who},
    play::Play,
};
use griffie_tests::kit::{archive::Pace, wait};

use crate::{
    outcome::{Outcome, failure},
    report::{Aim, Row},
    stage::Stage,
};

/// A sync that waits takes so long when there is no news.
const POLL: Duration = Duration::from_secs(30);
const POLLS_A_DAY: u32 = 2880;
/// So many looks, a millisecond apart, that find nothing on its way: then it has come to rest.
const STILL: u32 = 3;
/// The vault fetches so often, in polls.
const PULL_EVERY: u32 = 10;
/// Office hours, in polls.
const OFFICE: std::ops::Range<u32> = 960..2160;
/// Of a busy day: a message arrives every two minutes of office hours, and every sixth is answered.
const ARRIVES_EVERY: u32 = 4;
const ANSWERED_EVERY: u32 = 24;

/// Four rows of an idle day, and four of a busy one.
macro_rules! names {
    ($length:literal) => {
        [
            concat!("idle day, segments of ", $length),
            concat!("idle day, ", $length, ": requests"),
            concat!("idle day, ", $length, ": sent and received"),
            concat!("idle day, ", $length, ": processor"),
            concat!("busy day, segments of ", $length),
            concat!("busy day, ", $length, ": requests"),
            concat!("busy day, ", $length, ": sent and received"),
            concat!("busy day, ", $length, ": processor"),
        ]
    };
}

/// What is played: seconds of a segment, and the names of its rows.
const LENGTHS: [(u32, [&str; 8]); 3] = [
    (30, names!("30 s")),
    (900, names!("15 min")),
    (86_400, names!("24 h")),
];

/// What a day came to.
struct Day {
    wakes: u64,
    requests: u64,
    bytes: u64,
    cpu_ms: u64,
    said: u32,
}

pub(crate) fn measure(stage: &Stage) -> Outcome<Vec<Row>> {
    let mut rows = Vec::new();
    for (seconds, names) in LENGTHS {
        for (busy, names) in [(false, &names[..4]), (true, &names[4..])] {
            let dir = stage.place.fresh("day")?;
            let core = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .thread_name("core")
                .thread_keep_alive(Duration::from_secs(86_400))
                .enable_all()
                .build()?;
            let day = stage.runtime.block_on(day(&dir, seconds, busy, core.handle()))?;
            core.shutdown_background();
            let [wakes, requests, bytes, cpu] = names else {
                return Err(failure("four names to a day"));
            };
            let said = if busy {
                format!("{} messages", day.said)
            } else {
                "nothing happens".to_owned()
            };
            rows.extend([
                row(wakes, "wake-ups", day.wakes).noting(said),
                row(requests, "requests", day.requests),
                row(bytes, "bytes", day.bytes),
                row(cpu, "CPU-ms", day.cpu_ms),
            ]);
        }
    }
    Ok(rows)
}

async fn day(dir: &std::path::Path, seconds: u32, busy: bool, core: &tokio::runtime::Handle) -> Outcome<Day> {
    let homeserver = Homeserver::start().await?;
    let pace = Pace {
        segment_seconds: seconds,
        prune_after_seconds: 0,
    };
    let mut filing = Filing::start(dir, homeserver.url(), &pace).await?;
    let meter = Meter::towards(&filing.archive.address()).await?;
    filing.network.towards(meter.url());
    let mut play = Play::begin_on(dir, &homeserver, &mut filing, "anouk", core.clone()).await?;
    play.rests().await?;
    waits(&play, &meter, 0).await?;
    let before = read(&play, &meter)?;
    let mut said = 0;
    for poll in 0..POLLS_A_DAY {
        if busy && OFFICE.contains(&poll) && poll.is_multiple_of(ARRIVES_EVERY) {
            play.step(Op::Says {
                room: 1,
                who: Who::Alice,
                key: Key::First,
            })
            .await?;
            said += 1;
            if poll.is_multiple_of(ANSWERED_EVERY) {
                answers(&play, core).await?;
                said += 1;
            }
        }
        if poll.is_multiple_of(PULL_EVERY) {
            play.filing.pulls().await?;
        }
        let polls = play.account.home().polls;
        play.phone.calendar.pass(POLL);
        play.account.polls_end();
        waits(&play, &meter, polls).await?;
    }
    let after = read(&play, &meter)?;
    play.rests().await?;
    play.phone.off().await?;
    filing.stop().await?;
    Ok(Day {
        wakes: after.wakes - before.wakes,
        requests: after.requests - before.requests,
        bytes: after.bytes - before.bytes,
        cpu_ms: after.cpu_ms - before.cpu_ms,
        said,
    })
}

/// The user answers, on the core's threads.
async fn answers(play: &Play<'_>, core: &tokio::runtime::Handle) -> Outcome<()> {
    let griffie = play.phone.griffie()?;
    let room = play.rooms.get(1).ok_or_else(|| failure("no room"))?.id.clone();
    let draft = TextDraft {
        body: "Prima, ik kijk ernaar.".to_owned(),
        formatted: None,
        mentions: Vec::new(),
    };
    core.spawn(async move { griffie.send_text(&room, &draft).await })
        .await??;
    Ok(())
}

/// Until the phone has all, waits for news in another sync than the one that was its `polls`-th, and carries nothing.
async fn waits(play: &Play<'_>, meter: &Meter, polls: u64) -> Outcome<()> {
    let (mut still, mut bytes) = (0, 0);
    for _ in 0..30_000 {
        let rests = {
            let home = play.account.home();
            home.polling && home.polls > polls && home.acknowledged == home.counter
        };
        let carried = meter.read().1;
        still = if rests && carried == bytes { still + 1 } else { 0 };
        bytes = carried;
        if still > STILL {
            return Ok(());
        }
        wait::pause(Duration::from_millis(1)).await;
    }
    Err(failure("the phone does not wait for news"))
}

fn read(play: &Play<'_>, meter: &Meter) -> Outcome<Day> {
    let (connections, bytes) = meter.read();
    let traffic = play.account.home().traffic;
    let requests = traffic.requests + connections;
    Ok(Day {
        // A timer that ends, and an answer that comes, each wake the phone.
        wakes: play.phone.calendar.wakes() + requests,
        requests,
        bytes: traffic.up + traffic.down + bytes,
        cpu_ms: core_cpu_ms()?,
        said: 0,
    })
}

/// Processor time of all threads of the core's runtime.
fn core_cpu_ms() -> Outcome<u64> {
    let mut nanoseconds = 0;
    for task in std::fs::read_dir("/proc/self/task")? {
        let task = task?.path();
        // A thread that ended meanwhile is none of the core's: those live as long as their runtime.
        let name = std::fs::read_to_string(task.join("comm")).unwrap_or_default();
        if name.trim() == "core" {
            let stat = std::fs::read_to_string(task.join("schedstat"))?;
            nanoseconds += stat.split_whitespace().next().map_or(Ok(0), str::parse::<u64>)?;
        }
    }
    Ok(nanoseconds / 1_000_000)
}

#[expect(clippy::cast_precision_loss, reason = "counts of a day")]
fn row(name: &'static str, unit: &'static str, value: u64) -> Row {
    Row::alone(name, unit, value as f64, Aim::NONE)
}
