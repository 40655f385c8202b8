//! Sends again what the gateway says it misses, as long as this device still has the bytes.

use griffie_wire::{api::ResendRange, ids::Seq};

use super::{RouteError, contact::Visit, objects};
use crate::store::{outbox, routing};

/// Most objects sent again in one visit; a gateway that asks for more asks again.
const MOST: u64 = 100;

/// Sends the ranges of this epoch. Gives how many objects went.
pub(super) async fn resend(visit: &Visit<'_>, ranges: &[ResendRange]) -> Result<u64, RouteError> {
    let mut sent = 0;
    for seq in wanted(visit, ranges)? {
        let Some(row) = visit.store.read(|c| outbox::row(c, seq))? else {
            continue;
        };
        if visit.store.read(|c| outbox::bytes(c, seq))?.is_some() {
            objects::send(visit, &row).await?;
            sent += 1;
        } else {
            let unit = visit.store.begin("resend of a pruned object").await?;
            let detail = "the gateway misses an object that was pruned with a final receipt";
            routing::alarm(&unit, visit.clock, "resend_pruned", Some(seq), detail)?;
            unit.commit().await?;
        }
    }
    Ok(sent)
}

fn wanted(visit: &Visit<'_>, ranges: &[ResendRange]) -> Result<Vec<Seq>, RouteError> {
    let last = visit.store.read(outbox::tail)?.seq.0;
    let ours = ranges.iter().filter(|range| range.epoch == visit.epoch());
    let seqs = ours.flat_map(|range| range.first.0.max(1)..=range.last.0.min(last));
    Ok(seqs
        .take(usize::try_from(MOST).expect("a small number"))
        .map(Seq)
        .collect())
}
