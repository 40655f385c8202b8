//! [`Griffie`], the public face of the core. It wires the parts together and holds no logic of its own.
//!
//! Reading order: `open` (database, unclean stop), `enter` (activation), `life` (loops: start, watch, stop), `session` (who we are to
//! the servers), `status`, `archive` (route now, own journal facts), then the thin methods of `rooms`, `messages` and `history`. `login` signs in again.
//! [`changes`], [`wakes`] and [`health`] are what the loops share.

mod archive;
mod arrive;
pub(crate) mod changes;
mod enter;
mod errors;
pub(crate) mod health;
mod history;
mod life;
mod login;
mod messages;
mod open;
mod rooms;
mod session;
mod status;
pub(crate) mod wakes;

#[cfg(test)]
mod tests;

use std::{path::PathBuf, sync::Arc};

use tokio::sync::watch;

pub use self::{
    archive::JournalFact,
    open::OpenOptions,
    rooms::RoomDraft,
    status::{LifeState, Status},
};
use self::{changes::Changes, health::Health, life::Life, session::Session, wakes::Wakes};
use crate::{chat::media::MediaDir, clock::Clock, net::http::Http, store::Store};

/// The core of one user on one device. Cheap to clone; the loops end with [`Griffie::stop`] or with the last clone.
#[derive(Clone)]
pub struct Griffie {
    parts: Arc<Parts>,
}

/// What everything is wired from.
struct Parts {
    store: Store,
    clock: Arc<dyn Clock>,
    http: Http,
    data_dir: PathBuf,
    dir: MediaDir,
    wakes: Arc<Wakes>,
    changes: Changes,
    health: Arc<Health>,
    /// Present once signed in.
    session: std::sync::RwLock<Option<Arc<Session>>>,
    life: Life,
}

impl Griffie {
    /// A number that rises whenever something a screen shows may have changed; read the state again then. Never carries evidence.
    #[must_use]
    pub fn subscribe_changes(&self) -> watch::Receiver<u64> {
        self.parts.changes.subscribe()
    }
}
