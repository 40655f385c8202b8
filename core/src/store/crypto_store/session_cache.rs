//! The inbound sessions used last, so that a run of events of one sender is decrypted without unpickling and without
//! turning the ratchet forward from its start each time. Written through; dropped with the machine.

use std::collections::HashMap;

use matrix_sdk_crypto::olm::InboundGroupSession;
use ruma::RoomId;

/// Two generations of this many sessions each.
const GENERATION: usize = 512;

/// Forgets whole generations: what was not asked for while the younger one filled up is dropped.
#[derive(Default)]
pub(super) struct SessionCache {
    young: HashMap<String, InboundGroupSession>,
    old: HashMap<String, InboundGroupSession>,
}

impl SessionCache {
    pub(super) fn get(&mut self, room: &RoomId, session_id: &str) -> Option<InboundGroupSession> {
        if !self.young.contains_key(session_id) {
            let session = self.old.remove(session_id)?;
            self.put(session);
        }
        // A session id is the sender's choice, so the same one may appear in two rooms.
        self.young
            .get(session_id)
            .filter(|session| session.room_id() == room)
            .cloned()
    }

    pub(super) fn put(&mut self, session: InboundGroupSession) {
        if self.young.len() >= GENERATION {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(session.session_id().to_owned(), session);
    }
}
