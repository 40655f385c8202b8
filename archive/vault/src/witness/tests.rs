//! A witness signs what only grows, never goes back, and keeps the proof of a log that lies (threat model, a lying gateway).

use griffie_wire::{
    Millis,
    note::{Checkpointed, CosignerVerifier, Frontier, LogKey, LogVerifier, open_cosigned},
};
use tempfile::TempDir;
use tlog_tiles::{Hash, prove_tree};

use super::{
    judge::{Answer, add_checkpoint},
    request::AddCheckpoint,
    *,
};
use crate::{
    clock::StandingClock,
    store::{self, tree},
};

const NOW: Millis = Millis(1_793_800_000_000);

/// A log with a witness that follows it.
struct Scene {
    dir: TempDir,
    witness: Witness,
    log: LogKey,
}

/// The lines of a log, of which `salt` makes another from `fork` on.
struct Lines {
    store: rusqlite::Connection,
    size: u64,
    states: Vec<Checkpointed>,
    _dir: TempDir,
}

impl Lines {
    fn new(size: u64, fork: u64) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = store::open(&dir.path().join("tree.db"), &zeroize::Zeroizing::new([1; 32])).unwrap();
        let mut frontier = Frontier::default();
        let mut states = vec![frontier.state()];
        for index in 0..size {
            let leaf = tlog_tiles::record_hash(&[u8::from(index >= fork), u8::try_from(index).unwrap()]);
            tree::append(&store, index, leaf).unwrap();
            frontier.push(leaf);
            states.push(frontier.state());
        }
        Self {
            store,
            size,
            states,
            _dir: dir,
        }
    }

    fn proof(&self, size: u64, old: u64) -> Vec<Hash> {
        assert!(size <= self.size);
        match old {
            old if old == 0 || old > size => Vec::new(),
            old => prove_tree(size, old, &tree::Tree(&self.store)).unwrap(),
        }
    }
}

impl Scene {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let log = LogKey::from_seed(&[7; 32], "gateway.example/log").unwrap();
        let folder = dir.path().join("witness");
        let witness = Witness::create(&folder, "witness.example/w1", Arc::new(StandingClock(NOW))).unwrap();
        witness.follow(&log.vkey()).unwrap();
        Self { dir, witness, log }
    }

    fn body(&self, lines: &Lines, size: u64, old: u64) -> AddCheckpoint {
        let state = lines.states[usize::try_from(size).unwrap()];
        AddCheckpoint {
            old,
            proof: lines.proof(size, old),
            note: self.log.sign_checkpoint(state.size, state.root),
        }
    }

    fn asks(&mut self, lines: &Lines, size: u64, old: u64) -> Answer {
        let body = self.body(lines, size, old);
        self.sends(&body)
    }

    fn sends(&mut self, body: &AddCheckpoint) -> Answer {
        add_checkpoint(&mut self.witness, &body.text()).unwrap()
    }

    /// The witness is started again on what it has on disk.
    fn restarts(&mut self) {
        self.witness = Witness::open(&self.dir.path().join("witness"), Arc::new(StandingClock(NOW))).unwrap();
    }

    fn codes(&self) -> Vec<String> {
        let evidence = self.witness.evidence().unwrap();
        evidence.into_iter().map(|(code, ..)| code).collect()
    }
}

#[test]
fn a_log_that_grows_is_co_signed_and_the_signature_is_one_that_verifiers_know() {
    let (mut scene, lines) = (Scene::new(), Lines::new(9, u64::MAX));
    for (size, old) in [(3, 0), (3, 3), (7, 3), (9, 7)] {
        let body = scene.body(&lines, size, old);
        let Answer::Signed(line) = scene.sends(&body) else {
            panic!("size {size} after {old}");
        };
        let note = format!("{}{line}", body.note);
        let (log, witness): (LogVerifier, CosignerVerifier) = (
            scene.log.vkey().parse().unwrap(),
            scene.witness.vkey().parse().unwrap(),
        );
        let (state, at) = open_cosigned(&note, &log, &witness).unwrap();
        assert_eq!((state.size, at), (size, NOW.0 / 1000));
    }
    assert!(scene.codes().is_empty());
}

