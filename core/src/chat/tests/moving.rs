//! Files on their way: how far they are, and what is left of one that is stopped or forgotten: nothing.

use std::sync::Arc;

use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    sync::Notify,
};

use super::Scene;
use crate::{
    chat::{
        media::save,
        transfer::{self, Transfer, TransferId, TransferState, Transfers, Who},
    },
    e2ee::attachment::encrypt,
    engine::changes::{Changes, Interest},
    error::Error,
    net::{http::Http, matrix::Matrix},
    sync::tests::world::event,
};

const SIZE: usize = 100_000;

/// A homeserver that gives half of every file, and the rest when it is told to go on.
async fn halting(cipher: Vec<u8>, go_on: Arc<Notify>) -> Matrix {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut socket, _) = listener.accept().await.unwrap();
            let (cipher, go_on) = (cipher.clone(), go_on.clone());
            tokio::spawn(async move {
                let mut request = [0; 4096];
                assert!(socket.read(&mut request).await.unwrap() > 0);
                let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", cipher.len());
                let (first, rest) = cipher.split_at(cipher.len() / 2);
                socket.write_all(head.as_bytes()).await.unwrap();
                socket.write_all(first).await.unwrap();
                go_on.notified().await;
                // Whoever asked may have gone meanwhile.
                let _ = socket.write_all(rest).await;
            });
        }
    });
    let matrix = Matrix::new(Http::new(None).unwrap(), url.parse().unwrap()).unwrap();
    matrix.set_token(Some("token".into()));
    matrix
}

/// Somebody sent a file, and its homeserver halts half-way.
async fn halfway() -> (Scene, Arc<Notify>) {
    let mut cipher = Vec::new();
    let mut file = encrypt(&mut &*vec![7; SIZE], &mut cipher).unwrap().key;
    file["url"] = "mxc://x.nl/film".into();
    let go_on = Arc::<Notify>::default();
    let matrix = halting(cipher, go_on.clone()).await;
    let scene = Scene::with(vec![]).await;
    let mut scene = Scene {
        matrix: Arc::new(matrix),
        ..scene
    };
    let content = json!({ "msgtype": "m.video", "body": "film.mp4", "file": file });
    scene
        .world
        .timeline(&[event("$file", "m.room.message", "@alice:x.nl", &content)])
        .await;
    (scene, go_on)
}

fn id() -> TransferId {
    TransferId::Fetching {
        event_id: "$file".into(),
    }
}

fn now(scene: &Scene) -> Transfer {
    transfer::now(&scene.world.store, &scene.transfers, &id()).unwrap()
}

async fn half_is_here(scene: &Scene) {
    let half = Transfer {
        done: SIZE as u64 / 2,
        total: SIZE as u64,
        state: TransferState::Running,
    };
    while now(scene) != half {
        tokio::task::yield_now().await;
    }
}

fn kept(scene: &Scene) -> usize {
    std::fs::read_dir(scene.world.dir.path().join("media"))
        .unwrap()
        .count()
}

#[tokio::test]
async fn a_file_that_is_fetched_tells_how_far_it_is_until_it_is_here() {
    let (scene, go_on) = halfway().await;
    assert_eq!(now(&scene).state, TransferState::Waiting);
    let to = scene.world.dir.path().join("film.mp4");
    let media = scene.media();
    let telling = async {
        half_is_here(&scene).await;
        go_on.notify_one();
    };
    let (saved, ()) = tokio::join!(save(&media, "$file", &to), telling);
    saved.unwrap();
    assert_eq!(
        (now(&scene).state, now(&scene).done),
        (TransferState::Done, SIZE as u64)
    );
    assert_eq!(std::fs::read(&to).unwrap(), vec![7; SIZE]);
    assert_eq!(kept(&scene), 0, "what was fetched for this once is gone");
}

#[tokio::test]
async fn a_download_that_is_stopped_says_so_and_leaves_nothing() {
    let (scene, _go_on) = halfway().await;
    let to = scene.world.dir.path().join("film.mp4");
    let media = scene.media();
    let stopping = async {
        half_is_here(&scene).await;
        assert!(scene.transfers.stop(&id(), Who::User));
    };
    let (saved, ()) = tokio::join!(save(&media, "$file", &to), stopping);
    let cancelled = Error::Rejected {
        code: "cancelled".into(),
    };
    assert_eq!(saved, Err(cancelled));
    assert_eq!(now(&scene).state, TransferState::Cancelled);
    assert_eq!((to.exists(), kept(&scene)), (false, 0));
    assert!(
        !scene.transfers.stop(&id(), Who::User),
        "there is nothing left to stop"
    );
}

/// A foreign caller may lose interest at any moment and drop the call.
#[tokio::test]
async fn a_download_that_is_forgotten_leaves_nothing() {
    let (scene, _go_on) = halfway().await;
    let to = scene.world.dir.path().join("film.mp4");
    let media = scene.media();
    tokio::select! {
        saved = save(&media, "$file", &to) => panic!("half a file is none: {saved:?}"),
        () = half_is_here(&scene) => {}
    }
    assert_eq!(
        now(&scene).state,
        TransferState::Waiting,
        "the archive still wants it"
    );
    assert_eq!(
        (to.exists(), kept(&scene), scene.transfers.is_still()),
        (false, 0, true)
    );
}

#[tokio::test]
async fn a_file_that_cannot_be_saved_tells_why() {
    let scene = Scene::with(vec![super::refused("403 Forbidden", "M_FORBIDDEN")]).await;
    let (with_file, _) = halfway().await;
    let scene = Scene {
        matrix: scene.matrix.clone(),
        ..with_file
    };
    let to = scene.world.dir.path().join("film.mp4");
    assert!(save(&scene.media(), "$file", &to).await.is_err());
    let failed = TransferState::Failed {
        code: "forbidden".into(),
    };
    assert_eq!(now(&scene).state, failed);
}

#[test]
fn what_the_user_waits_for_is_told_before_what_the_archive_wants() {
    let changes = Changes::new();
    let (all, bell) = (
        Transfers::new(changes.clone()),
        changes.listen(Interest::Transfer(id())),
    );
    let rang = || futures_util::FutureExt::now_or_never(bell.rings()).is_some();
    let archive = all.begin(id(), Who::Archive, 10);
    archive.add(3);
    assert!(rang());
    let user = all.begin(id(), Who::User, 10);
    user.at(9, Some(20));
    let done = |all: &Transfers| all.of(&id()).map(|transfer| (transfer.done, transfer.total));
    assert_eq!(done(&all), Some((9, 20)));
    drop(user);
    assert_eq!(done(&all), Some((3, 10)));
    drop(archive);
    assert_eq!((done(&all), rang(), rang()), (None, true, false));
}

#[test]
fn an_older_one_that_ends_does_not_end_the_newer() {
    let all = Transfers::new(Changes::new());
    let older = all.begin(id(), Who::User, 10);
    let newer = all.begin(id(), Who::User, 20);
    older.add(5);
    older.end(TransferState::Cancelled);
    assert_eq!(all.of(&id()).unwrap().total, 20);
    newer.end(TransferState::Done);
    assert_eq!(all.of(&id()).unwrap().state, TransferState::Done);
    assert!(all.is_still());
}
