//! Files of events: getting them, and how far they are.

use std::{path::PathBuf, sync::Arc};

use super::Room;
use crate::{
    error::GriffieError,
    ids::{EventId, TransactionId},
    listener::TransferListener,
    rows::transfer::TransferId,
    subscription::Subscription,
};

#[uniffi::export]
impl Room {
    /// Writes the file of an event to `toPath`, which must not exist yet: decrypted, and checked against the digest in the record.
    ///
    /// Errors: `Rejected` with `no_such_event`, `file_exists`, or why the file is not to be had; `Offline`, `StorageFull`.
    pub async fn save_file(&self, event: EventId, to_path: String) -> Result<(), GriffieError> {
        let to = PathBuf::from(to_path);
        self.line
            .call(async move |core| core.save_file(&event.0, &to).await)
            .await
    }

    /// A small picture of an event's file, upright, at most `maxEdge` pixels (1 to 1,024) on its longer side: JPEG, or PNG when it can be
    /// seen through. Nothing when the event has no picture that can be shown. Made anew at each call: keep what a list shows.
    ///
    /// Errors: `Rejected` with `picture_too_large`, `picture_unreadable`, or as `saveFile`; `Offline`.
    pub async fn thumbnail(&self, event: EventId, max_edge: u32) -> Result<Option<Vec<u8>>, GriffieError> {
        self.line
            .call(async move |core| core.thumbnail(&event.0, max_edge).await)
            .await
    }

    /// Stops `saveFile` of this event, which then answers `Rejected` with `cancelled` and leaves nothing. What the archive wants of the
    /// file goes on. Does nothing when it is not running.
    ///
    /// Errors: `Rejected` with `closed` once the core is closed.
    pub async fn cancel_fetch(&self, event: EventId) -> Result<(), GriffieError> {
        self.line
            .call(async move |core| {
                core.cancel_fetch(&event.0);
                Ok(())
            })
            .await
    }

    /// Takes a message back before it left. The archive keeps that it was composed, and that it was taken back; doing so again changes
    /// nothing.
    ///
    /// Errors: `Rejected` with `already_sent` (it left, or may have), `already_failed`, `no_such_message`.
    pub async fn cancel_send(&self, transaction: TransactionId) -> Result<(), GriffieError> {
        self.line
            .call(async move |core| core.cancel_send(&transaction.0).await)
            .await
    }

    /// Watches a message on its way out, or a file on its way in. What nobody knows of is waited for.
    ///
    /// Errors: `Rejected` with `closed` once the core is closed.
    pub fn watch_transfer(
        &self,
        of: TransferId,
        listener: Box<dyn TransferListener>,
    ) -> Result<Arc<Subscription>, GriffieError> {
        let core = self.line.core()?;
        let told = listener.told_by(std::convert::identity);
        Ok(Subscription::of(core.watch_transfer(&of.into(), told)))
    }
}
