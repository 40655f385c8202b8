//! To the archive and back by hand, for a phone without a way to the gateway.

use std::{path::Path, sync::Arc};

use super::Griffie;
use crate::{
    carry::{self, CarriedIn, CarriedOut},
    error::Error,
    seal,
};

impl Griffie {
    /// Seals what is journaled and writes everything that has no final receipt to a stick: a folder that somebody carries to the archive,
    /// where `griffie-gateway take` takes it in. Only sealed bytes leave. May be repeated, also on the same stick.
    ///
    /// # Errors
    /// [`Error::Rejected`] with `stick_missing`, `stick_full`, `stick_read_only`, `stick_occupied` (something else stands under our names),
    /// `stick_unreadable`, or why routing was stopped for good. [`Error::NotSignedIn`], [`Error::StorageFull`], [`Error::Storage`].
    pub async fn carry_out(&self, stick: &Path) -> Result<CarriedOut, Error> {
        self.parts.session()?;
        seal::seal_all(&self.parts.store, &self.parts.clock).await?;
        self.parts.wakes.route.notify_one();
        let load = carry::Load {
            store: self.parts.store.clone(),
            clock: Arc::clone(&self.parts.clock),
            data_dir: self.parts.data_dir.clone(),
            stick: stick.to_owned(),
        };
        let carried = carry::write_out(load).await;
        self.parts.changes.archive();
        Ok(carried?)
    }

    /// Takes in the receipts that came home on a stick, and prunes by them.
    ///
    /// # Errors
    /// [`Error::Rejected`] with `stick_missing`, `stick_without_receipts`, `stick_malformed`, `stick_unreadable`, or with `false_receipt` or
    /// `other_object` for one that proves nothing: then the good ones were kept. [`Error::NotSignedIn`], [`Error::StorageFull`],
    /// [`Error::Storage`].
    pub async fn carry_in(&self, stick: &Path) -> Result<CarriedIn, Error> {
        self.parts.session()?;
        let home = carry::Home {
            store: self.parts.store.clone(),
            clock: Arc::clone(&self.parts.clock),
            data_dir: self.parts.data_dir.clone(),
        };
        let carried = carry::take_in(&home, stick).await;
        self.parts.changes.archive();
        // Receipts, alarms and closed gaps are records too.
        self.parts.wakes.seal.notify_one();
        Ok(carried?)
    }
}
