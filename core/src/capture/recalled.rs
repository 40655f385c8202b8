//! An event that the vault missed and asked for: between the gap that says so and the word that it is closed stands its record.

use griffie_wire::record::{Fact, GapCause, GapClosedFact, Via};
use serde_json::value::RawValue;

use super::{
    intake::{CaptureError, Intake},
    record::{Arrival, At},
};
use crate::store::gap;

/// The code of the gap around an event that came because it was asked for.
const RECALLED: &str = "recalled";

impl Intake<'_> {
    /// Takes the event in as one that was asked for. It changes no state of the room, and stands in the archive, not in the timeline: its
    /// place there is not known.
    pub(crate) async fn take_recalled(
        &mut self,
        room_id: &str,
        event_id: &str,
        event: &RawValue,
    ) -> Result<(), CaptureError> {
        let mut room = self.open_room(room_id)?;
        let gap_id = self.record_gap(Some(&mut room), GapCause::Other, Some(event_id), None, RECALLED)?;
        let arrival = Arrival {
            via: Via::GapFill,
            at: At::State,
            before_join: 0,
        };
        self.take_batch(&mut room, &[event], arrival).await?;
        let at = self.received_at;
        self.unit.write(|c| gap::close(c, &gap_id, 1, at))?;
        self.journal(&mut room, Fact::GapClosed(GapClosedFact { gap_id, events: 1 }))?;
        self.close_room(&room)
    }
}
