//! Waits until what the homeserver has accepted has come back through the sync. Only then is it known here who reads what is sent,
//! and whether it must be encrypted: a message sent before that would reach people without a key to read it.

use std::time::Duration;

use super::Griffie;
use crate::{
    chat::rooms::is_encrypted,
    error::Error,
    store::{
        StoreError,
        members::{self, StoredMember},
        rooms,
    },
};

/// After this the caller is answered all the same: the homeserver has accepted, and the sync brings the rest in time.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a room has when all that was asked for is here. A homeserver makes a room event by event, and a sync can fall in between.
pub(super) struct Arrival<'a> {
    pub(super) room_id: &'a str,
    pub(super) encrypted: bool,
    /// Matrix user ids of those whose membership is told.
    pub(super) people: &'a [String],
}

impl Griffie {
    /// Returns when the room is here, or after [`PATIENCE`].
    pub(super) async fn arrived(&self, arrival: &Arrival<'_>) -> Result<(), Error> {
        self.until(|| self.is_whole(arrival)).await
    }

    /// Returns when the membership is another one than `before`, or present as it was, or after [`PATIENCE`].
    pub(super) async fn invited(
        &self,
        room_id: &str,
        user_id: &str,
        before: Option<&StoredMember>,
    ) -> Result<(), Error> {
        self.until(|| {
            let now = self.member(room_id, user_id)?;
            Ok(now.as_ref() != before || now.is_some_and(|member| is_present(&member)))
        })
        .await
    }

    /// What is known here of somebody in a room.
    pub(super) fn member(&self, room_id: &str, user_id: &str) -> Result<Option<StoredMember>, StoreError> {
        self.parts.store.read(|c| match rooms::find(c, room_id)? {
            Some(room) => members::find(c, room.id, user_id),
            None => Ok(None),
        })
    }

    async fn until(&self, mut there: impl FnMut() -> Result<bool, StoreError>) -> Result<(), Error> {
        let mut changes = self.parts.changes.subscribe();
        let mut end = self.parts.clock.sleep(PATIENCE);
        loop {
            if there()? {
                return Ok(());
            }
            tokio::select! {
                changed = changes.changed() => if changed.is_err() { return Ok(()) },
                () = &mut end => return Ok(()),
            }
        }
    }

    fn is_whole(&self, arrival: &Arrival<'_>) -> Result<bool, StoreError> {
        self.parts.store.read(|c| {
            let room = rooms::find(c, arrival.room_id)?.filter(|room| room.membership == "join");
            let Some(room) = room else { return Ok(false) };
            if arrival.encrypted && !is_encrypted(c, arrival.room_id)? {
                return Ok(false);
            }
            for user_id in arrival.people {
                if members::find(c, room.id, user_id)?.is_none() {
                    return Ok(false);
                }
            }
            Ok(true)
        })
    }
}

fn is_present(member: &StoredMember) -> bool {
    matches!(member.membership.as_str(), "join" | "invite")
}
