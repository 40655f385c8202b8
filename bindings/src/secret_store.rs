//! The key of the database and the key store of the phone that keeps it.

use std::path::Path;

use griffie_core::store::StoreKey;
use tokio::sync::Mutex;
use tracing::warn;
use zeroize::Zeroizing;

use crate::{
    call::runtime,
    error::{GriffieError, fault, unusable},
};

/// The name under which the key of the database is kept.
const DATABASE_KEY: &str = "griffie.database.key";

/// Why the phone's key store did not do what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum SecretStoreError {
    /// The phone must be unlocked first; the same call may succeed later.
    #[error("the key store is locked")]
    Locked,
    /// It does not work. Anything else that is thrown counts as this too.
    #[error("the key store failed")]
    Failed,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for SecretStoreError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        // What was thrown may hold anything; it goes nowhere.
        Self::Failed
    }
}

/// The phone's key store; the app implements this with Android Keystore, the iOS keychain or the like. It holds one secret, the key of
/// the database, 32 bytes. **Who loses it loses what is in the database**: keep it out of backups that leave the phone, and never
/// delete it while the data directory is there. Called from any thread, one call at a time.
#[uniffi::export(callback_interface)]
pub trait SecretStore: Send + Sync {
    /// The bytes under this name. Nothing only when there truly are none: throw `Locked` or `Failed` when it cannot be known.
    fn read(&self, name: String) -> Result<Option<Vec<u8>>, SecretStoreError>;

    /// Keeps the bytes under this name. They must be safe on the disk when this returns.
    fn write(&self, name: String, value: Vec<u8>) -> Result<(), SecretStoreError>;
}

/// The key of the database in `dataDir`: the one in the key store, or a new one for a directory without a database. A directory whose
/// key is gone stays as it is.
pub(crate) async fn database_key(
    secrets: Box<dyn SecretStore>,
    data_dir: &Path,
) -> Result<StoreKey, GriffieError> {
    // Two cores that open at once make one key.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());
    let _turn = ONE_AT_A_TIME.lock().await;
    let data_dir = data_dir.to_owned();
    let work = move || match secrets.read(DATABASE_KEY.to_owned()).map_err(refused)? {
        Some(key) => Ok(StoreKey::from_slice(&Zeroizing::new(key))?),
        None => made(&*secrets, &data_dir),
    };
    // A key store may ask the user and take its time.
    let key = runtime()?.spawn_blocking(work).await;
    key.unwrap_or_else(|_| Err(fault("secret_store")))
}

/// The key is in the key store before anything is written with it.
fn made(secrets: &dyn SecretStore, data_dir: &Path) -> Result<StoreKey, GriffieError> {
    let key = StoreKey::for_new(data_dir)?;
    secrets
        .write(DATABASE_KEY.to_owned(), key.as_bytes().to_vec())
        .map_err(refused)?;
    Ok(key)
}

fn refused(error: SecretStoreError) -> GriffieError {
    warn!(%error, "key store");
    unusable(match error {
        SecretStoreError::Locked => "secret_store_locked",
        SecretStoreError::Failed => "secret_store_failed",
    })
}
