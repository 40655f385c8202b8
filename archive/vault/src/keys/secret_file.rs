//! Private key files: 0600 or refused, written once, wiped from memory after use.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read as _, Write as _},
    os::unix::fs::{MetadataExt as _, OpenOptionsExt as _},
    path::Path,
};

use thiserror::Error;
use zeroize::Zeroizing;

/// Largest key file: the biggest private key has a few kilobytes, in hex twice that.
const MAX_BYTES: u64 = 64 * 1024;

/// Why a key file cannot be used.
#[derive(Debug, Error)]
pub enum SecretFileError {
    /// The system refused.
    #[error("key file {name}")]
    Io {
        /// File name without its folder.
        name: String,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// Others could read or write it.
    #[error("key file {name} has mode {mode:04o}; it must be 0600 (chmod 600)")]
    TooOpen {
        /// File name without its folder.
        name: String,
        /// Its permission bits.
        mode: u32,
    },
    /// Not hex, or too long.
    #[error("key file {name} does not hold a key")]
    Malformed {
        /// File name without its folder.
        name: String,
    },
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn io_error(path: &Path) -> impl FnOnce(io::Error) -> SecretFileError {
    let name = name_of(path);
    move |source| SecretFileError::Io { name, source }
}

/// Writes `secret` as one line of hex to a new file for the owner alone, durably.
///
/// # Errors
/// [`SecretFileError::Io`], also when the file exists already: a key is never overwritten.
pub fn write_secret(path: &Path, secret: &[u8]) -> Result<(), SecretFileError> {
    let mut text = Zeroizing::new(hex::encode(secret));
    text.push('\n');
    let write = || -> io::Result<()> {
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        File::open(path.parent().unwrap_or_else(|| Path::new(".")))?.sync_all()
    };
    write().map_err(io_error(path))
}

/// Reads a key file back.
///
/// # Errors
/// [`SecretFileError::TooOpen`] when anyone but the owner may touch it; the others as named.
pub fn read_secret(path: &Path) -> Result<Zeroizing<Vec<u8>>, SecretFileError> {
    hex::decode(read_secret_text(path)?.as_bytes())
        .map(Zeroizing::new)
        .map_err(|_| SecretFileError::Malformed { name: name_of(path) })
}

/// Reads a secret that is text, without white space around it.
///
/// # Errors
/// As [`read_secret`].
pub(crate) fn read_secret_text(path: &Path) -> Result<Zeroizing<String>, SecretFileError> {
    let mut file = File::open(path).map_err(io_error(path))?;
    let meta = file.metadata().map_err(io_error(path))?;
    let mode = meta.mode() & 0o7777;
    if mode & 0o177 != 0 {
        return Err(SecretFileError::TooOpen {
            name: name_of(path),
            mode,
        });
    }
    if meta.len() > MAX_BYTES {
        return Err(SecretFileError::Malformed { name: name_of(path) });
    }
    let mut text = Zeroizing::new(String::with_capacity(
        usize::try_from(meta.len()).unwrap_or_default() + 1,
    ));
    file.read_to_string(&mut text).map_err(io_error(path))?;
    Ok(Zeroizing::new(text.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use std::{fs, os::unix::fs::PermissionsExt as _};

    use super::*;

    #[test]
    fn a_key_file_is_for_its_owner_alone_and_never_overwritten() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.key");
        write_secret(&path, b"secret").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
        assert_eq!(read_secret(&path).unwrap().as_slice(), b"secret");
        assert!(matches!(
            write_secret(&path, b"other"),
            Err(SecretFileError::Io { .. })
        ));
        for mode in [0o640, 0o604, 0o660, 0o700, 0o644] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            assert!(
                matches!(read_secret(&path), Err(SecretFileError::TooOpen { mode: found, .. }) if found == mode),
                "{mode:o}"
            );
        }
    }

    #[test]
    fn what_is_no_hex_is_no_key() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.key");
        write_secret(&path, b"x").unwrap();
        fs::write(&path, "not hex").unwrap();
        assert!(matches!(
            read_secret(&path),
            Err(SecretFileError::Malformed { .. })
        ));
    }
}
