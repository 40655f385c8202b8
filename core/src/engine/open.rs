//! Opens the database and finds out how the last run ended.

use std::{path::PathBuf, sync::Arc};

use griffie_wire::record::Fact;

use super::{Griffie, Parts, changes::Changes, health::Health, life::Life, phone, wakes::Wakes};
use crate::{
    chat::{media::MediaDir, transfer::Transfers},
    clock::{Clock, SystemClock},
    error::Error,
    net::http::Http,
    platform::Platform,
    store::{
        Store, StoreError, StoreKey,
        activation::{self, Step},
        journal, leaving,
    },
};

/// Where the data is and what opens it.
pub struct OpenOptions {
    /// Folder of this user on this device; made if it is not there.
    pub data_dir: PathBuf,
    /// Key of the database, from the platform's key store.
    pub key: StoreKey,
    /// Certificate authorities to trust beside the platform's, PEM.
    pub extra_ca_pem: Option<Vec<u8>>,
    /// The phone; `None` where there is always a network and room, as on a server.
    pub platform: Option<Arc<dyn Platform>>,
}

impl Griffie {
    /// Opens the data directory. Nothing runs yet; see [`Griffie::activate`] and [`Griffie::start`].
    ///
    /// # Errors
    /// [`Error::Storage`] with `wrong_key`, `corrupt` (set aside, nothing deleted), `in_use`; [`Error::StorageFull`].
    pub async fn open(options: OpenOptions) -> Result<Self, Error> {
        Self::open_with_clock(options, Arc::new(SystemClock::default())).await
    }

    /// [`Griffie::open`] with another clock than the system's.
    ///
    /// # Errors
    /// As [`Griffie::open`].
    pub async fn open_with_clock(options: OpenOptions, clock: Arc<dyn Clock>) -> Result<Self, Error> {
        let http = Http::new(options.extra_ca_pem.as_deref()).map_err(|_| Error::Rejected {
            code: "bad_certificate".to_owned(),
        })?;
        let (directory, key) = (options.data_dir.clone(), options.key);
        let store = tokio::task::spawn_blocking(move || Store::open(&directory, &key))
            .await
            .map_err(|_| Error::Bug {
                code: "open".to_owned(),
            })??;
        let health = Arc::new(Health::new(clock.clone()));
        let dir = MediaDir::open(&options.data_dir).map_err(StoreError::from)?;
        note_restart(&store, &*clock).await?;
        let changes = Changes::new();
        let griffie = Self {
            parts: Arc::new(Parts {
                store,
                clock,
                http,
                data_dir: options.data_dir,
                dir,
                platform: options.platform,
                wakes: Arc::new(Wakes::default()),
                transfers: Transfers::new(changes.clone()),
                changes,
                runtime: tokio::runtime::Handle::current(),
                health,
                session: std::sync::RwLock::new(None),
                life: Life::default(),
            }),
        };
        griffie.parts.restore_session()?;
        phone::attend(&griffie.parts).await;
        Ok(griffie)
    }
}

/// Journals that the core is back, and whether it had been stopped in an orderly way. Before activation there is no
/// journal, and after a sign-out it is closed.
pub(super) async fn note_restart(store: &Store, clock: &dyn Clock) -> Result<(), StoreError> {
    let active = store
        .read(activation::read)?
        .is_some_and(|it| matches!(it.step, Step::Active));
    if !active || store.read(leaving::is_marked)? {
        return Ok(());
    }
    let unit = store.begin("restart").await?;
    let after_crash = unit.write(activation::was_running)?;
    journal::append(&unit, clock, None, Fact::Restarted { after_crash })?;
    activation::set_running(&unit, false)?;
    unit.commit().await
}
