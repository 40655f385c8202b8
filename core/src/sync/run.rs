//! The sync loop: ask, take in, wake who has work now, carry the keys' own traffic, ask again.

use std::time::Duration;

use bytes::Bytes;
use tokio_util::sync::CancellationToken;

use super::{SyncError, SyncParts, TakenIn, take_in};
use crate::{
    chat::backoff,
    e2ee::{self, E2eeError},
    net::matrix::MatrixError,
    store::{identity, sync_state},
};

/// The name under which this part complains.
const PART: &str = "sync";

/// Runs until told to stop. An error means that what arrives cannot be kept, so nothing more is fetched (invariant 10).
pub(crate) async fn run(parts: SyncParts, stop: CancellationToken) -> Result<(), SyncError> {
    let me = parts.store.read(identity::require)?.user_id;
    let mut failures = 0;
    let mut wait = false;
    loop {
        if !parts.wakes.conditions.network(&stop).await {
            return Ok(());
        }
        carry_keys(&parts).await?;
        let since = parts.store.read(sync_state::next_batch)?;
        let answer = tokio::select! {
            biased;
            () = stop.cancelled() => return Ok(()),
            answer = parts.matrix.sync(since.as_deref(), wait) => answer,
            () = parts.wakes.sync.notified() => { wait = false; continue; }
        };
        match take(&parts, &me, answer).await? {
            Ok(taken) => {
                // The first answers after a silence may be many; only when there is no more is it worth waiting.
                wait = true;
                failures = 0;
                if parts.health.well(PART) {
                    parts.changes.archive();
                }
                wake(&parts, taken);
            }
            Err(pause) => {
                // One look at the clock: somebody may set it between two.
                let now = parts.clock.now();
                let pause = backoff::next_try(now, failures, pause).0.saturating_sub(now.0);
                failures += 1;
                tokio::select! {
                    biased;
                    () = stop.cancelled() => return Ok(()),
                    () = parts.wakes.sync.notified() => failures = 0,
                    () = parts.clock.sleep(Duration::from_millis(pause)) => {}
                }
            }
        }
    }
}

/// Takes an answer in. The inner error is the homeserver's, with the pause that it asks for; it costs time and nothing else.
async fn take(
    parts: &SyncParts,
    me: &str,
    answer: Result<Bytes, MatrixError>,
) -> Result<Result<TakenIn, Option<Duration>>, SyncError> {
    let error = match answer {
        Ok(body) => match take_in(&parts.store, &*parts.clock, me, &body).await {
            Ok(taken) => return Ok(Ok(taken)),
            Err(SyncError::NotJson) => MatrixError::Malformed,
            Err(error) => return Err(error),
        },
        Err(error) => error,
    };
    Ok(Err(complain(parts, &error)))
}

/// Says what is wrong, asks for a new login if that is it, and gives the pause that the server wants.
fn complain(parts: &SyncParts, error: &MatrixError) -> Option<Duration> {
    parts.health.ill(PART, error.word());
    tracing::warn!(code = %error, "sync");
    parts.changes.archive();
    match error {
        MatrixError::UnknownToken { .. } => {
            parts.wakes.login.notify_one();
            None
        }
        MatrixError::Limited { retry_after } => Some(*retry_after),
        _ => None,
    }
}

fn wake(parts: &SyncParts, taken: TakenIn) {
    parts.wakes.backup.notify_one();
    if taken.events > 0 || taken.gaps > 0 || taken.healed > 0 {
        parts.wakes.seal.notify_one();
    }
    if taken.media > 0 {
        parts.wakes.media.notify_one();
    }
    if taken.holes > 0 {
        parts.wakes.fill.notify_one();
    }
    if taken.verifying {
        parts.wakes.verify.notify_one();
        parts.changes.verifications();
    }
    match &taken.rooms {
        Some(rooms) => parts.changes.rooms(rooms),
        None => parts.changes.bump(),
    }
}

/// The Olm machine's own requests. When the homeserver does not take them now, the next round tries again.
async fn carry_keys(parts: &SyncParts) -> Result<(), SyncError> {
    let carried = match e2ee::pump(&parts.store, &parts.matrix).await {
        Ok(trust) => {
            if trust {
                parts.changes.bump();
            }
            e2ee::claim_for_answers(&parts.store, &parts.matrix).await
        }
        Err(error) => Err(error),
    };
    match carried {
        Ok(true) => {
            parts.wakes.sync.notify_one();
            Ok(())
        }
        Err(E2eeError::Matrix(error)) => {
            tracing::warn!(code = %error, "key requests");
            if matches!(error, MatrixError::UnknownToken { .. }) {
                parts.wakes.login.notify_one();
            }
            Ok(())
        }
        other => Ok(other.map(drop)?),
    }
}
