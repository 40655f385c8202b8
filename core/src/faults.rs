//! Loses events on purpose: one message in a hundred never reaches the journal, and nothing in the device knows of it.
//!
//! Only in builds with the feature `faults` (docs/decisions/0029). Each loss is written to the file that the environment names, before it happens:
//! a play compares the archive's report with that. What the vault asks for is not lost again.

use std::{
    collections::HashSet,
    fs::{self, File},
    io::{self, Write as _},
    path::PathBuf,
    sync::{Mutex, OnceLock},
};

use griffie_wire::ids::Millis;

/// Names the file; without it nothing is lost.
const FILE: &str = "GRIFFIE_FAULTS_EVENTS";
/// One message in so many.
const EVERY: u64 = 100;
/// The first of them: the small talk at the beginning of a play stays whole.
const FIRST: u64 = 40;

struct Losses {
    file: PathBuf,
    lost: HashSet<String>,
    counted: u64,
}

static LOSSES: OnceLock<Option<Mutex<Losses>>> = OnceLock::new();

/// Whether this new event is lost. The newest of a batch never is: somebody may wait to see it. What was lost once is lost again, so that a crash
/// between the loss and the commit changes nothing.
pub(crate) fn loses(event_type: &str, event_id: &str, is_newest: bool, now: Millis) -> bool {
    if event_type != "m.room.encrypted" {
        return false;
    }
    let Some(losses) = LOSSES.get_or_init(begin) else {
        return false;
    };
    let Ok(mut losses) = losses.lock() else {
        return false;
    };
    if losses.lost.contains(event_id) {
        return true;
    }
    if is_newest {
        return false;
    }
    losses.counted += 1;
    if losses.counted % EVERY != FIRST {
        return false;
    }
    if let Err(error) = losses.note(event_id, now) {
        tracing::error!(%error, "a loss could not be noted and does not happen");
        return false;
    }
    losses.lost.insert(event_id.to_owned());
    true
}

fn begin() -> Option<Mutex<Losses>> {
    let file = PathBuf::from(std::env::var_os(FILE)?);
    let before = fs::read_to_string(&file).unwrap_or_default();
    let lost = before.lines().filter_map(|line| line.split(' ').next());
    Some(Mutex::new(Losses {
        lost: lost.map(ToOwned::to_owned).collect(),
        file,
        counted: 0,
    }))
}

impl Losses {
    fn note(&self, event_id: &str, now: Millis) -> io::Result<()> {
        let mut file = File::options().create(true).append(true).open(&self.file)?;
        writeln!(file, "{event_id} {}", now.0)?;
        file.sync_all()
    }
}
