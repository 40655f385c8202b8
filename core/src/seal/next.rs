//! Seals the next object and stores it: bytes, outbox row and the numbers in the journal, in one transaction.

use std::{sync::Arc, time::Duration};

use griffie_wire::{
    batch::BatchError,
    gso1::{SealError, SealedObject},
    ids::{Millis, Seq},
};

use super::draft::{self, Draft, Next};
use crate::{
    capture::CaptureError,
    clock::Clock,
    review,
    store::{
        Store, StoreError, config, journal,
        outbox::{self, NewObject},
    },
};

/// Whether records may wait for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Urgency {
    /// As the policy says.
    WhenDue,
    /// Whatever is journaled goes now.
    AtOnce,
}

/// What sealing came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// This object is in the outbox.
    Sealed(Seq),
    /// Nothing is due for this long.
    Wait(Duration),
    /// The seal configuration has expired or is not valid yet: records wait in the journal for another.
    ConfigNotValid,
}

/// Why no object could be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SealingError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("batch")]
    Batch(#[from] BatchError),
    #[error("seal")]
    Seal(#[from] SealError),
    #[error("accepted suite is not known")]
    UnknownSuite,
    #[error("review")]
    Review(#[from] CaptureError),
    #[error("sealing was interrupted")]
    Interrupted,
}

/// Seals and stores the next object, if one is due.
///
/// The object is made outside the unit of work, from rows that never change, so that the writer is not held meanwhile. Whoever
/// is overtaken throws its object away and starts again: the number was taken, and nothing of it was stored.
pub(crate) async fn seal_next(
    store: &Store,
    clock: &Arc<dyn Clock>,
    urgency: Urgency,
) -> Result<Outcome, SealingError> {
    begin_policy(store, clock).await?;
    review::disclose_due(store, clock).await?;
    loop {
        let now = clock.now();
        let draft = match draft::next(store, now, urgency)? {
            Next::Due(draft) => draft,
            Next::Wait(wait) => return Ok(Outcome::Wait(wait.min(window_ends_in(store, now)?))),
            Next::NotValid => return Ok(Outcome::ConfigNotValid),
        };
        let (draft, sealed) = tokio::task::spawn_blocking(move || {
            let sealed = draft.seal();
            (draft, sealed)
        })
        .await
        .map_err(|_| SealingError::Interrupted)?;
        if keep(store, &draft, &sealed?).await? {
            return Ok(Outcome::Sealed(draft.header.seq));
        }
    }
}

/// How long until what the user may still call private is to be journaled.
fn window_ends_in(store: &Store, now: Millis) -> Result<Duration, StoreError> {
    let due = review::next_due(store, now)?;
    Ok(due.map_or(Duration::MAX, |due| {
        Duration::from_millis(due.0.saturating_sub(now.0))
    }))
}

/// A policy whose moment has come takes effect here too, where nothing is journaled and no gateway is reached.
async fn begin_policy(store: &Store, clock: &Arc<dyn Clock>) -> Result<(), StoreError> {
    if store.read(|c| config::is_beginning(c, clock.now()))? {
        let unit = store.begin("policy").await?;
        journal::begin_policy(&unit, &**clock)?;
        unit.commit().await?;
    }
    Ok(())
}

/// Stores the object, unless it was overtaken: by another object, or by a configuration that names other recipients.
pub(super) async fn keep(store: &Store, draft: &Draft, sealed: &SealedObject) -> Result<bool, StoreError> {
    let unit = store.begin("seal").await?;
    let stands = unit.write(|c| draft.stands(c))?;
    if stands {
        let object = NewObject {
            seq: draft.header.seq,
            object_id: sealed.id,
            contents: draft.contents.clone(),
            created: draft.header.created,
            bytes: &sealed.bytes,
        };
        outbox::insert(&unit, &object)?;
    }
    unit.commit().await?;
    Ok(stands)
}

/// Seals whatever is journaled now, in as many objects as it takes. Gives their count.
pub(crate) async fn seal_all(store: &Store, clock: &Arc<dyn Clock>) -> Result<u32, SealingError> {
    let mut objects = 0;
    while let Outcome::Sealed(_) = seal_next(store, clock, Urgency::AtOnce).await? {
        objects += 1;
    }
    Ok(objects)
}
