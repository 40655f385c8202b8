//! A device that told how far its journal has come cannot rewrite that journal any more: what it sends has to be what it told of.

use griffie_wire::heartbeat::Journaled;

use super::{CheckedEntry, Past};
use crate::{error::Stop, fault::Fault, store::told};

/// Whether these entries are those that were told of, and whether what is told now goes beyond everything before it.
pub(super) fn check(past: &Past<'_>, entries: &[CheckedEntry], now: Option<Journaled>) -> Result<(), Stop> {
    if let (Some(first), Some(last)) = (entries.first(), entries.last()) {
        let within = told::within(past.connection(), past.chain(), first.entry.seq..=last.entry.seq)?;
        for told in within {
            let sent = entries.iter().find(|entry| entry.entry.seq == told.entry);
            if sent.is_none_or(|sent| sent.commitment != told.commitment) {
                return Err(Stop::from(Fault::ToldOtherwise).at(told.entry.0));
            }
        }
    }
    let Some(now) = now else { return Ok(()) };
    let earlier = told::last(past.connection(), past.chain())?;
    let grew = earlier.is_none_or(|earlier| earlier == now || earlier.entry < now.entry);
    if grew && now.entry > past.head().entry {
        Ok(())
    } else {
        Err(Stop::from(Fault::ToldOtherwise).at(now.entry.0))
    }
}
