//! Who this device is to the homeserver and to the gateways, once it is signed in.

use std::sync::{Arc, PoisonError};

use griffie_wire::key::SigningKey;
use url::Url;

use super::Parts;
use crate::{
    error::Error,
    net::{
        gateway::{Gateway, Way},
        matrix::Matrix,
    },
    store::{identity, leaving},
};

/// The clients of one signed-in device.
pub(super) struct Session {
    pub(super) user_id: String,
    pub(super) matrix: Arc<Matrix>,
    pub(super) gateway: Arc<Gateway>,
}

impl Parts {
    /// The session; an error while nobody is signed in.
    pub(super) fn session(&self) -> Result<Arc<Session>, Error> {
        let session = self.session.read().unwrap_or_else(PoisonError::into_inner);
        session.clone().ok_or(Error::NotSignedIn)
    }

    /// Makes the session from what is stored, if this device is signed in and has none yet.
    pub(super) fn restore_session(&self) -> Result<(), Error> {
        let mut session = self.session.write().unwrap_or_else(PoisonError::into_inner);
        // Who is leaving is nobody any more.
        if session.is_some() || self.store.read(leaving::is_marked)? {
            return Ok(());
        }
        let Some(identity) = self.store.read(identity::load)? else {
            return Ok(());
        };
        let seed = self.store.read(identity::device_seed)?;
        let homeserver = Url::parse(&identity.homeserver).map_err(|_| Error::Bug {
            code: "homeserver_url".to_owned(),
        })?;
        let matrix = Matrix::new(self.http.clone(), homeserver)?;
        matrix.set_token(Some(identity.access_token.clone()));
        let gateways = identity.gateways.clone();
        let way = Way::new(
            self.http.clone(),
            self.clock.clone(),
            gateways,
            identity.clock_offset_ms,
        );
        let gateway = Gateway::new(way, identity.device, SigningKey::from_seed(&seed));
        *session = Some(Arc::new(Session {
            user_id: identity.user_id,
            matrix: Arc::new(matrix),
            gateway: Arc::new(gateway),
        }));
        Ok(())
    }
    /// Nobody is signed in any more; clients that are still held can do nothing.
    pub(super) fn end_session(&self) {
        let mut session = self.session.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(session) = session.take() {
            session.matrix.set_token(None);
        }
    }
}
