//! Sends again what the gateway says it misses, as long as this device still has the bytes.

use griffie_wire::{
    api::ResendRange,
    ids::{Epoch, Seq},
};

use super::{RouteError, contact::Visit, objects};
use crate::store::{outbox, routing};

/// Most objects sent again, and most losses told, in one visit; a gateway that asks for more asks again.
const MOST: u32 = 100;

/// Sends the ranges of this epoch. Gives how many objects went.
pub(super) async fn resend(visit: &Visit<'_>, ranges: &[ResendRange]) -> Result<u64, RouteError> {
    let last = visit.store.read(outbox::tail)?.seq;
    let (mut sent, mut told) = (0, 0);
    for (first, last) in ours(ranges, visit.epoch(), last) {
        for row in visit.store.read(|c| outbox::kept(c, first, last, MOST - sent))? {
            objects::send(visit, &row).await?;
            sent += 1;
        }
        told += tell_pruned(visit, first, last, MOST - told).await?;
    }
    Ok(u64::from(sent))
}

/// The ranges that this journal can answer, within what it has.
fn ours(ranges: &[ResendRange], epoch: Epoch, last: Seq) -> impl Iterator<Item = (Seq, Seq)> {
    let ours = ranges.iter().filter(move |range| range.epoch == epoch);
    ours.map(move |range| (range.first, range.last.min(last)))
        .filter(|(first, last)| first <= last)
}

/// Tells, once each, that objects are missed that are gone from here. Gives how many were told.
pub(super) async fn tell_pruned(
    visit: &Visit<'_>,
    first: Seq,
    last: Seq,
    most: u32,
) -> Result<u32, RouteError> {
    let code = "resend_pruned";
    let unit = visit.store.begin("resend of pruned objects").await?;
    let pruned = unit.write(|c| outbox::pruned_untold(c, first, last, code, most))?;
    let mut told = 0;
    for seq in pruned {
        // The number and nothing else: the vault reads it as the answer to a recall.
        routing::alarm(&unit, visit.clock, code, Some(seq), &seq.0.to_string())?;
        told += 1;
    }
    unit.commit().await?;
    Ok(told)
}
