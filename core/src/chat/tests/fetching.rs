//! Design D5, D8: a file is fetched until it is here and right, or its absence is a record with a cause.

use griffie_wire::{
    ids::Sha256,
    record::{AttachmentFact, AttachmentState, Fact, GapCause},
};
use serde_json::{Value, json};

use super::{Scene, answer, refused, silence};
use crate::{
    e2ee::attachment::encrypt, route::tests::server::Raw, store::attachment, sync::tests::world::event,
};

struct Sent {
    cipher: Vec<u8>,
    event: Value,
}

/// A message of alice with an encrypted file.
fn with_file(clear: &[u8]) -> Sent {
    let mut cipher = Vec::new();
    let mut file = encrypt(&mut &*clear, &mut cipher).unwrap().key;
    file["url"] = "mxc://x.nl/file".into();
    let content = json!({ "msgtype": "m.file", "body": "besluit.pdf", "file": file, "info": { "mimetype": "application/pdf" } });
    Sent {
        cipher,
        event: event("$file", "m.room.message", "@alice:x.nl", &content),
    }
}

fn wanted(scene: &Scene) -> u64 {
    scene.world.store.read(attachment::count_wanted).unwrap()
}

fn attachments(scene: &Scene) -> Vec<AttachmentFact> {
    let facts = scene.facts().into_iter();
    facts
        .filter_map(|fact| {
            if let Fact::Attachment(fact) = fact {
                Some(fact)
            } else {
                None
            }
        })
        .collect()
}

fn gap_causes(scene: &Scene) -> Vec<GapCause> {
    let facts = scene.facts().into_iter();
    facts
        .filter_map(|fact| {
            if let Fact::Gap(gap) = fact {
                Some(gap.cause)
            } else {
                None
            }
        })
        .collect()
}

/// Says there are `length` bytes, and gives these.
fn cut(status: &str, headers: &str, length: usize, bytes: &[u8]) -> Raw {
    let head = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n{headers}connection: close\r\n\r\n");
    [head.as_bytes(), bytes].concat()
}

#[tokio::test]
async fn a_transfer_that_broke_off_goes_on_where_it_stopped() {
    let clear = b"besluit".repeat(1000);
    let Sent { cipher, event } = with_file(&clear);
    let (first, rest) = cipher.split_at(3000);
    let range = format!(
        "content-range: bytes 3000-{}/{}\r\n",
        cipher.len() - 1,
        cipher.len()
    );
    let answers = vec![
        silence(),
        cut("200 OK", "", cipher.len(), first),
        cut("206 Partial Content", &range, rest.len(), rest),
    ];
    let mut scene = Scene::with(answers).await;
    scene.world.timeline(&[event]).await;
    assert_eq!(wanted(&scene), 1);
    scene.fetch_until(|scene| wanted(scene) == 0).await;
    assert!(
        scene.homeserver.asked()[2]
            .to_lowercase()
            .contains("range: bytes=3000-")
    );
    let [fact] = &attachments(&scene)[..] else {
        panic!("one record")
    };
    assert_eq!(fact.state, AttachmentState::Stored);
    assert_eq!(
        (fact.sha256_plain, fact.sha256_stored),
        (Some(Sha256::of(&clear)), Sha256::of(&cipher))
    );
    assert_eq!(
        std::fs::read(scene.dir.path(&fact.sha256_stored)).unwrap(),
        cipher
    );
    assert_eq!(
        scene.world.store.read(attachment::count_uploads).unwrap(),
        1,
        "on its way to the archive"
    );
}

#[tokio::test]
async fn a_file_that_stays_wrong_is_a_gap() {
    let Sent { cipher, event } = with_file(b"besluit");
    let wrong = answer("200 OK", vec![0; cipher.len()]);
    let mut scene = Scene::with(vec![wrong.clone(), wrong.clone(), wrong]).await;
    scene.world.timeline(&[event]).await;
    scene.fetch_until(|scene| wanted(scene) == 0).await;
    assert_eq!(
        scene.homeserver.asked().len(),
        3,
        "fetched again before it is believed"
    );
    assert_eq!(attachments(&scene)[0].state, AttachmentState::HashMismatch);
    assert!(gap_causes(&scene).contains(&GapCause::MediaHashMismatch));
}

#[tokio::test]
async fn a_file_that_is_gone_is_a_gap_after_some_tries() {
    let Sent { event, .. } = with_file(b"besluit");
    let gone = refused("404 Not Found", "M_NOT_FOUND");
    let mut scene = Scene::with(vec![gone.clone(), gone.clone(), gone.clone(), gone]).await;
    scene.world.timeline(&[event]).await;
    scene.fetch_until(|scene| wanted(scene) == 0).await;
    assert_eq!(attachments(&scene)[0].state, AttachmentState::Missing);
    assert!(gap_causes(&scene).contains(&GapCause::MediaUnreachable));
}

#[tokio::test]
async fn an_address_that_is_none_is_a_gap_and_asks_nobody() {
    let content =
        json!({ "msgtype": "m.file", "body": "x", "file": { "url": "mxc://x.nl/../../etc/passwd" } });
    let mut scene = Scene::with(vec![]).await;
    scene
        .world
        .timeline(&[event("$file", "m.room.message", "@alice:x.nl", &content)])
        .await;
    scene.fetch_until(|scene| wanted(scene) == 0).await;
    assert_eq!(attachments(&scene)[0].state, AttachmentState::Missing);
    assert!(scene.homeserver.asked().is_empty());
}
