//! The loop of the filler: the newest hole first, page by page. A kill anywhere goes on with the page that was due.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::{FillError, due::Due, page::Parts};
use crate::{
    net::matrix::MatrixError,
    store::identity,
    sync::{SyncParts, turn},
};

/// The name under which this part complains.
const PART: &str = "fill";

/// Runs until told to stop. An error means that what arrives cannot be kept (invariant 10).
pub(crate) async fn run(parts: SyncParts, stop: CancellationToken) -> Result<(), FillError> {
    let me = parts.store.read(identity::require)?.user_id;
    let mut failures: u32 = 0;
    loop {
        let all = parts.store.read(Due::all)?;
        let turn = turn(failures, all.len());
        let Some(due) = all.into_iter().nth(turn) else {
            tokio::select! {
                biased;
                () = stop.cancelled() => return Ok(()),
                () = parts.wakes.fill.notified() => continue,
            }
        };
        if !parts.wakes.conditions.network(&stop).await {
            return Ok(());
        }
        let answer = tokio::select! {
            biased;
            () = stop.cancelled() => return Ok(()),
            answer = parts.matrix.messages_before(due.room_id(), due.token()) => answer,
        };
        let error = match answer {
            Ok(page) => match due.take(within(&parts, &me), &page).await {
                Ok(()) => None,
                Err(FillError::NotJson) => Some(MatrixError::Malformed),
                Err(error) => return Err(error),
            },
            Err(error) => Some(error),
        };
        let Some(error) = error else {
            failures = 0;
            parts.well(PART);
            parts.came(due.room_id());
            continue;
        };
        if let Some(pause) = face(&parts, &me, &due, &error, failures).await? {
            failures += 1;
            tokio::select! {
                biased;
                () = stop.cancelled() => return Ok(()),
                () = parts.wakes.fill.notified() => {}
                () = parts.clock.sleep(pause) => {}
            }
        }
    }
}

/// What to do about a homeserver that does not give the page: wait so long, or, when it refuses for good, take that as the end.
async fn face(
    parts: &SyncParts,
    me: &str,
    due: &Due,
    error: &MatrixError,
    failures: u32,
) -> Result<Option<Duration>, FillError> {
    let pause = parts.ill(PART, error, failures);
    // Removed from the room, or the room is gone: the hole stays a fact of the journal, with the reason.
    if let MatrixError::Refused {
        status: 403 | 404,
        code,
    } = error
    {
        due.give_up(within(parts, me), code).await?;
        parts.well(PART);
        parts.came(due.room_id());
        return Ok(None);
    }
    Ok(Some(pause))
}

fn within<'a>(parts: &'a SyncParts, me: &'a str) -> Parts<'a> {
    Parts {
        store: &parts.store,
        clock: &*parts.clock,
        me,
    }
}
