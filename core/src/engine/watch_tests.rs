//! Watching a whole core: from any thread, and never holding it up or open.

use std::sync::{Arc, mpsc};

use super::{Griffie, OpenOptions, SignInState};
use crate::{
    chat::transfer::{TransferId, TransferState},
    outbox::Light,
    store::StoreKey,
    watch::Diff,
};

async fn opened(place: &std::path::Path) -> Griffie {
    let options = OpenOptions {
        data_dir: place.to_owned(),
        key: StoreKey::from_bytes([7; 32]),
        extra_ca_pem: None,
        platform: None,
    };
    Griffie::open(options).await.unwrap()
}

/// A foreign screen calls from a thread that knows nothing of async.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_screen_may_be_watched_from_any_thread_and_begins_with_what_there_is() {
    let place = tempfile::tempdir().unwrap();
    let griffie = opened(place.path()).await;
    let watching = griffie.clone();
    let told = std::thread::spawn(move || {
        let (tell, told) = mpsc::channel();
        let say = |what: fn(String) -> String| {
            let tell = tell.clone();
            move |state: String| {
                tell.send(what(state)).unwrap();
                Ok(())
            }
        };
        let rooms = say(|state| format!("rooms {state}"));
        let members = say(|state| format!("members {state}"));
        let lines = say(|state| format!("lines {state}"));
        let archive = say(|state| format!("archive {state}"));
        let life = say(|state| format!("life {state}"));
        let sending = say(|state| format!("sending {state}"));
        let id = TransferId::Sending {
            txn_id: "griffie-0".into(),
        };
        let window = watching.watch_timeline("!r:x");
        let _all = [
            watching.watch_rooms(move |steps| rooms(format!("{}", steps == [Diff::Reset(Vec::new())]))),
            watching.watch_members("!r:x", move |steps| {
                members(format!("{}", steps == [Diff::Reset(Vec::new())]))
            }),
            window
                .watch(move |steps| lines(format!("{}", steps == [Diff::Reset(Vec::new())])))
                .unwrap(),
            watching.watch_archive(move |state| archive(format!("{}", state.light == Light::Green))),
            watching.watch_sign_in(move |state| life(format!("{}", state == SignInState::New))),
            watching.watch_transfer(&id, move |state| {
                sending(format!("{}", state.state == TransferState::Waiting))
            }),
        ];
        let mut all: Vec<String> = (0..6).map(|_| told.recv().unwrap()).collect();
        all.sort();
        all
    });
    let told = tokio::task::spawn_blocking(|| told.join().unwrap())
        .await
        .unwrap();
    let expected = ["archive", "life", "lines", "members", "rooms", "sending"];
    assert_eq!(told, expected.map(|what| format!("{what} true")));
}

/// Whoever forgets a subscription, or blocks in one for ever, keeps no database open.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn watching_does_not_hold_the_core_open() {
    let place = tempfile::tempdir().unwrap();
    let griffie = opened(place.path()).await;
    let (began, begins) = mpsc::channel();
    let (_never, waits) = mpsc::channel::<()>();
    let forgotten = griffie.watch_rooms(|_| Ok(()));
    let blocked = griffie.watch_sign_in(move |_| {
        began.send(()).unwrap();
        waits.recv().map_err(|_| crate::watch::DeliveryFailed)
    });
    begins.recv().unwrap();
    let parts = Arc::downgrade(&griffie.parts);
    let window = griffie.watch_timeline("!r:x");
    drop(griffie);
    while parts.upgrade().is_some() {
        tokio::task::yield_now().await;
    }
    let closed = crate::error::Error::Rejected {
        code: "closed".into(),
    };
    assert_eq!(window.load_earlier(1).await, Err(closed));
    drop(opened(place.path()).await);
    drop((forgotten, blocked));
}
