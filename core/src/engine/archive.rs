//! The archive as a user of this device may look at it: route now, and the bare facts of the own journal.

use griffie_wire::ids::{EntryNo, Seq};
use serde::Serialize;

use super::Griffie;
use crate::{
    error::Error,
    seal,
    store::{journal, outbox},
};

/// One journal entry without its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JournalFact {
    /// Number in the journal: 1, 2, 3 ...
    pub seq: u64,
    /// Kind of fact, as in the record.
    pub kind: String,
    /// Salted commitment to this and all earlier entries, hex.
    pub commitment: String,
    /// When it was journaled, UTC milliseconds by this device's clock.
    pub captured_at: u64,
    /// Number of the sealed object that holds it.
    pub object: Option<u64>,
    /// Id of that object, hex.
    pub object_id: Option<String>,
    /// `unsealed`, `sealed`, `provisional`, `final`, `rejected`.
    pub receipt: &'static str,
}

impl Griffie {
    /// Seals what is journaled and carries it to the gateway without waiting for the policy's time. Gives the number of objects made;
    /// routing itself goes on in its loop.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`], [`Error::StorageFull`], [`Error::Storage`].
    pub async fn route_now(&self) -> Result<u32, Error> {
        self.parts.session()?;
        let objects = seal::seal_all(&self.parts.store, &self.parts.clock).await?;
        self.parts.wakes.route.notify_one();
        self.parts.wakes.route_now.notify_one();
        self.parts.changes.archive();
        Ok(objects)
    }

    /// The facts of the own journal after entry `after`, oldest first, at most `limit`; pruned entries are not among them.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn journal_facts(&self, after: u64, limit: u32) -> Result<Vec<JournalFact>, Error> {
        let facts = self.parts.store.read(|c| {
            let rows = journal::rows_after(c, EntryNo(after), limit.min(10_000))?;
            let mut known: Option<outbox::OutboxRow> = None;
            rows.into_iter()
                .map(|row| {
                    let object = row.object_seq.map(Seq);
                    if known.as_ref().map(|known| known.seq) != object {
                        known = object.map(|seq| outbox::row(c, seq)).transpose()?.flatten();
                    }
                    Ok(fact(row, known.as_ref()))
                })
                .collect()
        })?;
        Ok(facts)
    }
}

fn fact(row: journal::JournalRow, object: Option<&outbox::OutboxRow>) -> JournalFact {
    JournalFact {
        seq: row.seq.0,
        kind: row.kind,
        commitment: row.commitment.to_string(),
        captured_at: row.captured_at.0,
        object: row.object_seq,
        object_id: object.map(|object| object.object_id.to_string()),
        receipt: match object {
            None => "unsealed",
            Some(object) if object.is_final => "final",
            Some(object) if object.rejected.is_some() => "rejected",
            Some(object) if object.provisional => "provisional",
            Some(_) => "sealed",
        },
    }
}
