//! Secret storage and the backup go up, whatever the homeserver does meanwhile.

use serde_json::{Value, json};

use super::{ROOM, cut, kept, new_key, not_found, play, said, version};
use crate::{
    e2ee,
    recovery::{
        RecoveryError,
        publish::publish,
        restore::version_in_use,
        upload::{Uploaded, upload},
        version::settle,
    },
    store::recovery,
    sync::tests::world::ME,
};

fn done() -> super::Raw {
    said(&json!({}))
}

/// A device whose recovery key and backup (version 1, one key) are on the homeserver.
async fn backed_up() -> super::Play {
    let mut answers: Vec<_> = (0..6).map(|_| done()).collect();
    answers.extend([not_found(), version("1"), kept()]);
    let play = play(true, answers).await;
    assert!(publish(&play.parts, ME).await.unwrap());
    assert!(settle(&play.parts, ME).await.unwrap());
    assert_eq!(upload(&play.parts).await.unwrap(), Uploaded::All);
    play
}

#[tokio::test]
async fn what_the_recovery_key_opens_is_there_before_its_name_and_nothing_of_it_is_in_clear() {
    let play = backed_up().await;
    let asked = play.asked();
    let last = |line: &String| line.rsplit('/').next().unwrap().to_owned();
    let ends: Vec<_> = asked.iter().map(last).collect();
    let stored = play.world.store.read(recovery::read).unwrap().unwrap();
    let mut wanted = vec![format!("m.secret_storage.key.{}", stored.key_id)];
    wanted.extend(
        [
            "m.cross_signing.master",
            "m.cross_signing.self_signing",
            "m.cross_signing.user_signing",
            "m.megolm_backup.v1",
            "m.secret_storage.default_key",
            "version",
            "version",
            "keys?version=1",
        ]
        .map(ToOwned::to_owned),
    );
    assert_eq!(ends, wanted);
    assert!(stored.published && !stored.restore);
    // The version is signed by the device and by the identity.
    let signatures = &play.body(7)["auth_data"]["signatures"][ME];
    assert_eq!(
        signatures.as_object().map(serde_json::Map::len),
        Some(2),
        "{signatures}"
    );

    let unit = play.world.store.begin("secrets").await.unwrap();
    let seeds = e2ee::identity_seeds(&unit).await.unwrap().unwrap();
    let secret = e2ee::backup_secret(&unit).await.unwrap();
    unit.commit().await.unwrap();
    let everything = play.server.asked().concat();
    let typed = stored.key.replace(' ', "");
    for hidden in seeds
        .iter()
        .chain([&secret, &stored.key])
        .map(|text| text.as_str())
        .chain([typed.as_str()])
    {
        assert!(!everything.contains(hidden), "a secret left in clear");
    }
}

/// A kill between two uploads, or an answer that never comes: the same key again, all of it again.
#[tokio::test]
async fn secret_storage_that_was_cut_is_finished_with_the_same_key() {
    let mut play = play(true, vec![done(), done(), cut()]).await;
    assert!(matches!(
        publish(&play.parts, ME).await,
        Err(RecoveryError::Matrix(_))
    ));
    let before = play.world.store.read(recovery::read).unwrap().unwrap();
    assert!(!before.published);
    play.then((0..6).map(|_| done()).collect()).await;
    assert!(publish(&play.parts, ME).await.unwrap());
    let after = play.world.store.read(recovery::read).unwrap().unwrap();
    assert_eq!((&after.key, &after.key_id), (&before.key, &before.key_id));
    assert!(after.published);
}

/// Without the identity's private keys there is nothing to put away.
#[tokio::test]
async fn a_later_device_asks_nothing_of_the_homeserver() {
    let play = play(false, vec![]).await;
    assert!(!publish(&play.parts, ME).await.unwrap());
    assert_eq!(play.world.store.read(recovery::read).unwrap(), None);
}

/// Crash point: the homeserver made the version, and we never heard of it.
#[tokio::test]
async fn a_version_whose_answer_was_lost_is_found_again_by_its_key() {
    let mut answers: Vec<_> = (0..6).map(|_| done()).collect();
    answers.extend([not_found(), cut()]);
    let mut play = play(true, answers).await;
    assert!(publish(&play.parts, ME).await.unwrap());
    assert!(settle(&play.parts, ME).await.is_err());
    let mut made: Value = play.body(7);
    made["version"] = "5".into();
    play.then(vec![said(&made), kept()]).await;
    assert!(settle(&play.parts, ME).await.unwrap());
    assert_eq!(version_in_use(&play.parts).await.unwrap().as_deref(), Some("5"));
    assert_eq!(upload(&play.parts).await.unwrap(), Uploaded::All);
    assert_eq!(play.asked().len(), 2, "no second version was made");
    assert_eq!(play.alarms().0, 0);
}

/// Crash point: the keys are up, and it is not noted.
#[tokio::test]
async fn keys_whose_answer_was_lost_go_up_again() {
    let mut play = backed_up().await;
    new_key(&play.world, "!haven:x.nl").await;
    play.then(vec![cut()]).await;
    assert!(upload(&play.parts).await.is_err());
    play.then(vec![kept()]).await;
    assert_eq!(upload(&play.parts).await.unwrap(), Uploaded::All);
    let again = play.body(0);
    assert_eq!(again["rooms"].as_object().map(serde_json::Map::len), Some(1));
    assert!(again["rooms"]["!haven:x.nl"].is_object());
    // Nothing is left: no request is made.
    play.then(vec![]).await;
    assert_eq!(upload(&play.parts).await.unwrap(), Uploaded::All);
}

#[tokio::test]
async fn a_homeserver_that_forgot_the_backup_is_an_alarm_and_gets_all_keys_anew() {
    let mut play = backed_up().await;
    new_key(&play.world, "!haven:x.nl").await;
    let gone = super::answer(
        "403 x",
        r#"{"errcode":"M_WRONG_ROOM_KEYS_VERSION","current_version":"2"}"#,
    );
    play.then(vec![gone, not_found(), version("2"), kept()]).await;
    assert_eq!(upload(&play.parts).await.unwrap(), Uploaded::WrongVersion);
    assert!(settle(&play.parts, ME).await.unwrap());
    assert_eq!(play.alarms(), (1, Some("backup_forgotten".to_owned())));
    assert_eq!(upload(&play.parts).await.unwrap(), Uploaded::All);
    assert!(play.asked()[3].ends_with("keys?version=2"));
    let rooms = play.body(3)["rooms"].clone();
    assert!(
        rooms[ROOM].is_object() && rooms["!haven:x.nl"].is_object(),
        "{rooms}"
    );
    // The recovery key is the same: what a person wrote down stays good.
    assert!(play.world.store.read(recovery::read).unwrap().unwrap().published);
}

#[tokio::test]
async fn a_backup_of_another_app_is_an_alarm_and_gets_none_of_our_keys() {
    let mut play = backed_up().await;
    let foreign = json!({
        "version": "9",
        "algorithm": "m.megolm_backup.v1.curve25519-aes-sha2",
        "auth_data": { "public_key": "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo", "signatures": {} },
    });
    play.then(vec![said(&foreign), not_found()]).await;
    assert!(!settle(&play.parts, ME).await.unwrap());
    assert_eq!(play.alarms(), (1, Some("backup_replaced".to_owned())));
    assert_eq!(version_in_use(&play.parts).await.unwrap().as_deref(), Some("1"));
}
