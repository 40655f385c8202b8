//! The gateway's log key: says how large the log is and what its root is.

use signed_note::{Note, Signature, Verifier as _};
use tlog_tiles::{Checkpoint, Hash};

use crate::key::SigningKey;

use super::{LogVerifier, NoteError};

/// Private key of a log with its name, which is the checkpoint's origin line too.
#[derive(Debug)]
pub struct LogKey {
    key: SigningKey,
    verifier: LogVerifier,
}

impl LogKey {
    /// The key of this seed for the log called `name`, by custom a URL without scheme.
    pub fn from_seed(seed: &[u8; 32], name: &str) -> Result<Self, NoteError> {
        let key = SigningKey::from_seed(seed);
        let verifier = LogVerifier::new(name, &key)?;
        Ok(Self { key, verifier })
    }

    /// The public half as text, for the seal configuration.
    pub fn vkey(&self) -> String {
        self.verifier.to_string()
    }

    /// The public half, to check with.
    pub const fn verifier(&self) -> &LogVerifier {
        &self.verifier
    }

    /// A signed checkpoint note over a tree of `size` leaves.
    pub fn sign_checkpoint(&self, size: u64, root: Hash) -> String {
        let name = self.verifier.name();
        let text = Checkpoint::new(name, size, root, "")
            .expect("a key name is not empty")
            .to_bytes();
        let signature = self.key.sign(&text).as_bytes().to_vec();
        let signature = Signature::new(name.to_owned(), self.verifier.key_id(), signature)
            .expect("the name was checked when the key was made");
        let note = Note::new(&text, &[signature]).expect("a checkpoint is a well-formed note text");
        String::from_utf8(note.to_bytes()).expect("a note is UTF-8")
    }
}
