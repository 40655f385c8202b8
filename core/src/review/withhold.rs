//! Which facts are set aside, and what the journal says instead. Pure.

use griffie_wire::{
    ids::{Millis, Sha256},
    record::{Fact, Label, Scope, WithheldFact, event_digest, room_digest, withheld_digest},
};

/// Why a fact is set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Held {
    /// Label of the room at this moment.
    pub(crate) label: Label,
    /// End of its window.
    pub(crate) until: Millis,
    /// How much of the user's messages policy lets go.
    pub(crate) scope: Scope,
}

/// Whether a fact of a room is set aside while policy gives a review window: what says something in a room, and in a room that `stays`
/// here, by its label or because policy does not want it, everything. Keys of sessions are journaled with the first record that needs them (`disclose`).
pub(crate) fn held_back(fact: &Fact, stays: bool) -> bool {
    match fact {
        Fact::SessionKey(_) | Fact::Label(_) | Fact::Withheld(_) | Fact::Disclosed(_) => false,
        _ if stays => true,
        Fact::Event(event) => event.state_key.is_none(),
        Fact::LateKey(_) | Fact::SendIntent(_) | Fact::SendResult(_) | Fact::Attachment(_) => true,
        _ => false,
    }
}

impl Held {
    /// What stands in the journal in the place of `record`, which tells `fact` of the room.
    pub(crate) fn tombstone(self, fact: &Fact, room_id: &str, salt: &Sha256, record: &[u8]) -> Fact {
        let event = match fact {
            Fact::Event(event) => Some(event_digest(&event.event_id)),
            _ => None,
        };
        Fact::Withheld(WithheldFact {
            digest: withheld_digest(salt, record),
            event,
            room: room_digest(room_id),
            label: self.label,
            until: self.until,
            scope: self.scope,
        })
    }
}
