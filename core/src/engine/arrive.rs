//! Waits until a room that was just joined or made has come back through the sync: from then on it can be written in.

use std::time::Duration;

use super::Griffie;
use crate::{
    error::Error,
    store::{StoreError, rooms},
};

/// After this the caller is answered all the same: the homeserver has accepted, and the sync brings the room in time.
const PATIENCE: Duration = Duration::from_secs(20);

impl Griffie {
    /// Returns when the room is here, or after [`PATIENCE`].
    pub(super) async fn arrived(&self, room_id: &str) -> Result<(), Error> {
        let mut changes = self.parts.changes.subscribe();
        let mut end = self.parts.clock.sleep(PATIENCE);
        loop {
            if self.is_joined(room_id)? {
                return Ok(());
            }
            tokio::select! {
                changed = changes.changed() => if changed.is_err() { return Ok(()) },
                () = &mut end => return Ok(()),
            }
        }
    }

    fn is_joined(&self, room_id: &str) -> Result<bool, StoreError> {
        let room = self.parts.store.read(|c| rooms::find(c, room_id))?;
        Ok(room.is_some_and(|room| room.membership == "join"))
    }
}
