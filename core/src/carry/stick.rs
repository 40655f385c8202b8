//! The device's folder on a stick: files appear whole, durably and under their name, or not at all, and what is there is never
//! overwritten by something else. All functions block.
//!
//! A pull or a kill at any moment leaves whole files and at most one that ends in `.part`; the next time goes on from there. The manifest
//! comes last, so that whoever takes the stick in reads of nothing that is not there.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Read, Write},
    path::{Path, PathBuf},
};

use griffie_wire::{
    carry,
    ids::{DeviceId, Sha256, Sha256Hasher},
};

use super::CarryError;

/// Bytes copied at a time.
const BLOCK: usize = 256 << 10;

/// One device's folder on a stick.
pub(super) struct Stick(PathBuf);

/// What became of a file on its way to the stick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Put {
    New,
    /// It was there already, byte for byte.
    There,
    /// The copy on this device is not what it should be; nothing was written.
    Lost,
}

impl Stick {
    /// The folder, which may not be there yet, on a stick, which must.
    pub(super) fn find(stick: &Path, device: DeviceId) -> Result<Self, CarryError> {
        let is_folder = fs::metadata(stick).map_err(CarryError::of_stick)?.is_dir();
        is_folder
            .then(|| Self(stick.join(carry::folder(device))))
            .ok_or(CarryError::Missing)
    }

    /// Makes the folders.
    pub(super) fn prepare(&self) -> Result<(), CarryError> {
        for folder in [
            self.0.clone(),
            self.0.join(carry::OBJECTS),
            self.0.join(carry::FILES),
        ] {
            match fs::create_dir(&folder) {
                Ok(()) => {}
                // A link would lead somewhere that nobody meant.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    let found = fs::symlink_metadata(&folder).map_err(CarryError::of_stick)?;
                    found.is_dir().then_some(()).ok_or(CarryError::Occupied)?;
                }
                Err(error) => return Err(CarryError::of_stick(error)),
            }
        }
        Ok(())
    }

    /// Free bytes.
    pub(super) fn free(&self) -> Result<u64, CarryError> {
        let room = rustix::fs::statvfs(&self.0).map_err(|error| CarryError::of_stick(error.into()))?;
        Ok(room.f_bavail.saturating_mul(room.f_frsize))
    }

    /// Whether there is anything under this name.
    pub(super) fn has(&self, name: &Path) -> Result<bool, CarryError> {
        Ok(size(&self.0.join(name)).map_err(CarryError::of_stick)?.is_some())
    }

    /// Puts bytes under a name that stands for them for ever.
    pub(super) fn put(&self, name: &Path, bytes: &[u8]) -> Result<Put, CarryError> {
        match self.get(name, bytes.len() as u64)? {
            Some(found) if found == bytes => Ok(Put::There),
            Some(_) => Err(CarryError::Occupied),
            None => self.write(name, bytes).map(|()| Put::New),
        }
    }

    /// Copies a file of this device, which its digest names.
    pub(super) fn put_file(&self, name: &Path, from: &Path, sha256: &Sha256) -> Result<Put, CarryError> {
        let to = self.0.join(name);
        if size(&to).map_err(CarryError::of_stick)?.is_some() {
            let mut there = File::open(&to).map_err(CarryError::of_stick)?;
            let found = copy(&mut there, &mut io::sink()).map_err(Failed::on_stick)?;
            return (found == *sha256)
                .then_some(Put::There)
                .ok_or(CarryError::Occupied);
        }
        let Ok(mut source) = File::open(from) else {
            return Ok(Put::Lost);
        };
        let (part, mut sink) = self.part(name)?;
        match copy(&mut source, &mut sink) {
            Ok(found) if found == *sha256 => {}
            Ok(_) | Err(Failed::Reading(_)) => {
                fs::remove_file(&part).map_err(CarryError::of_stick)?;
                return Ok(Put::Lost);
            }
            Err(Failed::Writing(error)) => return Err(self.gave_up(&part, error)),
        }
        self.keep(&part, &sink, name).map(|()| Put::New)
    }

    /// The bytes under a name, if there are any; never more than `limit` of them.
    pub(super) fn get(&self, name: &Path, limit: u64) -> Result<Option<Vec<u8>>, CarryError> {
        let path = self.0.join(name);
        let Some(size) = size(&path).map_err(CarryError::of_stick)? else {
            return Ok(None);
        };
        if size > limit {
            return Ok(Some(Vec::new()));
        }
        fs::read(&path).map(Some).map_err(CarryError::of_stick)
    }

    /// Puts bytes under a name, in place of what is there.
    pub(super) fn write(&self, name: &Path, bytes: &[u8]) -> Result<(), CarryError> {
        let (part, mut sink) = self.part(name)?;
        match sink.write_all(bytes) {
            Ok(()) => self.keep(&part, &sink, name),
            Err(error) => Err(self.gave_up(&part, error)),
        }
    }

    /// A new file beside `name`; what an earlier time left of it goes. Never through a link.
    fn part(&self, name: &Path) -> Result<(PathBuf, File), CarryError> {
        let mut part = self.0.join(name).into_os_string();
        part.push(carry::PART);
        let part = PathBuf::from(part);
        match fs::remove_file(&part) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(CarryError::of_stick(error)),
            _ => {}
        }
        let sink = File::create_new(&part).map_err(CarryError::of_stick)?;
        Ok((part, sink))
    }

    /// Gives a whole file its name, durably.
    fn keep(&self, part: &Path, sink: &File, name: &Path) -> Result<(), CarryError> {
        let path = self.0.join(name);
        let folder = path.parent().expect("the path was joined from folders");
        sink.sync_all()
            .and_then(|()| fs::rename(part, &path))
            .and_then(|()| sync_folder(folder))
            .map_err(|error| self.gave_up(part, error))
    }

    /// Leaves no half file where room is short; if even that cannot be, the next time begins with it.
    fn gave_up(&self, part: &Path, error: io::Error) -> CarryError {
        drop(fs::remove_file(part));
        CarryError::of_stick(error)
    }
}

enum Failed {
    Reading(io::Error),
    Writing(io::Error),
}

impl Failed {
    fn on_stick(self) -> CarryError {
        let (Self::Reading(error) | Self::Writing(error)) = self;
        CarryError::of_stick(error)
    }
}

/// Copies all there is and gives its digest.
fn copy(source: &mut dyn Read, sink: &mut dyn Write) -> Result<Sha256, Failed> {
    let (mut hasher, mut block) = (Sha256Hasher::new(), vec![0; BLOCK]);
    loop {
        let read = source.read(&mut block).map_err(Failed::Reading)?;
        match block.get(..read) {
            None | Some([]) => return Ok(hasher.finish()),
            Some(bytes) => {
                hasher.update(bytes);
                sink.write_all(bytes).map_err(Failed::Writing)?;
            }
        }
    }
}

/// The size of a file; something else than a file is none of ours and counts as endless.
fn size(path: &Path) -> io::Result<Option<u64>> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => Ok(Some(found.len())),
        Ok(_) => Ok(Some(u64::MAX)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Some file systems of sticks know no such thing for folders; their names are on the stick with the next sync of the system.
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        synced => synced,
    }
}
