//! The record of an event: a pure mapping from what arrived to what is filed.

use griffie_wire::{
    ids::Millis,
    record::{Direction, Encryption, EventFact, Via},
};

use super::event::Event;
use crate::e2ee::Opened;

/// How an event came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Came {
    pub(super) received_at: Millis,
    pub(super) via: Via,
    pub(super) backfilled: bool,
}

/// The record of `event`, which came to the device of `me`.
pub(super) fn event_fact(event: &Event<'_>, opened: Option<&Opened>, came: Came, me: &str) -> EventFact {
    EventFact {
        event_id: event.event_id.to_string(),
        event_type: event.event_type.to_string(),
        state_key: event.state_key.as_deref().map(str::to_owned),
        sender: event.sender.to_string(),
        origin_server_ts: event.at,
        received_at: came.received_at,
        direction: if event.sender == me {
            Direction::Outgoing
        } else {
            Direction::Incoming
        },
        via: came.via,
        backfilled: came.backfilled,
        raw: event.raw.get().to_owned(),
        decrypted: match opened {
            Some(Opened::Clear(clear)) => Some(clear.json.clone()),
            _ => None,
        },
        encryption: opened.and_then(encryption).cloned(),
        txn_id: event.unsigned.txn_id.clone(),
    }
}

/// The facts of the encryption, checked if it could be opened, claimed if not.
pub(super) fn encryption(opened: &Opened) -> Option<&Encryption> {
    match opened {
        Opened::Clear(clear) => Some(&clear.encryption),
        Opened::Locked(locked) => locked.encryption.as_ref(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::value::RawValue;

    use super::*;
    use crate::e2ee::{Clear, Locked};

    const CAME: Came = Came {
        received_at: Millis(9),
        via: Via::Sync,
        backfilled: false,
    };

    fn fact(text: &str, opened: Option<&Opened>) -> EventFact {
        let raw = RawValue::from_string(text.to_owned()).unwrap();
        event_fact(&Event::read(&raw).unwrap(), opened, CAME, "@me:x")
    }

    fn facts() -> Encryption {
        Encryption {
            algorithm: "m.megolm.v1.aes-sha2".into(),
            session_id: "s".into(),
            sender_key: "k".into(),
            sender_device: None,
            claimed_ed25519: None,
            forwarder: None,
            message_index: Some(3),
            verification: "verified".into(),
        }
    }

    #[test]
    fn the_raw_text_is_kept_to_the_byte() {
        let text = "{\"type\" : \"m.room.message\",\n\"event_id\":\"$1\",\"sender\":\"@a:x\",\"origin_server_ts\":1,\
            \"content\":{\"body\":\"\\u2067x\\u2069 \\ud800\",\"n\":1e999}}";
        let fact = fact(text, None);
        assert_eq!((fact.raw.as_str(), fact.direction), (text, Direction::Incoming));
        assert_eq!(
            (fact.decrypted, fact.encryption, fact.received_at),
            (None, None, Millis(9))
        );
    }

    #[test]
    fn our_own_events_are_outgoing_with_their_transaction() {
        let fact = fact(
            r#"{"type":"t","event_id":"$1","sender":"@me:x","origin_server_ts":1,"unsigned":{"transaction_id":"q"}}"#,
            None,
        );
        assert_eq!(
            (fact.direction, fact.txn_id.as_deref()),
            (Direction::Outgoing, Some("q"))
        );
    }

    #[test]
    fn a_locked_event_keeps_what_it_claims_and_has_no_clear_text() {
        let text = r#"{"type":"m.room.encrypted","event_id":"$1","sender":"@a:x","origin_server_ts":1}"#;
        let locked = Opened::Locked(Locked {
            code: "missing_room_key".into(),
            encryption: Some(facts()),
            waits: true,
            unsupported: false,
        });
        let fact_locked = fact(text, Some(&locked));
        assert_eq!(
            (fact_locked.decrypted, fact_locked.encryption),
            (None, Some(facts()))
        );
        let clear = Opened::Clear(Clear {
            json: "{}".into(),
            encryption: facts(),
        });
        assert_eq!(fact(text, Some(&clear)).decrypted.as_deref(), Some("{}"));
    }
}
