//! Keys as files of the vault's folder, 0600; read once, held in memory that is wiped.

use std::{
    fs::DirBuilder,
    os::unix::fs::DirBuilderExt as _,
    path::{Path, PathBuf},
};

use griffie_wire::{
    gso1::{ArchiveKey, Opener, Recipient, Suite},
    note::{CosignerKey, NoteError},
};
use thiserror::Error;
use zeroize::Zeroizing;

use super::{Custody, SecretFileError, read_secret, write_secret};

/// Why the keys of a vault cannot be made or loaded.
#[derive(Debug, Error)]
pub enum KeysError {
    /// A key file.
    #[error(transparent)]
    File(#[from] SecretFileError),
    /// The folder.
    #[error("folder of the keys")]
    Folder(#[from] std::io::Error),
    /// The bytes in a file are no key of its kind.
    #[error("{0} does not hold a key of its kind")]
    Malformed(&'static str),
    /// The co-signer's name.
    #[error("name of the vault")]
    Name(#[from] NoteError),
    /// The operating system gave no randomness.
    #[error("no randomness available")]
    Random,
}

/// The three keys of a vault, held in software.
pub struct FileKeys {
    archive: ArchiveKey,
    cosigner: CosignerKey,
    store: Zeroizing<[u8; 32]>,
}

fn folder(vault: &Path) -> PathBuf {
    vault.join("keys")
}

/// 32 bytes of the operating system's randomness.
///
/// # Errors
/// [`KeysError::Random`] when there is none.
pub(crate) fn random_seed() -> Result<Zeroizing<[u8; 32]>, KeysError> {
    let mut seed = Zeroizing::new([0; 32]);
    getrandom::fill(seed.as_mut_slice()).map_err(|_| KeysError::Random)?;
    Ok(seed)
}

impl FileKeys {
    /// Makes fresh keys below `vault`; refuses when there are any.
    ///
    /// # Errors
    /// [`KeysError`]; nothing that exists is overwritten.
    pub fn create(vault: &Path, suite: Suite, name: &str) -> Result<Self, KeysError> {
        let folder = folder(vault);
        DirBuilder::new().recursive(true).mode(0o700).create(&folder)?;
        let archive = ArchiveKey::generate(suite);
        let cosigner = random_seed()?;
        let store = random_seed()?;
        let keys = Self {
            archive,
            cosigner: CosignerKey::from_seed(&cosigner, name)?,
            store,
        };
        write_secret(&folder.join("archive.key"), &keys.archive.to_bytes())?;
        write_secret(&folder.join("cosigner.key"), cosigner.as_slice())?;
        write_secret(&folder.join("store.key"), keys.store.as_slice())?;
        Ok(keys)
    }

    /// Reads the keys of a vault whose co-signer is called `name`.
    ///
    /// # Errors
    /// [`KeysError`] when a file is missing, readable by others, or holds something else.
    pub fn load(vault: &Path, name: &str) -> Result<Self, KeysError> {
        let folder = folder(vault);
        let archive = ArchiveKey::from_bytes(&read_secret(&folder.join("archive.key"))?)
            .map_err(|_| KeysError::Malformed("archive.key"))?;
        let cosigner = CosignerKey::from_seed(&*seed_file(&folder, "cosigner.key")?, name)?;
        let store = seed_file(&folder, "store.key")?;
        Ok(Self {
            archive,
            cosigner,
            store,
        })
    }

    /// What devices seal to.
    #[must_use]
    pub fn recipient(&self) -> &Recipient {
        self.archive.recipient()
    }

    /// The suite of the archive key.
    #[must_use]
    pub fn suite(&self) -> Suite {
        self.archive.suite()
    }
}

/// Reads a file that holds a seed of 32 bytes.
///
/// # Errors
/// [`KeysError`] as for [`FileKeys::load`].
pub(crate) fn seed_file(folder: &Path, name: &'static str) -> Result<Zeroizing<[u8; 32]>, KeysError> {
    let bytes = read_secret(&folder.join(name))?;
    let mut seed = Zeroizing::new([0; 32]);
    if bytes.len() != seed.len() {
        return Err(KeysError::Malformed(name));
    }
    seed.copy_from_slice(&bytes);
    Ok(seed)
}

impl Custody for FileKeys {
    fn opener(&self) -> &dyn Opener {
        &self.archive
    }

    fn cosigner(&self) -> &CosignerKey {
        &self.cosigner
    }

    fn store_key(&self) -> &Zeroizing<[u8; 32]> {
        &self.store
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn keys_come_back_and_are_never_made_twice() {
        let dir = tempfile::tempdir().unwrap();
        let made = FileKeys::create(dir.path(), Suite::XWing, "vault.example").unwrap();
        let read = FileKeys::load(dir.path(), "vault.example").unwrap();
        assert_eq!(made.recipient(), read.recipient());
        assert_eq!(made.cosigner().vkey(), read.cosigner().vkey());
        assert!(FileKeys::create(dir.path(), Suite::XWing, "vault.example").is_err());
        assert_eq!(
            read.recipient(),
            FileKeys::load(dir.path(), "vault.example").unwrap().recipient()
        );
    }

    #[test]
    fn a_vault_with_a_readable_key_does_not_start() {
        let dir = tempfile::tempdir().unwrap();
        FileKeys::create(dir.path(), Suite::XWing, "vault.example").unwrap();
        let key = dir.path().join("keys/archive.key");
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(
            FileKeys::load(dir.path(), "vault.example"),
            Err(KeysError::File(SecretFileError::TooOpen { mode: 0o644, .. }))
        ));
    }
}
