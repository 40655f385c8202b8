//! The files that people send, kept on the sender's disk with their hash: the other end of "byte for byte".

use std::path::{Path, PathBuf};

use crate::{judge::Sent, kit::Outcome};

/// The folder with what is sent and the list of it.
pub(super) struct Files {
    dir: PathBuf,
    pub(super) sent: Vec<Sent>,
}

impl Files {
    pub(super) fn in_folder(dir: &Path) -> Outcome<Self> {
        std::fs::create_dir_all(dir)?;
        Ok(Self {
            dir: dir.to_owned(),
            sent: Vec::new(),
        })
    }

    /// Puts a file on the sender's disk.
    pub(super) fn put(&self, name: &str, bytes: &[u8]) -> Outcome<PathBuf> {
        let path = self.dir.join(name);
        std::fs::write(&path, bytes)?;
        Ok(path)
    }

    /// Remembers that these bytes were sent to these people.
    pub(super) fn sent_to(&mut self, bytes: &[u8], custodians: &[String]) {
        self.sent.push(Sent::of(bytes, custodians));
    }
}