#[test]
fn a_rollback_is_refused_with_the_size_also_after_a_restart() {
    let (mut scene, lines) = (Scene::new(), Lines::new(9, u64::MAX));
    assert!(matches!(scene.asks(&lines, 7, 0), Answer::Signed(_)));
    for _ in 0..2 {
        assert_eq!(scene.asks(&lines, 5, 0), Answer::Conflict(7));
        assert_eq!(scene.asks(&lines, 5, 5), Answer::Conflict(7));
        assert_eq!(scene.asks(&lines, 9, 5), Answer::Conflict(7));
        assert_eq!(
            scene.asks(&lines, 5, 7),
            Answer::Malformed,
            "old above the new size"
        );
        scene.restarts();
    }
    assert!(matches!(scene.asks(&lines, 9, 7), Answer::Signed(_)));
}

#[test]
fn a_fork_is_refused_and_its_signed_proof_is_kept_once() {
    let (mut scene, honest, lie) = (Scene::new(), Lines::new(9, u64::MAX), Lines::new(9, 4));
    assert!(matches!(scene.asks(&honest, 7, 0), Answer::Signed(_)));
    assert_eq!(
        scene.asks(&lie, 7, 7),
        Answer::Conflict(7),
        "another root at one size"
    );
    assert_eq!(
        scene.asks(&lie, 7, 0),
        Answer::Conflict(7),
        "whatever old size it names"
    );
    assert_eq!(scene.asks(&lie, 9, 7), Answer::BadProof, "a branch that grew on");
    assert_eq!(scene.codes(), ["forked", "unproven"]);
    let (_, size, request) = scene.witness.evidence().unwrap().remove(0);
    let kept = AddCheckpoint::parse(&request).unwrap();
    let log: LogVerifier = scene.log.vkey().parse().unwrap();
    let state = griffie_wire::note::open_checkpoint(&kept.note, &log).unwrap();
    assert_eq!(
        (size, state),
        (7, lie.states[7]),
        "the log's own signature convicts it"
    );
    scene.restarts();
    assert_eq!(scene.asks(&lie, 7, 7), Answer::Conflict(7));
    assert!(
        matches!(scene.asks(&honest, 9, 7), Answer::Signed(_)),
        "the honest branch goes on"
    );
    assert_eq!(scene.codes().len(), 2);
}

#[test]
fn other_logs_other_signers_and_other_spellings_get_nothing() {
    let (mut scene, lines) = (Scene::new(), Lines::new(9, u64::MAX));
    let good = scene.body(&lines, 7, 0);
    let other = |name: &str, seed| {
        let key = LogKey::from_seed(&[seed; 32], name).unwrap();
        AddCheckpoint {
            note: key.sign_checkpoint(7, lines.states[7].root),
            ..good.clone()
        }
    };
    assert_eq!(
        scene.sends(&other("elsewhere.example/log", 7)),
        Answer::UnknownLog
    );
    assert_eq!(scene.sends(&other("gateway.example/log", 8)), Answer::NotFromLog);
    let text = good.text();
    for spelling in [
        String::new(),
        text.replace("old 0", "old 00"),
        text.replace("old 0", "old +0"),
        text.replace("old 0", "old 0 "),
        text.replacen("\n\n", "\nnot a hash\n\n", 1),
        text.replacen("\n\n", "\n", 1),
        format!(
            "old 0\n{}\n{}",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n".repeat(64),
            good.note
        ),
    ] {
        let answer = add_checkpoint(&mut scene.witness, &spelling).unwrap();
        assert_eq!(answer, Answer::Malformed, "{spelling}");
    }
    let lost = AddCheckpoint {
        note: scene.log.sign_checkpoint(u64::MAX, Hash([1; 32])),
        ..good
    };
    assert_eq!(scene.sends(&lost), Answer::Malformed);
    assert!(scene.codes().is_empty() && scene.witness.follow("x").is_err());
    let same_name = LogKey::from_seed(&[9; 32], "gateway.example/log").unwrap();
    assert!(matches!(
        scene.witness.follow(&same_name.vkey()),
        Err(WitnessError::OtherLog)
    ));
}
