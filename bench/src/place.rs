//! Where things are: the checkout, what was built, and the folder to work in.

use std::path::{Path, PathBuf};

use crate::outcome::{Outcome, failure};

/// The folders of one run.
pub(crate) struct Place {
    root: PathBuf,
    /// Emptied at the start of every run.
    pub(crate) work: PathBuf,
}

impl Place {
    /// Everything is beside this program: `target/release` in the checkout.
    pub(crate) fn find() -> Outcome<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .ok_or_else(|| failure("the bench has no folder above it"))?;
        Ok(Self {
            root: root.to_owned(),
            work: root.join("target/bench/work"),
        })
    }

    /// A fresh, empty folder in the work folder.
    pub(crate) fn fresh(&self, name: &str) -> Outcome<PathBuf> {
        let folder = self.work.join(name);
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// The library that apps load, as `cargo xtask pack` builds it.
    pub(crate) fn library(&self) -> Outcome<PathBuf> {
        existing(self.root.join("target/phone/libgriffie_ffi.so"))
    }

    /// What a play on the stage left behind.
    pub(crate) fn play(&self, name: &str) -> PathBuf {
        self.root.join("target/stage").join(name)
    }

    /// A product's program, as it was built for release.
    pub(crate) fn program(&self, name: &str) -> Outcome<PathBuf> {
        existing(self.root.join("target/release").join(name))
    }

    /// A peer's program.
    pub(crate) fn peer(&self, name: &str) -> Outcome<PathBuf> {
        existing(self.root.join("bench/peers/target/release").join(name))
    }

    /// The report that every run overwrites.
    pub(crate) fn report(&self) -> PathBuf {
        self.root.join("target/bench/report.json")
    }
}

fn existing(path: PathBuf) -> Outcome<PathBuf> {
    if path.exists() {
        return Ok(path);
    }
    Err(failure(format!(
        "{} is not built; `cargo xtask bench` builds it",
        path.display()
    )))
}

/// Copies a folder and all in it, so that every round starts from the same.
pub(crate) fn copy(from: &Path, to: &Path) -> Outcome<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}
