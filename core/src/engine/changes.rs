//! Tells readers that something they may show has changed, and where. Readers look again at the state, so a reader that lags skips
//! pictures, never facts (design section 4, invariant 6 is about evidence, which does not pass here).
//!
//! Whoever commits says what it touched; a [`Bell`] rings for those who look at that, and keeps what was touched until they do.
//! Nobody who tells ever waits for anybody who listens.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Weak},
};

use parking_lot::Mutex;
use tokio::sync::{Notify, watch};

use crate::chat::transfer::TransferId;

/// Where changes are told and listened for. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Changes(Arc<Inner>);

struct Inner {
    count: watch::Sender<u64>,
    bells: Mutex<Bells>,
}

#[derive(Default)]
struct Bells {
    next: u64,
    hung: BTreeMap<u64, (Interest, Arc<Rung>)>,
}

/// What a listener looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Interest {
    /// The room list.
    Rooms,
    /// One room: its lines and members.
    Room(String),
    /// How the archive stands.
    Archive,
    /// Who is signed in and whether the core runs.
    Life,
    /// Devices and people that are being verified.
    Verifications,
    /// One file on its way.
    Transfer(TransferId),
}

/// What was touched since a listener last looked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Touched {
    /// Nobody knows what exactly: all of it.
    pub(crate) all: bool,
    /// Matrix room ids; only for [`Interest::Rooms`].
    pub(crate) rooms: BTreeSet<String>,
}

#[derive(Default)]
struct Rung {
    wake: Notify,
    touched: Mutex<Touched>,
}

impl Changes {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Inner {
            count: watch::Sender::new(0),
            bells: Mutex::default(),
        }))
    }

    /// Anything may have changed.
    pub(crate) fn bump(&self) {
        self.count();
        self.0.ring(|_| true, |touched| touched.all = true);
    }

    /// These rooms changed, and with them what is journaled.
    pub(crate) fn rooms<'a>(&self, room_ids: impl IntoIterator<Item = &'a String>) {
        let rooms: BTreeSet<&String> = room_ids.into_iter().collect();
        self.count();
        let looks_there = |interest: &Interest| match interest {
            Interest::Rooms => !rooms.is_empty(),
            Interest::Room(room_id) => rooms.contains(room_id),
            Interest::Archive | Interest::Transfer(_) => true,
            Interest::Life | Interest::Verifications => false,
        };
        self.0.ring(looks_there, |touched| {
            touched.rooms.extend(rooms.iter().map(|&room_id| room_id.clone()));
        });
    }

    /// One room changed.
    pub(crate) fn room(&self, room_id: &str) {
        self.rooms([&room_id.to_owned()]);
    }

    /// Something went on its way to the archive, came back from it, or does not get there.
    pub(crate) fn archive(&self) {
        self.count();
        self.0.ring(|interest| *interest == Interest::Archive, |_| {});
    }

    /// A verification came further.
    pub(crate) fn verifications(&self) {
        self.count();
        self.0
            .ring(|interest| *interest == Interest::Verifications, |_| {});
    }

    /// Whoever looks at the room should look again, though nothing that is stored changed: somebody reads further back.
    pub(crate) fn look_again(&self, room_id: &str) {
        let is_it = |interest: &Interest| matches!(interest, Interest::Room(other) if other == room_id);
        self.0.ring(is_it, |_| {});
    }

    /// A file came further. Not for [`Self::subscribe`]: nothing that is stored changed.
    pub(crate) fn transfer(&self, id: &TransferId) {
        let is_it = |interest: &Interest| matches!(interest, Interest::Transfer(other) if other == id);
        self.0.ring(is_it, |_| {});
    }

    /// Resolves at each change after now; changes that nobody awaited run together.
    pub(crate) fn subscribe(&self) -> watch::Receiver<u64> {
        self.0.count.subscribe()
    }

    /// A bell that rings from now on, until it is dropped.
    pub(crate) fn listen(&self, interest: Interest) -> Bell {
        let rung = Arc::<Rung>::default();
        let mut bells = self.0.bells.lock();
        let id = bells.next;
        bells.next += 1;
        bells.hung.insert(id, (interest, rung.clone()));
        Bell {
            id,
            rung,
            changes: Arc::downgrade(&self.0),
        }
    }

    fn count(&self) {
        self.0.count.send_modify(|count| *count = count.wrapping_add(1));
    }
}

