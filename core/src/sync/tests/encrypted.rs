//! Real Megolm: clear text with its proof, late keys, replays.

use griffie_wire::record::{Fact, GapCause};
use serde_json::json;

use super::{
    sender::{Sender, with_keys},
    world::World,
};
use crate::{chat::row::RowContent, store::pending_key};

#[tokio::test]
async fn the_key_that_proves_a_text_stands_before_it_once_and_really_opens_it() {
    let mut world = World::joined(true).await;
    let alice = Sender::new(&world).await;
    let keys = alice.share().await;
    let events = [
        alice.says("$1", "geheim één").await,
        alice.says("$2", "geheim twee").await,
    ];
    world.sync(with_keys(&keys, &events)).await;
    world.timeline(&[alice.says("$3", "geheim drie").await]).await;

    assert_eq!(world.texts()[1..], ["geheim één", "geheim twee", "geheim drie"]);
    let records = world.records();
    let keys: Vec<_> = records
        .iter()
        .enumerate()
        .filter_map(|(at, record)| match &record.fact {
            Fact::SessionKey(key) => Some((at, key)),
            _ => None,
        })
        .collect();
    assert_eq!(keys.len(), 1, "one key for the session");
    let fact = world.record_of("$1");
    let first = records
        .iter()
        .position(|record| matches!(&record.fact, Fact::Event(event) if event.event_id == "$1"));
    assert!(Some(keys[0].0) < first);
    let encryption = fact.encryption.unwrap();
    assert_eq!(
        (encryption.message_index, encryption.verification.as_str()),
        (Some(0), "unsigned_device")
    );

    // What the vault will do: import the key, open the ciphertext, compare.
    let exported = vodozemac::megolm::ExportedSessionKey::from_base64(&keys[0].1.key).unwrap();
    let mut session = vodozemac::megolm::InboundGroupSession::import(
        &exported,
        vodozemac::megolm::SessionConfig::version_1(),
    );
    assert_eq!(session.session_id(), encryption.session_id);
    let raw: serde_json::Value = serde_json::from_str(&fact.raw).unwrap();
    let ciphertext = raw["content"]["ciphertext"].as_str().unwrap();
    let opened = session
        .decrypt(&vodozemac::megolm::MegolmMessage::from_base64(ciphertext).unwrap())
        .unwrap();
    let opened: serde_json::Value = serde_json::from_slice(&opened.plaintext).unwrap();
    let recorded: serde_json::Value = serde_json::from_str(&fact.decrypted.unwrap()).unwrap();
    assert_eq!(
        (&opened["content"], &opened["type"]),
        (&recorded["content"], &recorded["type"])
    );
}

#[tokio::test]
async fn an_event_without_its_key_is_kept_and_heals_when_the_key_comes() {
    let mut world = World::joined(true).await;
    let alice = Sender::new(&world).await;
    let keys = alice.share().await;
    let event = alice.says("$1", "te laat gelezen").await;
    world.timeline(std::slice::from_ref(&event)).await;
    assert_eq!(world.texts()[1..], ["[undecryptable]"]);
    assert_eq!(
        world.line_of("$1").content,
        RowContent::Undecryptable {
            code: "missing_room_key".into()
        }
    );
    assert_eq!(
        world.record_of("$1").raw,
        event.to_string(),
        "the ciphertext is archived at once"
    );
    assert_eq!(
        (
            world.open_gaps(GapCause::Undecryptable),
            world.store.read(pending_key::count).unwrap()
        ),
        (1, 1)
    );

    world.clock.advance(std::time::Duration::from_secs(60));
    let taken = world.sync(json!({ "to_device": { "events": keys } })).await;
    assert_eq!(taken.healed, 1);
    assert_eq!(world.texts()[1..], ["te laat gelezen"]);
    assert_eq!(
        (
            world.open_gaps(GapCause::Undecryptable),
            world.store.read(pending_key::count).unwrap()
        ),
        (0, 0)
    );
    let kinds: Vec<_> = world
        .records()
        .iter()
        .rev()
        .take(3)
        .map(|record| record.fact.kind())
        .collect();
    assert_eq!(kinds, ["gap_closed", "late_key", "session_key"]);
    let late = world.records().into_iter().find_map(|record| match record.fact {
        Fact::LateKey(late) => Some(late),
        _ => None,
    });
    let late = late.unwrap();
    assert_eq!((late.event_id.as_str(), late.waited_ms), ("$1", 60_000));
    assert!(late.decrypted.contains("te laat gelezen"));
}

