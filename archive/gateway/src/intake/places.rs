//! Attachments that a request is working on: one at a time may append to a partial file.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use griffie_wire::ids::{DeviceId, Sha256};

/// One device's partial of one attachment.
pub(crate) type Name = (DeviceId, Sha256);

/// Partials in use.
#[derive(Clone, Default)]
pub(crate) struct Places(Arc<Mutex<HashSet<Name>>>);

/// The right to append, given back on drop.
pub(crate) struct Place {
    places: Places,
    name: Name,
}

impl Places {
    /// Takes the partial, unless another request has it.
    pub(crate) fn take(&self, name: Name) -> Option<Place> {
        let new = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
        new.then(|| Place {
            places: self.clone(),
            name,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&self.name);
    }
}
