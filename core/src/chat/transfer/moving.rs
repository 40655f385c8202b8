//! What moves now: how far it is, and the way to stop it. In memory only: after a restart the store says what there is to do.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use parking_lot::Mutex;
use tokio_util::sync::CancellationToken;

use super::{Transfer, TransferId, TransferState};
use crate::engine::changes::Changes;

/// Ends that are remembered, for whoever looks a moment later.
const ENDS: usize = 64;

/// On whose behalf something moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Who {
    /// The user waits for it.
    User,
    /// The archive wants it.
    Archive,
    /// It comes along with something else, and nobody watches it.
    Nobody,
}

/// All that moves. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Transfers(Arc<Inner>);

struct Inner {
    changes: Changes,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    next: u64,
    moving: HashMap<(TransferId, Who), Entry>,
    ended: VecDeque<(TransferId, Transfer)>,
}

struct Entry {
    number: u64,
    done: u64,
    total: u64,
    stop: CancellationToken,
}

impl Transfers {
    pub(crate) fn new(changes: Changes) -> Self {
        Self(Arc::new(Inner {
            changes,
            state: Mutex::default(),
        }))
    }

    /// Something begins to move. It is over when what this gives is dropped. A second one of the same kind takes the first one's place.
    pub(crate) fn begin(&self, id: TransferId, who: Who, total: u64) -> Moving {
        let mut state = self.0.state.lock();
        let number = state.next;
        state.next += 1;
        let stop = CancellationToken::new();
        let entry = Entry {
            number,
            done: 0,
            total,
            stop: stop.clone(),
        };
        state.ended.retain(|(other, _)| *other != id);
        state.moving.insert((id.clone(), who), entry);
        drop(state);
        self.0.changes.transfer(&id);
        Moving {
            all: self.clone(),
            id,
            who,
            number,
            stop,
        }
    }

    /// How far it is, if it moves or has just ended; what the user waits for before what the archive wants.
    pub(crate) fn of(&self, id: &TransferId) -> Option<Transfer> {
        let state = self.0.state.lock();
        let moving = [Who::User, Who::Archive]
            .into_iter()
            .find_map(|who| state.moving.get(&(id.clone(), who)));
        if let Some(entry) = moving {
            return Some(Transfer {
                done: entry.done,
                total: entry.total.max(entry.done),
                state: TransferState::Running,
            });
        }
        let ended = state.ended.iter().find(|(other, _)| other == id);
        ended.map(|(_, transfer)| transfer.clone())
    }

    /// Whether nothing moves.
    #[cfg(test)]
    pub(crate) fn is_still(&self) -> bool {
        self.0.state.lock().moving.is_empty()
    }

    /// Stops it. Gives whether it moved.
    pub(crate) fn stop(&self, id: &TransferId, who: Who) -> bool {
        let state = self.0.state.lock();
        let entry = state.moving.get(&(id.clone(), who));
        entry.inspect(|entry| entry.stop.cancel()).is_some()
    }
}

/// Something that moves.
pub(crate) struct Moving {
    all: Transfers,
    id: TransferId,
    who: Who,
    number: u64,
    stop: CancellationToken,
}

impl Moving {
    /// So many bytes have travelled, of so many.
    pub(crate) fn at(&self, done: u64, total: Option<u64>) {
        self.change(|entry| {
            entry.done = done;
            entry.total = total.unwrap_or(entry.total);
        });
    }

    /// So many bytes more have travelled.
    pub(crate) fn add(&self, bytes: u64) {
        self.change(|entry| entry.done = entry.done.saturating_add(bytes));
    }

    /// Resolves when somebody stops it.
    pub(crate) async fn stopped(&self) {
        self.stop.cancelled().await;
    }

    /// Is cancelled when somebody stops it.
    pub(crate) fn stop_token(&self) -> CancellationToken {
        self.stop.clone()
    }

    /// It ends like this, and that is remembered for a while: the store does not tell it.
    pub(crate) fn end(self, end: TransferState) {
        let mut state = self.all.0.state.lock();
        let key = (self.id.clone(), self.who);
        let entry = state.moving.get(&key).filter(|entry| entry.number == self.number);
        let Some((done, total)) = entry.map(|entry| (entry.done, entry.total.max(entry.done))) else {
            return;
        };
        let transfer = Transfer {
            done,
            total,
            state: end,
        };
        state.ended.push_back((self.id.clone(), transfer));
        if state.ended.len() > ENDS {
            state.ended.pop_front();
        }
    }

    fn change(&self, change: impl FnOnce(&mut Entry)) {
        let mut state = self.all.0.state.lock();
        let entry = state.moving.get_mut(&(self.id.clone(), self.who));
        if let Some(entry) = entry.filter(|entry| entry.number == self.number) {
            change(entry);
        }
        drop(state);
        self.all.0.changes.transfer(&self.id);
    }
}

impl Drop for Moving {
    fn drop(&mut self) {
        let mut state = self.all.0.state.lock();
        let key = (self.id.clone(), self.who);
        if state
            .moving
            .get(&key)
            .is_some_and(|entry| entry.number == self.number)
        {
            state.moving.remove(&key);
        }
        drop(state);
        self.all.0.changes.transfer(&self.id);
    }
}
