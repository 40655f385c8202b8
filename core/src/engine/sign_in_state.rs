//! Who is signed in and whether the core runs: what decides which screen an app shows.

use serde::Serialize;

use super::{Griffie, Parts};
use crate::{
    error::Error,
    store::{
        StoreError,
        activation::{self, Step},
        identity,
    },
};

/// Where the core is in its life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum SignInState {
    /// Nobody has activated this device: ask for a code.
    New,
    /// An activation was begun and not finished: repeat it, or start.
    Activating,
    /// Signed in, not running.
    Stopped {
        /// Matrix user id.
        user: String,
    },
    /// Syncing, sending, routing.
    Running {
        /// Matrix user id.
        user: String,
    },
    /// A part cannot do its work, so nothing runs (invariant 10).
    Failed {
        /// Stable word: `storage_full`, or a code of [`Error::Storage`] or [`Error::Bug`].
        reason: String,
    },
}

impl Griffie {
    /// Where the core is in its life.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn sign_in_state(&self) -> Result<SignInState, Error> {
        Ok(self.parts.sign_in_state()?)
    }
}

impl Parts {
    fn sign_in_state(&self) -> Result<SignInState, StoreError> {
        let (step, identity) = self.store.read(|c| {
            let step = activation::read(c)?.map(|activation| activation.step);
            Ok((step, identity::load(c)?))
        })?;
        Ok(match (step, identity) {
            (None, _) => SignInState::New,
            (Some(Step::Active), Some(identity)) => self.at_home(identity.user_id),
            (Some(_), _) => SignInState::Activating,
        })
    }

    fn at_home(&self, user: String) -> SignInState {
        match self.life.failure() {
            Some(reason) => SignInState::Failed { reason },
            None if self.life.is_running() => SignInState::Running { user },
            None => SignInState::Stopped { user },
        }
    }
}
