//! Watching, from the public side: what each screen looks at. Every call gives the current state at once and what changes after it,
//! until its [`Subscription`] ends; `deliver` runs on threads of its own, one call at a time, and may block without holding up anything.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use super::{ArchiveState, Griffie, Parts, SignInState, changes::Interest};
use crate::{
    chat::{
        members::{self, MemberRow},
        rooms::{self, RoomRow},
        row::TimelineRow,
        transfer::{self, Transfer, TransferId},
    },
    error::Error,
    watch::{self, DeliveryFailed, Diff, Subscription, Watcher, Window},
};

/// What is read is looked at this soon after it changes; faster changes run together.
const LINES: Duration = Duration::from_millis(40);
const LISTS: Duration = Duration::from_millis(120);
const COUNTS: Duration = Duration::from_millis(250);
const NOW: Duration = Duration::ZERO;

impl Griffie {
    /// Watches the room list, newest first.
    pub fn watch_rooms(
        &self,
        deliver: impl FnMut(Vec<Diff<RoomRow>>) -> Result<(), DeliveryFailed> + Send + 'static,
    ) -> Subscription {
        let parts = self.weak();
        let look = move |before: Option<&Vec<RoomRow>>, touched: &super::changes::Touched| {
            let store = &parts.upgrade()?.store;
            let rows = match before.filter(|_| !touched.all) {
                Some(before) => rooms::refreshed(store, before, &touched.rooms),
                None => rooms::rooms(store),
            };
            Some(rows.map_err(Error::from))
        };
        watch::list(self.watcher(Interest::Rooms, LISTS), look, deliver)
    }

    /// Watches the people in a room and invited to it, the most powerful first.
    pub fn watch_members(
        &self,
        room_id: &str,
        deliver: impl FnMut(Vec<Diff<MemberRow>>) -> Result<(), DeliveryFailed> + Send + 'static,
    ) -> Subscription {
        let (parts, room_id) = (self.weak(), room_id.to_owned());
        let watcher = self.watcher(Interest::Room(room_id.clone()), LISTS);
        let look = move |_: Option<&_>, _: &_| {
            let parts = parts.upgrade()?;
            Some(members::members(&parts.store, &room_id).map_err(Error::from))
        };
        watch::list(watcher, look, deliver)
    }

    /// A room's timeline for a screen: its newest lines, and more as somebody reads back.
    #[must_use]
    pub fn watch_timeline(&self, room_id: &str) -> TimelineWindow {
        TimelineWindow {
            parts: self.weak(),
            window: Window::of(room_id),
        }
    }

    /// Watches how the archive stands.
    pub fn watch_archive(
        &self,
        deliver: impl FnMut(ArchiveState) -> Result<(), DeliveryFailed> + Send + 'static,
    ) -> Subscription {
        let parts = self.weak();
        let look = move || {
            Some(
                Griffie {
                    parts: parts.upgrade()?,
                }
                .archive_state(),
            )
        };
        watch::state(self.watcher(Interest::Archive, COUNTS), look, deliver)
    }

    /// Watches who is signed in and whether the core runs.
    pub fn watch_sign_in(
        &self,
        deliver: impl FnMut(SignInState) -> Result<(), DeliveryFailed> + Send + 'static,
    ) -> Subscription {
        let parts = self.weak();
        let look = move || {
            Some(
                Griffie {
                    parts: parts.upgrade()?,
                }
                .sign_in_state(),
            )
        };
        watch::state(self.watcher(Interest::Life, NOW), look, deliver)
    }

    /// Watches a message on its way out, or a file on its way in.
    pub fn watch_transfer(
        &self,
        id: &TransferId,
        deliver: impl FnMut(Transfer) -> Result<(), DeliveryFailed> + Send + 'static,
    ) -> Subscription {
        let (parts, id) = (self.weak(), id.clone());
        let watcher = self.watcher(Interest::Transfer(id.clone()), LISTS);
        let look = move || {
            let parts = parts.upgrade()?;
            Some(transfer::now(&parts.store, &parts.transfers, &id).map_err(Error::from))
        };
        watch::state(watcher, look, deliver)
    }

    pub(super) fn weak(&self) -> Weak<Parts> {
        Arc::downgrade(&self.parts)
    }

    pub(super) fn watcher(&self, interest: Interest, pause: Duration) -> Watcher {
        Watcher {
            runtime: self.parts.runtime.clone(),
            clock: self.parts.clock.clone(),
            bell: Arc::new(self.parts.changes.listen(interest)),
            pause,
        }
    }
}

/// A room's timeline on a screen: the newest lines, oldest first, growing at both ends. Everybody who watches it sees the same lines.
/// It does not keep the core open: once that is gone, calls answer [`Error::Rejected`] with `closed`.
#[derive(Clone)]
pub struct TimelineWindow {
    parts: Weak<Parts>,
    window: Window,
}

impl TimelineWindow {
    /// Watches the lines.
    ///
    /// # Errors
    /// [`Error::Rejected`] with `closed`.
    pub fn watch(
        &self,
        deliver: impl FnMut(Vec<Diff<TimelineRow>>) -> Result<(), DeliveryFailed> + Send + 'static,
    ) -> Result<Subscription, Error> {
        let (parts, window) = (self.parts.clone(), self.window.clone());
        let interest = Interest::Room(window.room_id().to_owned());
        let look = move |_: Option<&_>, _: &_| {
            let parts = parts.upgrade()?;
            Some(window.rows(&parts.store).map_err(Error::from))
        };
        let griffie = Griffie { parts: self.parts()? };
        Ok(watch::list(griffie.watcher(interest, LINES), look, deliver))
    }

    /// Takes in at most `count` (1 to 1,000) lines before the first. Gives whether there are still others on this device; watchers get
    /// the lines as inserts.
    ///
    /// # Errors
    /// [`Error::Storage`]; [`Error::Rejected`] with `closed`.
    pub async fn load_earlier(&self, count: u32) -> Result<bool, Error> {
        let parts = self.parts()?;
        let others = self.window.reach_back(&parts.store, count)?;
        parts.changes.look_again(self.window.room_id());
        Ok(others)
    }

    /// The lines as they are now, oldest first.
    ///
    /// # Errors
    /// As [`TimelineWindow::load_earlier`].
    pub async fn rows(&self) -> Result<Vec<TimelineRow>, Error> {
        Ok(self.window.rows(&self.parts()?.store)?)
    }

    fn parts(&self) -> Result<Arc<Parts>, Error> {
        self.parts.upgrade().ok_or_else(|| Error::Rejected {
            code: "closed".to_owned(),
        })
    }
}
