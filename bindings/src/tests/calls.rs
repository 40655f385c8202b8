//! Calls that are dropped, that panic, and that come too late.

use std::time::Duration;

use futures_util::FutureExt;
use griffie_core::clock::{Clock, SystemClock};
use tokio::sync::oneshot;

use super::kit;
use crate::{GriffieError, RoomId, call::to_its_end};

#[tokio::test]
async fn work_that_nobody_waits_for_any_more_is_done_all_the_same() {
    let (go, gone) = oneshot::channel::<()>();
    let (done, finished) = oneshot::channel();
    let call = to_its_end(async move {
        let _ = gone.await;
        // After the waiter went away.
        done.send(()).map_err(|()| GriffieError::StorageFull)
    });
    assert!(call.now_or_never().is_none(), "dropped while it waits");
    go.send(()).unwrap();
    finished.await.unwrap();
}

#[tokio::test]
async fn a_panic_is_an_error_with_an_id_and_the_next_call_works() {
    let panics = to_its_end::<()>(async { panic!("on purpose") });
    assert!(matches!(panics.await, Err(GriffieError::Bug { id }) if id.starts_with("panicked-")));
    assert_eq!(to_its_end(async { Ok(7) }).await, Ok(7));
}

#[tokio::test]
async fn dropping_an_open_at_any_await_leaves_a_folder_that_opens() {
    for turns in 0..6 {
        let folder = tempfile::tempdir().unwrap();
        let keys = kit::Keys::default();
        {
            let mut open = Box::pin(kit::open(&folder, &keys));
            for _ in 0..turns {
                let _ = futures_util::poll!(&mut open);
                tokio::task::yield_now().await;
            }
        }
        // The dropped open may still be at it, with the folder locked.
        let clock = SystemClock::default();
        loop {
            match kit::open(&folder, &keys).await {
                Ok(_) => break,
                Err(GriffieError::StorageUnusable { reason }) if reason == "in_use" => {
                    clock.sleep(Duration::from_millis(20)).await;
                }
                Err(error) => panic!("{error}"),
            }
        }
        assert_eq!(keys.writes(), 1, "one key for good");
    }
}

#[tokio::test]
async fn what_is_left_of_a_closed_core_says_so_and_does_not_hold_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let keys = kit::Keys::default();
    let griffie = kit::open(&folder, &keys).await.unwrap();
    let room = griffie.room(RoomId("!dijk:example.nl".to_owned())).unwrap();
    let timeline = room.timeline().unwrap();
    drop(griffie);
    let closed = |error: GriffieError| {
        error
            == GriffieError::Rejected {
                reason: "closed".to_owned(),
            }
    };
    assert!(room.members().await.is_err_and(closed));
    assert!(room.timeline().is_err_and(closed));
    assert!(timeline.rows().await.is_err_and(closed));
    assert!(timeline.load_earlier(10).await.is_err_and(closed));
    kit::open(&folder, &keys).await.unwrap();
}

#[tokio::test]
async fn before_activation_everything_that_needs_a_user_says_who_is_missing() {
    let (_folder, griffie) = kit::fresh().await;
    let room = griffie.room(RoomId("!dijk:example.nl".to_owned())).unwrap();
    assert_eq!(griffie.start().await, Err(GriffieError::NotSignedIn));
    assert_eq!(griffie.sign_out().await.err(), Some(GriffieError::NotSignedIn));
    assert_eq!(room.typing(true).await, Err(GriffieError::NotSignedIn));
    assert_eq!(griffie.stop().await, Ok(()));
    assert!(griffie.rooms().await.unwrap().is_empty());
}
