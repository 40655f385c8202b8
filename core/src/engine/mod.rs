//! [`Griffie`], the public face of the core. It wires the parts together and holds no logic of its own.
//!
//! Reading order: `open` (database, unclean stop), `enter` (activation), `life` (start, stop), `loops` (what runs), `ends` (that none of
//! it ends), `leave` (sign out), `phone` (what the phone lets it
//! do), `plan` (what a job in the background does), `session` (who we are to the servers), `sign_in_state`, `archive_state`, `safety` (three pictures for
//! screens), `recovery` (what brings a lost device back, the user's devices), `verify` (vouching for devices and people), `trust` (keys
//! of others, key of a room), `status` (all counts), `archive` (route now, own journal facts), `carry` (by
//! hand), then the thin methods of `rooms`, `messages`, `polls`, `labels` and `history`; `house_rules` is what policy means for a person. `login` signs in again. [`changes`], [`wakes`] and [`health`] are what the loops share.

mod archive;
mod archive_state;
mod arrive;
mod carry;
pub(crate) mod changes;
mod ends;
mod enter;
mod errors;
pub(crate) mod health;
mod history;
mod house_rules;
mod labels;
mod leave;
mod life;
mod login;
mod loops;
mod managed;
mod messages;
mod open;
mod phone;
mod plan;
mod polls;
mod recovery;
mod rooms;
mod rules;
mod safety;
mod session;
mod sign_in_state;
mod status;
mod trust;
mod verify;
pub(crate) mod wakes;
mod watches;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod watch_tests;

use std::{path::PathBuf, sync::Arc};

use tokio::sync::watch;

pub use self::{
    archive::JournalFact,
    archive_state::ArchiveState,
    house_rules::HouseRules,
    labels::LabelChoice,
    leave::{SIGN_OUT_WITHIN, SignedOut},
    managed::SettingSources,
    open::OpenOptions,
    recovery::OwnDevice,
    rooms::RoomDraft,
    safety::Safety,
    sign_in_state::SignInState,
    status::{LifeState, Status},
    watches::TimelineWindow,
};
use self::{changes::Changes, health::Health, life::Life, session::Session, wakes::Wakes};
use crate::{
    chat::{media::MediaDir, transfer::Transfers},
    clock::Clock,
    net::http::Http,
    platform::Platform,
    store::Store,
};
pub use griffie_wire::record::Label;

pub use crate::{
    outbox::Light,
    recovery::{RecoveryState, RecoveryStatus},
    review::Labelled,
};

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
    platform: Option<Arc<dyn Platform>>,
    wakes: Arc<Wakes>,
    changes: Changes,
    transfers: Transfers,
    /// Where watchers wait; those who watch are often in no async context.
    runtime: tokio::runtime::Handle,
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

    /// The network or the power of the phone changed: the core asks its [`Platform`] again.
    pub fn platform_changed(&self) {
        self.parts.wakes.platform.notify_one();
    }
}
