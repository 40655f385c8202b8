//! [`Room`]: who is in it, and what a user does there.
//!
//! `send` and `poll` send, `files` gets files and tells how far they are.

mod files;
mod poll;
mod send;

use std::sync::Arc;

use griffie_core::engine;
use griffie_wire::record::Label;

use crate::{
    call::Line,
    error::GriffieError,
    ids::{EventId, RoomId, UserId},
    listener::{MembersListener, steps},
    rows::member::MemberRow,
    subscription::Subscription,
    timeline::Timeline,
};

/// A room. Cheap to make, and nothing runs for it; it does not keep the core open.
///
/// What a call changes for others comes back through the sync, a moment later, and is journaled and shown then. Calls that send
/// (`sendText` ... `redact`) return once the message is in the journal and in the queue, with or without a network; the queue sends
/// it, in the order of the room, for as long as it takes.
///
/// Errors of every call that sends: `Rejected` with `not_in_room`, `ArchiveBlocked`, `StorageFull`, `NotSignedIn`.
#[derive(uniffi::Object)]
pub struct Room {
    line: Line,
    id: RoomId,
}

impl Room {
    pub(crate) fn new(line: Line, id: RoomId) -> Self {
        Self { line, id }
    }
}

#[uniffi::export]
impl Room {
    /// Which room this is.
    #[must_use]
    pub fn id(&self) -> RoomId {
        self.id.clone()
    }

    /// Invites somebody.
    ///
    /// Errors: `NotSignedIn`, `Offline`, `Rejected` with the homeserver's code.
    pub async fn invite(&self, user: UserId) -> Result<(), GriffieError> {
        let room = self.id.0.clone();
        self.line
            .call(async move |core| core.invite(&room, &user.0).await)
            .await
    }

    /// Removes somebody from the room, or takes an invitation back.
    ///
    /// Errors: as `invite`.
    #[uniffi::method(default(reason = None))]
    pub async fn remove(&self, user: UserId, reason: Option<String>) -> Result<(), GriffieError> {
        let room = self.id.0.clone();
        let work = async move |core: Arc<engine::Griffie>| core.kick(&room, &user.0, reason.as_deref()).await;
        self.line.call(work).await
    }

    /// Leaves the room, or declines the invitation to it.
    ///
    /// Errors: as `invite`.
    #[uniffi::method(default(reason = None))]
    pub async fn leave(&self, reason: Option<String>) -> Result<(), GriffieError> {
        let room = self.id.0.clone();
        self.line
            .call(async move |core| core.leave(&room, reason.as_deref()).await)
            .await
    }

    /// Gives the room another name; an empty one takes it away.
    ///
    /// Errors: as `invite`.
    pub async fn rename(&self, name: String) -> Result<(), GriffieError> {
        let room = self.id.0.clone();
        self.line
            .call(async move |core| core.rename(&room, &name).await)
            .await
    }

    /// Gives somebody a power level: 0 for everyone, 50 for a moderator, 100 for an administrator.
    ///
    /// Errors: as `invite`.
    pub async fn set_power(&self, user: UserId, power: i64) -> Result<(), GriffieError> {
        let room = self.id.0.clone();
        self.line
            .call(async move |core| core.set_power(&room, &user.0, power).await)
            .await
    }

    /// The people in the room and invited to it, the most powerful first.
    ///
    /// Errors: `StorageUnusable`.
    pub async fn members(&self) -> Result<Vec<MemberRow>, GriffieError> {
        let room = self.id.0.clone();
        let rows = self
            .line
            .call(async move |core| core.members(&room).await)
            .await?;
        Ok(rows.into_iter().map(MemberRow::from).collect())
    }

    /// Watches the people in the room and invited to it, the most powerful first.
    ///
    /// Errors: `Rejected` with `closed` once the core is closed.
    pub fn watch_members(
        &self,
        listener: Box<dyn MembersListener>,
    ) -> Result<Arc<Subscription>, GriffieError> {
        let core = self.line.core()?;
        Ok(Subscription::of(
            core.watch_members(&self.id.0, listener.told_by(steps)),
        ))
    }

    /// What was said here, for a screen. Each call gives a view of its own, of the newest fifty lines at first.
    ///
    /// Errors: `Rejected` with `closed` once the core is closed.
    pub fn timeline(&self) -> Result<Arc<Timeline>, GriffieError> {
        Ok(Timeline::of(self.line.core()?.watch_timeline(&self.id.0)))
    }

    /// Says what this room is, for everything that is said in it from now on. The archive gets the reason.
    ///
    /// Errors: `Rejected` with `labels_off`, `label_not_allowed`, `label_needs_reason`, `too_long`, `not_in_room`; `NotSignedIn`,
    /// `StorageFull`, `StorageUnusable`.
    #[uniffi::method(default(reason = None))]
    pub async fn set_label(&self, label: Label, reason: Option<String>) -> Result<(), GriffieError> {
        let room = self.id.0.clone();
        let work =
            async move |core: Arc<engine::Griffie>| core.label_room(&room, label, reason.as_deref()).await;
        self.line.call(work).await
    }

    /// Tells others that everything up to this event was read.
    ///
    /// Errors: as `invite`.
    pub async fn mark_read(&self, event: EventId) -> Result<(), GriffieError> {
        let room = self.id.0.clone();
        self.line
            .call(async move |core| core.mark_read(&room, &event.0).await)
            .await
    }

    /// Tells others that this user is typing, for twenty seconds unless it is said again, or no longer is.
    ///
    /// Errors: as `invite`.
    pub async fn typing(&self, on: bool) -> Result<(), GriffieError> {
        let room = self.id.0.clone();
        self.line
            .call(async move |core| core.typing(&room, on, None).await)
            .await
    }
}
