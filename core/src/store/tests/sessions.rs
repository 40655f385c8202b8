//! Two keys of one session in one sync: whichever comes last, the one that opens more stays.

use std::collections::BTreeSet;

use matrix_sdk_crypto::{
    olm::{ExportedRoomKey, InboundGroupSession},
    store::{CryptoStore, types::Changes},
};
use ruma::room_id;
use serde_json::json;
use vodozemac::megolm::{GroupSession, InboundGroupSession as Ratchet, SessionConfig};

use super::fixture::Home;
use crate::store::crypto_store::SqlCryptoStore;

/// A key of this session that opens what was said from `index` on.
fn from(ratchet: &mut Ratchet, index: u32) -> InboundGroupSession {
    let key: ExportedRoomKey = serde_json::from_value(json!({
        "algorithm": "m.megolm.v1.aes-sha2",
        "room_id": "!r:example.org",
        "sender_key": "hPQNcabIABgGnx3/ACv/jmMmiQHoeFfuLB17tzWp6Hw",
        "session_id": ratchet.session_id(),
        "session_key": ratchet.export_at(index).unwrap().to_base64(),
        "sender_claimed_keys": {"ed25519": "/im3WWuhPuV0VnzUlhi9kzgTxyKgE1kqBnGhtCvNFNM"},
        "forwarding_curve25519_key_chain": [],
    }))
    .unwrap();
    InboundGroupSession::from_export(&key).unwrap()
}

#[tokio::test]
async fn of_two_keys_of_one_session_in_one_sync_the_one_that_opens_more_stays() {
    let config = SessionConfig::version_1();
    let room = room_id!("!r:example.org");
    let orders: BTreeSet<[u32; 3]> = [[0, 3, 5], [5, 0, 3], [3, 5, 0], [5, 3, 0]].into();
    for order in orders {
        let group = GroupSession::new(config);
        let mut ratchet = Ratchet::new(&group.session_key(), config);
        let other = GroupSession::new(config);
        let mut other = Ratchet::new(&other.session_key(), config);
        let mut sessions: Vec<_> = order.iter().map(|index| from(&mut ratchet, *index)).collect();
        sessions.push(from(&mut other, 2));
        let home = Home::new();
        let store = SqlCryptoStore::alone(home.open().unwrap());
        let changes = Changes {
            inbound_group_sessions: sessions,
            ..Changes::default()
        };
        store.save_changes(changes).await.unwrap();
        let opened = async |store: &SqlCryptoStore, ratchet: &Ratchet| {
            let id = ratchet.session_id();
            let session = store.get_inbound_group_session(room, &id);
            session.await.unwrap().unwrap().first_known_index()
        };
        assert_eq!(opened(&store, &ratchet).await, 0, "at hand, {order:?}");
        drop(store);
        let store = SqlCryptoStore::alone(home.open().unwrap());
        assert_eq!(opened(&store, &ratchet).await, 0, "on disk, {order:?}");
        assert_eq!(opened(&store, &other).await, 2, "another session is its own");
    }
}
