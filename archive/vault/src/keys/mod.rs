//! The vault's private keys, behind the one seam where an HSM fits.
//!
//! | key | does | file today |
//! | --- | --- | --- |
//! | archive | opens what devices sealed | `keys/archive.key` |
//! | cosigner | signs checkpoints and accepted leaves | `keys/cosigner.key` |
//! | store | encrypts the database at rest | `keys/store.key` |
//!
//! Nothing outside this folder reads a key file. [`Custody`] is all that the pipeline sees.

mod files;
mod secret_file;

use griffie_wire::{gso1::Opener, note::CosignerKey};
use zeroize::Zeroizing;

pub use self::{
    files::{FileKeys, KeysError},
    secret_file::{SecretFileError, read_secret, write_secret},
};
pub(crate) use self::{
    files::{random_seed, seed_file},
    secret_file::read_secret_text,
};

/// Who holds the keys. With an HSM, `opener` decapsulates inside it and `cosigner` signs through it.
pub trait Custody: Send {
    /// Unwraps the data key of a sealed object.
    fn opener(&self) -> &dyn Opener;

    /// Signs for the vault.
    fn cosigner(&self) -> &CosignerKey;

    /// The raw key of the database.
    fn store_key(&self) -> &Zeroizing<[u8; 32]>;
}
