//! Megolm sessions as the devices recorded them: imported once, kept at hand, used to prove clear text.

use std::collections::HashMap;

use griffie_wire::{Fact, Record, record::SessionKeyFact};
use rusqlite::Connection;
use vodozemac::megolm::{
    DecryptedMessage, DecryptionError, ExportedSessionKey, InboundGroupSession, MegolmMessage, SessionConfig,
};

use crate::{error::Stop, fault::Fault, store};

/// Sessions at hand before all are let go; each has about a kilobyte.
const MAX_SESSIONS: usize = 16 * 1024;

/// Imported sessions by chain and session id.
#[derive(Default)]
pub(crate) struct SessionCache {
    chains: HashMap<i64, HashMap<String, InboundGroupSession>>,
    count: usize,
}

impl SessionCache {
    /// Takes a recorded key into use, unless an earlier one is there.
    pub(super) fn import(&mut self, chain: i64, fact: &SessionKeyFact) -> Result<(), Fault> {
        let session = import(fact)?;
        if self.count >= MAX_SESSIONS {
            self.clear();
        }
        let sessions = self.chains.entry(chain).or_default();
        match sessions.get(&fact.session_id) {
            Some(known) if known.first_known_index() <= session.first_known_index() => {}
            known => {
                self.count += usize::from(known.is_none());
                sessions.insert(fact.session_id.clone(), session);
            }
        }
        Ok(())
    }

    /// Decrypts with the session of this chain, which may be in the database only.
    pub(super) fn decrypt(
        &mut self,
        connection: &Connection,
        chain: i64,
        session_id: &str,
        ciphertext: &str,
    ) -> Result<DecryptedMessage, Stop> {
        let message = MegolmMessage::from_base64(ciphertext).map_err(|_| Fault::CiphertextInvalid)?;
        if !self
            .chains
            .get(&chain)
            .is_some_and(|sessions| sessions.contains_key(session_id))
        {
            let body =
                store::sessions::earliest(connection, chain, session_id)?.ok_or(Fault::SessionKeyMissing)?;
            let record = Record::from_canonical(&body).map_err(|_| store::StoreError::Row("record"))?;
            let Fact::SessionKey(fact) = record.fact else {
                return Err(store::StoreError::Row("session_key").into());
            };
            self.import(chain, &fact)?;
        }
        let session = self
            .chains
            .get_mut(&chain)
            .and_then(|sessions| sessions.get_mut(session_id));
        session
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
