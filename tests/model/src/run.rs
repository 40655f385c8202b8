//! Runs plays: each with a seed of its own, on several threads with an archive each. Every play that differs is told; the first of them
//! is made as small as it can be.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use griffie_tests::kit::{Outcome, archive::Pace, bad_network::Weather, failure};
use proptest::strategy::ValueTree as _;
use tokio::runtime::Runtime;

use crate::{archive::Filing, homeserver::Homeserver, judge::judge, op, op::Op, play::Play};

/// Tries to make a differing play smaller.
const TRIES: u32 = 200;
/// A word about every so many plays.
const WORD: u64 = 250;
/// After so many differing plays no more are begun.
const ENOUGH: usize = 20;

/// What is to be played.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Seed of the first play; each next one has the next.
    pub seed: u64,
    /// How many.
    pub plays: u64,
    /// Threads, each with an archive of its own.
    pub threads: usize,
}

/// What was played.
#[derive(Clone, Copy, Debug, Default)]
pub struct Played {
    /// Plays.
    pub plays: u64,
    /// Steps in them.
    pub steps: u64,
    /// Records that the vaults computed again at the end.
    pub records: u64,
}

/// What the threads share.
struct Shared {
    first: u64,
    next: AtomicU64,
    end: u64,
    /// What was wrong, by seed.
    differing: Mutex<BTreeMap<u64, String>>,
}

impl Shared {
    fn differs(&self, seed: u64, wrong: String) {
        let mut differing = self.differing.lock().unwrap_or_else(PoisonError::into_inner);
        differing.insert(seed, wrong);
        if differing.len() >= ENOUGH {
            self.next.store(self.end, Ordering::SeqCst);
        }
    }
}

/// Plays all of it.
///
/// # Errors
/// The seeds of all plays that differ, and the first of them as small as it could be made.
pub fn run(plan: Plan) -> Outcome<Played> {
    let shared = Arc::new(Shared {
        first: plan.seed,
        next: AtomicU64::new(plan.seed),
        end: plan.seed + plan.plays,
        differing: Mutex::default(),
    });
    let workers: Vec<_> = (0..plan.threads)
        .map(|number| {
            let shared = shared.clone();
            std::thread::spawn(move || work(number, &shared).map_err(|error| error.to_string()))
        })
        .collect();
    let mut played = Played::default();
    for worker in workers {
        let done = worker.join().map_err(|_| failure("a play panicked"))?;
        let done = done.map_err(failure)?;
        played.plays += done.plays;
        played.steps += done.steps;
        played.records += done.records;
    }
    let differing = std::mem::take(&mut *shared.differing.lock().unwrap_or_else(PoisonError::into_inner));
    match differing.keys().next() {
        None => Ok(played),
        Some(first) => Err(smaller(*first, differing.keys().copied().collect())),
    }
}

/// The error of a run: which plays differ, and why the first does.
fn smaller(first: u64, seeds: Vec<u64>) -> griffie_tests::kit::Failure {
    let smallest = runtime().and_then(|runtime| {
        let smallest = runtime.block_on(async { Stage::set(0).await?.smallest(first).await });
        runtime.shutdown_background();
        smallest
    });
    let (wrong, ops) = match smallest {
        Ok(Some(found)) => found,
        Ok(None) => (
            "it did not differ when it was played again".to_owned(),
            Vec::new(),
        ),
        Err(error) => (error.to_string(), Vec::new()),
    };
    failure(format!(
        "the plays of the seeds {seeds:?} differ; of {first}: {wrong}\nin the play {ops:#?}\nrepeat it with `cargo xtask test model --sequences 1 --seed {first}`"
    ))
}

fn runtime() -> Outcome<Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?)
}

