//! Files of events: getting them, and how far they are.

use std::path::PathBuf;

use super::Room;
use crate::{error::GriffieError, ids::EventId};

#[uniffi::export]
impl Room {
    /// Writes the file of an event to `to_path`, which must not exist yet: decrypted, and checked against the digest in the record.
    ///
    /// Errors: `Rejected` with `no_such_event`, `file_exists`, or why the file is not to be had; `Offline`, `StorageFull`.
    pub async fn save_file(&self, event: EventId, to_path: String) -> Result<(), GriffieError> {
        let to = PathBuf::from(to_path);
        self.line
            .call(async move |core| core.save_file(&event.0, &to).await)
            .await
    }
}
