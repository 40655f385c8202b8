//! Writes everything sealed that has no final receipt to a stick: objects, the files they speak of, and last the manifest.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use griffie_wire::{
    carry::{self, CarriedFile, CarriedObject, MAX_MANIFEST, Manifest},
    ids::{Seq, Sha256},
    key::SigningKey,
};
use serde::Serialize;

use super::{
    CarryError,
    stick::{Put, Stick},
};
use crate::{
    clock::Clock,
    route::{
        RouteError,
        lost::{self, Loss},
    },
    store::{
        Store, StoreError,
        attachment::{self, UploadRow},
        identity::{self, Identity},
        outbox::{self, OutboxRow},
        routing,
    },
};

/// What is on the stick now of this device.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct CarriedOut {
    /// Sealed objects that the archive does not have for certain.
    pub objects: u64,
    /// Files that these speak of.
    pub files: u64,
    /// Bytes of both.
    pub bytes: u64,
    /// Of both, what was not there yet from an earlier time.
    pub new: u64,
    /// Files that are damaged on this device: each is an alarm and a gap of its event; the rest goes without them.
    pub left_out: u64,
}

/// From what a stick is filled.
pub(crate) struct Load {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) data_dir: PathBuf,
    pub(crate) stick: PathBuf,
}

/// What goes on the stick.
struct Cargo {
    identity: Identity,
    key: SigningKey,
    objects: Vec<OutboxRow>,
    /// By digest, as the manifest has them; each with the first object that speaks of it.
    files: BTreeMap<Sha256, (Seq, UploadRow)>,
}

/// Fills the stick. May be repeated after whatever went wrong, also on a stick that holds some of it.
pub(crate) async fn write_out(load: Load) -> Result<CarriedOut, CarryError> {
    if let Some(code) = load.store.read(routing::routing)?.halted {
        return Err(RouteError::Halted(code).into());
    }
    let (store, clock) = (load.store.clone(), Arc::clone(&load.clock));
    let written = tokio::task::spawn_blocking(move || load.write());
    let (carried, lost) = written.await.map_err(|_| CarryError::Worker)??;
    for (object, sha256) in lost {
        // As it is told on the way over the network (docs/decisions/0009).
        lost::tell(&store, &*clock, object, &sha256, Loss::UNREADABLE).await?;
    }
    Ok(carried)
}

impl Load {
    fn write(self) -> Result<(CarriedOut, Vec<(Seq, Sha256)>), CarryError> {
        let cargo = self.gather()?;
        let stick = Stick::find(&self.stick, cargo.identity.device)?;
        stick.prepare()?;
        cargo.check_owner(&stick)?;
        cargo.check_room(&stick)?;
        let (mut new, mut lost, mut files) = (0, Vec::new(), Vec::new());
        for (sha256, (object, file)) in &cargo.files {
            match stick.put_file(&file_name(sha256), &self.data_dir.join(&file.path), sha256)? {
                Put::Lost => {
                    lost.push((*object, *sha256));
                    continue;
                }
                put => new += u64::from(put == Put::New),
            }
            files.push(CarriedFile {
                size: file.size,
                sha256: *sha256,
            });
        }
        for row in &cargo.objects {
            let bytes = self.store.read(|c| outbox::bytes(c, row.seq))?;
            let bytes = bytes.ok_or(StoreError::Malformed("outbox"))?;
            new += u64::from(stick.put(&object_name(row), &bytes)? == Put::New);
        }
        let manifest = cargo.manifest(&*self.clock, files);
        stick.write(Path::new(carry::MANIFEST), manifest.sign(&cargo.key).as_bytes())?;
        let carried = CarriedOut {
            objects: manifest.objects.len() as u64,
            files: manifest.files.len() as u64,
            bytes: manifest.bytes(),
            new,
            left_out: lost.len() as u64,
        };
        Ok((carried, lost))
    }

    /// One picture of the outbox. What is sealed or receipted meanwhile is for the next time.
    fn gather(&self) -> Result<Cargo, StoreError> {
        self.store.read(|c| {
            let objects = outbox::unreceipted(c)?;
            let mut files = BTreeMap::new();
            for row in &objects {
                for file in attachment::uploads_for(c, row.seq)? {
                    files.entry(file.sha256).or_insert((row.seq, file));
                }
            }
            Ok(Cargo {
                identity: identity::require(c)?,
                key: SigningKey::from_seed(&*identity::device_seed(c)?),
                objects,
                files,
            })
        })
    }
}

impl Cargo {
    /// A manifest that is there must be this device's own; it is the only thing that is ever replaced.
    fn check_owner(&self, stick: &Stick) -> Result<(), CarryError> {
        let Some(found) = stick.get(Path::new(carry::MANIFEST), MAX_MANIFEST as u64)? else {
            return Ok(());
        };
        let own = String::from_utf8(found)
            .ok()
            .and_then(|text| Manifest::read(&text).ok())
            .is_some_and(|read| read.verify(&self.key.public()).is_ok());
        own.then_some(()).ok_or(CarryError::Occupied)
    }

    /// Nothing is begun that does not fit.
    fn check_room(&self, stick: &Stick) -> Result<(), CarryError> {
        let mut needed = 0_u64;
        for row in &self.objects {
            if !stick.has(&object_name(row))? {
                needed = needed.saturating_add(row.size);
            }
        }
        for (sha256, (_, file)) in &self.files {
            if !stick.has(&file_name(sha256))? {
                needed = needed.saturating_add(file.size);
            }
        }
        fits(
            needed,
            (self.objects.len() + self.files.len()) as u64,
            stick.free()?,
        )
    }

    fn manifest(&self, clock: &dyn Clock, files: Vec<CarriedFile>) -> Manifest {
        let object = |row: &OutboxRow| CarriedObject {
            seq: row.seq,
            size: row.size,
            object_id: row.object_id,
        };
        Manifest {
            tenant: self.identity.tenant,
            device: self.identity.device,
            epoch: self.identity.epoch,
            made: clock.now(),
            objects: self.objects.iter().map(object).collect(),
            files,
        }
    }
}

/// Whether so many bytes in so many files fit, with the manifest and what a file system takes for itself.
fn fits(bytes: u64, files: u64, free: u64) -> Result<(), CarryError> {
    /// A line of the manifest and half a cluster, more or less.
    const PER_FILE: u64 = 4 << 10;
    let needed = bytes.saturating_add(files.saturating_add(8).saturating_mul(PER_FILE));
    (needed <= free).then_some(()).ok_or(CarryError::Full)
}

fn object_name(row: &OutboxRow) -> PathBuf {
    Path::new(carry::OBJECTS).join(carry::object_name(row.object_id))
}

fn file_name(sha256: &Sha256) -> PathBuf {
    Path::new(carry::FILES).join(sha256.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_begun_that_does_not_fit() {
        assert!(fits(1_000_000, 3, 2_000_000).is_ok());
        assert!(matches!(fits(1_000_000, 3, 1_000_000), Err(CarryError::Full)));
        assert!(matches!(fits(u64::MAX, 1, u64::MAX - 1), Err(CarryError::Full)));
    }
}
