//! Where files lie: `media/<sha256>` inside the data directory, named by what travels to the archive. Must not know what is in them.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use griffie_wire::ids::Sha256;

const FOLDER: &str = "media";
/// A file without a row is somebody's work in progress until it is this old.
const ABANDONED: Duration = Duration::from_secs(60 * 60);

/// The folder of files. Cheap enough to clone.
#[derive(Debug, Clone)]
pub(crate) struct MediaDir(PathBuf);

impl MediaDir {
    /// The folder inside the data directory, made if it is not there.
    pub(crate) fn open(data_dir: &Path) -> io::Result<Self> {
        let folder = data_dir.join(FOLDER);
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }

    /// Where the file with this digest lies.
    pub(crate) fn path(&self, sha256: &Sha256) -> PathBuf {
        self.0.join(sha256.to_string())
    }

    /// The same, inside the data directory: data directories move, rows in the database should not have to.
    pub(crate) fn relative(sha256: &Sha256) -> String {
        format!("{FOLDER}/{sha256}")
    }

    /// Where a download of this row grows; found again after a restart, so that it goes on where it stopped.
    pub(crate) fn part(&self, row: i64) -> PathBuf {
        self.0.join(format!("{row}.part"))
    }

    /// A place of nobody else, for work that starts over when it is interrupted.
    pub(crate) fn fresh(&self) -> io::Result<PathBuf> {
        let mut name = [0; 16];
        getrandom::fill(&mut name).map_err(io::Error::other)?;
        Ok(self.0.join(format!("{}.new", hex::encode(name))))
    }

    /// Gives a finished file its name, durably.
    pub(crate) fn keep(&self, work: &Path, sha256: &Sha256) -> io::Result<()> {
        fs::rename(work, self.path(sha256))?;
        fs::File::open(&self.0)?.sync_all()
    }

    /// Deletes a file; it may be gone already.
    pub(crate) fn remove(&self, sha256: &Sha256) -> io::Result<()> {
        remove(&self.path(sha256))
    }

    /// Deletes a file by its name in the folder; it may be gone already.
    pub(super) fn remove_named(&self, name: &str) -> io::Result<()> {
        remove(&self.0.join(name))
    }

    /// Deletes everything in the folder.
    pub(super) fn remove_all(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                fs::remove_dir_all(entry.path())?;
            } else {
                remove(&entry.path())?;
            }
        }
        Ok(())
    }

    /// Deletes what no row knows and nobody touched for an hour: left-overs of a kill between file and commit.
    ///
    /// How old a file is, only the clock that wrote its time can say: by the phone's, which may be hours ahead of it, the copy that is
    /// being made this moment would be a left-over.
    pub(crate) fn sweep(&self, known: &BTreeSet<String>) -> io::Result<u64> {
        self.sweep_at(known, self.now()?)
    }

    /// The time that a file gets that is written now.
    fn now(&self) -> io::Result<SystemTime> {
        let path = self.fresh()?;
        let now = fs::File::create_new(&path)?.metadata()?.modified();
        remove(&path)?;
        now
    }

    fn sweep_at(&self, known: &BTreeSet<String>, now: SystemTime) -> io::Result<u64> {
        let mut swept = 0;
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            let name = entry.file_name();
            let is_known = name.to_str().is_some_and(|name| known.contains(name));
            if !is_known && is_abandoned(entry.metadata()?.modified()?, now) {
                remove(&entry.path())?;
                swept += 1;
            }
        }
        Ok(swept)
    }
}

/// Deletes a file; it may be gone already.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn is_abandoned(modified: SystemTime, now: SystemTime) -> bool {
    now.duration_since(modified).is_ok_and(|age| age > ABANDONED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_old_files_without_a_row_are_swept() {
        let place = tempfile::tempdir().unwrap();
        let dir = MediaDir::open(place.path()).unwrap();
        for name in ["known", "unknown"] {
            fs::write(place.path().join(FOLDER).join(name), "x").unwrap();
        }
        let known = BTreeSet::from(["known".to_owned()]);
        assert_eq!(
            dir.sweep(&known).unwrap(),
            0,
            "fresh files are somebody's work, whatever the phone's clock shows"
        );
        let later = dir.now().unwrap() + 2 * ABANDONED;
        assert_eq!(dir.sweep_at(&known, later).unwrap(), 1);
        assert!(place.path().join(FOLDER).join("known").exists());
    }
}
