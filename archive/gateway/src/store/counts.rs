//! Figures for `status` and metrics, each one cheap query.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::{StoreError, hashes, numbers::Sql};

/// What the gateway holds, in numbers only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Devices that may write.
    pub devices: u64,
    /// Devices withdrawn.
    pub devices_revoked: u64,
    /// Codes that can still be used, used ones, and all others (expired or locked).
    pub codes_open: u64,
    /// Codes used.
    pub codes_used: u64,
    /// Leaves in the log.
    pub log_size: u64,
    /// Objects taken; the other leaves are documents.
    pub objects: u64,
    /// Their bytes.
    pub object_bytes: u64,
    /// Objects with a final receipt.
    pub accepted: u64,
    /// Objects the vault refused and has not accepted since.
    pub rejected: u64,
    /// Ranges of numbers that are missing.
    pub holes: u64,
    /// Numbers under which a second, different object was offered.
    pub equivocations: u64,
    /// Segment files on disk.
    pub segments: u64,
    /// Version of the seal configuration in force; 0 before the first.
    pub seal_config_version: u64,
    /// Version of the policy in force; 0 before the first.
    pub policy_version: u64,
}

/// Counts everything. `now` in UTC milliseconds decides which codes are open.
pub(crate) fn all(connection: &Connection, now: u64) -> Result<Counts, StoreError> {
    let one = |query: &str| -> Result<u64, StoreError> {
        Ok(connection
            .prepare_cached(query)?
            .query_row([], |row| row.get::<_, Sql<u64>>(0))?
            .0)
    };
    let codes_open = connection
        .prepare_cached("SELECT count(*) FROM code WHERE used IS NULL AND expires > ?1 AND tries < ?2")?
        .query_row(rusqlite::params![Sql(now), crate::limits::CODE_TRIES], |row| {
            row.get::<_, Sql<u64>>(0)
        })?
        .0;
    Ok(Counts {
        devices: one("SELECT count(*) FROM device WHERE revoked IS NULL")?,
        devices_revoked: one("SELECT count(*) FROM device WHERE revoked IS NOT NULL")?,
        codes_open,
        codes_used: one("SELECT count(*) FROM code WHERE used IS NOT NULL")?,
        log_size: hashes::extent(connection)?.0,
        objects: one("SELECT count(*) FROM object")?,
        object_bytes: one("SELECT coalesce(sum(size), 0) FROM object")?,
        accepted: one("SELECT count(*) FROM verdict WHERE outcome = 'accepted'")?,
        rejected: one(
            "SELECT count(DISTINCT leaf) FROM verdict AS v WHERE outcome <> 'accepted' AND NOT EXISTS
                       (SELECT 1 FROM verdict AS a WHERE a.leaf = v.leaf AND a.outcome = 'accepted')",
        )?,
        holes: one("SELECT count(*) FROM hole")?,
        equivocations: one("SELECT count(*) FROM equivocation")?,
        segments: one("SELECT count(*) FROM segment WHERE dropped IS NULL")?,
        seal_config_version: one("SELECT coalesce(max(version), 0) FROM config WHERE kind = 'seal_config'")?,
        policy_version: one("SELECT coalesce(max(version), 0) FROM config WHERE kind = 'policy'")?,
    })
}
