//! Objects and attachments as files: written beside, fsynced, renamed, read-only ever after.
//!
//! An object stands under its place in the log, a thousand in a folder; an attachment under the digest of its bytes.
//! It must not know what is inside.

use std::{
    collections::BTreeSet,
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

use griffie_wire::{ObjectId, Sha256, Sha256Hasher};
use thiserror::Error;

/// Objects in one folder.
const FOLDER: u64 = 1000;

/// Why a file was not kept or read.
#[derive(Debug, Error)]
pub enum FilesError {
    /// Make room and run again: nothing was half kept.
    #[error("no space left for files")]
    Full,
    /// The system refused.
    #[error("file of the archive")]
    Io(#[source] io::Error),
}

impl From<io::Error> for FilesError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::FileTooLarge | io::ErrorKind::QuotaExceeded => {
                Self::Full
            }
            _ => Self::Io(error),
        }
    }
}

/// The folder of a vault.
#[derive(Clone, Debug)]
pub(crate) struct Files {
    root: PathBuf,
}

/// A file that is being written; gone again unless [`Files::finish`] gives it its name.
pub(crate) struct Draft {
    path: PathBuf,
    file: File,
    hasher: Sha256Hasher,
    size: u64,
}

impl Files {
    pub(crate) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    /// The folder of the vault.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Where the object at this place of the log is.
    pub(crate) fn object(&self, index: u64, id: ObjectId) -> PathBuf {
        self.root
            .join("objects")
            .join(format!("{:06}", index / FOLDER))
            .join(format!("{index:09}-{id}.gso1"))
    }

    /// Where the attachment with this digest is.
    pub(crate) fn attachment(&self, digest: Sha256) -> PathBuf {
        let name = digest.to_string();
        let folder: String = name.chars().take(2).collect();
        self.root.join("attachments").join(folder).join(name)
    }

    /// Writes objects durably: after this returns, all of them survive a power cut.
    pub(crate) fn keep_objects<'a>(
        &self,
        objects: impl Iterator<Item = (u64, ObjectId, &'a [u8])>,
    ) -> Result<(), FilesError> {
        let mut folders = BTreeSet::new();
        for (index, id, bytes) in objects {
            let path = self.object(index, id);
            let mut draft = Draft::beside(&path)?;
            draft.write(bytes)?;
            folders.insert(draft.rename(&path)?);
        }
        folders.iter().try_for_each(|folder| sync_folder(folder))
    }

    /// Starts an attachment whose bytes come in pieces.
    pub(crate) fn draft_attachment(&self, digest: Sha256) -> Result<Draft, FilesError> {
        Draft::beside(&self.attachment(digest))
    }

    /// Keeps an attachment if its bytes have the digest; false, and nothing is kept, if they have not.
    pub(crate) fn finish(&self, draft: Draft, digest: Sha256) -> Result<bool, FilesError> {
        if draft.hasher.clone().finish() != digest {
            return Ok(false);
        }
        sync_folder(&draft.rename(&self.attachment(digest))?)?;
        Ok(true)
    }

    /// All bytes of an object.
    pub(crate) fn read_object(&self, index: u64, id: ObjectId) -> Result<Option<Vec<u8>>, FilesError> {
        match fs::read(self.object(index, id)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// An attachment to read from, if it is here.
    pub(crate) fn open_attachment(&self, digest: Sha256) -> Result<Option<File>, FilesError> {
        match File::open(self.attachment(digest)) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

impl Draft {
    fn beside(path: &Path) -> Result<Self, FilesError> {
        let folder = path.parent().unwrap_or_else(|| Path::new("."));
        make_folder(folder)?;
        let mut name = std::ffi::OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        let path = folder.join(name);
        // What a crash left behind under this name was never spoken of; it is replaced.
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o400)
            .open(&path)?;
        Ok(Self {
            path,
            file,
            hasher: Sha256Hasher::new(),
            size: 0,
        })
    }

    /// Takes the next bytes.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), FilesError> {
        self.file.write_all(bytes)?;
        self.hasher.update(bytes);
        self.size += bytes.len() as u64;
        Ok(())
    }

    /// Bytes so far.
    pub(crate) const fn size(&self) -> u64 {
        self.size
    }

    /// Gives the file its name; the folder is still to be synced.
    fn rename(self, path: &Path) -> Result<PathBuf, FilesError> {
        self.file.sync_all()?;
        fs::rename(&self.path, path)?;
        Ok(path.parent().unwrap_or_else(|| Path::new(".")).to_owned())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After a rename there is nothing under this name, and after a failure the space is needed.
        let _gone = fs::remove_file(&self.path);
    }
}

/// Makes a folder and, durably, its names in the folders above.
fn make_folder(folder: &Path) -> Result<(), FilesError> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().unwrap_or_else(|| Path::new("."));
    make_folder(above)?;
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error.into()),
        _ => {}
    }
    sync_folder(above)
}

fn sync_folder(folder: &Path) -> Result<(), FilesError> {
    Ok(File::open(folder)?.sync_all()?)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::MetadataExt as _;

    use super::*;

    #[test]
    fn a_kept_object_is_read_only_and_can_be_kept_again_after_a_crash() {
        let dir = tempfile::tempdir().unwrap();
        let files = Files::new(dir.path());
        let id = ObjectId::from_bytes([7; 32]);
        for _ in 0..2 {
            files
                .keep_objects([(1234, id, b"bytes".as_slice())].into_iter())
                .unwrap();
        }
        let path = files.object(1234, id);
        assert!(path.to_string_lossy().contains("/objects/000001/000001234-0707"));
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o400);
        assert_eq!(
            files.read_object(1234, id).unwrap().as_deref(),
            Some(b"bytes".as_slice())
        );
        assert_eq!(
            fs::read_dir(path.parent().unwrap()).unwrap().count(),
            1,
            "no draft is left"
        );
    }

    #[test]
    fn an_attachment_with_other_bytes_leaves_nothing_behind() {
        let dir = tempfile::tempdir().unwrap();
        let files = Files::new(dir.path());
        let digest = Sha256::of(b"right");
        for (bytes, kept) in [(b"wrong", false), (b"right", true)] {
            let mut draft = files.draft_attachment(digest).unwrap();
            draft.write(bytes).unwrap();
            assert_eq!(files.finish(draft, digest).unwrap(), kept);
            assert_eq!(files.open_attachment(digest).unwrap().is_some(), kept);
        }
        assert_eq!(
            fs::read_dir(files.attachment(digest).parent().unwrap())
                .unwrap()
                .count(),
            1
        );
    }
}
