//! Megolm sessions as the devices recorded them: imported once, kept at hand, used to prove clear text.

use std::collections::HashMap;

use griffie_wire::{Fact, record::SessionKeyFact};
use rusqlite::Connection;
use vodozemac::megolm::{
    DecryptedMessage, DecryptionError, ExportedSessionKey, InboundGroupSession, MegolmMessage, SessionConfig,
};

use crate::{
    error::Stop,
    fault::Fault,
    store::{self, sessions::Session},
};

/// Sessions at hand before all are let go; each has about a kilobyte.
const MAX_SESSIONS: usize = 16 * 1024;

/// Imported sessions by chain, and by room and session id.
#[derive(Default)]
pub(crate) struct SessionCache {
    chains: HashMap<i64, HashMap<(String, String), InboundGroupSession>>,
    count: usize,
}

impl SessionCache {
    /// Takes a recorded key into use, unless an earlier one is there.
    pub(super) fn import(&mut self, chain: i64, room_id: &str, fact: &SessionKeyFact) -> Result<(), Fault> {
        let session = import(fact)?;
        if self.count >= MAX_SESSIONS {
            self.clear();
        }
        let sessions = self.chains.entry(chain).or_default();
        let place = (room_id.to_owned(), fact.session_id.clone());
        match sessions.get(&place) {
            Some(known) if known.first_known_index() <= session.first_known_index() => {}
            known => {
                self.count += usize::from(known.is_none());
                sessions.insert(place, session);
            }
        }
        Ok(())
    }

    /// Decrypts with this session, which may be in the database only.
    pub(super) fn decrypt(
        &mut self,
        connection: &Connection,
        session: Session<'_>,
        ciphertext: &str,
    ) -> Result<DecryptedMessage, Stop> {
        let message = MegolmMessage::from_base64(ciphertext).map_err(|_| Fault::CiphertextInvalid)?;
        let place = (session.room_id.to_owned(), session.session_id.to_owned());
        if !self
            .chains
            .get(&session.chain)
            .is_some_and(|sessions| sessions.contains_key(&place))
        {
            let body = store::sessions::earliest(connection, session)?.ok_or(Fault::SessionKeyMissing)?;
            let record = store::records::read(&body)?;
            let Fact::SessionKey(fact) = record.fact else {
                return Err(store::StoreError::Row("session_key").into());
            };
            self.import(session.chain, session.room_id, &fact)?;
        }
        self.chains
            .get_mut(&session.chain)
            .and_then(|sessions| sessions.get_mut(&place))
            .ok_or(Fault::SessionKeyMissing)?
            .decrypt(&message)
            .map_err(|error| match error {
                DecryptionError::UnknownMessageIndex(..) => Fault::SessionKeyMissing.into(),
                _ => Fault::CiphertextInvalid.into(),
            })
    }

    /// Lets go of a chain's sessions: a rejected object may have brought some in.
    pub(crate) fn forget(&mut self, chain: i64) {
        let gone = self.chains.remove(&chain).map_or(0, |sessions| sessions.len());
        self.count = self.count.saturating_sub(gone);
    }

    /// Lets go of all sessions: what was kept with them may have been rolled back.
    pub(crate) fn clear(&mut self) {
        self.chains.clear();
        self.count = 0;
    }
}

fn import(fact: &SessionKeyFact) -> Result<InboundGroupSession, Fault> {
    let key = ExportedSessionKey::from_base64(&fact.key).map_err(|_| Fault::MalformedSessionKey)?;
    let session = InboundGroupSession::import(&key, SessionConfig::version_1());
    if session.session_id() == fact.session_id && session.first_known_index() == fact.first_index {
        Ok(session)
    } else {
        Err(Fault::MalformedSessionKey)
    }
}
