//! Events that cannot be read: what came has its record already; this says why there is no clear text, and keeps what a late key needs.

use griffie_wire::record::{Fact, GapCause, GapFact};

use super::{
    event::Event,
    intake::{CaptureError, Intake, OpenRoom},
};
use crate::{
    e2ee::Locked,
    store::{
        gap::{self, NewGap},
        journal,
        pending_key::{self, PendingKey},
        queue,
    },
};

/// The code of a gap for what was said before we joined.
const BEFORE_JOIN: &str = "sent_before_join";

impl Intake<'_> {
    /// Journals a gap for the event, and lets it wait for its key if one may come. Nobody owes us the key of what was said
    /// before we joined: such an event is read if its key ever comes, and is not counted as waiting.
    pub(super) fn record_locked(
        &mut self,
        room: &mut OpenRoom,
        event: &Event<'_>,
        locked: &Locked,
        before_join: bool,
    ) -> Result<(), CaptureError> {
        let cause = if locked.unsupported {
            GapCause::UnsupportedEncryption
        } else {
            GapCause::Undecryptable
        };
        let session_id = locked
            .encryption
            .as_ref()
            .map(|claim| claim.session_id.clone())
            .filter(|id| !id.is_empty());
        let gap_id = self.record_gap(
            Some(room),
            cause,
            Some(&event.event_id),
            session_id.clone(),
            if before_join && locked.waits {
                BEFORE_JOIN
            } else {
                &locked.code
            },
        )?;
        if let Some(session_id) = session_id.filter(|_| locked.waits) {
            let pending = PendingKey {
                event_id: event.event_id.to_string(),
                room_id: room.room_id.clone(),
                session_id,
                gap_id,
                raw: event.raw.get().to_owned(),
                received_at: self.received_at,
                owed: !before_join,
            };
            self.unit.write(|c| pending_key::add(c, &pending))?;
        }
        Ok(())
    }

    /// What the event said is gone before it came here: only its record's remains are kept. What this device sent itself is in its
    /// journal all the same, from before it left.
    pub(super) fn record_redacted(
        &mut self,
        room: &mut OpenRoom,
        event: &Event<'_>,
        before_join: bool,
    ) -> Result<(), CaptureError> {
        let sent_here =
            event.sender == self.me && self.unit.write(|c| queue::was_sent(c, &event.event_id))?;
        if sent_here {
            return Ok(());
        }
        let code = if before_join { BEFORE_JOIN } else { "redacted" };
        self.record_gap(
            Some(room),
            GapCause::RedactedBeforeSeen,
            Some(&event.event_id),
            None,
            code,
        )?;
        Ok(())
    }

    /// Content that may name files and cannot be searched for them.
    pub(super) fn record_unreadable_files(
        &mut self,
        room: &mut OpenRoom,
        event: &Event<'_>,
    ) -> Result<(), CaptureError> {
        self.record_gap(
            Some(room),
            GapCause::MediaUnreachable,
            Some(&event.event_id),
            None,
            "unreadable_content",
        )?;
        Ok(())
    }

    /// The homeserver refuses to show what is missing: a gap that stays, with its reason.
    pub(crate) fn record_refusal(&mut self, room: &mut OpenRoom, code: &str) -> Result<(), CaptureError> {
        self.record_gap(
            Some(room),
            GapCause::Other,
            None,
            None,
            &format!("history_refused:{code}"),
        )?;
        Ok(())
    }

    /// Journals a gap that concerns one event at most, of a room or of none, and opens its row; gives its name.
    pub(crate) fn record_gap(
        &mut self,
        room: Option<&mut OpenRoom>,
        cause: GapCause,
        event_id: Option<&str>,
        session_id: Option<String>,
        code: &str,
    ) -> Result<String, CaptureError> {
        let gap_id = self.new_gap_id()?;
        let fact = GapFact {
            gap_id: gap_id.clone(),
            cause,
            event_id: event_id.map(str::to_owned),
            session_id,
            from: None,
            to: None,
            code: Some(code.to_owned()),
        };
        let room_id = room.as_ref().map(|room| room.room_id.clone());
        match room {
            Some(room) => self.journal(room, Fact::Gap(fact))?,
            None => journal::append(self.unit, self.clock, None, Fact::Gap(fact))?,
        };
        let row = NewGap {
            gap_id: &gap_id,
            room_id: room_id.as_deref(),
            cause,
            event_id,
            code: Some(code),
            token: None,
            segment: None,
            until_join: false,
            opened_at: self.received_at,
        };
        self.unit.write(|c| gap::open(c, &row))?;
        self.counts.gaps += 1;
        Ok(gap_id)
    }
}
