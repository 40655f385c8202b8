//! Vouching for another device or person, from the public side.

use super::{Griffie, Parts, changes::Interest};
use crate::{
    e2ee::{
        self,
        verify::{self, Act, ActError, Outgoing},
    },
    error::Error,
    store::{Unit, identity, verification},
    verify::{QrPicture, Verification, read, refresh},
    watch::{self, DeliveryFailed, Subscription},
};

fn rejected(code: &str) -> Error {
    Error::Rejected {
        code: code.to_owned(),
    }
}

impl Griffie {
    /// Verifications that go on and the last that ended, newest first.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`], [`Error::Storage`].
    pub fn verifications(&self) -> Result<Vec<Verification>, Error> {
        self.parts.session()?;
        self.parts.verifications()
    }

    /// Watches them.
    pub fn watch_verifications(
        &self,
        deliver: impl FnMut(Vec<Verification>) -> Result<(), DeliveryFailed> + Send + 'static,
    ) -> Subscription {
        let parts = self.weak();
        let look = move || Some(parts.upgrade()?.verifications());
        watch::state(
            self.watcher(Interest::Verifications, std::time::Duration::ZERO),
            look,
            deliver,
        )
    }

    /// Asks the user's other devices to verify this one, or to be verified by it. Gives the name of the flow.
    ///
    /// # Errors
    /// [`Error::Rejected`] with `verification_no_device` (there is no other) or `verification_busy` (one goes on); [`Error::Offline`].
    pub async fn verify_own_devices(&self) -> Result<String, Error> {
        let me = self.parts.store.read(identity::require)?.user_id;
        self.parts.ask(&me, None).await
    }

    /// Asks one device, of this user or of another one. Gives the name of the flow.
    ///
    /// # Errors
    /// As [`Griffie::verify_own_devices`], and `bad_user_id`.
    pub async fn verify_device(&self, user_id: &str, matrix_device: &str) -> Result<String, Error> {
        self.parts.ask(user_id, Some(matrix_device)).await
    }

    /// Says yes to what another device asks.
    ///
    /// # Errors
    /// [`Error::Rejected`] with `verification_none` (no such flow), `verification_not_now` (not at this step); [`Error::Offline`], and then
    /// the verification is over.
    pub async fn accept_verification(&self, flow: &str) -> Result<(), Error> {
        self.parts.act(flow, Act::Accept).await
    }

    /// Begins with the emoji, once both are ready.
    ///
    /// # Errors
    /// As [`Griffie::accept_verification`].
    pub async fn compare_emoji(&self, flow: &str) -> Result<(), Error> {
        self.parts.act(flow, Act::Compare).await
    }

    /// The QR code for the other side to scan, once both are ready.
    ///
    /// # Errors
    /// [`Error::Rejected`] with `verification_none`, `verification_not_now` (also when the other side has no camera).
    pub async fn verification_code(&self, flow: &str) -> Result<QrPicture, Error> {
        let parts = &self.parts;
        parts.session()?;
        let user = parts.other_side(flow)?;
        let unit = parts.store.begin("verification code").await?;
        let code = verify::code(&unit, &user, flow).await;
        let code = parts.committed(unit, code).await?;
        code.ok_or_else(|| rejected("verification_not_now"))
    }

    /// Takes the bytes of a QR code that the camera read from the other side's screen.
    ///
    /// # Errors
    /// As [`Griffie::accept_verification`], and `verification_wrong_code`: another code, or other keys than the homeserver shows.
    pub async fn scan_verification(&self, flow: &str, bytes: &[u8]) -> Result<(), Error> {
        self.parts.act(flow, Act::Scan(bytes.to_vec())).await
    }

    /// Says that the emoji are the same on both, or that the other side says that it scanned.
    ///
    /// # Errors
    /// As [`Griffie::accept_verification`].
    pub async fn confirm_verification(&self, flow: &str) -> Result<(), Error> {
        self.parts.act(flow, Act::Confirm).await
    }

    /// Says that the emoji are others: it ends on both sides, and nobody vouches for anybody.
    ///
    /// # Errors
    /// As [`Griffie::accept_verification`].
    pub async fn deny_verification(&self, flow: &str) -> Result<(), Error> {
        self.parts.act(flow, Act::Deny).await
    }

    /// Ends it, at any step.
    ///
    /// # Errors
    /// As [`Griffie::accept_verification`].
    pub async fn cancel_verification(&self, flow: &str) -> Result<(), Error> {
        self.parts.act(flow, Act::Cancel).await
    }
}

impl Parts {
    fn verifications(&self) -> Result<Vec<Verification>, Error> {
        let flows = self.store.read(verification::all)?;
        Ok(flows.iter().map(read).collect::<Result<_, _>>()?)
    }

    fn other_side(&self, flow: &str) -> Result<String, Error> {
        let flows = self.store.read(verification::live)?;
        let found = flows.into_iter().find(|stored| stored.flow_id == flow);
        Ok(found.ok_or_else(|| rejected("verification_none"))?.user_id)
    }

    async fn ask(&self, user_id: &str, device: Option<&str>) -> Result<String, Error> {
        let session = self.session()?;
        let going = self.store.read(verification::live)?;
        // The machine ends both when a second begins.
        if going.iter().any(|flow| flow.user_id == user_id) {
            return Err(rejected("verification_busy"));
        }
        e2ee::query_user(&self.store, &session.matrix, user_id).await?;
        let unit = self.store.begin("ask for verification").await?;
        let asked = match device {
            Some(device) => verify::ask_device(&unit, user_id, device).await,
            None => verify::ask_own(&unit).await,
        };
        if let Ok((flow, _)) = &asked {
            refresh(&unit, &*self.clock, &[(user_id.to_owned(), flow.clone())])?;
        }
        let (flow, out) = self.committed(unit, asked).await?;
        self.sent_out(user_id, &flow, out).await?;
        Ok(flow)
    }

    async fn act(&self, flow: &str, act: Act) -> Result<(), Error> {
        self.session()?;
        let user = self.other_side(flow)?;
        let unit = self.store.begin("verification").await?;
        let out = verify::act(&unit, &user, flow, act).await;
        refresh(&unit, &*self.clock, &[])?;
        let out = self.committed(unit, out).await?;
        self.sent_out(&user, flow, out).await
    }

    /// Commits also when the user cannot do that now: a unit that is dropped takes the machine along, and with it what goes on.
    async fn committed<T>(&self, unit: Unit, done: Result<T, ActError>) -> Result<T, Error> {
        match done {
            Err(ActError::E2ee(error)) => Err(error.into()),
            done => {
                unit.commit().await?;
                self.changes.verifications();
                Ok(done?)
            }
        }
    }

    /// Sends, or ends what cannot go on.
    async fn sent_out(&self, user: &str, flow: &str, out: Outgoing) -> Result<(), Error> {
        let session = self.session()?;
        let sent = verify::send_out(&self.store, &session.matrix, &out).await;
        if sent.is_err() {
            let unit = self.store.begin("verification without network").await?;
            // Whatever this gives, the flow ends here; the other side hears nothing and gives up by itself.
            drop(verify::act(&unit, user, flow, Act::Cancel).await);
            refresh(&unit, &*self.clock, &[])?;
            unit.commit().await?;
        }
        self.changes.verifications();
        self.wakes.verify.notify_one();
        self.wakes.sync.notify_one();
        Ok(sent?)
    }
}
