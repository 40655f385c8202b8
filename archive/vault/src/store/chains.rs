//! How far each (device, epoch) is kept without a hole.

use griffie_wire::{Commitment, DeviceId, EntryNo, Epoch, ObjectId, Seq};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{StoreError, rows::bytes};

/// The end of what is kept of one device in one epoch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chain {
    pub(crate) id: i64,
    pub(crate) device: DeviceId,
    pub(crate) epoch: Epoch,
    pub(crate) head: Head,
    /// The object that was rejected; nothing behind it is opened.
    pub(crate) broken_at: Option<Seq>,
}

/// What the next object must build on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) seq: Seq,
    pub(crate) object: ObjectId,
    pub(crate) entry: EntryNo,
    pub(crate) commitment: Commitment,
    pub(crate) seal_config_version: u32,
    pub(crate) policy_version: u32,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Chain> {
    Ok(Chain {
        id: row.get("id")?,
        device: DeviceId::from_bytes(bytes(row, "device")?),
        epoch: Epoch::from_bytes(bytes(row, "epoch")?),
        head: Head {
            seq: Seq(row.get("head_seq")?),
            object: ObjectId::from_bytes(bytes(row, "head_object")?),
            entry: EntryNo(row.get("last_entry")?),
            commitment: Commitment::from_bytes(bytes(row, "last_commitment")?),
            seal_config_version: row.get("seal_config_version")?,
            policy_version: row.get("policy_version")?,
        },
        broken_at: row.get::<_, Option<u64>>("broken_at")?.map(Seq),
    })
}

const COLUMNS: &str =
    "id, device, epoch, head_seq, head_object, last_entry, last_commitment, seal_config_version,
     policy_version, broken_at";

/// The chain of a device in an epoch, made when it is new.
pub(crate) fn of(connection: &Connection, device: DeviceId, epoch: Epoch) -> Result<Chain, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM chain WHERE device = ?1 AND epoch = ?2"
    ))?;
    let key = params![device.as_bytes(), epoch.as_bytes()];
    if let Some(chain) = query.query_row(key, read).optional()? {
        return Ok(chain);
    }
    connection
        .prepare_cached(
            "INSERT INTO chain (device, epoch, head_object, last_commitment) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            device.as_bytes(),
            epoch.as_bytes(),
            ObjectId::GENESIS.as_bytes(),
            Commitment::GENESIS.as_bytes()
        ])?;
    Ok(query.query_row(key, read)?)
}

/// The chain with this row number.
pub(crate) fn numbered(connection: &Connection, id: i64) -> Result<Chain, StoreError> {
    let mut query = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM chain WHERE id = ?1"))?;
    Ok(query.query_row([id], read)?)
}

/// All chains, oldest first.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Chain>, StoreError> {
    let mut query = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM chain ORDER BY id"))?;
    let rows = query.query_map([], read)?.collect::<Result<_, _>>()?;
    Ok(rows)
}

/// Moves the head of a chain forward.
pub(crate) fn advance(connection: &Connection, chain: i64, head: &Head) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE chain SET head_seq = ?2, head_object = ?3, last_entry = ?4, last_commitment = ?5,
                 seal_config_version = ?6, policy_version = ?7
             WHERE id = ?1",
        )?
        .execute(params![
            chain,
            head.seq.0,
            head.object.as_bytes(),
            head.entry.0,
            head.commitment.as_bytes(),
            head.seal_config_version,
            head.policy_version,
        ])?;
    Ok(())
}

/// Stops a chain at the object that was rejected.
pub(crate) fn stop(connection: &Connection, chain: i64, seq: Seq) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE chain SET broken_at = ?2 WHERE id = ?1 AND broken_at IS NULL")?
        .execute(params![chain, seq.0])?;
    Ok(())
}
