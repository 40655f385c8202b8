//! Rows of files that events refer to, and of files on their way to the archive. Must not know how files are fetched or sealed.

use griffie_wire::ids::{EntryNo, Millis, Seq, Sha256};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::StoreError;

/// A file that an event refers to and that should be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewAttachment {
    pub(crate) event_id: String,
    pub(crate) role: &'static str,
    pub(crate) room_id: String,
    pub(crate) mxc: String,
    pub(crate) file_name: Option<String>,
    pub(crate) mime: Option<String>,
    pub(crate) key: Option<String>,
    pub(crate) own: Option<String>,
}

/// A row, in any state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AttachmentRow {
    pub(crate) id: i64,
    pub(crate) event_id: String,
    pub(crate) role: String,
    pub(crate) room_id: String,
    pub(crate) mxc: String,
    pub(crate) file_name: Option<String>,
    pub(crate) mime: Option<String>,
    pub(crate) key: Option<String>,
    pub(crate) own: Option<String>,
    pub(crate) state: String,
    pub(crate) attempts: u32,
    pub(crate) sha256_plain: Option<Sha256>,
    pub(crate) sha256_stored: Option<Sha256>,
    pub(crate) sealed: bool,
}

/// What became of a wanted file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settled<'a> {
    pub(crate) state: &'a str,
    pub(crate) sha256_plain: Option<Sha256>,
    pub(crate) sha256_stored: Option<Sha256>,
    pub(crate) sealed: bool,
    pub(crate) entry: EntryNo,
}

/// A file for the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UploadRow {
    pub(crate) sha256: Sha256,
    /// Inside the data directory.
    pub(crate) path: String,
    pub(crate) size: u64,
}

const COLUMNS: &str = "id, event_id, role, room_id, mxc, file_name, mime, key, own, state, attempts, sha256_plain, \
                       sha256_stored, sealed";

/// Remembers a file to be fetched, once per event and role. Gives whether it is new.
pub(crate) fn want(c: &Connection, new: &NewAttachment) -> Result<bool, StoreError> {
    let added = c
        .prepare_cached(
            "INSERT INTO attachment (event_id, role, room_id, mxc, file_name, mime, key, own)
             VALUES (:event_id, :role, :room_id, :mxc, :file_name, :mime, :key, :own)
             ON CONFLICT (event_id, role, mxc) DO NOTHING",
        )?
        .execute(named_params! {
            ":event_id": new.event_id,
            ":role": new.role,
            ":room_id": new.room_id,
            ":mxc": new.mxc,
            ":file_name": new.file_name,
            ":mime": new.mime,
            ":key": new.key,
            ":own": new.own,
        })?;
    Ok(added == 1)
}

/// Wanted files whose time has come, longest waiting first.
pub(crate) fn due(c: &Connection, now: Millis, limit: u32) -> Result<Vec<AttachmentRow>, StoreError> {
    let mut statement = c.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM attachment WHERE state = 'wanted' AND next_try <= :now
         ORDER BY next_try, id LIMIT :limit"
    ))?;
    let rows = statement.query_map(named_params! { ":now": now.0, ":limit": limit }, read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// When the next wanted file is due.
pub(crate) fn next_due(c: &Connection) -> Result<Option<Millis>, StoreError> {
    let next: Option<u64> = c
        .prepare_cached("SELECT min(next_try) FROM attachment WHERE state = 'wanted'")?
        .query_row([], |row| row.get(0))?;
    Ok(next.map(Millis))
}

/// How many files are wanted.
pub(crate) fn count_wanted(c: &Connection) -> Result<u64, StoreError> {
    Ok(
        c.prepare_cached("SELECT count(*) FROM attachment WHERE state = 'wanted'")?
            .query_row([], |row| row.get(0))?,
    )
}

/// Codes of gaps whose file is with this device and does not reach the gateway, as SQL.
const LOST: &str = "('local_file_unreadable', 'local_file_damaged', 'too_large_for_gateway')";

/// That the record of the file is in the journal and not set aside, as SQL over `attachment a`.
const DISCLOSED: &str = "NOT EXISTS (SELECT 1 FROM aside w WHERE w.seq = a.entry)";

/// How many files the gateway has not yet taken and still may: what is known to be lost is told in a gap, and nobody waits for it.
pub(crate) fn count_uploads(c: &Connection) -> Result<u64, StoreError> {
    Ok(c.prepare_cached(&format!(
        "SELECT count(*) FROM attachment_upload u WHERE {}",
        waiting()
    ))?
    .query_row([], |row| row.get(0))?)
}

/// Of those: how many have up to `size` bytes, when the record of the first of them was journaled, and how many have more.
pub(crate) fn uploads_by_size(c: &Connection, size: u64) -> Result<(u64, Option<Millis>, u64), StoreError> {
    let sql = format!(
        "SELECT count(*) FILTER (WHERE u.size <= :size), count(*) FILTER (WHERE u.size > :size),
                min((SELECT min(j.captured_at) FROM attachment a JOIN journal j ON j.seq = a.entry
                     WHERE a.sha256_stored = u.sha256)) FILTER (WHERE u.size <= :size)
         FROM attachment_upload u WHERE {}",
        waiting()
    );
    let found = c
        .prepare_cached(&sql)?
        .query_row(named_params! { ":size": size }, |row| {
            let oldest: Option<u64> = row.get(2)?;
            Ok((row.get(0)?, oldest.map(Millis), row.get(1)?))
        })?;
    Ok(found)
}

/// How many wanted files are due.
pub(crate) fn count_due(c: &Connection, now: Millis) -> Result<u64, StoreError> {
    Ok(
        c.prepare_cached("SELECT count(*) FROM attachment WHERE state = 'wanted' AND next_try <= :now")?
            .query_row(named_params! { ":now": now.0 }, |row| row.get(0))?,
    )
}

/// That the gateway has not taken the file and still may, as SQL over `attachment_upload u`.
fn waiting() -> String {
    format!(
        "uploaded_at IS NULL AND EXISTS
             (SELECT 1 FROM attachment a WHERE a.sha256_stored = u.sha256 AND {DISCLOSED}) AND NOT EXISTS
             (SELECT 1 FROM attachment a JOIN gap g ON g.event_id = a.event_id
              WHERE a.sha256_stored = u.sha256 AND g.closed_at IS NULL AND g.code IN {LOST})"
    )
}

/// An event that refers to a stored file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Owner {
    pub(crate) event_id: String,
    pub(crate) room_id: String,
}

