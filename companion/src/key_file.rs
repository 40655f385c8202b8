//! The key of the database in a file: 64 hexadecimal characters, readable by its owner alone. On phones the platform's key store has
//! this place; a companion runs where there is none.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::Path,
};

use griffie_core::store::StoreKey;
use zeroize::Zeroizing;

/// Why there is no key.
#[derive(Debug)]
pub(crate) enum KeyFileError {
    /// Reading or writing.
    Io(io::Error),
    /// Not 64 hexadecimal characters.
    Malformed,
    /// Others may read it.
    Permissions,
    /// The system gives no random bytes.
    NoRandomness,
}

impl std::fmt::Display for KeyFileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Io(error) => write!(f, "{error}"),
            Self::Malformed => {
                f.write_str("is not 64 hexadecimal characters / bestaat niet uit 64 hexadecimale tekens")
            }
            Self::Permissions => {
                f.write_str("others can read it: chmod 600 / anderen kunnen het lezen: chmod 600")
            }
            Self::NoRandomness => {
                f.write_str("the system gives no random bytes / het systeem geeft geen toeval")
            }
        }
    }
}

impl From<io::Error> for KeyFileError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The key in the file; a fresh one if there is no file.
pub(crate) fn read_or_make(path: &Path) -> Result<StoreKey, KeyFileError> {
    match File::open(path) {
        Ok(file) => read(file),
        Err(error) if error.kind() == io::ErrorKind::NotFound => make(path),
        Err(error) => Err(error.into()),
    }
}

fn read(file: File) -> Result<StoreKey, KeyFileError> {
    check_permissions(&file.metadata()?)?;
    let mut text = Zeroizing::new(String::new());
    file.take(1024).read_to_string(&mut text)?;
    let mut key = Zeroizing::new([0; 32]);
    hex::decode_to_slice(text.trim(), key.as_mut_slice()).map_err(|_| KeyFileError::Malformed)?;
    Ok(StoreKey::from_bytes(*key))
}

/// Written beside and renamed: a kill half-way must not leave half a key, which nobody could tell from a damaged one.
fn make(path: &Path) -> Result<StoreKey, KeyFileError> {
    let mut key = Zeroizing::new([0; 32]);
    getrandom::fill(key.as_mut_slice()).map_err(|_| KeyFileError::NoRandomness)?;
    let text = Zeroizing::new(format!("{}\n", hex::encode(key.as_slice())));
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let beside = path.with_extension("new");
    match fs::remove_file(&beside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let mut file = for_owner_alone().open(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    File::open(folder)?.sync_all()?;
    Ok(StoreKey::from_bytes(*key))
}

#[cfg(unix)]
fn for_owner_alone() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;

    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    options
}

#[cfg(not(unix))]
fn for_owner_alone() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    options
}

#[cfg(unix)]
fn check_permissions(metadata: &fs::Metadata) -> Result<(), KeyFileError> {
    use std::os::unix::fs::PermissionsExt;

    if metadata.permissions().mode() & 0o077 == 0 {
        Ok(())
    } else {
        Err(KeyFileError::Permissions)
    }
}

#[cfg(not(unix))]
fn check_permissions(_: &fs::Metadata) -> Result<(), KeyFileError> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_key_is_made_once_for_its_owner_alone_and_found_again() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("keys/key");
        read_or_make(&path).unwrap();
        let first = fs::read_to_string(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        read_or_make(&path).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), first);
        assert_eq!(first.trim().len(), 64);
    }

    #[test]
    fn a_key_that_others_can_read_or_that_is_none_is_refused() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("key");
        fs::write(&path, "00".repeat(32)).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(read_or_make(&path), Err(KeyFileError::Permissions)));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        fs::write(&path, "short").unwrap();
        assert!(matches!(read_or_make(&path), Err(KeyFileError::Malformed)));
    }
}
