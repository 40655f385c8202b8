//! Gives each document that was set its line in the log (D23), in one transaction, once.
//!
//! A crash before the commit leaves a document without a line, which no device is given, and the next start logs it; after the commit
//! the line is there, and its name in the table refuses a second one.

use griffie_wire::leaf::document::DocumentLeaf;
use rusqlite::TransactionBehavior;

use super::group::{State, sign};
use crate::store::{StoreError, hashes, lines, objects};

impl State {
    /// Logs what waits. Says how many lines were written.
    pub(super) fn log_documents(&mut self) -> Result<usize, StoreError> {
        let mut edge = self.recovered.edge.clone();
        let now = self.parts.clock.now();
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let pending = lines::pending(&transaction)?;
        if pending.is_empty() {
            return Ok(0);
        }
        for waiting in &pending {
            let leaf = DocumentLeaf::of(waiting.kind, waiting.version, &waiting.document);
            lines::insert(&transaction, edge.size(), waiting.kind, waiting.version, now)?;
            hashes::insert(&transaction, &edge.append(leaf.hash())?)?;
        }
        objects::insert_checkpoint(&transaction, edge.size(), now)?;
        transaction.commit()?;
        let signed = sign(&self.parts.log_key, &edge)?;
        edge.settle();
        self.recovered.edge = edge;
        self.signed.send_replace(signed);
        Ok(pending.len())
    }
}
