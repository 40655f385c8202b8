//! Labels: business, private or party-political.

use griffie_core::engine::Labelled;
use griffie_wire::record::Label;

use super::Griffie;
use crate::{error::GriffieError, ids::EventId, rows::label::LabelChoice};

#[uniffi::export]
impl Griffie {
    /// What may be said of messages and rooms; absent when the organisation knows no labels.
    ///
    /// Errors: `StorageUnusable`.
    pub async fn label_choice(&self) -> Result<Option<LabelChoice>, GriffieError> {
        let choice = self.line.call(async |core| core.label_choice().await).await?;
        Ok(choice.map(LabelChoice::from))
    }

    /// Says what a message is, and with it its edits, its reactions and what takes it back. Until `labelUntil` of its row `Private` and
    /// `Party` keep it on this device; later they leave a trace in the archive and take nothing back. `Business` lets follow what had
    /// stayed here. The archive gets the reason.
    ///
    /// Errors: `Rejected` with `labels_off`, `label_not_allowed`, `label_needs_reason`, `too_long`, `no_such_event`; `NotSignedIn`,
    /// `StorageFull`, `StorageUnusable`.
    #[uniffi::method(default(reason = None))]
    pub async fn label_event(
        &self,
        event: EventId,
        label: Label,
        reason: Option<String>,
    ) -> Result<Labelled, GriffieError> {
        self.line
            .call(async move |core| core.label_event(&event.0, label, reason.as_deref()).await)
            .await
    }

    /// Ends every review now: what no label keeps here goes to the archive. Gives the number of records that had been waiting. Signing
    /// out needs it.
    ///
    /// Errors: `NotSignedIn`, `StorageFull`, `StorageUnusable`.
    pub async fn end_review(&self) -> Result<u64, GriffieError> {
        self.line.call(async |core| core.end_review().await).await
    }
}
