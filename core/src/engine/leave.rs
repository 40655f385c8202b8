//! Signs out: everything goes to the archive first, and only what the archive has goes from here.
//!
//! The steps, and what a kill before, in or after each leaves (invariants 2, 3, 8):
//!
//! 1. *Drain*, with all loops running: nothing was changed; the next start goes on as ever.
//! 2. *Close*: the loops stop, what the homeserver still has is taken in, and all but the sync run until nothing waits. A kill here is a
//!    kill of the running core. What cannot be drained in time ends the sign-out with `not_drained`, and the loops run on as before.
//! 3. *Mark* (`store::leaving`): in one transaction with the proof that nothing waits. From here on triggers refuse every new record,
//!    so nothing can be lost by what follows, and there is no way back: the next start, activation or sign-out goes on with step 4.
//! 4. *Log out* at the homeserver, within [`LOGOUT`]. A kill repeats it; a token that is refused was logged out already. A homeserver that
//!    does not answer is told in the result: it keeps this device in its list until somebody removes it there.
//! 5. *Files* on their way: the archive has them. A kill leaves some; they go in the next try. Beside a database that was set aside
//!    only what our own rows name goes: the rest may be its evidence.
//! 6. *Wipe*: one transaction that prunes what is left by its receipts and makes the schema new. Before its commit everything stands;
//!    after it the device is as new, and the next activation makes new keys. Databases that were set aside stay.
//!
//! A caller that goes away stops nothing: the work runs in a task of its own.

use std::{sync::Arc, time::Duration};

use serde::Serialize;
use url::Url;

use super::{Griffie, Parts};
use crate::{
    chat::media,
    error::Error,
    net::matrix::{Matrix, MatrixError},
    seal,
    store::{StoreError, aside, identity, leaving},
    sync,
    tasks::Tasks,
};

/// How long a sign-out waits for the archive, unless the caller says otherwise.
pub const SIGN_OUT_WITHIN: Duration = Duration::from_secs(120);
/// How long the homeserver has to log this device out.
const LOGOUT: Duration = Duration::from_secs(10);
/// How long it has to give what it still holds.
const CATCH_UP: Duration = Duration::from_secs(30);
/// Between two looks at what still waits.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// How a sign-out ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SignedOut {
    /// Whether the homeserver was told. If not, it keeps this device in its list, without anybody behind it, until an administrator or
    /// another device of the user removes it there.
    pub homeserver_told: bool,
}

impl Griffie {
    /// [`Griffie::sign_out_within`] [`SIGN_OUT_WITHIN`].
    ///
    /// # Errors
    /// As [`Griffie::sign_out_within`].
    pub async fn sign_out(&self) -> Result<SignedOut, Error> {
        self.sign_out_within(SIGN_OUT_WITHIN).await
    }

    /// Seals and routes everything, waits at most so long for the final receipts, logs out at the homeserver and takes the data of this
    /// device away. Then nobody is signed in, and another code can be used.
    ///
    /// # Errors
    /// [`Error::ArchiveBlocked`] with `not_drained` when the archive does not have everything in time: nothing was changed, and the core
    /// goes on as before; with `review_open` while the user may still call something private: [`Griffie::end_review`].
    /// [`Error::NotSignedIn`]; [`Error::Storage`], [`Error::StorageFull`].
    pub async fn sign_out_within(&self, limit: Duration) -> Result<SignedOut, Error> {
        let parts = Arc::clone(&self.parts);
        let work = tokio::spawn(async move { parts.sign_out(limit).await });
        work.await.map_err(|_| Error::Bug {
            code: "sign_out".to_owned(),
        })?
    }
}

impl Parts {
    async fn sign_out(&self, limit: Duration) -> Result<SignedOut, Error> {
        if let Some(signed_out) = self.go_on_leaving().await? {
            return Ok(signed_out);
        }
        let was_running = self.life.is_running();
        self.start().await?;
        let mut end = self.clock.sleep(limit);
        let outcome = self.drain_and_close(&mut end).await;
        if outcome.is_err() && !was_running {
            self.stop().await?;
        }
        outcome
    }

