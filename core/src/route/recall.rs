//! Takes recalls that the gateway passes on from the vault (docs/decisions/0028), and sends objects again that they name. Events that
//! they name are fetched by `crate::recall`. A recall that is not to be believed does nothing but raise an alarm.

use griffie_wire::{
    api::SealedRecall,
    ids::Sha256,
    recall::{Addressee, Recall, RecallError, Want},
};

use super::{RouteError, contact::Visit, objects, resend};
use crate::store::{
    StoreError, Unit, identity, outbox,
    recall::{self, Todo},
    routing,
};

/// Recalls that are looked at in one visit; an honest gateway hands out fewer.
const MOST: usize = 8;
/// Objects sent again for one want.
const RANGE: u32 = 100;

/// Why a recall was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refused {
    #[error(transparent)]
    Recall(#[from] RecallError),
    /// Another recall under a number that was taken, or an old number that never was.
    #[error("the recall's number was used")]
    Replayed,
}

impl Refused {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Recall(error) => error.code(),
            Self::Replayed => "recall_replayed",
        }
    }
}

/// Takes what is new. Says whether there are events to be fetched.
pub(super) async fn take_all(visit: &Visit<'_>, offered: &[SealedRecall]) -> Result<bool, RouteError> {
    for sealed in offered.iter().take(MOST) {
        let unit = visit.store.begin("recall").await?;
        match take(visit, &unit, sealed)? {
            Ok(()) | Err(Refused::Recall(RecallError::Expired)) => {}
            Err(refused) => {
                routing::alarm(&unit, visit.clock, "recall_refused", None, refused.code())?;
            }
        }
        unit.commit().await?;
    }
    Ok(!visit
        .store
        .read(|c| recall::events(c, visit.gateway.way().now()))?
        .is_empty())
}

/// Takes one in the caller's unit; the same one again is nothing new.
pub(crate) fn take(
    visit: &Visit<'_>,
    unit: &Unit,
    sealed: &SealedRecall,
) -> Result<Result<(), Refused>, StoreError> {
    let digest = Sha256::of(sealed.sealed.as_bytes());
    match unit.write(|c| recall::digest(c, sealed.number))? {
        Some(taken) if taken == digest => return Ok(Ok(())),
        Some(_) => return Ok(Err(Refused::Replayed)),
        None => {}
    }
    let seed = unit.write(identity::device_seed)?;
    let vault = visit.accepted()?.seal_config.vault;
    let vault = vault.parse().map_err(|_| StoreError::Malformed("vault key"))?;
    let now = visit.gateway.way().now();
    let me = Addressee {
        seed: &seed,
        tenant: visit.identity.tenant,
        device: visit.identity.device,
        vault: &vault,
        now,
    };
    let wanted = match Recall::open(sealed, &me) {
        Ok(wanted) => wanted,
        Err(error) => return Ok(Err(error.into())),
    };
    // Numbers rise: an old one that was not taken was held back until a newer one came, and the vault asks again by itself.
    if wanted.number <= unit.write(recall::newest)? {
        return Ok(Err(Refused::Replayed));
    }
    let todo: Vec<Todo> = wanted
        .wants
        .into_iter()
        .filter_map(|want| match want {
            Want::Objects { epoch, first, last } => {
                (epoch == visit.identity.epoch).then_some(Todo::Objects { first, last })
            }
            Want::Event { room_id, event_id } => Some(Todo::Event { room_id, event_id }),
        })
        .collect();
    recall::take(unit, (wanted.number, &digest), wanted.expires, &todo, now)?;
    Ok(Ok(()))
}

/// Sends the objects again that recalls name and that are still here; says so once of each that is not. A cut visit repeats the want
/// that it was at.
pub(super) async fn send_again(visit: &Visit<'_>) -> Result<u64, RouteError> {
    let mut sent = 0;
    for want in visit
        .store
        .read(|c| recall::objects(c, visit.gateway.way().now()))?
    {
        let last = want.last.min(visit.store.read(outbox::tail)?.seq);
        for row in visit.store.read(|c| outbox::kept(c, want.first, last, RANGE))? {
            // What never left goes with the others, in its turn.
            if row.provisional {
                objects::send(visit, &row).await?;
                sent += 1;
            }
        }
        resend::tell_pruned(visit, want.first, last, RANGE).await?;
        let unit = visit.store.begin("recall done").await?;
        unit.write(|c| recall::done(c, want.id))?;
        unit.commit().await?;
    }
    Ok(sent)
}
