//! Two verifiers that share no line: `griffie-verify` and `tests/python/verify_bundle.py`, written from the format's page,
//! say the same of good and of broken bundles.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{
    dice::{Dice, number},
    mutate::{by_the_vault, from_outside},
    story::Story,
};
use crate::export::bundle::Disclosure;

#[test]
fn both_verifiers_say_the_same() {
    let count = number("GRIFFIE_BUNDLES", 20);
    let mut dice = Dice::new(number("GRIFFIE_SEED", 1) as u64 + 13);
    let story = Story::new();
    let folder = tempfile::tempdir().unwrap();
    let mut paths = Vec::new();
    let mut ours = Vec::new();
    for round in 0..2 * count {
        let good = selection(&story, &mut dice);
        let bundle = match round % 4 {
            0 | 2 => good,
            1 => from_outside(&good, &mut dice).bundle,
            _ => {
                let all = story.bundle(|request| request.disclose = Disclosure::Objects);
                by_the_vault(&story, &all, &mut dice).bundle
            }
        };
        let report = story.verify(&bundle);
        assert_eq!(
            report.holds(),
            round % 2 == 0,
            "round {round}: {:#?}",
            report.failures
        );
        ours.push(report.failures.first().map_or_else(
            || "holds".to_owned(),
            |failure| format!("broken {} {}", failure.code.code(), failure.member),
        ));
        let path = folder.path().join(format!("{round:06}.tar"));
        fs::write(&path, bundle).unwrap();
        paths.push(path);
    }
    let theirs = python(&story, folder.path(), &paths);
    assert_eq!(theirs.len(), ours.len(), "a line for each bundle");
    let mut alike = 0;
    for (round, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
        let word = |text: &str| text.split(' ').next().unwrap().to_owned();
        assert_eq!(word(ours), word(theirs), "round {round}: {ours} / {theirs}");
        alike += usize::from(ours == theirs);
        if ours != theirs {
            println!("round {round}: {ours} / {theirs}");
        }
    }
    println!(
        "both verifiers agree on {count} good and {count} broken bundles; same code and member: {alike} of {}",
        2 * count
    );
}

/// A bundle of any selection.
fn selection(story: &Story, dice: &mut Dice) -> Vec<u8> {
    let users = [vec![], vec!["@anna:x".to_owned()], vec!["@bram:x".to_owned()]];
    let rooms = [vec![], vec!["!dijk:x".to_owned()], vec!["!lunch:x".to_owned()]];
    let (users, rooms) = (dice.one(&users).clone(), dice.one(&rooms).clone());
    let from = griffie_wire::Millis(1_793_600_000_000 + dice.below(20) as u64 * 61_000);
    let (whole, files, period) = (dice.below(2) == 0, dice.below(2) == 0, dice.below(2) == 0);
    story.bundle(|request| {
        request.users = users;
        request.rooms = rooms;
        request.files = files;
        request.from = period.then_some(from);
        if whole {
            request.disclose = Disclosure::Objects;
        }
    })
}

/// A line for each bundle.
pub(super) fn python(story: &Story, folder: &Path, paths: &[PathBuf]) -> Vec<String> {
    let list: String = paths.iter().map(|path| format!("{}\n", path.display())).collect();
    let names = folder.join("list");
    fs::write(&names, list).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/python/verify_bundle.py");
    let [root, log, vault] = story.keys();
    let output = Command::new(interpreter())
        .arg("-B")
        .arg(script)
        .args([
            format!("--root={root}"),
            format!("--log={log}"),
            format!("--vault={vault}"),
        ])
        .arg(format!("@{}", names.display()))
        .output()
        .unwrap();
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(ToOwned::to_owned)
        .collect()
}

/// A Python that has `cryptography`: the system's, or one of our own in the cache.
fn interpreter() -> PathBuf {
    // Tests run beside each other, and one of them makes it.
    static MAKING: parking_lot::Mutex<()> = parking_lot::Mutex::new(());
    let _one = MAKING.lock();
    let has = |python: &Path| {
        Command::new(python)
            .args(["-c", "import cryptography.hazmat.primitives.kdf.hkdf"])
            .output()
            .is_ok_and(|output| output.status.success())
    };
    let system = PathBuf::from("python3");
    if has(&system) {
        return system;
    }
    let variable = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let cache = variable("GRIFFIE_CACHE")
        .or_else(|| variable("XDG_CACHE_HOME").map(|dir| dir.join("griffie")))
        .or_else(|| variable("HOME").map(|dir| dir.join(".cache/griffie")))
        .unwrap();
    let venv = cache.join("verify-bundle");
    let python = venv.join("bin/python3");
    if !has(&python) {
        for command in [
            Command::new("python3").args(["-m", "venv", "--clear"]).arg(&venv),
            Command::new(&python).args(["-m", "pip", "install", "--quiet", "cryptography"]),
        ] {
            let output = command.output().unwrap();
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
    python
}
