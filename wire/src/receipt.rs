//! Receipts, `c2sp.org/tlog-proof@v1` texts: an object is in the log (provisional), and the vault keeps it (final).
//!
//! It must not know keys of its own: whom to believe comes in as [`LogTrust`], from the signed seal configuration.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use tlog_tiles::{Hash, check_record};

use crate::{
    key::Signature,
    leaf::{Leaf, document::DocumentLeaf},
    note::{Checkpointed, CosignerVerifier, LogVerifier, NoteError, Witnesses, is_checkpoint, open},
};

const HEADER: &str = "c2sp.org/tlog-proof@v1";
/// A tree of fewer than 2^63 leaves has no longer inclusion path.
const MAX_PATH: usize = 63;
const MAX_TEXT: usize = 32 * 1024;

/// Where a leaf is in the log, a signed checkpoint to check that against, and possibly the vault's acceptance.
#[derive(Debug, Clone, PartialEq)]
pub struct Receipt {
    index: u64,
    path: Vec<Hash>,
    checkpoint: String,
    accept: Option<Signature>,
}

/// The verifier keys to believe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogTrust {
    /// The gateway's log, type 0x01.
    pub log: String,
    /// The vault, type 0x04. Without it nothing is final.
    pub vault: Option<String>,
    /// Independent witnesses; with them nothing is final that too few of them co-signed.
    pub witnesses: Option<Witnesses>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    #[error("not a tlog-proof text")]
    Malformed,
    #[error("the keys to check receipts with are not verifier keys")]
    BadTrust,
    #[error(transparent)]
    Checkpoint(#[from] NoteError),
    #[error("the proof does not lead from this object to the checkpoint")]
    NotInLog,
    #[error("no vault key is known, so no receipt is final")]
    NoVault,
    #[error("too few of the witnesses that the root names co-signed the checkpoint")]
    NotWitnessed,
    #[error("the vault has not accepted this object")]
    NotAccepted,
    #[error("the acceptance is not the vault's or is for another object")]
    BadAccept,
}

/// The log has the object: the answer to an upload. The device keeps its data.
pub fn verify_provisional(
    receipt: &Receipt,
    leaf: &Leaf,
    trust: &LogTrust,
) -> Result<Checkpointed, ReceiptError> {
    let log: LogVerifier = trust.log.parse().map_err(|_| ReceiptError::BadTrust)?;
    receipt.check_inclusion(leaf.hash(), open(&receipt.checkpoint, &log, None)?)
}

/// The log that `log` verifies has this document as a line (D23).
pub fn verify_document(
    receipt: &Receipt,
    leaf: &DocumentLeaf,
    log: &str,
) -> Result<Checkpointed, ReceiptError> {
    let log: LogVerifier = log.parse().map_err(|_| ReceiptError::BadTrust)?;
    receipt.check_inclusion(leaf.hash(), open(&receipt.checkpoint, &log, None)?)
}

/// The log has the object, the vault keeps everything under the checkpoint and has accepted this object.
///
/// The only proof on which a device may prune (design.md D10).
pub fn verify_final(receipt: &Receipt, leaf: &Leaf, trust: &LogTrust) -> Result<Checkpointed, ReceiptError> {
    let log: LogVerifier = trust.log.parse().map_err(|_| ReceiptError::BadTrust)?;
    let vault = trust.vault.as_ref().ok_or(ReceiptError::NoVault)?;
    let vault: CosignerVerifier = vault.parse().map_err(|_| ReceiptError::BadTrust)?;
    let state = receipt.check_inclusion(leaf.hash(), open(&receipt.checkpoint, &log, Some(&vault))?)?;
    if trust
        .witnesses
        .as_ref()
        .is_some_and(|them| !them.suffice(&receipt.checkpoint, &log))
    {
        return Err(ReceiptError::NotWitnessed);
    }
    let accept = receipt.accept.as_ref().ok_or(ReceiptError::NotAccepted)?;
    if leaf.is_accepted(vault.public_key(), accept) {
        Ok(state)
    } else {
        Err(ReceiptError::BadAccept)
    }
}

impl Receipt {
    /// Puts a receipt together; `path` runs from the leaf's sibling upwards, `checkpoint_note` is kept verbatim.
    pub fn build(index: u64, path: &[Hash], checkpoint_note: &str, accept: Option<Signature>) -> Self {
        Self {
            index,
            path: path.to_vec(),
            checkpoint: checkpoint_note.to_owned(),
            accept,
        }
    }

    /// Reads a receipt. There is one spelling of each: whatever [`Receipt::text`] would not write is refused.
    pub fn parse(text: &str) -> Result<Self, ReceiptError> {
        if text.len() > MAX_TEXT {
            return Err(ReceiptError::Malformed);
        }
        let receipt = Self::read(text).ok_or(ReceiptError::Malformed)?;
        if receipt.text() == text {
            Ok(receipt)
        } else {
            Err(ReceiptError::Malformed)
        }
    }

    fn read(text: &str) -> Option<Self> {
        let (proof, checkpoint) = text.split_once("\n\n")?;
        let mut lines = proof.lines().peekable();
        lines.next().filter(|line| *line == HEADER)?;
        let extra = lines.next_if(|line| line.starts_with("extra "));
        let accept = match extra.and_then(|line| line.strip_prefix("extra ")) {
            Some(extra) => Some(Signature::from_bytes(
                STANDARD.decode(extra).ok()?.try_into().ok()?,
            )),
            None => None,
        };
        let index = lines.next()?.strip_prefix("index ")?.parse().ok()?;
        let path: Vec<Hash> = lines
            .take(MAX_PATH + 1)
            .map(|line| Hash::parse_hash(line).ok())
            .collect::<Option<_>>()?;
        // Signatures are checked later; the form of the checkpoint already here.
        let whole = path.len() <= MAX_PATH && is_checkpoint(checkpoint);
        whole.then(|| Self::build(index, &path, checkpoint, accept))
    }

    /// The receipt as text, to send and to store.
    pub fn text(&self) -> String {
        let extra = self
            .accept
            .map(|accept| format!("extra {}\n", STANDARD.encode(accept.as_bytes())));
        let path: String = self.path.iter().map(|hash| format!("{hash}\n")).collect();
        let extra = extra.unwrap_or_default();
        format!(
            "{HEADER}\n{extra}index {}\n{path}\n{}",
            self.index, self.checkpoint
        )
    }

    /// Place of the object in the log, from 0.
    pub const fn index(&self) -> u64 {
        self.index
    }

    /// The checkpoint note, verbatim.
    pub fn checkpoint(&self) -> &str {
        &self.checkpoint
    }

    /// The vault's acceptance; nobody has checked it until [`verify_final`] did.
    pub const fn accept(&self) -> Option<&Signature> {
        self.accept.as_ref()
    }

    fn check_inclusion(&self, leaf: Hash, state: Checkpointed) -> Result<Checkpointed, ReceiptError> {
        // `build` takes any path; the check below copies it once per level.
        if self.path.len() > MAX_PATH {
            return Err(ReceiptError::NotInLog);
        }
        check_record(&self.path, state.size, state.root, self.index, leaf)
            .map_err(|_| ReceiptError::NotInLog)?;
        Ok(state)
    }
}

#[cfg(test)]
mod tests;
