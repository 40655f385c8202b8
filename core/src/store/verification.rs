//! Verifications as screens see them, and requests that could not be read yet.

use rusqlite::{Connection, named_params};

use super::StoreError;

/// Ended ones that are kept for screens.
const KEPT: u32 = 20;
/// Requests that wait for keys; more are not worth keeping, they can be made again.
const MOST_UNREAD: u32 = 10;

/// One flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredFlow {
    pub(crate) user_id: String,
    pub(crate) flow_id: String,
    pub(crate) ended: bool,
    /// JSON, as screens get it.
    pub(crate) picture: String,
}

/// Stores how a flow stands now, and lets the oldest ended ones go. `untold`: the other side still has to hear that it ended.
pub(crate) fn save(c: &Connection, flow: &StoredFlow, untold: bool) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO verification (user_id, flow_id, ended, untold, picture)
         VALUES (:user_id, :flow_id, :ended, :untold, :picture)
         ON CONFLICT (user_id, flow_id) DO UPDATE SET ended = :ended, untold = :untold, picture = :picture",
    )?
    .execute(named_params! {
        ":user_id": flow.user_id,
        ":flow_id": flow.flow_id,
        ":ended": flow.ended,
        ":untold": untold,
        ":picture": flow.picture,
    })?;
    c.prepare_cached(
        "DELETE FROM verification WHERE ended = 1 AND untold = 0 AND id <=
         (SELECT id FROM verification WHERE ended = 1 ORDER BY id DESC LIMIT 1 OFFSET ?1)",
    )?
    .execute([KEPT])?;
    Ok(())
}

/// All, newest first.
pub(crate) fn all(c: &Connection) -> Result<Vec<StoredFlow>, StoreError> {
    select(
        c,
        "SELECT user_id, flow_id, ended, picture FROM verification ORDER BY id DESC",
    )
}

/// Those that go on.
pub(crate) fn live(c: &Connection) -> Result<Vec<StoredFlow>, StoreError> {
    select(
        c,
        "SELECT user_id, flow_id, ended, picture FROM verification WHERE ended = 0 ORDER BY id",
    )
}

/// Those whose other side has not heard that they ended.
pub(crate) fn untold(c: &Connection) -> Result<Vec<StoredFlow>, StoreError> {
    select(
        c,
        "SELECT user_id, flow_id, ended, picture FROM verification WHERE untold = 1 ORDER BY id",
    )
}

/// The other side has heard.
pub(crate) fn told(c: &Connection, flow: &StoredFlow) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE verification SET untold = 0 WHERE user_id = ?1 AND flow_id = ?2")?
        .execute([&flow.user_id, &flow.flow_id])?;
    Ok(())
}

/// Keeps a request for another look.
pub(crate) fn keep_unread(c: &Connection, raw: &str) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO verification_unread (raw) SELECT ?1 WHERE (SELECT count(*) FROM verification_unread) < ?2",
    )?
    .execute((raw, MOST_UNREAD))?;
    Ok(())
}

/// Takes those out that were kept.
pub(crate) fn take_unread(c: &Connection) -> Result<Vec<String>, StoreError> {
    let mut query = c.prepare_cached("SELECT raw FROM verification_unread ORDER BY id")?;
    let rows = query.query_map([], |row| row.get(0))?;
    let found: Vec<String> = rows.collect::<Result<_, _>>()?;
    if !found.is_empty() {
        c.prepare_cached("DELETE FROM verification_unread")?.execute([])?;
    }
    Ok(found)
}

fn select(c: &Connection, sql: &str) -> Result<Vec<StoredFlow>, StoreError> {
    let mut query = c.prepare_cached(sql)?;
    let rows = query.query_map([], |row| {
        Ok(StoredFlow {
            user_id: row.get(0)?,
            flow_id: row.get(1)?,
            ended: row.get(2)?,
            picture: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
