//! What a signed request must be checked against, read once a second for each device.
//!
//! A withdrawn device is refused one second later at the latest.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use griffie_wire::ids::DeviceId;

use crate::{
    clock::Clock,
    store::{
        Readers, StoreError, config,
        devices::{self, Device},
    },
};

const FRESH: Duration = Duration::from_secs(1);
/// Devices remembered at once; with more, all are read anew.
const DEVICES: usize = 50_000;

/// A device and the suites its objects may have.
pub(crate) struct Signer {
    pub(crate) device: Device,
    pub(crate) suites: Vec<u8>,
}

/// Signers read in the last second.
pub(crate) struct Signers {
    readers: Readers,
    clock: Arc<dyn Clock>,
    known: Mutex<HashMap<DeviceId, (Duration, Arc<Signer>)>>,
}

impl Signers {
    pub(crate) fn new(readers: Readers, clock: Arc<dyn Clock>) -> Self {
        Self {
            readers,
            clock,
            known: Mutex::default(),
        }
    }

    /// The signer, if the device is registered.
    pub(crate) async fn find(&self, device: DeviceId) -> Result<Option<Arc<Signer>>, StoreError> {
        let now = self.clock.elapsed();
        if let Some((read, signer)) = self
            .known
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&device)
            && now.saturating_sub(*read) < FRESH
        {
            return Ok(Some(Arc::clone(signer)));
        }
        let found = self.readers.read(move |connection| {
            let Some(device) = devices::find(connection, device)? else {
                return Ok(None);
            };
            Ok(Some(Arc::new(Signer {
                device,
                suites: config::suites(connection)?,
            })))
        });
        let found = found.await?;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= DEVICES {
            known.clear();
        }
        if let Some(signer) = &found {
            known.insert(device, (now, Arc::clone(signer)));
        }
        Ok(found)
    }
}
