//! Taking back what was sent: until it may have left, and not a moment later.

use griffie_wire::record::Fact;
use serde_json::json;

use super::{Scene, ok, refused, said, silence};
use crate::{
    chat::{
        compose::FileDraft,
        row::SendState,
        transfer::{self, CancelParts, TransferId, TransferState, cancel_send},
    },
    error::Error,
    store::queue,
    sync::tests::world::ROOM,
};

impl Scene {
    async fn cancel(&self, txn_id: &str) -> Result<(), Error> {
        let parts = CancelParts {
            store: &self.world.store,
            clock: &self.world.clock,
            dir: &self.dir,
            wakes: &self.wakes,
            changes: &self.changes,
            transfers: &self.transfers,
        };
        Ok(cancel_send(&parts, txn_id).await?)
    }

    fn state(&self, txn_id: &str) -> SendState {
        self.composer().outcome(txn_id).unwrap()
    }

    fn attempts(&self) -> u32 {
        let heads = self.world.store.read(queue::heads).unwrap();
        heads.first().map_or(0, |head| head.attempts)
    }

    /// Errors of the send results that are journaled.
    fn results(&self) -> Vec<Option<String>> {
        let results = self.facts().into_iter().filter_map(|fact| match fact {
            Fact::SendResult(result) => Some(result.error),
            _ => None,
        });
        results.collect()
    }
}

fn already(code: &str) -> Result<(), Error> {
    Err(Error::Rejected { code: code.into() })
}

#[tokio::test]
async fn what_waits_is_taken_back_and_both_stand_in_the_journal() {
    let scene = Scene::with(vec![ok(&json!({ "event_id": "$2" }))]).await;
    let first = scene.composer().text(ROOM, &said("vergissing")).await.unwrap();
    scene.composer().text(ROOM, &said("goed")).await.unwrap();
    scene.cancel(&first.txn_id).await.unwrap();
    assert_eq!(scene.state(&first.txn_id), SendState::Cancelled);
    assert_eq!(scene.world.texts()[1..], ["goed"], "nothing of it is shown");
    scene.cancel(&first.txn_id).await.unwrap();
    assert_eq!(
        scene.results(),
        [Some("cancelled".to_owned())],
        "once, however often it is asked"
    );
    scene.send_until(|scene| scene.results().len() == 2).await;
    assert_eq!(scene.homeserver.asked().len(), 1, "only the other message left");
    let intents = scene.kinds().into_iter().filter(|kind| *kind == "send_intent");
    assert_eq!(intents.count(), 2, "what was meant to be sent stays evidence");
}

#[tokio::test]
async fn a_message_that_found_no_network_can_still_be_taken_back() {
    let scene = Scene::with(vec![]).await;
    let sent = scene.composer().text(ROOM, &said("offline")).await.unwrap();
    let waits_again = |scene: &Scene| scene.attempts() >= 2 && scene.state(&sent.txn_id) == SendState::Queued;
    scene.send_until(waits_again).await;
    scene.cancel(&sent.txn_id).await.unwrap();
    assert_eq!(scene.state(&sent.txn_id), SendState::Cancelled);
}

