//! Attachment files, named by the SHA-256 of their bytes: partial while they arrive, whole and synced after that.
//!
//! All functions block. It must not know what a file holds: Matrix ciphertext or a sealed object.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read},
    os::unix::fs::{FileExt, OpenOptionsExt},
    path::{Path, PathBuf},
    time::SystemTime,
};

use griffie_wire::ids::{DeviceId, Millis, Sha256, Sha256Hasher};

use super::{StoreError, segment::sync_folder};
use crate::limits::PARTIAL_AGE;

const FOLDER: &str = "attachments";
const PARTIAL: &str = "partial";
/// Bytes hashed at a time.
const BLOCK: usize = 256 << 10;

/// How much of an attachment is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    Whole { size: u64 },
    Part { offset: u64 },
    Nothing,
}

/// What a piece led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Appended {
    /// More is to come, from `offset` on.
    Part { offset: u64 },
    /// All is here, has the right hash and is on the disk.
    Whole,
    /// The piece does not begin where the last one ended.
    WrongOffset { offset: u64 },
    /// All is here, but it is something else; the partial is gone.
    WrongHash,
}

/// A piece of an attachment.
pub(crate) struct Piece<'a> {
    pub(crate) device: DeviceId,
    pub(crate) sha256: Sha256,
    pub(crate) offset: u64,
    /// Length of the whole attachment.
    pub(crate) length: u64,
    pub(crate) bytes: &'a [u8],
}

/// Path of a whole attachment.
pub(crate) fn path(dir: &Path, sha256: Sha256) -> PathBuf {
    let name = sha256.to_string();
    let shelf = name.get(..2).unwrap_or_default().to_owned();
    dir.join(FOLDER).join(shelf).join(name)
}

fn partial_path(dir: &Path, device: DeviceId, sha256: Sha256) -> PathBuf {
    dir.join(FOLDER).join(PARTIAL).join(format!("{device}-{sha256}"))
}

/// Makes the folders.
pub(crate) fn prepare(dir: &Path) -> Result<(), StoreError> {
    Ok(fs::create_dir_all(dir.join(FOLDER).join(PARTIAL))?)
}

/// How much is here of an attachment that this device brings.
pub(crate) fn held(dir: &Path, device: DeviceId, sha256: Sha256) -> Result<Held, StoreError> {
    if let Some(size) = length(&path(dir, sha256))? {
        return Ok(Held::Whole { size });
    }
    Ok(length(&partial_path(dir, device, sha256))?.map_or(Held::Nothing, |offset| Held::Part { offset }))
}

/// Appends a piece; with the last one, checks the whole and puts it in its place.
pub(crate) fn append(dir: &Path, piece: &Piece<'_>) -> Result<Appended, StoreError> {
    let partial = partial_path(dir, piece.device, piece.sha256);
    let offset = length(&partial)?.unwrap_or(0);
    if offset != piece.offset {
        return Ok(Appended::WrongOffset { offset });
    }
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(&partial)?;
    let end = offset + piece.bytes.len() as u64;
    let written = file
        .write_all_at(piece.bytes, offset)
        .and_then(|()| file.sync_data());
    if let Err(error) = written {
        // Half a piece would make the next one begin in the wrong place.
        file.set_len(offset)?;
        return Err(error.into());
    }
    if end < piece.length {
        return Ok(Appended::Part { offset: end });
    }
    if end > piece.length || hash(&partial)? != piece.sha256 {
        fs::remove_file(&partial)?;
        return Ok(Appended::WrongHash);
    }
    put_in_place(dir, &partial, piece.sha256)?;
    Ok(Appended::Whole)
}

/// Removes partials that nobody has continued for [`PARTIAL_AGE`].
pub(crate) fn remove_stale(dir: &Path, now: Millis) -> Result<u64, StoreError> {
    let now = SystemTime::UNIX_EPOCH + std::time::Duration::from_millis(now.0);
    let mut removed = 0;
    for entry in fs::read_dir(dir.join(FOLDER).join(PARTIAL))? {
        let entry = entry?;
        let age = now
            .duration_since(entry.metadata()?.modified()?)
            .unwrap_or_default();
        if age > PARTIAL_AGE {
            fs::remove_file(entry.path())?;
            removed += 1;
        }
    }
    Ok(removed)
}