/// The events that refer to this file.
pub(crate) fn owners(c: &Connection, sha256: &Sha256) -> Result<Vec<Owner>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT DISTINCT event_id, room_id FROM attachment WHERE sha256_stored = :sha256 ORDER BY id",
    )?;
    let rows = statement.query_map(named_params! { ":sha256": sha256.as_bytes() }, |row| {
        Ok(Owner {
            event_id: row.get(0)?,
            room_id: row.get(1)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The open gaps of an event that tell that its file does not reach the gateway.
pub(crate) fn loss_gaps(c: &Connection, event_id: &str) -> Result<Vec<String>, StoreError> {
    let mut statement = c.prepare_cached(&format!(
        "SELECT gap_id FROM gap WHERE event_id = :event_id AND closed_at IS NULL AND code IN {LOST}"
    ))?;
    let rows = statement.query_map(named_params! { ":event_id": event_id }, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The row of an event's file; of the first one in a gallery.
pub(crate) fn find(c: &Connection, event_id: &str, role: &str) -> Result<Option<AttachmentRow>, StoreError> {
    Ok(c.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM attachment WHERE event_id = :event_id AND role = :role ORDER BY id LIMIT 1"
    ))?
    .query_row(named_params! { ":event_id": event_id, ":role": role }, read)
    .optional()?)
}

/// Notes a try that failed for now.
pub(crate) fn postpone(c: &Connection, id: i64, next_try: Millis) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE attachment SET attempts = attempts + 1, next_try = :next_try WHERE id = :id")?
        .execute(named_params! { ":id": id, ":next_try": next_try.0 })?;
    Ok(())
}

/// Notes what became of a wanted file. Gives `false`, and changes nothing, when that is already known.
pub(crate) fn settle(c: &Connection, id: i64, settled: &Settled<'_>) -> Result<bool, StoreError> {
    let changed = c
        .prepare_cached(
            "UPDATE attachment SET state = :state, sha256_plain = :plain, sha256_stored = :stored,
                 sealed = :sealed, entry = :entry, own = NULL
             WHERE id = :id AND state = 'wanted'",
        )?
        .execute(named_params! {
            ":id": id,
            ":state": settled.state,
            ":plain": settled.sha256_plain.map(|sha256| *sha256.as_bytes()),
            ":stored": settled.sha256_stored.map(|sha256| *sha256.as_bytes()),
            ":sealed": settled.sealed,
            ":entry": settled.entry.0,
        })?;
    Ok(changed == 1)
}

/// Whether the row still waits: another part of the core may have settled it meanwhile.
pub(crate) fn is_wanted(c: &Connection, id: i64) -> Result<bool, StoreError> {
    Ok(
        c.prepare_cached("SELECT 1 FROM attachment WHERE id = :id AND state = 'wanted'")?
            .exists(named_params! { ":id": id })?,
    )
}

/// Queues a file for the archive. A file that the archive has already is not sent twice.
pub(crate) fn put_upload(c: &Connection, upload: &UploadRow) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO attachment_upload (sha256, path, size) VALUES (:sha256, :path, :size)
         ON CONFLICT (sha256) DO UPDATE SET pruned = 0",
    )?
    .execute(named_params! {
        ":sha256": upload.sha256.as_bytes(),
        ":path": upload.path,
        ":size": upload.size,
    })?;
    Ok(())
}

/// Files that must be with the gateway before this object may go: those that its own records speak of.
pub(crate) fn uploads_for(c: &Connection, object: Seq) -> Result<Vec<UploadRow>, StoreError> {
    let mut statement = c.prepare_cached(&format!(
        "SELECT sha256, path, size FROM attachment_upload u WHERE uploaded_at IS NULL AND EXISTS
             (SELECT 1 FROM attachment a, outbox o WHERE o.seq = :object AND a.sha256_stored = u.sha256
                  AND a.entry BETWEEN o.first_entry AND o.last_entry AND {DISCLOSED}) ORDER BY rowid"
    ))?;
    let rows = statement.query_map(named_params! { ":object": object.0 }, read_upload)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Objects that went to the gateway without a file that their records speak of, because it could not be read then. What the gateway
/// refused for good, as the alarms tell, is not among them.
pub(crate) fn left_behind(c: &Connection) -> Result<Vec<Seq>, StoreError> {
    let mut statement = c.prepare_cached(&format!(
        "SELECT DISTINCT o.seq FROM attachment_upload u JOIN attachment a ON a.sha256_stored = u.sha256
             JOIN outbox o ON a.entry BETWEEN o.first_entry AND o.last_entry
         WHERE u.uploaded_at IS NULL AND o.provisional IS NOT NULL AND {DISCLOSED} AND NOT EXISTS
             (SELECT 1 FROM alarm WHERE object_seq = o.seq
                  AND code IN ('attachment_too_large', 'attachment_damaged')) ORDER BY o.seq"
    ))?;
    let rows = statement.query_map([], |row| row.get(0).map(Seq))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Notes that the gateway has all of a file.
pub(crate) fn set_uploaded(c: &Connection, sha256: &Sha256, now: Millis) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE attachment_upload SET uploaded_at = :now WHERE sha256 = :sha256")?
        .execute(named_params! { ":sha256": sha256.as_bytes(), ":now": now.0 })?;
    Ok(())
}

/// Files that may go from this device: the vault holds every record that speaks of them, since before `before`.
pub(crate) fn prunable(c: &Connection, before: Millis) -> Result<Vec<UploadRow>, StoreError> {
    let mut statement = c.prepare_cached(&format!(
        "SELECT sha256, path, size FROM attachment_upload u
         WHERE uploaded_at IS NOT NULL AND pruned = 0 AND NOT EXISTS
             (SELECT 1 FROM attachment a WHERE a.sha256_stored = u.sha256 AND NOT ({DISCLOSED} AND EXISTS
                 (SELECT 1 FROM outbox o WHERE a.entry BETWEEN o.first_entry AND o.last_entry
                      AND o.final_at <= :before)))"
    ))?;
    let rows = statement.query_map(named_params! { ":before": before.0 }, read_upload)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Notes that a file is gone. Call this before deleting it: a file without a row is swept, a row without a file is a loss.
pub(crate) fn set_pruned(c: &Connection, sha256: &Sha256) -> Result<(), StoreError> {
    c.prepare_cached(
        "UPDATE attachment_upload SET pruned = 1 WHERE sha256 = :sha256 AND uploaded_at IS NOT NULL",
    )?
    .execute(named_params! { ":sha256": sha256.as_bytes() })?;
    Ok(())
}

/// The files that the archive still has to get, or that policy keeps here.
pub(crate) fn kept(c: &Connection) -> Result<Vec<Sha256>, StoreError> {
    let mut statement = c.prepare_cached("SELECT sha256 FROM attachment_upload WHERE pruned = 0")?;
    let rows = statement.query_map([], |row| row.get(0).map(Sha256::from_bytes))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The own copies from which files of clear rooms are still to be sealed, as JSON.
pub(crate) fn own_files(c: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = c.prepare_cached("SELECT own FROM attachment WHERE own IS NOT NULL")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<AttachmentRow> {
    let digest = |column| {
        row.get::<_, Option<[u8; 32]>>(column)
            .map(|bytes| bytes.map(Sha256::from_bytes))
    };
    Ok(AttachmentRow {
        id: row.get(0)?,
        event_id: row.get(1)?,
        role: row.get(2)?,
        room_id: row.get(3)?,
        mxc: row.get(4)?,
        file_name: row.get(5)?,
        mime: row.get(6)?,
        key: row.get(7)?,
        own: row.get(8)?,
        state: row.get(9)?,
        attempts: row.get(10)?,
        sha256_plain: digest(11)?,
        sha256_stored: digest(12)?,
        sealed: row.get(13)?,
    })
}

fn read_upload(row: &Row<'_>) -> rusqlite::Result<UploadRow> {
    Ok(UploadRow {
        sha256: Sha256::from_bytes(row.get(0)?),
        path: row.get(1)?,
        size: row.get(2)?,
    })
}

#[cfg(test)]
mod tests;
