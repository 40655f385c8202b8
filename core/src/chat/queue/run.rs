//! The loop of the send queue: rooms side by side, each in its own order. A room that waits holds up no other.

use std::{collections::BTreeSet, time::Duration};

use futures_util::{StreamExt, stream::FuturesUnordered};
use tokio_util::sync::CancellationToken;

use super::{QueueError, QueueParts, step::step};
use crate::store::{queue, queue::QueuedSend};

/// Rooms at the same time.
const AT_ONCE: usize = 4;
/// Longest sleep without a wake.
const LONGEST_NAP: Duration = Duration::from_secs(60);

/// Runs until told to stop. An error means that results cannot be recorded.
pub(crate) async fn run(parts: QueueParts, stop: CancellationToken) -> Result<(), QueueError> {
    let mut busy = BTreeSet::new();
    let mut conditions = parts.wakes.conditions.changes();
    let mut flying = FuturesUnordered::new();
    loop {
        let now = parts.clock.now();
        let mut nap = LONGEST_NAP;
        for head in parts.store.read(queue::heads)? {
            if busy.contains(&head.room_id) {
                continue;
            }
            if head.next_try > now {
                nap = nap.min(Duration::from_millis(head.next_try.0 - now.0));
            } else if busy.len() < AT_ONCE && conditions.borrow_and_update().network {
                busy.insert(head.room_id.clone());
                flying.push(one(&parts, head));
            }
        }
        tokio::select! {
            biased;
            () = stop.cancelled() => return Ok(()),
            Some(done) = flying.next(), if !flying.is_empty() => { busy.remove(&done?); }
            () = parts.wakes.queue.notified() => {}
            Ok(()) = conditions.changed() => {}
            () = parts.clock.sleep(nap) => {}
        }
    }
}

/// One try; gives the room that is free again.
async fn one(parts: &QueueParts, head: QueuedSend) -> Result<String, QueueError> {
    let room = head.room_id.clone();
    step(parts, head).await?;
    Ok(room)
}
