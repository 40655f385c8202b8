//! A recording on disk: what `griffie-bench` writes for this device.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::Outcome;

pub(crate) struct Recording {
    dir: PathBuf,
    /// Encrypted events in all responses together.
    pub(crate) events: u64,
    pub(crate) rooms: u64,
    responses: u64,
}

#[derive(Deserialize)]
struct About {
    events: u64,
    rooms: u64,
    responses: u64,
}

impl Recording {
    pub(crate) fn open(dir: &Path) -> Outcome<Self> {
        let about: About = serde_json::from_slice(&std::fs::read(dir.join("about.json"))?)?;
        Ok(Self {
            dir: dir.to_owned(),
            events: about.events,
            rooms: about.rooms,
            responses: about.responses,
        })
    }

    /// The senders' devices: an answer to `/keys/query`.
    pub(crate) fn devices(&self) -> Outcome<Vec<u8>> {
        Ok(std::fs::read(self.dir.join("devices.json"))?)
    }

    /// The first sync: rooms and members.
    pub(crate) fn setup(&self) -> Outcome<Vec<u8>> {
        Ok(std::fs::read(self.dir.join("setup.json"))?)
    }

    /// A sync without news, behind [`Self::setup`].
    pub(crate) fn empty(&self) -> Vec<u8> {
        br#"{"next_batch":"empty","device_one_time_keys_count":{"signed_curve25519":50}}"#.to_vec()
    }

    /// All of them, in order, read before anything is timed.
    pub(crate) fn responses(&self) -> Outcome<Vec<Vec<u8>>> {
        (0..self.responses)
            .map(|number| Ok(std::fs::read(self.dir.join(format!("{number:04}.json")))?))
            .collect()
    }
}
