//! Small pictures of files that came: from the picture here, from the sender's thumbnail, from the homeserver; and none of what is none.

use std::sync::Arc;

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use super::{Scene, answer};
use crate::{
    chat::media::thumbnail,
    e2ee::attachment::encrypt,
    error::Error,
    net::{http::Http, matrix::Matrix},
    store::attachment,
    sync::tests::world::event,
};

fn picture(side: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let pixels = vec![200; usize::from(side) * usize::from(side)];
    jpeg_encoder::Encoder::new(&mut bytes, 90)
        .encode(&pixels, side, side, jpeg_encoder::ColorType::Luma)
        .unwrap();
    bytes
}

/// A file as Matrix encrypts it: what an event says of it, and what the homeserver has.
fn file(clear: &[u8], mxc: &str) -> (Value, Vec<u8>) {
    let mut cipher = Vec::new();
    let mut file = encrypt(&mut &*clear, &mut cipher).unwrap().key;
    file["url"] = mxc.into();
    (file, cipher)
}

fn said(content: &Value) -> Value {
    event("$file", "m.room.message", "@alice:x.nl", content)
}

async fn side(scene: &Scene, edge: u32) -> Result<Option<u16>, Error> {
    let picture = thumbnail(&scene.media(), "$file", edge).await?;
    Ok(picture.map(|picture| {
        let mut decoder = jpeg_decoder::Decoder::new(&*picture);
        decoder.read_info().unwrap();
        decoder.info().unwrap().width
    }))
}

/// Files in the media directory.
fn kept(scene: &Scene) -> usize {
    std::fs::read_dir(scene.world.dir.path().join("media"))
        .unwrap()
        .count()
}

async fn fetched(scene: &Scene) {
    scene
        .fetch_until(|scene| scene.world.store.read(attachment::count_wanted).unwrap() == 0)
        .await;
}

#[tokio::test]
async fn a_picture_that_is_here_is_shrunk_without_a_network_and_leaves_nothing_readable() {
    let (file, cipher) = file(&picture(200), "mxc://x.nl/1");
    let mut scene = Scene::with(vec![answer("200 OK", &cipher)]).await;
    let content = json!({ "msgtype": "m.image", "body": "foto.jpg", "file": file, "info": { "mimetype": "image/jpeg" } });
    scene.world.timeline(&[said(&content)]).await;
    fetched(&scene).await;
    assert_eq!(side(&scene, 50).await, Ok(Some(50)));
    assert_eq!((scene.homeserver.asked().len(), kept(&scene)), (1, 1));
}

#[tokio::test]
async fn the_senders_thumbnail_serves_until_it_is_too_small() {
    let (large, large_cipher) = file(&picture(400), "mxc://x.nl/large");
    let (small, small_cipher) = file(&picture(60), "mxc://x.nl/small");
    let scene = Scene::with(vec![]).await;
    let mut scene = Scene {
        matrix: Arc::new(serving(vec![("/large", large_cipher), ("/small", small_cipher)]).await),
        ..scene
    };
    let content = json!({ "msgtype": "m.image", "body": "foto.jpg", "file": large,
        "info": { "mimetype": "image/jpeg", "thumbnail_file": small } });
    scene.world.timeline(&[said(&content)]).await;
    fetched(&scene).await;
    assert_eq!(side(&scene, 40).await, Ok(Some(40)));
    assert_eq!(side(&scene, 300).await, Ok(Some(300)), "from the picture itself");
}

/// A homeserver that has these files, by the end of their path, however many ask at a time.
async fn serving(files: Vec<(&'static str, Vec<u8>)>) -> Matrix {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut socket, _) = listener.accept().await.unwrap();
            let mut request = vec![0; 4096];
            let length = socket.read(&mut request).await.unwrap();
            let request = String::from_utf8_lossy(&request[..length]).into_owned();
            let path = request.split(' ').nth(1).unwrap();
            let (_, bytes) = files.iter().find(|(end, _)| path.ends_with(end)).unwrap();
            socket.write_all(&answer("200 OK", bytes)).await.unwrap();
        }
    });
    let matrix = Matrix::new(Http::new(None).unwrap(), url.parse().unwrap()).unwrap();
    matrix.set_token(Some("token".into()));
    matrix
}

#[tokio::test]
async fn a_film_shows_the_picture_that_came_with_it_and_is_never_fetched_for_one() {
    let (film, _) = file(b"film", "mxc://x.nl/film");
    let (small, small_cipher) = file(&picture(60), "mxc://x.nl/small");
    let mut scene = Scene::with(vec![answer("200 OK", &small_cipher)]).await;
    let content = json!({ "msgtype": "m.video", "body": "film.mp4", "file": film,
        "info": { "mimetype": "video/mp4", "thumbnail_file": small } });
    scene.world.timeline(&[said(&content)]).await;
    assert_eq!(side(&scene, 300).await, Ok(Some(60)), "as large as it is");
    assert!(scene.homeserver.asked()[0].contains("/small"));
    assert_eq!(kept(&scene), 0, "what was fetched for this once is gone");
}

#[tokio::test]
async fn what_is_no_picture_has_no_thumbnail_and_asks_nobody() {
    let (pdf, _) = file(b"%PDF", "mxc://x.nl/pdf");
    let mut scene = Scene::with(vec![]).await;
    let content = json!({ "msgtype": "m.file", "body": "a.pdf", "file": pdf, "info": { "mimetype": "application/pdf" } });
    scene.world.timeline(&[said(&content)]).await;
    assert_eq!(side(&scene, 50).await, Ok(None));
    assert_eq!(thumbnail(&scene.media(), "$nowhere", 50).await, Ok(None));
}

#[tokio::test]
async fn a_picture_that_is_not_the_one_the_event_names_is_not_shown() {
    let (named, _) = file(&picture(100), "mxc://x.nl/1");
    let (_, other) = file(&picture(100), "mxc://x.nl/1");
    let mut scene = Scene::with(vec![answer("200 OK", &other)]).await;
    let content = json!({ "msgtype": "m.image", "body": "foto.jpg", "file": named });
    scene.world.timeline(&[said(&content)]).await;
    let refused = Error::Rejected {
        code: "hash_mismatch".into(),
    };
    assert_eq!(side(&scene, 50).await, Err(refused));
    assert_eq!(kept(&scene), 0);
}
