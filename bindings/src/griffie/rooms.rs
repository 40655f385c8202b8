//! Rooms and what was said in any of them.

use std::sync::Arc;

use super::Griffie;
use crate::{
    error::GriffieError,
    ids::RoomId,
    listener::{RoomListListener, steps},
    room::Room,
    rows::{draft::RoomDraft, room::RoomRow, timeline::TimelineRow},
    subscription::Subscription,
};

#[uniffi::export]
impl Griffie {
    /// The rooms that we are in or invited to, the one with the newest line first.
    ///
    /// Errors: `StorageUnusable`.
    pub async fn rooms(&self) -> Result<Vec<RoomRow>, GriffieError> {
        let rows = self.line.call(async |core| core.rooms().await).await?;
        Ok(rows.into_iter().map(RoomRow::from).collect())
    }

    /// Watches the room list, the room with the newest line first.
    pub fn watch_rooms(&self, listener: Box<dyn RoomListListener>) -> Arc<Subscription> {
        Subscription::of(self.core.watch_rooms(listener.told_by(steps)))
    }

    /// A room to work with. Costs nothing and asks nobody: calls on a room that we are not in are refused with `not_in_room`.
    ///
    /// Errors: `Rejected` with `bad_room_id`.
    pub fn room(&self, id: RoomId) -> Result<Arc<Room>, GriffieError> {
        Ok(Arc::new(Room::new(self.line.clone(), id)))
    }

    /// Makes a room and gives its id once the room is here and can be written in, or after twenty seconds.
    ///
    /// Errors: `NotSignedIn`, `Offline`, `Rejected` with the homeserver's code.
    pub async fn create_room(&self, draft: RoomDraft) -> Result<RoomId, GriffieError> {
        let draft = draft.into();
        let room = self.line.call(async move |core| core.create_room(&draft).await);
        room.await.map(RoomId)
    }

    /// Joins a room by its id (`!dijk:example.nl`) or alias (`#dijk:example.nl`), also by invitation. Gives its id once the room is here
    /// and can be written in, or after twenty seconds.
    ///
    /// Errors: as `createRoom`.
    pub async fn join(&self, id_or_alias: String) -> Result<RoomId, GriffieError> {
        let room = self.line.call(async move |core| core.join(&id_or_alias).await);
        room.await.map(RoomId)
    }

    /// The messages in any room that have all these words, the last one as a beginning; newest first, at most a hundred.
    ///
    /// Errors: `StorageUnusable`.
    pub async fn search(&self, words: String) -> Result<Vec<TimelineRow>, GriffieError> {
        let rows = self
            .line
            .call(async move |core| core.search(&words).await)
            .await?;
        Ok(rows.into_iter().map(TimelineRow::from).collect())
    }
}
