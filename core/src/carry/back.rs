//! Takes in the receipts that came home on a stick. A stick is believed for what it proves and for nothing else: anybody may have held it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use griffie_wire::{
    api::{ReceiptItem, Receipts},
    carry,
    ids::Seq,
};
use serde::Serialize;

use super::{CarryError, stick::Stick};
use crate::{
    clock::Clock,
    route::{RouteError, lost, prune::prune_all, receipts},
    store::{
        Store, StoreError, Unit, attachment, config,
        identity::{self, Identity},
        outbox,
    },
};

/// Receipts in one unit of work.
const PAGE: usize = 200;
/// Largest file of receipts that is read.
const LARGEST: u64 = 256 << 20;

/// What a stick brought home.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct CarriedIn {
    /// Objects that have their final receipt by this.
    pub receipts: u64,
    /// Objects whose bytes and records left this device, as the policy says.
    pub pruned: u64,
}

/// Where receipts go.
pub(crate) struct Home {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) data_dir: PathBuf,
}

/// Takes in the receipts on a stick. May be repeated.
///
/// # Errors
/// A false receipt is an alarm and an error; the good ones beside it are kept all the same.
pub(crate) async fn take_in(home: &Home, stick: &Path) -> Result<CarriedIn, CarryError> {
    let identity = home.store.read(identity::require)?;
    let (stick, device) = (stick.to_owned(), identity.device);
    let read = tokio::task::spawn_blocking(move || {
        Stick::find(&stick, device)?.get(Path::new(carry::RECEIPTS), LARGEST)
    });
    let found = read
        .await
        .map_err(|_| CarryError::Worker)??
        .ok_or(CarryError::NoReceipts)?;
    let found: Receipts = serde_json::from_slice(&found).map_err(|_| CarryError::Malformed)?;
    // What no column holds would else be a storage fault, and those end the core.
    if found.items.iter().any(|item| i64::try_from(item.seq.0).is_err()) {
        return Err(CarryError::Malformed);
    }
    let (mut taken, mut fault) = (0, None);
    for page in found.items.chunks(PAGE) {
        let unit = home.store.begin("carried receipts").await?;
        for item in page {
            match take(home, &identity, &unit, item)? {
                Ok(new) => taken += u64::from(new),
                Err(false_one) => fault = fault.or(Some(false_one)),
            }
        }
        unit.commit().await?;
    }
    let accepted = home
        .store
        .read(config::accepted)?
        .ok_or(StoreError::NotSignedIn)?;
    let gone = prune_all(&home.store, &*home.clock, &home.data_dir, &accepted.policy).await?;
    match fault {
        Some(fault) => Err(fault.into()),
        None => Ok(CarriedIn {
            receipts: taken,
            pruned: gone.objects,
        }),
    }
}

/// Takes one item; gives whether it was news. The gateway's cursor stays where it is: it is about another road.
fn take(
    home: &Home,
    identity: &Identity,
    unit: &Unit,
    item: &ReceiptItem,
) -> Result<Result<bool, RouteError>, RouteError> {
    // A refusal proves nothing, so on a stick it is nobody's word. The vault's comes over the network, or the object stays.
    let item = ReceiptItem {
        rejected: None,
        ..item.clone()
    };
    let before = is_final(unit, item.seq)?;
    if let Err(fault) = receipts::take(&*home.clock, identity, unit, &item)? {
        return Ok(Err(fault));
    }
    let new = !before && is_final(unit, item.seq)?;
    if new {
        // The vault accepts an object only with the files that it speaks of: they are there, by whichever way.
        for file in unit.write(|c| attachment::uploads_for(c, item.seq))? {
            unit.write(|c| attachment::set_uploaded(c, &file.sha256, home.clock.now()))?;
            lost::found(unit, &*home.clock, &file.sha256)?;
        }
    }
    Ok(Ok(new))
}

fn is_final(unit: &Unit, seq: Seq) -> Result<bool, StoreError> {
    Ok(unit
        .write(|c| outbox::row(c, seq))?
        .is_some_and(|row| row.is_final))
}
