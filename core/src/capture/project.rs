//! What an event changes on the screen: its line in the timeline, the room's state, who is in it, files to fetch.

use griffie_wire::{ids::EntryNo, record::EventFact};
use serde::Deserialize;

use super::{
    clear::Readable,
    event::Event,
    intake::{CaptureError, Intake, OpenRoom},
};
use crate::{
    chat::{fold, media, queue},
    store::{
        gap,
        members::{self, StoredMember},
        rooms::{self, NewState},
        seen::Place,
        timeline::{self, Line, NewRow},
    },
};

#[derive(Deserialize)]
struct MemberContent {
    membership: String,
    displayname: Option<String>,
    avatar_url: Option<String>,
}

impl Intake<'_> {
    /// Adds the event's line. An own message takes the place of its echo.
    pub(crate) fn show(
        &self,
        room: &OpenRoom,
        event: &Event<'_>,
        line: &Line,
        verification: Option<&str>,
        seq: EntryNo,
        place: Place,
    ) -> Result<(), CaptureError> {
        let txn_id = event.unsigned.txn_id.as_deref();
        self.unit.write(|c| {
            if event.sender == self.me {
                timeline::resolve_echo(c, txn_id, &event.event_id)?;
            }
            let row = NewRow {
                room: room.id,
                place,
                event_id: &event.event_id,
                txn_id,
                seq,
                sender: &event.sender,
                at: event.at,
                line,
                verification,
            };
            timeline::add(c, row)
        })?;
        Ok(())
    }

    /// An own message has come back. The answer to our own request may have been lost, or be slower than the sync.
    pub(super) fn settle_own(&self, event: &Event<'_>) -> Result<(), CaptureError> {
        if let Some(txn_id) = event
            .unsigned
            .txn_id
            .as_deref()
            .filter(|_| event.sender == self.me)
        {
            queue::settle_sent(self.unit, self.clock, txn_id, &event.event_id)?;
        }
        Ok(())
    }

    /// Adds the line of an event that has its record already, as the record tells it.
    pub(crate) fn show_recorded(
        &self,
        room: &OpenRoom,
        event: &Event<'_>,
        fact: &EventFact,
        seq: EntryNo,
        place: Place,
    ) -> Result<(), CaptureError> {
        let verification = fact.encryption.as_ref().map(|facts| facts.verification.as_str());
        let (line, verification) = match &fact.decrypted {
            Some(json) => (Readable::clear(event, json).line(event), verification),
            // Why it is locked stands in the gap record that follows; the row's code is in the gap's row, which stays.
            None if event.is_encrypted() => {
                let code = self.unit.write(|c| gap::code_of_event(c, &event.event_id))?;
                (
                    fold::undecryptable(code.as_deref().unwrap_or("missing_room_key")),
                    None,
                )
            }
            None => (Readable::plain(event).line(event), None),
        };
        self.show(room, event, &line, verification, seq, place)
    }

    /// Makes a state event the room's current state. Not for events that fill a gap: what is current came with the sync.
    pub(crate) fn apply_state(
        &mut self,
        room: &mut OpenRoom,
        event: &Event<'_>,
        seq: EntryNo,
    ) -> Result<(), CaptureError> {
        let Some(state_key) = event.state_key.as_deref() else {
            return Ok(());
        };
        if event.event_type == "m.room.member" {
            return self.apply_member(room, state_key, event.content, Some(seq));
        }
        let state = NewState {
            event_type: &event.event_type,
            state_key,
            sender: &event.sender,
            content: event.content,
            seq: Some(seq),
        };
        self.unit.write(|c| rooms::set_state(c, room.id, state))?;
        let was_encrypted = room.facts.encrypted();
        room.facts.apply(&event.event_type, state_key, event.content);
        room.members_dirty |= event.event_type == "m.room.power_levels";
        if room.facts.encrypted() && !was_encrypted {
            self.track_present(room)?;
        }
        Ok(())
    }

    /// From now on the devices of everybody in the room are followed.
    pub(crate) fn track_present(&mut self, room: &OpenRoom) -> Result<(), CaptureError> {
        let present = self.unit.write(|c| members::present(c, room.id))?;
        self.to_track
            .extend(present.into_iter().map(|member| member.user_id));
        Ok(())
    }

    /// Shows a piece of an invitation's state, which is no event of ours yet.
    pub(crate) fn apply_stripped(
        &self,
        room: &mut OpenRoom,
        state: NewState<'_>,
    ) -> Result<(), CaptureError> {
        room.facts.apply(state.event_type, state.state_key, state.content);
        Ok(self.unit.write(|c| rooms::set_state(c, room.id, state))?)
    }

    /// Who invited us, and whether to a conversation of two.
    pub(crate) fn set_invitation(
        &self,
        room: &mut OpenRoom,
        inviter: &str,
        direct: bool,
    ) -> Result<(), CaptureError> {
        self.unit.write(|c| {
            if direct {
                rooms::add_direct(c, &room.room_id)?;
            }
            rooms::set_inviter(c, room.id, inviter)
        })?;
        room.facts.set_direct(direct);
        Ok(())
    }

    /// The part of the response in which the room stands says what we are to it, when its events did not: a ban is a kind of leave.
    pub(crate) fn settle_membership(&self, room: &mut OpenRoom, section: &str) -> Result<(), CaptureError> {
        let told = room.membership == section || (section == "leave" && room.membership == "ban");
        if !told {
            section.clone_into(&mut room.membership);
            self.unit.write(|c| rooms::set_membership(c, room.id, section))?;
        }
        Ok(())
    }

    /// Makes a membership current. Content that says none changes nothing.
    pub(crate) fn apply_member(
        &mut self,
        room: &mut OpenRoom,
        user_id: &str,
        content: &str,
        seq: Option<EntryNo>,
    ) -> Result<(), CaptureError> {
        let Ok(content) = serde_json::from_str::<MemberContent>(content) else {
            return Ok(());
        };
        let member = StoredMember {
            user_id: user_id.to_owned(),
            membership: content.membership,
            display_name: content.displayname.filter(|name| !name.is_empty()),
            avatar_url: content.avatar_url.filter(|url| !url.is_empty()),
        };
        let before = self.unit.write(|c| members::set(c, room.id, &member, seq))?;
        let there = |member: &StoredMember| matches!(member.membership.as_str(), "join" | "invite");
        if before.as_ref() != Some(&member) && (there(&member) || before.as_ref().is_some_and(there)) {
            room.members_dirty = true;
            room.facts.members_changed();
        }
        if there(&member) && room.facts.encrypted() {
            self.to_track.insert(member.user_id.clone());
        }
        if user_id == self.me && member.membership != room.membership {
            room.membership = member.membership;
            self.unit
                .write(|c| rooms::set_membership(c, room.id, &room.membership))?;
        }
        Ok(())
    }

    /// Files of the event are wanted, once.
    pub(super) fn want_files(
        &mut self,
        room: &mut OpenRoom,
        event: &Event<'_>,
        readable: &Readable<'_>,
    ) -> Result<(), CaptureError> {
        let Readable::Text { content, .. } = readable else {
            return Ok(());
        };
        // Most events have no file; parsing them to a tree to find that out would be most of the work.
        let may_have = event.state_key.is_none() && (content.contains("url") || content.contains("\\u"));
        if !may_have {
            return Ok(());
        }
        match serde_json::from_str(content) {
            Ok(content) => {
                media::want(self.unit, &room.room_id, &event.event_id, &content)?;
                self.counts.media += 1;
                Ok(())
            }
            // Nested deeper than any tree goes, or with half a character in it.
            Err(_) if content.contains("mxc:") => self.record_unreadable_files(room, event),
            Err(_) => Ok(()),
        }
    }
}