fn put_in_place(dir: &Path, partial: &Path, sha256: Sha256) -> Result<(), StoreError> {
    let path = path(dir, sha256);
    let shelf = path.parent().expect("the path was joined from folders");
    if !shelf.exists() {
        fs::create_dir_all(shelf)?;
        sync_folder(&dir.join(FOLDER))?;
    }
    fs::rename(partial, &path)?;
    sync_folder(shelf)
}

fn length(path: &Path) -> Result<Option<u64>, StoreError> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(Some(metadata.len())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn hash(path: &Path) -> Result<Sha256, StoreError> {
    let (mut file, mut hasher, mut block) = (File::open(path)?, Sha256Hasher::new(), vec![0; BLOCK]);
    loop {
        let read = file.read(&mut block)?;
        match block.get(..read) {
            None | Some([]) => return Ok(hasher.finish()),
            Some(bytes) => hasher.update(bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEVICE: DeviceId = DeviceId::from_bytes([1; 16]);

    fn dir() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        prepare(dir.path()).unwrap();
        dir
    }

    fn piece(all: &[u8], from: usize, to: usize) -> Piece<'_> {
        let sha256 = Sha256::of(all);
        Piece {
            device: DEVICE,
            sha256,
            offset: from as u64,
            length: all.len() as u64,
            bytes: &all[from..to],
        }
    }

    #[test]
    fn an_attachment_in_pieces_is_whole_at_the_end_and_not_before() {
        let dir = dir();
        let all = vec![7; 1000];
        assert_eq!(
            append(dir.path(), &piece(&all, 0, 400)).unwrap(),
            Appended::Part { offset: 400 }
        );
        assert_eq!(
            held(dir.path(), DEVICE, Sha256::of(&all)).unwrap(),
            Held::Part { offset: 400 }
        );
        assert_eq!(
            append(dir.path(), &piece(&all, 500, 600)).unwrap(),
            Appended::WrongOffset { offset: 400 }
        );
        assert_eq!(
            append(dir.path(), &piece(&all, 400, 1000)).unwrap(),
            Appended::Whole
        );
        assert_eq!(
            held(dir.path(), DEVICE, Sha256::of(&all)).unwrap(),
            Held::Whole { size: 1000 }
        );
        assert_eq!(fs::read(path(dir.path(), Sha256::of(&all))).unwrap(), all);
    }

    #[test]
    fn a_wrong_hash_or_too_many_bytes_leave_nothing() {
        let dir = dir();
        let all = vec![7; 100];
        let other = Piece {
            bytes: &[8; 100],
            ..piece(&all, 0, 0)
        };
        assert_eq!(append(dir.path(), &other).unwrap(), Appended::WrongHash);
        let more = Piece {
            bytes: &[7; 101],
            ..piece(&all, 0, 0)
        };
        assert_eq!(append(dir.path(), &more).unwrap(), Appended::WrongHash);
        assert_eq!(held(dir.path(), DEVICE, Sha256::of(&all)).unwrap(), Held::Nothing);
    }

    #[test]
    fn an_empty_attachment_is_whole_at_once() {
        assert_eq!(append(dir().path(), &piece(&[], 0, 0)).unwrap(), Appended::Whole);
    }

    #[test]
    fn abandoned_partials_go_and_others_stay() {
        let dir = dir();
        append(dir.path(), &piece(&[7; 10], 0, 5)).unwrap();
        let later = |age: std::time::Duration| {
            let modified = fs::metadata(partial_path(dir.path(), DEVICE, Sha256::of(&[7; 10]))).unwrap();
            let at = modified
                .modified()
                .unwrap()
                .duration_since(SystemTime::UNIX_EPOCH)
                .unwrap()
                + age;
            Millis(u64::try_from(at.as_millis()).unwrap())
        };
        let (young, old) = (later(PARTIAL_AGE / 2), later(PARTIAL_AGE * 2));
        assert_eq!(remove_stale(dir.path(), young).unwrap(), 0);
        assert_eq!(remove_stale(dir.path(), old).unwrap(), 1);
    }
}
