//! What several measures build on, made once: an archive, and a phone that has taken 10,000 events in and sealed them.

use std::{
    cell::OnceCell,
    path::{Path, PathBuf},
};

use griffie_core::{
    bench::{Enrolment, Phone, Sealed},
    store::StoreKey,
};
use griffie_wire::{Entry, Epoch, api::DeviceInfo};

use crate::{
    archive::Archive,
    corpus::{Recording, Shape},
    outcome::{Outcome, failure},
    place::{Place, copy},
};

/// Of the first measure, and of all that reuse its records.
pub(crate) const CHATS: Shape = Shape {
    rooms: 20,
    responses: 100,
    events: 10_000,
    senders: 4,
};
/// The same clear texts for every device.
pub(crate) const SEED: u64 = 20_261_122;
pub(crate) const USER: &str = "@recipient:bench.example";

/// Lazily made parts of one run.
pub(crate) struct Stage {
    pub(crate) place: Place,
    pub(crate) runtime: tokio::runtime::Runtime,
    archive: OnceCell<Archive>,
    fresh: OnceCell<(PathBuf, Recording)>,
    filed: OnceCell<Filed>,
    mails: OnceCell<PathBuf>,
}

/// What came of the 10,000 events.
pub(crate) struct Filed {
    pub(crate) entries: Vec<Entry>,
    pub(crate) objects: Vec<Sealed>,
    pub(crate) device: DeviceInfo,
    pub(crate) epoch: Epoch,
}

impl Stage {
    pub(crate) fn new(place: Place) -> Outcome<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()?;
        Ok(Self {
            place,
            runtime,
            archive: OnceCell::new(),
            fresh: OnceCell::new(),
            filed: OnceCell::new(),
            mails: OnceCell::new(),
        })
    }

    /// The archive whose keys everything is sealed to.
    pub(crate) fn archive(&self) -> Outcome<&Archive> {
        kept(&self.archive, || {
            Archive::make(&self.place, &self.place.fresh("archive")?)
        })
    }

    /// A phone that knows its rooms and nothing more, and the recording made for it.
    pub(crate) fn fresh_phone(&self) -> Outcome<&(PathBuf, Recording)> {
        kept(&self.fresh, || {
            let dir = self.place.fresh("phone")?;
            let recording = self.place.fresh("recording-griffie")?;
            let recording = self.runtime.block_on(self.record(&dir, &recording, CHATS))?;
            Ok((dir, recording))
        })
    }

    /// A new phone in `dir` and a recording for it, of which it has seen the rooms.
    pub(crate) async fn record(&self, dir: &Path, to: &Path, shape: Shape) -> Outcome<Recording> {
        let archive = self.archive()?;
        let enrolment = Enrolment {
            grant: archive.grant(USER)?,
            root: archive.root()?,
            matrix_device: "GRIFFIE".to_owned(),
        };
        let phone = Phone::enrol(dir, &key(), &enrolment).await?;
        let recording = Recording::make(to, &phone.upload_keys().await?, shape, SEED).await?;
        phone.take_in(&recording.setup()?).await?;
        phone.learn_devices(&recording.devices()?).await?;
        Ok(recording)
    }

    /// Journal and sealed objects of a phone that took the whole recording in.
    pub(crate) fn filed(&self) -> Outcome<&Filed> {
        kept(&self.filed, || {
            let (phone, recording) = self.fresh_phone()?;
            let dir = self.place.fresh("phone-filed")?;
            copy(phone, &dir)?;
            self.runtime.block_on(async {
                let phone = Phone::open(&dir, &key())?;
                for response in recording.responses()? {
                    phone.take_in(&response).await?;
                }
                let counts = phone.counts()?;
                if counts.events < u64::try_from(recording.events())? {
                    return Err(failure(format!("only {} events were journaled", counts.events)));
                }
                let (device, epoch) = phone.device()?;
                Ok(Filed {
                    entries: phone.entries()?,
                    objects: phone.seal_all().await?,
                    device,
                    epoch,
                })
            })
        })
    }

    /// A folder of mail, made by `make` from archive, objects and an empty folder.
    pub(crate) fn mails(
        &self,
        make: impl FnOnce(&Archive, &Filed, &Path) -> Outcome<PathBuf>,
    ) -> Outcome<&Path> {
        let mails = kept(&self.mails, || {
            make(self.archive()?, self.filed()?, &self.place.fresh("mails")?)
        })?;
        Ok(mails)
    }
}

/// The key of every database in the bench.
pub(crate) fn key() -> StoreKey {
    StoreKey::from_bytes([7; 32])
}

fn kept<T>(cell: &OnceCell<T>, make: impl FnOnce() -> Outcome<T>) -> Outcome<&T> {
    if cell.get().is_none() {
        // Nothing else fills it meanwhile: cells are not shared between threads.
        let _ = cell.set(make()?);
    }
    cell.get().ok_or_else(|| failure("just set"))
}