impl Inner {
    fn ring(&self, looks_there: impl Fn(&Interest) -> bool, mark: impl Fn(&mut Touched)) {
        for (interest, rung) in self.bells.lock().hung.values() {
            if looks_there(interest) {
                mark(&mut rung.touched.lock());
                rung.wake.notify_one();
            }
        }
    }
}

/// Listeners find out that there is nothing left to look at.
impl Drop for Inner {
    fn drop(&mut self) {
        self.ring(|_| true, |touched| touched.all = true);
    }
}

/// Rings when something changed that its listener looks at.
pub(crate) struct Bell {
    id: u64,
    rung: Arc<Rung>,
    changes: Weak<Inner>,
}

impl Bell {
    /// Resolves when it rings, at once if it did since the last time; rings that nobody awaited run together.
    pub(crate) async fn rings(&self) {
        self.rung.wake.notified().await;
    }

    /// What was touched since this was last asked.
    pub(crate) fn take(&self) -> Touched {
        std::mem::take(&mut self.rung.touched.lock())
    }

    /// What was taken was not looked at after all.
    pub(crate) fn put_back(&self) {
        self.rung.touched.lock().all = true;
    }
}

impl Drop for Bell {
    fn drop(&mut self) {
        if let Some(changes) = self.changes.upgrade() {
            let hung = changes.bells.lock().hung.remove(&self.id);
            drop(hung);
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    fn rang(bell: &Bell) -> bool {
        bell.rings().now_or_never().is_some()
    }

    #[test]
    fn a_bell_rings_for_what_its_listener_looks_at_and_for_nothing_else() {
        let changes = Changes::new();
        let [rooms, dijk, archive, life] = [
            Interest::Rooms,
            Interest::Room("!dijk".into()),
            Interest::Archive,
            Interest::Life,
        ]
        .map(|interest| changes.listen(interest));
        let all = || [&rooms, &dijk, &archive, &life].map(rang);
        assert_eq!(all(), [false; 4]);
        changes.room("!polder");
        assert_eq!(all(), [true, false, true, false]);
        changes.room("!dijk");
        assert_eq!(all(), [true, true, true, false]);
        changes.rooms(&[]);
        assert_eq!(all(), [false, false, true, false]);
        changes.archive();
        assert_eq!(all(), [false, false, true, false]);
        changes.bump();
        assert_eq!(all(), [true; 4]);
        let touched = rooms.take();
        assert!(touched.all && touched.rooms.contains("!polder") && touched.rooms.contains("!dijk"));
        assert_eq!(rooms.take(), Touched::default(), "asked and answered");
    }

    #[test]
    fn a_bell_that_was_dropped_is_taken_down_and_the_end_rings_the_others() {
        let changes = Changes::new();
        drop(changes.listen(Interest::Rooms));
        assert!(changes.0.bells.lock().hung.is_empty());
        let bell = changes.listen(Interest::Life);
        drop(changes);
        assert!(rang(&bell));
    }

    #[test]
    fn whoever_counts_changes_hears_of_all_but_the_progress_of_files() {
        let changes = Changes::new();
        let mut counted = changes.subscribe();
        for change in [Changes::bump, Changes::archive, |changes: &Changes| {
            changes.room("!r")
        }] {
            change(&changes);
            assert!(counted.has_changed().unwrap());
            counted.mark_unchanged();
        }
        changes.transfer(&TransferId::Fetching {
            event_id: "$1".into(),
        });
        assert!(!counted.has_changed().unwrap());
    }
}
