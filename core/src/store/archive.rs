//! How much waits for the archive: counts for the status and the load that the policy limits.

use griffie_wire::ids::Millis;
use rusqlite::{Connection, OptionalExtension};

use super::{StoreError, config, journal};

/// What waits for the archive, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Load {
    /// Sealed objects without a final receipt, and records in no object yet.
    pub(crate) waiting_bytes: u64,
    /// The policy's limit; `None` before there is a policy.
    pub(crate) limit_bytes: Option<u64>,
}

pub(crate) fn load(c: &Connection) -> Result<Load, StoreError> {
    let waiting_bytes = c
        .prepare_cached(
            "SELECT coalesce((SELECT sum(size) FROM outbox WHERE final IS NULL), 0)
                  + coalesce((SELECT sum(length(record)) FROM journal
                              WHERE seq > (SELECT coalesce(max(last_entry), 0) FROM outbox)), 0)",
        )?
        .query_row([], |row| row.get(0))?;
    Ok(Load {
        waiting_bytes,
        limit_bytes: config::policy(c)?.map(|policy| policy.outbox_limit_bytes),
    })
}

/// Where the records stand on their way to the archive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Records ever journaled.
    pub(crate) entries: u64,
    /// Of these, in no object yet.
    pub(crate) unsealed: u64,
    /// Of these, pruned.
    pub(crate) pruned: u64,
    /// Objects that the gateway has not acknowledged.
    pub(crate) outbox: u64,
    /// Objects without a final receipt.
    pub(crate) unreceipted: u64,
    /// Of these, refused by gateway or vault.
    pub(crate) rejected: u64,
    /// Objects whose bytes are still here.
    pub(crate) kept: u64,
}

pub(crate) fn counts(c: &Connection) -> Result<Counts, StoreError> {
    let entries = journal::head(c)?.seq.0;
    let count = |sql: &str| -> Result<u64, StoreError> {
        Ok(c.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    };
    Ok(Counts {
        entries,
        unsealed: entries.saturating_sub(count("SELECT coalesce(max(last_entry), 0) FROM outbox")?),
        pruned: super::prune::entries_pruned(c)?,
        outbox: count("SELECT count(*) FROM outbox WHERE provisional IS NULL AND rejected IS NULL")?,
        unreceipted: count("SELECT count(*) FROM outbox WHERE final IS NULL")?,
        rejected: count("SELECT count(*) FROM outbox WHERE final IS NULL AND rejected IS NOT NULL")?,
        kept: count("SELECT count(*) FROM sealed_bytes")?,
    })
}

/// When something last went on its way to the archive, and when it last arrived.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Last {
    pub(crate) sealed: Option<Millis>,
    /// A final receipt.
    pub(crate) receipt: Option<Millis>,
}

pub(crate) fn last(c: &Connection) -> Result<Last, StoreError> {
    let at = |sql: &str| -> Result<Option<Millis>, StoreError> {
        let at: Option<u64> = c.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        Ok(at.map(Millis))
    };
    Ok(Last {
        sealed: at("SELECT max(created) FROM outbox")?,
        receipt: at("SELECT max(final_at) FROM outbox")?,
    })
}

/// Code with which the oldest object was refused that is refused now.
pub(crate) fn refused(c: &Connection) -> Result<Option<String>, StoreError> {
    let sql = "SELECT rejected FROM outbox WHERE final IS NULL AND rejected IS NOT NULL ORDER BY seq LIMIT 1";
    Ok(c.prepare_cached(sql)?
        .query_row([], |row| row.get(0))
        .optional()?)
}
