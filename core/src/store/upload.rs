//! Files that go to the gateway before the object that speaks of them. Which files there are is the media loop's word
//! (`attachment_upload`); which object speaks of them stands in its records.

use griffie_wire::{
    ids::{Millis, Seq, Sha256},
    record::{AttachmentState, Fact, Record},
};
use rusqlite::{Connection, OptionalExtension, named_params};

use super::{StoreError, Unit};

/// A file on its way to the gateway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Upload {
    pub(crate) sha256: Sha256,
    /// Inside the data directory.
    pub(crate) path: String,
    pub(crate) size: u64,
}

/// The digests of the files that the records of an object call stored, in their order, each once.
pub(crate) fn named_in(c: &Connection, object: Seq) -> Result<Vec<Sha256>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT record FROM journal
         WHERE seq BETWEEN (SELECT first_entry FROM outbox WHERE seq = :object)
                       AND (SELECT last_entry FROM outbox WHERE seq = :object)
           AND kind = 'attachment' ORDER BY seq",
    )?;
    let mut rows = statement.query(named_params! { ":object": object.0 })?;
    let mut digests = Vec::new();
    while let Some(row) = rows.next()? {
        let record: Record = serde_json::from_slice(row.get_ref(0)?.as_bytes().map_err(rusqlite::Error::from)?)?;
        if let Fact::Attachment(file) = record.fact
            && file.state == AttachmentState::Stored
            && !digests.contains(&file.sha256_stored)
        {
            digests.push(file.sha256_stored);
        }
    }
    Ok(digests)
}

/// What is still to be uploaded of a file; `None` when the gateway has it.
///
/// # Errors
/// `Malformed` when a record names a file that the media loop never prepared.
pub(crate) fn due(c: &Connection, sha256: &Sha256) -> Result<Option<Upload>, StoreError> {
    let row: Option<(String, u64, bool)> = c
        .prepare_cached(
            "SELECT path, size, uploaded_at IS NULL FROM attachment_upload WHERE sha256 = :sha256",
        )?
        .query_row(named_params! { ":sha256": sha256.as_bytes() }, |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let (path, size, due) = row.ok_or(StoreError::Malformed("attachment upload"))?;
    Ok(due.then(|| Upload { sha256: *sha256, path, size }))
}

/// The gateway has all of it.
pub(crate) fn done(unit: &Unit, sha256: &Sha256, at: Millis) -> Result<(), StoreError> {
    unit.write(|c| {
        c.prepare_cached(
            "UPDATE attachment_upload SET uploaded_at = :at WHERE sha256 = :sha256 AND uploaded_at IS NULL",
        )?
        .execute(named_params! { ":sha256": sha256.as_bytes(), ":at": at.0 })?;
        Ok(())
    })
}
