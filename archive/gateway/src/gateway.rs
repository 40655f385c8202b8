//! The parts of a running gateway, put together once; it owns no logic.

use std::{path::PathBuf, sync::Arc};

use griffie_wire::note::LogKey;
use thiserror::Error;
use tokio::sync::{Semaphore, watch};

use crate::{
    activate::{jwt::JwtIssuer, throttle::Throttle},
    clock::Clock,
    intake::{nonces::Nonces, places::Places, signers::Signers},
    metrics::Metrics,
    settings::{Settings, SettingsError},
    store::{Readers, StoreError, attachments},
    writer::{Signed, Writer, WriterParts},
};

/// Body bytes are accounted in pieces of this size.
pub(crate) const BODY_UNIT: u64 = 1024;

/// Everything a request may need; each handler takes the parts it uses.
pub(crate) struct Gateway {
    pub(crate) dir: PathBuf,
    pub(crate) settings: Settings,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) log_key: Arc<LogKey>,
    pub(crate) jwt: JwtIssuer,
    pub(crate) readers: Readers,
    pub(crate) writer: Writer,
    pub(crate) signers: Signers,
    pub(crate) nonces: Nonces,
    pub(crate) throttle: Throttle,
    pub(crate) places: Places,
    pub(crate) metrics: Arc<Metrics>,
    /// Room for bodies in memory, in units of [`BODY_UNIT`].
    pub(crate) bodies: Arc<Semaphore>,
    /// The checkpoint the world sees; follows the writer once a second.
    pub(crate) published: watch::Sender<Signed>,
}

/// The gateway cannot start.
#[derive(Debug, Error)]
pub enum OpenError {
    /// Settings or keys.
    #[error("settings")]
    Settings(#[from] SettingsError),
    /// Database or files.
    #[error("storage")]
    Store(#[from] StoreError),
}

impl Gateway {
    /// Recovers what is on disk and starts the writer.
    pub(crate) fn open(dir: PathBuf, settings: Settings, clock: Arc<dyn Clock>) -> Result<Self, OpenError> {
        let log_key = Arc::new(settings.log_key(&dir)?);
        let jwt = JwtIssuer::new(
            &settings.jwt_secret()?,
            settings.jwt_issuer.clone(),
            settings.jwt_audience.clone(),
        );
        attachments::prepare(&dir)?;
        let metrics = Arc::<Metrics>::default();
        let writer = Writer::start(WriterParts {
            dir: dir.clone(),
            log_key: Arc::clone(&log_key),
            limits: settings.limits.clone(),
            clock: Arc::clone(&clock),
            metrics: Arc::clone(&metrics),
        })?;
        let readers = Readers::new(dir.clone());
        let units = settings.limits.bytes_in_flight.div_ceil(BODY_UNIT);
        let units = usize::try_from(units)
            .unwrap_or(usize::MAX)
            .min(Semaphore::MAX_PERMITS);
        Ok(Self {
            signers: Signers::new(readers.clone(), Arc::clone(&clock)),
            published: watch::channel(writer.signed()).0,
            bodies: Arc::new(Semaphore::new(units)),
            nonces: Nonces::default(),
            throttle: Throttle::default(),
            places: Places::default(),
            dir,
            settings,
            clock,
            log_key,
            jwt,
            readers,
            writer,
            metrics,
        })
    }
}
