//! To the archive and back by hand, for a phone without a way to the gateway.

use std::path::PathBuf;

use griffie_core::carry::{CarriedIn, CarriedOut};

use super::Griffie;
use crate::error::GriffieError;

#[uniffi::export]
impl Griffie {
    /// Seals what is journaled and writes everything that has no final receipt into a folder, such as a USB stick, that somebody carries
    /// to the archive. Only sealed bytes leave. May be repeated, also into the same folder.
    ///
    /// Errors: `Rejected` with `stick_missing`, `stick_full`, `stick_read_only`, `stick_occupied` (something else stands under our names),
    /// `stick_unreadable`, or why routing was stopped for good; `NotSignedIn`, `StorageFull`, `StorageUnusable`.
    pub async fn carry_out(&self, folder: String) -> Result<CarriedOut, GriffieError> {
        let folder = PathBuf::from(folder);
        self.line
            .call(async move |core| core.carry_out(&folder).await)
            .await
    }

    /// Takes in the receipts that came home in a folder, and prunes by them.
    ///
    /// Errors: `Rejected` with `stick_missing`, `stick_without_receipts`, `stick_malformed`, `stick_unreadable`, or with `false_receipt` or
    /// `other_object` for one that proves nothing, and then the good ones were kept; `NotSignedIn`, `StorageFull`, `StorageUnusable`.
    pub async fn carry_in(&self, folder: String) -> Result<CarriedIn, GriffieError> {
        let folder = PathBuf::from(folder);
        self.line
            .call(async move |core| core.carry_in(&folder).await)
            .await
    }
}
