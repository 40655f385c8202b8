//! Nonces of login requests. Their answer is a secret, so a captured request must stay worthless after a restart too.

use griffie_wire::ids::Millis;
use rusqlite::{Connection, params};

use super::{StoreError, numbers::Sql};

/// Remembers a nonce until `expires`. Says whether it is new.
pub(crate) fn remember(
    connection: &Connection,
    nonce: &[u8; 16],
    now: Millis,
    expires: Millis,
) -> Result<bool, StoreError> {
    connection
        .prepare_cached("DELETE FROM login_nonce WHERE expires < ?1")?
        .execute([Sql(now)])?;
    let mut insert =
        connection.prepare_cached("INSERT OR IGNORE INTO login_nonce (nonce, expires) VALUES (?1, ?2)")?;
    Ok(insert.execute(params![nonce, Sql(expires)])? == 1)
}
