//! Files that the records call stored and that do not reach the archive: each is a gap of its event, so that nothing waits for it for
//! ever without a word. A file that comes after all closes its gap (docs/decisions/0009).

use griffie_wire::{
    ids::{Seq, Sha256},
    record::{Fact, GapCause, GapClosedFact, GapFact},
};
use uuid::Uuid;

use super::RouteError;
use crate::{
    chat::rooms::room_then,
    clock::Clock,
    store::{
        Store, Unit, attachment,
        gap::{self, NewGap},
        journal, routing,
    },
};

/// Why a file does not go.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Loss {
    pub(crate) alarm: &'static str,
    pub(crate) cause: GapCause,
    /// In the Gap record; one of [`attachment::LOST`].
    pub(crate) code: &'static str,
}

impl Loss {
    /// A file that cannot be read, or is not what its name says.
    pub(crate) const UNREADABLE: Self = Self {
        alarm: "attachment_unreadable",
        cause: GapCause::MediaUnreachable,
        code: "local_file_unreadable",
    };
}

/// Says that a file of an object does not go: an alarm, and a gap of every event that refers to it.
pub(crate) async fn tell(
    store: &Store,
    clock: &dyn Clock,
    object: Seq,
    sha256: &Sha256,
    loss: Loss,
) -> Result<(), RouteError> {
    let unit = store.begin("attachment alarm").await?;
    let detail = format!("stored file {sha256}");
    routing::alarm(&unit, clock, loss.alarm, Some(object), &detail)?;
    lose(&unit, clock, sha256, loss)?;
    Ok(unit.commit().await?)
}

/// Opens a gap for every event that refers to the file, unless it has one already.
fn lose(unit: &Unit, clock: &dyn Clock, sha256: &Sha256, loss: Loss) -> Result<(), RouteError> {
    for owner in unit.write(|c| attachment::owners(c, sha256))? {
        if !unit
            .write(|c| attachment::loss_gaps(c, &owner.event_id))?
            .is_empty()
        {
            continue;
        }
        let fact = GapFact {
            gap_id: Uuid::now_v7().to_string(),
            cause: loss.cause,
            event_id: Some(owner.event_id.clone()),
            session_id: None,
            from: None,
            to: None,
            code: Some(loss.code.to_owned()),
        };
        let row = NewGap {
            gap_id: &fact.gap_id,
            room_id: Some(&owner.room_id),
            cause: loss.cause,
            event_id: Some(&owner.event_id),
            code: Some(loss.code),
            token: None,
            segment: None,
            until_join: false,
            opened_at: clock.now(),
        };
        unit.write(|c| gap::open(c, &row))?;
        let room = room_then(unit, &owner.room_id)?;
        journal::append(unit, clock, room, Fact::Gap(fact))?;
    }
    Ok(())
}

/// Closes the gaps of a file that the gateway has after all.
pub(crate) fn found(unit: &Unit, clock: &dyn Clock, sha256: &Sha256) -> Result<(), RouteError> {
    for owner in unit.write(|c| attachment::owners(c, sha256))? {
        for gap_id in unit.write(|c| attachment::loss_gaps(c, &owner.event_id))? {
            unit.write(|c| gap::close(c, &gap_id, 1, clock.now()))?;
            let room = room_then(unit, &owner.room_id)?;
            let fact = GapClosedFact { gap_id, events: 1 };
            journal::append(unit, clock, room, Fact::GapClosed(fact))?;
        }
    }
    Ok(())
}
