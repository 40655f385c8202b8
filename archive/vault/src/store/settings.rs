//! What was decided once: at init, at the first seal configuration.

use rusqlite::{Connection, OptionalExtension as _};

use super::StoreError;

/// Name of a setting.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Setting {
    /// Path of the gateway's internal socket.
    GatewaySocket,
    /// The organisation's root key.
    Root,
    /// The organisation.
    Tenant,
    /// Verifier key of the gateway's log.
    Log,
}

impl Setting {
    const fn name(self) -> &'static str {
        match self {
            Self::GatewaySocket => "gateway_socket",
            Self::Root => "root",
            Self::Tenant => "tenant",
            Self::Log => "log",
        }
    }
}

/// The value, if it was ever set.
pub(crate) fn get(connection: &Connection, setting: Setting) -> Result<Option<String>, StoreError> {
    let mut query = connection.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
    Ok(query.query_row([setting.name()], |row| row.get(0)).optional()?)
}

/// Sets a value for the first time, or to what it is already. Answers what it is now.
pub(crate) fn pin(connection: &Connection, setting: Setting, value: &str) -> Result<String, StoreError> {
    connection
        .prepare_cached("INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING")?
        .execute([setting.name(), value])?;
    get(connection, setting)?.ok_or(StoreError::Row("setting"))
}