fn work(number: usize, shared: &Shared) -> Outcome<Played> {
    let runtime = runtime()?;
    let played = runtime.block_on(async {
        let mut stage = Stage::set(number).await?;
        let mut played = Played::default();
        loop {
            let seed = shared.next.fetch_add(1, Ordering::SeqCst);
            if seed >= shared.end {
                break;
            }
            if seed > shared.first && (seed - shared.first).is_multiple_of(WORD) {
                println!("model: {} plays", seed - shared.first);
            }
            let ops = op::plays(seed).ok_or_else(|| failure("no play"))?;
            let wrong = stage.play(&ops).await;
            played.plays += 1;
            played.steps += ops.len() as u64;
            if let Some(wrong) = wrong {
                eprintln!("seed {seed} differs: {wrong}\n{ops:?}");
                shared.differs(seed, wrong);
                // What went wrong may have left its traces.
                stage = Stage::set(number).await?;
            }
        }
        played.records = stage.filing.verifies()?;
        stage.filing.stop().await?;
        Outcome::Ok(played)
    });
    runtime.shutdown_background();
    played
}

/// One thread's servers.
struct Stage {
    dir: tempfile::TempDir,
    homeserver: Homeserver,
    filing: Filing,
    people: u32,
}

impl Stage {
    /// The archives of the threads differ: in every other one a finally receipted record leaves the phone at once.
    async fn set(number: usize) -> Outcome<Self> {
        let dir = tempfile::Builder::new()
            .prefix("griffie-model-")
            .tempdir_in(fast_folder())?;
        let homeserver = Homeserver::start().await?;
        let pace = Pace {
            segment_seconds: 30,
            prune_after_seconds: if number.is_multiple_of(2) { 0 } else { 86_400 },
        };
        let filing = Filing::start(dir.path(), homeserver.url(), &pace).await?;
        Ok(Self {
            dir,
            homeserver,
            filing,
            people: 0,
        })
    }

    /// The smallest play that comes of this seed's and differs, and how.
    async fn smallest(&mut self, seed: u64) -> Outcome<Option<(String, Vec<Op>)>> {
        let mut tree = op::tree(seed).ok_or_else(|| failure("no play"))?;
        let Some(wrong) = self.twice(&tree.current()).await else {
            return Ok(None);
        };
        let mut smallest = (wrong, tree.current());
        let mut tries = 0;
        while tries < TRIES && tree.simplify() {
            tries += 1;
            let ops = tree.current();
            if let Some(wrong) = self.twice(&ops).await {
                smallest = (wrong, ops);
            } else {
                while !tree.complicate() && tries < TRIES {
                    tries += 1;
                }
            }
        }
        Ok(Some(smallest))
    }

    /// A play depends a little on timing: one that passes is played once more.
    async fn twice(&mut self, ops: &[Op]) -> Option<String> {
        match self.play(ops).await {
            Some(wrong) => Some(wrong),
            None => self.play(ops).await,
        }
    }

    /// What was wrong, if anything.
    async fn play(&mut self, ops: &[Op]) -> Option<String> {
        match self.try_play(ops).await {
            Ok(wrong) => wrong,
            Err(error) => Some(format!("{error} ({error:?})")),
        }
    }

    async fn try_play(&mut self, ops: &[Op]) -> Outcome<Option<String>> {
        self.people += 1;
        let localpart = format!("p{}", self.people);
        self.filing.network.becomes(Weather::Fair);
        let mut play = Play::begin(self.dir.path(), &self.homeserver, &mut self.filing, &localpart).await?;
        for op in ops {
            play.step(*op).await?;
        }
        play.rests().await?;
        let wrong = judge(&play).await?;
        play.phone.off().await?;
        let (me, dir) = (play.account.home().me.clone(), play.phone.dir().to_owned());
        self.homeserver.closes(&me);
        std::fs::remove_dir_all(dir)?;
        Ok(wrong)
    }
}

/// Memory, where there is such a folder: these plays are about order and loss, and `worlds` has the real disk.
fn fast_folder() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() {
        memory
    } else {
        std::env::temp_dir()
    }
}
