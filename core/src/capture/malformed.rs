//! What a homeserver sends as an event and is none, because it has no id: it cannot be an event record, but it is not lost either.

use griffie_wire::record::{AlarmFact, Fact, GapCause};
use serde_json::value::RawValue;

use super::intake::{CaptureError, Intake, OpenRoom};

impl Intake<'_> {
    /// Journals that it came and what it was, to the byte.
    pub(crate) fn record_malformed(
        &mut self,
        room: &mut OpenRoom,
        raw: &RawValue,
    ) -> Result<(), CaptureError> {
        self.record_malformed_text(room, "no_event_id", raw.get())
    }

    /// The same for a whole section of a sync that is not of the form it should have.
    pub(crate) fn record_malformed_text(
        &mut self,
        room: &mut OpenRoom,
        code: &str,
        text: &str,
    ) -> Result<(), CaptureError> {
        let gap_id = self.record_gap(Some(room), GapCause::MalformedEvent, None, None, code)?;
        let detail = format!("{gap_id} {text}");
        self.journal(
            room,
            Fact::Alarm(AlarmFact {
                code: "malformed_event".to_owned(),
                detail,
            }),
        )?;
        Ok(())
    }
}
