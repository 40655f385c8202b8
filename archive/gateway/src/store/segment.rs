//! Segment files: object bytes one after the other, written once, never rewritten.
//!
//! It must not know which bytes belong to which object; the database does.

use std::{
    fs::{self, File, OpenOptions},
    os::unix::fs::{FileExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use super::StoreError;

/// Folder of the segment files inside the gateway's directory.
pub(crate) const FOLDER: &str = "segments";

/// Path of a segment file.
pub(crate) fn path(dir: &Path, segment: u64) -> PathBuf {
    dir.join(FOLDER).join(format!("{segment:012}.gso"))
}

/// The segment that grows.
#[derive(Debug)]
pub(crate) struct Segment {
    id: u64,
    file: File,
    /// End of the bytes that database rows point to.
    kept: u64,
    /// End of the bytes written.
    end: u64,
}

impl Segment {
    /// Starts a segment. A file of that name can only be left from a start that never committed.
    pub(crate) fn create(dir: &Path, id: u64) -> Result<Self, StoreError> {
        let path = path(dir, id);
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&path)?;
        sync_folder(&dir.join(FOLDER))?;
        Ok(Self {
            id,
            file,
            kept: 0,
            end: 0,
        })
    }

    /// Goes on with a segment of which the database knows `kept` bytes, and cuts off what lies behind them.
    pub(crate) fn reopen(dir: &Path, id: u64, kept: u64) -> Result<Self, StoreError> {
        let file = OpenOptions::new().write(true).open(path(dir, id))?;
        let length = file.metadata()?.len();
        if length < kept {
            return Err(StoreError::Damaged(
                "a segment file is shorter than the database says",
            ));
        }
        if length > kept {
            file.set_len(kept)?;
            file.sync_all()?;
        }
        Ok(Self {
            id,
            file,
            kept,
            end: kept,
        })
    }

    pub(crate) fn id(&self) -> u64 {
        self.id
    }

    pub(crate) fn len(&self) -> u64 {
        self.end
    }

    /// Writes `bytes` at the end and returns where they begin.
    pub(crate) fn append(&mut self, bytes: &[u8]) -> Result<u64, StoreError> {
        let offset = self.end;
        self.file.write_all_at(bytes, offset)?;
        self.end += bytes.len() as u64;
        Ok(offset)
    }

    /// Everything appended is on the disk when this returns.
    pub(crate) fn sync(&self) -> Result<(), StoreError> {
        self.file
            .sync_data()
            .map_err(|error| match StoreError::from(error) {
                StoreError::Full => StoreError::Full,
                // The kernel may have dropped the pages: only a new start knows what is there.
                other => StoreError::Unconfirmed(Box::new(other)),
            })
    }

    /// The database now points to everything written.
    pub(crate) fn keep(&mut self) {
        self.kept = self.end;
    }

    /// Whether any database row points into it.
    pub(crate) fn is_kept(&self) -> bool {
        self.kept > 0
    }

    /// Gives back what was written since the last [`Self::keep`].
    pub(crate) fn rewind(&mut self) -> Result<(), StoreError> {
        self.end = self.kept;
        self.file
            .set_len(self.kept)
            .map_err(|error| StoreError::Unconfirmed(Box::new(error.into())))
    }
}

/// Removes a segment whose objects the vault has.
pub(crate) fn remove(dir: &Path, segment: u64) -> Result<(), StoreError> {
    match fs::remove_file(path(dir, segment)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Makes names created or removed in `folder` survive a power cut.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    Ok(File::open(folder)?.sync_all()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dir() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join(FOLDER)).unwrap();
        dir
    }

    #[test]
    fn bytes_written_after_the_last_commit_are_cut_off() {
        let dir = dir();
        let mut segment = Segment::create(dir.path(), 1).unwrap();
        segment.append(b"kept").unwrap();
        segment.append(b"lost").unwrap();
        let mut segment = Segment::reopen(dir.path(), 1, 4).unwrap();
        assert_eq!(segment.append(b"next").unwrap(), 4);
        assert_eq!(fs::read(path(dir.path(), 1)).unwrap(), b"keptnext");
    }

    #[test]
    fn a_rewound_group_leaves_no_trace() {
        let dir = dir();
        let mut segment = Segment::create(dir.path(), 1).unwrap();
        segment.append(b"kept").unwrap();
        segment.keep();
        segment.append(b"a longer group that failed").unwrap();
        segment.rewind().unwrap();
        segment.append(b"!").unwrap();
        assert_eq!(fs::read(path(dir.path(), 1)).unwrap(), b"kept!");
    }

    #[test]
    fn a_file_shorter_than_the_database_says_is_damage() {
        let dir = dir();
        Segment::create(dir.path(), 1).unwrap().append(b"short").unwrap();
        assert!(matches!(
            Segment::reopen(dir.path(), 1, 6),
            Err(StoreError::Damaged(_))
        ));
    }
}
