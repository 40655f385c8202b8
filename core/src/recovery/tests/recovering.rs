//! A recovery key that is given to a later device, and homeservers that hold something else than they should.

use matrix_sdk_crypto::OlmMachine;
use ruma::{device_id, user_id};
use serde_json::{Value, json};

use super::{Play, not_found, play, said};
use crate::{
    e2ee::{
        self, IDENTITY,
        secret_storage::{SecretError, StorageKey},
    },
    error::Error,
    recovery::recover,
    store::recovery,
    sync::tests::world::ME,
};

async fn refused(play: &Play, text: &str) -> String {
    let error = recover(&play.world.store, &play.parts.matrix, ME, text)
        .await
        .expect_err("this recovery key is good for nothing");
    assert_eq!(
        play.world.store.read(recovery::read).unwrap(),
        None,
        "something was kept"
    );
    Error::from(error).code().unwrap().to_owned()
}

fn storage(key: &StorageKey) -> Vec<super::Raw> {
    vec![
        said(&json!({ "key": key.id() })),
        said(&key.description().unwrap()),
    ]
}

#[tokio::test]
async fn a_wrong_recovery_key_is_a_typed_error_and_changes_nothing() {
    let key = StorageKey::new();
    let wrong = play(false, storage(&key)).await;
    assert_eq!(
        refused(&wrong, &StorageKey::new().text()).await,
        "recovery_key_wrong"
    );
    let mistyped = play(false, storage(&key)).await;
    assert_eq!(refused(&mistyped, "EsT8 hallo").await, "recovery_key_malformed");
    let nothing = play(false, vec![not_found()]).await;
    assert_eq!(refused(&nothing, &key.text()).await, "recovery_none");
    let emptied = play(false, vec![said(&json!({}))]).await;
    assert_eq!(refused(&emptied, &key.text()).await, "recovery_none");
}

#[tokio::test]
async fn a_secret_storage_that_lacks_something_is_unusable_and_changes_nothing() {
    let key = StorageKey::new();
    let mut answers = storage(&key);
    answers.push(not_found());
    let lacking = play(false, answers).await;
    assert_eq!(refused(&lacking, &key.text()).await, "recovery_unusable");
    let mut answers = storage(&key);
    answers.push(said(&json!({ "encrypted": { "other": {} } })));
    let other = play(false, answers).await;
    assert_eq!(refused(&other, &key.text()).await, "recovery_unusable");
    let nonsense = play(false, vec![said(&json!({ "key": 5 }))]).await;
    assert_eq!(refused(&nonsense, &key.text()).await, "recovery_unusable");
}

/// A key that was sealed under the name of another does not pass for it.
#[test]
fn a_secret_moved_to_another_name_stays_closed() {
    let key = StorageKey::new();
    let sealed = key.seal("m.cross_signing.master", "zaad").unwrap();
    let sealed = serde_json::value::to_raw_value(&sealed).unwrap();
    let opened = key.unseal("m.cross_signing.self_signing", &sealed);
    assert_eq!(opened.unwrap_err(), SecretError::Wrong);
}

/// Secret storage opens, and holds the keys of another identity than the homeserver shows: an old one, or one that it made up.
#[tokio::test]
async fn the_keys_of_another_identity_are_not_taken() {
    let shown = OlmMachine::new(user_id!("@me:x.nl"), device_id!("OTHER")).await;
    let keys = shown
        .bootstrap_cross_signing(false)
        .await
        .unwrap()
        .upload_signing_keys_req;
    let identity = json!({
        "device_keys": { ME: {} }, "failures": {},
        "master_keys": { ME: keys.master_key.unwrap().to_raw::<Value>() },
        "self_signing_keys": { ME: keys.self_signing_key.unwrap().to_raw::<Value>() },
        "user_signing_keys": { ME: keys.user_signing_key.unwrap().to_raw::<Value>() },
    });
    let key = StorageKey::new();
    let mut answers = storage(&key);
    for (name, seed) in IDENTITY.iter().zip(["A", "B", "C"]) {
        let seed = seed.repeat(43);
        answers.push(said(&key.seal(name, &seed).unwrap()));
    }
    answers.push(not_found());
    let uploaded = json!({ "one_time_key_counts": { "signed_curve25519": 50 } });
    answers.push(said(&uploaded));
    // Asked as long as it may be stale, and once more to be sure. It does not show this device either, whose keys go up again each time.
    answers.extend((0..4).flat_map(|_| [said(&identity), said(&uploaded)]));
    let play = play(false, answers).await;
    let code = refused(&play, &key.text()).await;
    assert_eq!(code, "recovery_other_identity", "{:?}", play.asked());
    let unit = play.world.store.begin("look").await.unwrap();
    assert!(e2ee::identity_seeds(&unit).await.unwrap().is_none());
    unit.commit().await.unwrap();
}
