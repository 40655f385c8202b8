//! Tools that CI installs itself, once, into the cache: typos from PyPI, cargo-deny from crates.io.

use std::path::{Path, PathBuf};

use crate::shell::{Done, cargo, finish, program};

const TYPOS: &str = "1.52.0";
const CARGO_DENY: &str = "0.20.2";

/// Checks the spelling; `typos.toml` holds the words that it must know.
pub(crate) fn typos() -> Done {
    let venv = cache().join(format!("typos-{TYPOS}"));
    let binary = venv.join("bin/typos");
    if !binary.exists() {
        finish(&mut program("python3", &["-m", "venv", &text(&venv)]))?;
        let package = format!("typos=={TYPOS}");
        let pip = text(&venv.join("bin/pip"));
        finish(&mut program(
            &pip,
            &["install", "--quiet", "--disable-pip-version-check", &package],
        ))?;
    }
    finish(&mut program(&text(&binary), &[]))
}

/// Checks licences, sources and bans; advisories only where the advisory database is at hand.
pub(crate) fn deny() -> Done {
    let home = cache().join(format!("cargo-deny-{CARGO_DENY}"));
    let binary = home.join("bin/cargo-deny");
    if !binary.exists() {
        let root = text(&home);
        let target = text(&cache().join("cargo-deny-build"));
        let mut install = cargo(&[
            "install",
            "cargo-deny",
            "--version",
            CARGO_DENY,
            "--locked",
            "--debug",
        ]);
        finish(install.args(["--root", &root, "--target-dir", &target, "--quiet"]))?;
    }
    finish(&mut program(
        &text(&binary),
        &[
            "--offline",
            "check",
            "--hide-inclusion-graph",
            "licenses",
            "bans",
            "sources",
        ],
    ))?;
    advisories(&binary)
}

/// The RustSec database is a git repository; where it cannot be fetched, this says so instead of passing.
fn advisories(binary: &Path) -> Done {
    let Some(database) = std::env::var_os("GRIFFIE_ADVISORY_DB").filter(|path| Path::new(path).exists())
    else {
        println!(
            "advisories: NOT CHECKED. The RustSec database cannot be reached from here; set GRIFFIE_ADVISORY_DB to a \
             clone of it to check."
        );
        return Ok(());
    };
    println!("advisories: checked against {}", Path::new(&database).display());
    finish(&mut program(&text(binary), &["--offline", "check", "advisories"]))
}

/// The same cache as the test kit's (`tests/src/kit/place.rs`).
pub(crate) fn cache() -> PathBuf {
    let from = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    from("GRIFFIE_CACHE")
        .or_else(|| from("XDG_CACHE_HOME").map(|dir| dir.join("griffie")))
        .or_else(|| from("HOME").map(|dir| dir.join(".cache/griffie")))
        .unwrap_or_else(|| PathBuf::from("/tmp/griffie-cache"))
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
