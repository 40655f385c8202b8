//! Where the files of events are. What that means to a person is decided by `chat`.

use std::collections::HashMap;

use rusqlite::Connection;

use super::StoreError;

/// The file of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileState {
    /// `wanted`, `stored`, or why there is none.
    pub(crate) state: String,
    /// Its stored form is in `media/`, and this device can open it.
    pub(crate) openable: bool,
}

/// Of those of the events that have a file; of a gallery the first one's.
pub(crate) fn of_events(
    c: &Connection,
    event_ids: &[&str],
) -> Result<HashMap<String, FileState>, StoreError> {
    if event_ids.is_empty() {
        return Ok(HashMap::new());
    }
    let list = serde_json::to_string(event_ids)?;
    let mut query = c.prepare_cached(
        "SELECT a.event_id, a.state, a.sealed = 0 AND coalesce(u.pruned, 1) = 0
         FROM attachment a LEFT JOIN attachment_upload u ON u.sha256 = a.sha256_stored
         WHERE a.role = 'file' AND a.event_id IN (SELECT value FROM json_each(?1))
         ORDER BY a.id DESC",
    )?;
    let rows = query.query_map([list], |row| {
        let file = FileState {
            state: row.get(1)?,
            openable: row.get(2)?,
        };
        Ok((row.get(0)?, file))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
