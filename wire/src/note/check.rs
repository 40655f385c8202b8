//! Opens checkpoints with known keys and proves that a later one only appended.

use signed_note::{Note, NoteError as Malformed, Signature, Verifier, VerifierList};
use tlog_tiles::{Checkpoint, EMPTY_HASH, Hash, check_tree};

use super::{Checkpointed, CosignerVerifier, LogVerifier, NoteError};

/// Notes above this are refused unread, in bytes.
const MAX_NOTE: usize = 16 * 1024;
/// A proof between trees of at most 2^64 leaves has no more hashes than this.
const MAX_PROOF: usize = 65;

/// Why one checkpoint does not continue another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConsistencyError {
    #[error("the log shrank from {old} to {new} leaves")]
    Shrank { old: u64, new: u64 },
    #[error("the log shows two roots for {0} leaves")]
    Forked(u64),
    #[error("the proof does not lead from the old root to the new one")]
    BadProof,
}

/// The state of the log in `note`, if `log` signed it. Other signatures are ignored.
pub fn open_checkpoint(note: &str, log: &LogVerifier) -> Result<Checkpointed, NoteError> {
    open(note, log, None)
}

/// The state of the log in `note` and the time of the co-signature, in seconds since 1970, if `log` signed it and `cosigner`
/// co-signed it.
pub fn open_cosigned(
    note: &str,
    log: &LogVerifier,
    cosigner: &CosignerVerifier,
) -> Result<(Checkpointed, u64), NoteError> {
    let state = open(note, log, Some(cosigner))?;
    let parsed = Note::from_bytes(note.as_bytes()).map_err(|_| NoteError::Malformed)?;
    let known = VerifierList::new(vec![Box::new(cosigner.clone()) as Box<dyn Verifier>]);
    let (signatures, _) = parsed.verify(&known).map_err(|_| NoteError::NotCosigned)?;
    let time = signatures
        .first()
        .and_then(|line| line.signature().first_chunk::<8>());
    Ok((state, u64::from_be_bytes(*time.ok_or(NoteError::NotCosigned)?)))
}

/// As [`open_checkpoint`]; with a vault key, its co-signature must be there and right too.
pub(crate) fn open(
    note: &str,
    log: &LogVerifier,
    vault: Option<&CosignerVerifier>,
) -> Result<Checkpointed, NoteError> {
    if note.len() > MAX_NOTE {
        return Err(NoteError::Malformed);
    }
    let note = Note::from_bytes(note.as_bytes()).map_err(|_| NoteError::Malformed)?;
    let mut known: Vec<Box<dyn Verifier>> = vec![Box::new(log.clone())];
    known.extend(vault.map(|vault| Box::new(vault.clone()) as Box<dyn Verifier>));
    let (signatures, _) = note
        .verify(&VerifierList::new(known))
        .map_err(|error| match error {
            Malformed::UnverifiedNote => NoteError::NotFromLog,
            _ => NoteError::BadSignature,
        })?;
    if !signed_by(&signatures, log) {
        return Err(NoteError::NotFromLog);
    }
    if vault.is_some_and(|vault| !signed_by(&signatures, vault)) {
        return Err(NoteError::NotCosigned);
    }
    let checkpoint = Checkpoint::from_bytes(note.text()).map_err(|_| NoteError::Malformed)?;
    if checkpoint.origin() != log.name() {
        return Err(NoteError::OtherOrigin);
    }
    Ok(Checkpointed {
        size: checkpoint.size(),
        root: *checkpoint.hash(),
    })
}

/// Whether this is a note in form, with a checkpoint for its text; says nothing about its signatures.
pub(crate) fn is_checkpoint(note: &str) -> bool {
    let note = Note::from_bytes(note.as_bytes());
    note.is_ok_and(|note| Checkpoint::from_bytes(note.text()).is_ok())
}

fn signed_by(signatures: &[Signature], key: &impl Verifier) -> bool {
    signatures
        .iter()
        .any(|signature| signature.name() == key.name() && signature.id() == key.key_id())
}

/// The note with one more signature line, which may or may not end in a line break.
pub fn add_signature(note: &str, line: &str) -> Result<String, NoteError> {
    let line = line.strip_suffix('\n').unwrap_or(line);
    if note.len() + line.len() > MAX_NOTE || line.contains('\n') {
        return Err(NoteError::Malformed);
    }
    let signed = format!("{note}{line}\n");
    Note::from_bytes(note.as_bytes()).map_err(|_| NoteError::Malformed)?;
    Note::from_bytes(signed.as_bytes()).map_err(|_| NoteError::Malformed)?;
    Ok(signed)
}

/// Whether `new` has all leaves of `old`, unchanged and in order (RFC 6962 section 2.1.2).
///
/// No proof is needed from the empty log or between equal sizes; `proof` must then be empty.
pub fn check_consistency(
    old: &Checkpointed,
    new: &Checkpointed,
    proof: &[Hash],
) -> Result<(), ConsistencyError> {
    if new.size < old.size {
        return Err(ConsistencyError::Shrank {
            old: old.size,
            new: new.size,
        });
    }
    let empty_but_rooted = |state: &Checkpointed| state.size == 0 && state.root != EMPTY_HASH;
    if empty_but_rooted(old) || empty_but_rooted(new) || (new.size == old.size && new.root != old.root) {
        return Err(ConsistencyError::Forked(old.size));
    }
    if proof.len() > MAX_PROOF {
        return Err(ConsistencyError::BadProof);
    }
    if old.size == 0 || old.size == new.size {
        return if proof.is_empty() {
            Ok(())
        } else {
            Err(ConsistencyError::BadProof)
        };
    }
    check_tree(&proof.to_vec(), new.size, new.root, old.size, old.root)
        .map_err(|_| ConsistencyError::BadProof)
}
