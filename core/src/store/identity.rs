//! Who this device is: the seed of its signing key, and what activation and login gave it.

use griffie_wire::{DeviceId, Epoch, PublicKey, TenantId};
use rusqlite::{Connection, OptionalExtension, named_params};
use zeroize::Zeroizing;

use super::error::StoreError;

/// What activation and login gave.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) device: DeviceId,
    pub(crate) tenant: TenantId,
    pub(crate) epoch: Epoch,
    /// Signs seal configuration and policy (invariant 7).
    pub(crate) root: PublicKey,
    /// In order of preference.
    pub(crate) gateways: Vec<String>,
    pub(crate) user_id: String,
    pub(crate) homeserver: String,
    pub(crate) matrix_device: String,
    pub(crate) access_token: String,
    /// The gateway's clock minus ours.
    pub(crate) clock_offset_ms: i64,
}

impl std::fmt::Debug for Identity {
    /// The device alone: the rest is personal or secret (invariant 9).
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Identity")
            .field("device", &self.device)
            .finish_non_exhaustive()
    }
}

/// The seed of the device key; made at the first call and kept before anything is asked of a gateway, so that a repeated
/// activation is recognised by its key.
pub(crate) fn device_seed(connection: &Connection) -> Result<Zeroizing<[u8; 32]>, StoreError> {
    let stored = connection
        .prepare_cached("SELECT seed FROM device_seed")?
        .query_row([], |row| row.get::<_, [u8; 32]>(0))
        .optional()?;
    if let Some(seed) = stored {
        return Ok(Zeroizing::new(seed));
    }
    let mut seed = Zeroizing::new([0; 32]);
    getrandom::fill(seed.as_mut_slice()).map_err(std::io::Error::from)?;
    connection.execute(
        "INSERT INTO device_seed (id, seed) VALUES (1, ?1)",
        [seed.as_slice()],
    )?;
    Ok(seed)
}

/// The identity, if the device was activated and logged in.
pub(crate) fn load(connection: &Connection) -> Result<Option<Identity>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT device, tenant, epoch, root, gateways, user_id, homeserver, matrix_device, access_token, \
         clock_offset_ms FROM identity",
    )?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let malformed = StoreError::Malformed("identity");
    let text = |column: usize| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
    let (Ok(device), Ok(tenant), Ok(epoch), Ok(root)) = (
        text(0)?.parse(),
        text(1)?.parse(),
        text(2)?.parse(),
        text(3)?.parse(),
    ) else {
        return Err(malformed);
    };
    Ok(Some(Identity {
        device,
        tenant,
        epoch,
        root,
        gateways: serde_json::from_str(text(4)?)?,
        user_id: row.get(5)?,
        homeserver: row.get(6)?,
        matrix_device: row.get(7)?,
        access_token: row.get(8)?,
        clock_offset_ms: row.get(9)?,
    }))
}

/// The Matrix user of this device, once there is one.
pub(crate) fn user(connection: &Connection) -> Result<Option<String>, StoreError> {
    let user: Option<Option<String>> = connection
        .prepare_cached("SELECT user_id FROM identity")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(user.flatten())
}

/// The identity, where there must be one.
pub(crate) fn require(connection: &Connection) -> Result<Identity, StoreError> {
    load(connection)?.ok_or(StoreError::NotSignedIn)
}

/// Stores the identity, in place of an earlier one.
pub(crate) fn save(connection: &Connection, identity: &Identity) -> Result<(), StoreError> {
    let gateways = serde_json::to_string(&identity.gateways)?;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO identity (id, device, tenant, epoch, root, gateways, user_id, homeserver, \
             matrix_device, access_token, clock_offset_ms) VALUES (1, :device, :tenant, :epoch, :root, :gateways, \
             :user_id, :homeserver, :matrix_device, :access_token, :clock_offset_ms)",
        )?
        .execute(named_params! {
            ":device": identity.device.to_string(),
            ":tenant": identity.tenant.to_string(),
            ":epoch": identity.epoch.to_string(),
            ":root": identity.root.to_string(),
            ":gateways": gateways,
            ":user_id": identity.user_id,
            ":homeserver": identity.homeserver,
            ":matrix_device": identity.matrix_device,
            ":access_token": identity.access_token,
            ":clock_offset_ms": identity.clock_offset_ms,
        })?;
    Ok(())
}

/// What the gateway's answer taught about its clock.
pub(crate) fn set_clock_offset(connection: &Connection, offset_ms: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE identity SET clock_offset_ms = ?1")?
        .execute([offset_ms])?;
    Ok(())
}

/// The gateways that a newly accepted seal configuration names.
pub(crate) fn set_gateways(connection: &Connection, gateways: &[String]) -> Result<(), StoreError> {
    let gateways = serde_json::to_string(gateways)?;
    connection
        .prepare_cached("UPDATE identity SET gateways = ?1")?
        .execute([gateways])?;
    Ok(())
}

/// The token of a fresh login of the same Matrix device.
pub(crate) fn set_access_token(connection: &Connection, token: &str) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE identity SET access_token = ?1")?
        .execute([token])?;
    Ok(())
}
