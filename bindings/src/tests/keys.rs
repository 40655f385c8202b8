//! The key of the database: made once, never replaced, and no key is no reason to delete anything.

use super::kit::{Keys, open};
use crate::{GriffieError, SecretStoreError};

fn unusable(reason: &str) -> Option<GriffieError> {
    Some(GriffieError::StorageUnusable {
        reason: reason.to_owned(),
    })
}

#[tokio::test]
async fn the_first_open_makes_the_key_and_the_next_uses_it() {
    let (folder, keys) = (tempfile::tempdir().unwrap(), Keys::default());
    drop(open(&folder, &keys).await.unwrap());
    let key = keys.kept().unwrap();
    assert_eq!((key.len(), keys.writes()), (32, 1));
    drop(open(&folder, &keys).await.unwrap());
    assert_eq!((keys.kept(), keys.writes()), (Some(key), 1));
}

#[tokio::test]
async fn a_lost_key_is_not_replaced_and_its_return_opens_the_database_again() {
    let (folder, keys) = (tempfile::tempdir().unwrap(), Keys::default());
    drop(open(&folder, &keys).await.unwrap());
    let key = keys.kept();
    for lost in [None, Some(vec![0; 32]), Some(vec![0; 31]), Some(Vec::new())] {
        keys.put(lost.clone());
        assert_eq!(open(&folder, &keys).await.err(), unusable("wrong_key"));
        assert_eq!(keys.kept(), lost, "left as it was");
    }
    keys.put(key);
    open(&folder, &keys).await.unwrap();
}

#[tokio::test]
async fn a_key_store_that_fails_opens_nothing_and_leaves_no_database() {
    let (folder, keys) = (tempfile::tempdir().unwrap(), Keys::default());
    keys.fail(Some(SecretStoreError::Locked));
    assert_eq!(open(&folder, &keys).await.err(), unusable("secret_store_locked"));
    keys.fail(Some(SecretStoreError::Failed));
    assert_eq!(open(&folder, &keys).await.err(), unusable("secret_store_failed"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    keys.fail(None);
    open(&folder, &keys).await.unwrap();
}

#[tokio::test]
async fn cores_that_open_at_once_share_one_key() {
    let folders: Vec<_> = (0..4).map(|_| tempfile::tempdir().unwrap()).collect();
    let keys = Keys::default();
    let all = futures_util::future::join_all(folders.iter().map(|folder| open(folder, &keys))).await;
    assert!(all.iter().all(Result::is_ok));
    assert_eq!(keys.writes(), 1);
}
