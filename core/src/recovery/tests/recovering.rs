//! A recovery key that is given to a later device, and homeservers that hold something else than they should.

use serde_json::json;

use super::{Play, not_found, play, said};
use crate::{
    e2ee::secret_storage::{SecretError, StorageKey},
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