    async fn drain_and_close(
        &self,
        end: &mut (impl Future<Output = ()> + Unpin),
    ) -> Result<SignedOut, Error> {
        if self.store.read(aside::counts)?.0 > 0 {
            return Err(Error::ArchiveBlocked {
                code: "review_open".to_owned(),
            });
        }
        self.drained(end).await?;
        let mut tasks = self.life.tasks.lock().await;
        let Some(running) = tasks.take() else {
            return Err(not_drained());
        };
        self.life.let_end(running, &*self.clock).await;
        match self.close(end).await {
            Ok(()) => self.take_away(&mut tasks).await,
            Err(error) => {
                self.life.failure_mark().clear();
                let session = self.session()?;
                *tasks = Some(self.spawn_loops(&session)?);
                Err(error)
            }
        }
    }

    /// Steps 2 and 3, without the loops of the running core.
    async fn close(&self, end: &mut (impl Future<Output = ()> + Unpin)) -> Result<(), Error> {
        let session = self.session()?;
        let reading = self.sync_parts(&session.matrix);
        tokio::select! {
            caught_up = sync::catch_up(&reading) => { caught_up?; }
            () = self.clock.sleep(CATCH_UP) => {}
        }
        let closing = self.spawn_closing_loops(&session)?;
        let drained = self.drained(end).await;
        self.life.let_end(closing, &*self.clock).await;
        drained?;
        let unit = self.store.begin("leave").await?;
        let marked = leaving::mark(&unit, self.clock.now())?;
        unit.commit().await?;
        if marked { Ok(()) } else { Err(not_drained()) }
    }

    /// Returns once nothing waits; `not_drained` at the end of the time, or when somebody stops the core.
    async fn drained(&self, end: &mut (impl Future<Output = ()> + Unpin)) -> Result<(), Error> {
        let interrupted = self.life.interrupted();
        tokio::pin!(interrupted);
        while self.store.read(leaving::waiting)? > 0 {
            if seal::seal_all(&self.store, &self.clock).await? > 0 {
                self.changes.bump();
            }
            self.wakes.route.notify_one();
            self.wakes.route_now.notify_one();
            tokio::select! {
                biased;
                () = &mut *end => return Err(not_drained()),
                () = &mut interrupted => return Err(not_drained()),
                () = self.clock.sleep(LOOK_AGAIN) => {}
            }
        }
        Ok(())
    }

    /// Goes on where a sign-out was cut after its mark; `None` when there was none.
    pub(super) async fn go_on_leaving(&self) -> Result<Option<SignedOut>, Error> {
        let mut tasks = self.life.tasks.lock().await;
        self.go_on_leaving_alone(&mut tasks).await
    }

    /// The same for whoever holds the loops already.
    pub(super) async fn go_on_leaving_alone(
        &self,
        tasks: &mut Option<Tasks>,
    ) -> Result<Option<SignedOut>, Error> {
        if self.store.read(leaving::is_marked)? {
            self.take_away(tasks).await.map(Some)
        } else {
            Ok(None)
        }
    }

    /// Steps 4 to 6. `tasks` shows that the caller holds the loops, so that none starts meanwhile.
    async fn take_away(&self, tasks: &mut Option<Tasks>) -> Result<SignedOut, Error> {
        *tasks = None;
        self.end_session();
        let homeserver_told = self.log_out().await?;
        media::remove_files(&self.store, &self.dir).await?;
        leaving::wipe(&self.store).await?;
        self.life.is_over();
        self.health.clear();
        self.changes.bump();
        Ok(SignedOut { homeserver_told })
    }

    /// Whether the homeserver knows that this device is gone.
    async fn log_out(&self) -> Result<bool, Error> {
        let identity = self.store.read(identity::require)?;
        let homeserver = Url::parse(&identity.homeserver).map_err(|_| StoreError::Malformed("homeserver"))?;
        let matrix = Matrix::new(self.http.clone(), homeserver)?;
        matrix.set_token(Some(identity.access_token));
        match matrix.log_out(LOGOUT).await {
            Ok(()) | Err(MatrixError::UnknownToken { .. }) => Ok(true),
            Err(error) => {
                tracing::warn!(code = error.word(), "the homeserver was not told of the sign-out");
                Ok(false)
            }
        }
    }
}

fn not_drained() -> Error {
    Error::ArchiveBlocked {
        code: "not_drained".to_owned(),
    }
}
