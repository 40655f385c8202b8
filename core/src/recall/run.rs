//! The loop: one wanted event after the other, for as long as the recall holds. A kill anywhere goes on with the one that was due.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::settle::{is_due, settle};
use crate::{
    fill::FillError,
    net::matrix::MatrixError,
    store::{identity, recall, recall::EventWanted},
    sync::{SyncParts, turn},
};

/// The name under which this part complains.
const PART: &str = "recall";

/// Runs until told to stop. An error means that what arrives cannot be kept (invariant 10).
pub(crate) async fn run(parts: SyncParts, stop: CancellationToken) -> Result<(), FillError> {
    let me = parts.store.read(identity::require)?.user_id;
    let mut failures: u32 = 0;
    loop {
        let wanted = parts.store.read(|c| recall::events(c, parts.clock.now()))?;
        let turn = turn(failures, wanted.len());
        let Some(want) = wanted.into_iter().nth(turn) else {
            failures = 0;
            tokio::select! {
                biased;
                () = stop.cancelled() => return Ok(()),
                () = parts.wakes.recall.notified() => continue,
            }
        };
        if !parts.wakes.conditions.network(&stop).await {
            return Ok(());
        }
        let pause = tokio::select! {
            biased;
            () = stop.cancelled() => return Ok(()),
            pause = one(&parts, &me, &want, failures) => pause?,
        };
        let Some(pause) = pause else {
            failures = 0;
            continue;
        };
        failures = failures.saturating_add(1);
        tokio::select! {
            biased;
            () = stop.cancelled() => return Ok(()),
            () = parts.wakes.recall.notified() => {}
            () = parts.clock.sleep(pause) => {}
        }
    }
}

/// Does what can be done about one; how long to wait when the homeserver does not answer.
async fn one(
    parts: &SyncParts,
    me: &str,
    want: &EventWanted,
    failures: u32,
) -> Result<Option<Duration>, FillError> {
    if !is_due(&parts.store, &*parts.clock, me, want).await? {
        parts.came(&want.room_id);
        return Ok(None);
    }
    let error = match parts.matrix.event_in_context(&want.room_id, &want.event_id).await {
        Ok(answer) => match settle(&parts.store, &*parts.clock, me, want, Some(&answer)).await {
            Ok(()) => None,
            Err(FillError::NotJson) => Some(MatrixError::Malformed),
            Err(error) => return Err(error),
        },
        // Not there for this user: refused for good.
        Err(MatrixError::Refused {
            status: 403 | 404, ..
        }) => {
            settle(&parts.store, &*parts.clock, me, want, None).await?;
            None
        }
        Err(error) => Some(error),
    };
    let Some(error) = error else {
        parts.well(PART);
        parts.came(&want.room_id);
        return Ok(None);
    };
    Ok(Some(parts.ill(PART, &error, failures)))
}
