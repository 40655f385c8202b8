//! The vault's key: co-signs a checkpoint when it holds everything under it, accepts objects one by one.

use signed_note::{Note, Signature as NoteSignature, Verifier as _};
use tlog_tiles::Checkpoint;

use crate::{
    ids::Millis,
    key::{Signature, SigningKey},
    leaf::Leaf,
};

use super::{CosignerVerifier, NoteError};

const REPORT_DOMAIN: &[u8] = b"griffie-report\0";

/// Private key of a vault with its name.
#[derive(Debug)]
pub struct CosignerKey {
    key: SigningKey,
    verifier: CosignerVerifier,
}

impl CosignerKey {
    /// The key of this seed for the co-signer called `name`, by custom a URL without scheme.
    pub fn from_seed(seed: &[u8; 32], name: &str) -> Result<Self, NoteError> {
        let key = SigningKey::from_seed(seed);
        let verifier = CosignerVerifier::new(name, &key)?;
        Ok(Self { key, verifier })
    }

    /// The public half as text, for the seal configuration.
    pub fn vkey(&self) -> String {
        self.verifier.to_string()
    }

    /// The public half, to check with.
    pub const fn verifier(&self) -> &CosignerVerifier {
        &self.verifier
    }

    /// The signature line, with its line end, that says: at `at` the vault durably held all objects of this checkpoint.
    ///
    /// The caller has opened the checkpoint and found it consistent with all it signed before.
    pub fn cosign(&self, note: &str, at: Millis) -> Result<String, NoteError> {
        let note = Note::from_bytes(note.as_bytes()).map_err(|_| NoteError::Malformed)?;
        Checkpoint::from_bytes(note.text()).map_err(|_| NoteError::Malformed)?;
        let seconds = at.0 / 1000;
        let signature = self.key.sign(&CosignerVerifier::message(seconds, note.text()));
        let timestamped = [seconds.to_be_bytes().as_slice(), signature.as_bytes()].concat();
        let line = NoteSignature::new(
            self.verifier.name().to_owned(),
            self.verifier.key_id(),
            timestamped,
        )
        .expect("the name was checked when the key was made");
        Ok(String::from_utf8(line.to_bytes()).expect("a signature line is UTF-8"))
    }

    /// The vault's name under the manifest of an evidence bundle (docs/formats/bundle.md).
    pub fn sign_bundle(&self, manifest: &[u8]) -> Signature {
        self.key.sign(&crate::bundle::manifest_message(manifest))
    }

    /// The vault's name under a reconciliation report.
    pub fn sign_report(&self, report: &str) -> Signature {
        self.key.sign(&[REPORT_DOMAIN, report.as_bytes()].concat())
    }

    /// The vault's name under what it asks of a device; the message begins with a domain of its own (`recall`).
    #[cfg(feature = "recall")]
    pub(crate) fn sign_recall(&self, message: &[u8]) -> Signature {
        self.key.sign(message)
    }

    /// The vault's statement that it opened, checked and stored this object and its attachments.
    pub fn accept(&self, leaf: &Leaf) -> Signature {
        self.key.sign(&leaf.accept_message())
    }
}
