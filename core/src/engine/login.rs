//! Signs in again when a loop finds that the homeserver refuses our access token. The loops wait and try again by themselves.

use std::{sync::Arc, time::Duration};

use tokio_util::sync::CancellationToken;

use super::{changes::Changes, health::Health, wakes::Wakes};
use crate::{
    activate::{ActivateError, Entrance, relogin},
    clock::Clock,
    error::Error,
    net::{http::Http, matrix::Matrix},
    store::Store,
};

/// Between tries, and after a login before a new complaint is believed: loops may still report the old token.
const PAUSE: Duration = Duration::from_secs(5);

/// What the loop uses.
pub(super) struct Login {
    pub(super) store: Store,
    pub(super) http: Http,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) matrix: Arc<Matrix>,
    pub(super) wakes: Arc<Wakes>,
    pub(super) changes: Changes,
    pub(super) health: Arc<Health>,
}

/// Runs until told to stop. A storage fault ends it.
pub(super) async fn run(login: Login, stop: CancellationToken) -> Result<(), ActivateError> {
    let mut unfinished = false;
    loop {
        tokio::select! {
            () = stop.cancelled() => return Ok(()),
            () = login.wakes.login.notified() => {}
        }
        if !login.wakes.conditions.network(&stop).await {
            return Ok(());
        }
        // The complaint may be older than the last login.
        if !unfinished && login.matrix.who_am_i().await.is_ok() {
            continue;
        }
        let entrance = Entrance {
            store: &login.store,
            http: &login.http,
            clock: &login.clock,
        };
        let signed_in = tokio::select! {
            () = stop.cancelled() => return Ok(()),
            signed_in = relogin(&entrance, &login.matrix) => signed_in,
        };
        unfinished = signed_in.is_err();
        match signed_in {
            Ok(()) => {
                if login.health.well("login") {
                    login.changes.archive();
                }
                for wake in [
                    &login.wakes.sync,
                    &login.wakes.queue,
                    &login.wakes.media,
                    &login.wakes.fill,
                ] {
                    wake.notify_one();
                }
            }
            Err(ActivateError::Store(error)) => return Err(error.into()),
            Err(error) => {
                let public = Error::from(error);
                login.health.ill("login", public.code().unwrap_or("refused"));
                login.wakes.login.notify_one();
            }
        }
        tokio::select! {
            () = stop.cancelled() => return Ok(()),
            () = login.clock.sleep(PAUSE) => {}
        }
    }
}