#[tokio::test]
async fn keys_and_state_survive_a_restart_between_two_syncs() {
    let mut world = World::joined(true).await;
    let alice = Sender::new(&world).await;
    let keys = alice.share().await;
    world
        .sync(with_keys(&keys, &[alice.says("$1", "voor").await]))
        .await;
    let World {
        store, clock, dir, ..
    } = world;
    drop(store);
    let store = crate::store::Store::open(dir.path(), &crate::store::StoreKey::from_bytes([1; 32])).unwrap();
    let response = json!({ "next_batch": "s9", "rooms": { "join": { "!room:x.nl": { "timeline": {
        "events": [alice.says("$2", "na").await] } } } } });
    let taken = crate::sync::take_in(&store, &clock, super::world::ME, response.to_string().as_bytes())
        .await
        .unwrap();
    assert_eq!((taken.events, taken.gaps), (1, 0));
}

fn replay_of(event: &serde_json::Value) -> serde_json::Value {
    let mut replay = event.clone();
    replay["event_id"] = "$replayed".into();
    replay
}

/// The replay is kept to the byte and told of, and nobody reads it as a message.
fn assert_replay_is_locked(world: &World, replay: &serde_json::Value) {
    let fact = world.record_of("$replayed");
    assert_eq!((fact.raw, fact.decrypted), (replay.to_string(), None));
    let (mut alarms, mut gaps, mut late) = (Vec::new(), Vec::new(), Vec::new());
    for record in world.records() {
        match record.fact {
            Fact::Alarm(alarm) => alarms.push(alarm.code),
            Fact::Gap(gap) if gap.event_id.as_deref() == Some("$replayed") => gaps.push(gap),
            Fact::LateKey(fact) => late.push(fact.event_id),
            _ => {}
        }
    }
    assert_eq!(alarms, ["megolm_replay"]);
    let gap = gaps.last().unwrap();
    assert_eq!(
        (gap.cause, gap.code.as_deref()),
        (GapCause::Undecryptable, Some("replayed"))
    );
    assert!(!late.contains(&"$replayed".to_owned()));
    assert_eq!(
        world.line_of("$replayed").content,
        RowContent::Undecryptable {
            code: "replayed".into()
        }
    );
    assert_eq!(world.open_gaps(GapCause::Undecryptable), 1);
    assert_eq!(world.texts()[1..], ["ja", "[undecryptable]"]);
}

#[tokio::test]
async fn the_same_ciphertext_under_another_event_id_is_kept_unread_with_an_alarm() {
    // Once in the same batch, once in a later one.
    for apart in [false, true] {
        let mut world = World::joined(true).await;
        let alice = Sender::new(&world).await;
        let keys = alice.share().await;
        let event = alice.says("$1", "ja").await;
        let replay = replay_of(&event);
        if apart {
            world.sync(with_keys(&keys, &[event])).await;
            world.timeline(std::slice::from_ref(&replay)).await;
        } else {
            world.sync(with_keys(&keys, &[event, replay.clone()])).await;
        }
        assert_replay_is_locked(&world, &replay);
    }
}

#[tokio::test]
async fn a_replay_whose_key_comes_late_stays_unread_and_waits_no_longer() {
    let mut world = World::joined(true).await;
    let alice = Sender::new(&world).await;
    let keys = alice.share().await;
    let event = alice.says("$1", "ja").await;
    let replay = replay_of(&event);
    world.timeline(&[event, replay.clone()]).await;
    let taken = world.sync(json!({ "to_device": { "events": keys } })).await;
    assert_eq!(taken.healed, 1);
    assert_eq!(world.store.read(pending_key::count).unwrap(), 0);
    assert_replay_is_locked(&world, &replay);
    // Made anew from the journal, it is the same.
    crate::chat::rebuild::rebuild(&world.store, &world.clock)
        .await
        .unwrap();
    assert_replay_is_locked(&world, &replay);
}

#[tokio::test]
async fn an_unknown_algorithm_is_a_gap_that_waits_for_nothing() {
    let mut world = World::joined(true).await;
    let content = json!({ "algorithm": "nl.example.v9", "ciphertext": "x", "session_id": "s" });
    world
        .timeline(&[super::world::event(
            "$1",
            "m.room.encrypted",
            "@alice:x.nl",
            &content,
        )])
        .await;
    assert_eq!(world.open_gaps(GapCause::UnsupportedEncryption), 1);
    assert_eq!(world.store.read(pending_key::count).unwrap(), 0);
    assert_eq!(world.texts()[1..], ["[undecryptable]"]);
}

#[tokio::test]
async fn members_of_encrypted_rooms_have_their_devices_followed() {
    let mut world = World::joined(true).await;
    world
        .timeline(&[super::world::member("$bob", "@bob:x.nl", "join", "Bob")])
        .await;
    let unit = world.store.begin("look").await.unwrap();
    let mut users: Vec<String> = unit
        .machine()
        .unwrap()
        .tracked_users()
        .await
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    users.sort();
    assert_eq!(users, ["@alice:x.nl", "@bob:x.nl", "@me:x.nl"]);
}