#[tokio::test]
async fn a_message_that_the_homeserver_would_not_take_yet_can_be_taken_back() {
    let later = super::answer(
        "429 Too Many Requests",
        json!({ "errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 600_000 }).to_string(),
    );
    let scene = Scene::with(vec![later]).await;
    let sent = scene.composer().text(ROOM, &said("te vlug")).await.unwrap();
    scene.send_until(|scene| scene.attempts() == 1).await;
    scene.cancel(&sent.txn_id).await.unwrap();
}

#[tokio::test]
async fn a_message_whose_answer_was_lost_may_have_left_and_stays_so() {
    // The first answer is lost on the way; after that nobody is there at all, which proves nothing about the first try.
    let scene = Scene::with(vec![silence()]).await;
    let sent = scene.composer().text(ROOM, &said("misschien")).await.unwrap();
    scene.send_until(|scene| scene.attempts() >= 3).await;
    assert_eq!(scene.homeserver.asked().len(), 1);
    assert_eq!(scene.state(&sent.txn_id), SendState::Sending);
    assert_eq!(scene.cancel(&sent.txn_id).await, already("already_sent"));
    assert_eq!(scene.results(), []);
}

#[tokio::test]
async fn what_was_sent_refused_or_never_written_is_not_taken_back() {
    let scene = Scene::with(vec![
        ok(&json!({ "event_id": "$1" })),
        refused("403 Forbidden", "M_FORBIDDEN"),
    ])
    .await;
    let sent = scene.composer().text(ROOM, &said("een")).await.unwrap();
    let failed = scene.composer().text(ROOM, &said("twee")).await.unwrap();
    scene.send_until(|scene| scene.results().len() == 2).await;
    assert_eq!(scene.cancel(&sent.txn_id).await, already("already_sent"));
    assert_eq!(scene.cancel(&failed.txn_id).await, already("already_failed"));
    assert_eq!(scene.cancel("griffie-0").await, already("no_such_message"));
    assert_eq!(scene.results().len(), 2);
}

#[tokio::test]
async fn a_file_that_is_being_uploaded_stops_and_leaves_nothing() {
    let scene = Scene::with(vec![]).await;
    // A homeserver that takes the connection and then says nothing: the upload hangs for as long as it takes.
    let deaf = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", deaf.local_addr().unwrap());
    let matrix =
        crate::net::matrix::Matrix::new(crate::net::http::Http::new(None).unwrap(), url.parse().unwrap());
    let matrix = matrix.unwrap();
    matrix.set_token(Some("token".into()));
    let scene = Scene {
        matrix: std::sync::Arc::new(matrix),
        ..scene
    };
    let path = scene.world.dir.path().join("film.bin");
    std::fs::write(&path, vec![7; 100_000]).unwrap();
    let draft = FileDraft {
        path,
        caption: None,
        mime: None,
    };
    let sent = scene.composer().file(ROOM, &draft).await.unwrap();
    let id = TransferId::Sending {
        txn_id: sent.txn_id.clone(),
    };
    let now = |scene: &Scene| transfer::now(&scene.world.store, &scene.transfers, &id).unwrap();
    assert_eq!(
        (now(&scene).state, now(&scene).total),
        (TransferState::Waiting, 100_000)
    );
    scene
        .send_until(|scene| now(scene).state == TransferState::Running)
        .await;
    let running = async {
        scene
            .send_until(|scene| {
                scene.state(&sent.txn_id) == SendState::Cancelled && scene.transfers.is_still()
            })
            .await;
    };
    let cancelling = async {
        while now(&scene).state != TransferState::Running {
            tokio::task::yield_now().await;
        }
        scene.cancel(&sent.txn_id).await.unwrap();
    };
    tokio::join!(running, cancelling);
    assert_eq!(now(&scene).state, TransferState::Cancelled);
    let left = std::fs::read_dir(scene.world.dir.path().join("media"))
        .unwrap()
        .count();
    assert_eq!(left, 0, "the own copy is gone");
    assert_eq!(scene.results(), [Some("cancelled".to_owned())]);
}

#[tokio::test]
async fn only_pictures_are_sent_as_pictures() {
    let scene = Scene::with(vec![]).await;
    let place = scene.world.dir.path();
    let write = |name: &str, bytes: &[u8]| {
        let path = place.join(name);
        std::fs::write(&path, bytes).unwrap();
        FileDraft {
            path,
            caption: None,
            mime: Some("image/png".into()),
        }
    };
    let text = write("foto.png", b"geen foto");
    let error = Error::from(scene.composer().picture(ROOM, &text).await.unwrap_err());
    assert_eq!(Err(error), already("not_a_picture"));
    assert!(scene.kinds().is_empty(), "nothing was journaled");
    let gif = write("foto.dat", &[&b"GIF89a\x40\x01\xf0\x00"[..], &[0; 20]].concat());
    scene.composer().picture(ROOM, &gif).await.unwrap();
    let last = scene.world.lines().pop().unwrap();
    let crate::chat::row::RowContent::File(file) = last.content else {
        panic!("no file");
    };
    assert_eq!(
        (file.media_type.as_deref(), file.width, file.height),
        (Some("image/gif"), Some(320), Some(240))
    );
}
