//! Takes in the log's lines for documents that the root signed (D23): kept, put in our tree, checked.
//!
//! A line is a line whatever it says: one that does not hold is kept as it is, and is a fault.

use griffie_wire::{Millis, PublicKey, api::StoredDocument};
use rusqlite::{Connection, TransactionBehavior};
use serde::Deserialize;

use super::Ingested;
use crate::{
    error::VaultError,
    fault::Fault,
    store::{
        StoreError, documents,
        faults::{self, About},
        tree,
    },
    vault::Vault,
};

#[derive(Deserialize)]
struct Version {
    version: u32,
}

/// Takes in documents in log order, each right after what is here.
///
/// # Errors
/// [`VaultError`] when the vault itself cannot go on, or a place of the log was skipped; then none of these was taken in.
pub(crate) fn take_documents(vault: &mut Vault, listed: &[StoredDocument]) -> Result<Ingested, VaultError> {
    let (root, now) = (vault.root()?, vault.clock.now());
    let mut done = Ingested::default();
    let unit = vault
        .store
        .transaction_with_behavior(TransactionBehavior::Immediate)?;
    for document in listed {
        if document.index != tree::size(&unit)? {
            return Err(VaultError::Log(Fault::LogHole));
        }
        let fault = judge(&unit, document, &root)?;
        enter(&unit, document, now)?;
        done.new += 1;
        if let Some(fault) = fault {
            let about = About {
                log_index: Some(document.index),
                ..About::default()
            };
            done.new_faults += u64::from(faults::insert(&unit, fault, about, now)?);
        }
    }
    unit.commit()?;
    Ok(done)
}

/// Keeps a document and its line, in any database: also how `verify` computes the tree again.
pub(crate) fn enter(connection: &Connection, listed: &StoredDocument, now: Millis) -> Result<(), StoreError> {
    documents::insert(connection, listed, now)?;
    tree::append(connection, listed.index, listed.leaf().hash())
}

/// What is wrong with a document that is to follow those in `connection`.
pub(crate) fn judge(
    connection: &Connection,
    listed: &StoredDocument,
    root: &PublicKey,
) -> Result<Option<Fault>, StoreError> {
    if !is_signed(listed, root) {
        return Ok(Some(Fault::DocumentSignature));
    }
    let newest = documents::newest_version(connection, listed.kind)?;
    let rises = newest.is_none_or(|newest| listed.version > newest);
    Ok((!rises).then_some(Fault::DocumentVersion))
}

/// Whether the root signed it as what the log calls it.
pub(crate) fn is_signed(listed: &StoredDocument, root: &PublicKey) -> bool {
    listed
        .document
        .verify(listed.kind, root)
        .ok()
        .and_then(|payload| serde_json::from_str::<Version>(payload).ok())
        .is_some_and(|said| said.version == listed.version)
}
