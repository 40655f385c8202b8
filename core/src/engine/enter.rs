//! Activation, from the public side.

use super::{Griffie, Parts};
use crate::{
    activate::{self, Entrance, Invitation},
    error::Error,
    store::activation::{self, Step},
};

impl Griffie {
    /// Activates this device with a code or link. A call that was cut anywhere is repeated with the same invitation, or goes on by
    /// itself at the next [`Griffie::start`].
    ///
    /// # Errors
    /// [`Error::Rejected`] with the gateway's code (`code_unknown`, `code_used`, `code_expired`, `code_locked`),
    /// `already_activated`, or the reason why its configuration is not to be trusted; [`Error::Offline`].
    pub async fn activate(&self, invitation: &Invitation) -> Result<(), Error> {
        let parts = &self.parts;
        parts.go_on_leaving().await?;
        let step = parts
            .store
            .read(activation::read)?
            .map(|activation| activation.step);
        // With a grant in hand there is nothing left to ask of the code: go on.
        if !matches!(step, Some(Step::Granted(_) | Step::SignedIn)) {
            activate::begin(&parts.store, invitation, &parts.about_phone().await).await?;
        }
        parts.finish_activation().await?;
        parts.changes.bump();
        Ok(())
    }
}

impl Parts {
    /// Goes on with an activation that was begun, and makes the session.
    pub(super) async fn finish_activation(&self) -> Result<(), Error> {
        let entrance = Entrance {
            store: &self.store,
            http: &self.http,
            clock: &self.clock,
        };
        activate::finish(&entrance).await?;
        self.restore_session()
    }
}
