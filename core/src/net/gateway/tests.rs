//! Signed requests, fail-over and what a gateway's clock teaches, against prepared answers.

use std::sync::Arc;

use griffie_wire::{
    ids::{DeviceId, Epoch, Millis, Seq, Sha256},
    key::SigningKey,
    problem::ProblemKind,
    request::verify_request,
};

use super::{Gateway, Held, Way};
use crate::{
    clock::TestClock,
    net::http::Http,
    route::tests::server::{Script, answer, json, problem},
};

const NOW: Millis = Millis(1_790_000_000_000);
const DEVICE: DeviceId = DeviceId::from_bytes([8; 16]);

fn key() -> SigningKey {
    SigningKey::from_seed(&[5; 32])
}

fn gateway(urls: Vec<String>) -> Gateway {
    let way = Way::new(Http::new(None).unwrap(), Arc::new(TestClock::at(NOW)), urls, 0);
    Gateway::new(way, DEVICE, key())
}

/// Invariant 5: what is on the wire proves the device's key over this very request, and nothing else.
#[tokio::test]
async fn every_request_is_signed_over_method_path_and_body() {
    let server = Script::with(vec![answer("201 Created", "receipt")]).await;
    let gateway = gateway(vec![format!("{}/griffie", server.url)]);
    gateway
        .put_object(Epoch::from_bytes([9; 16]), Seq(3), b"sealed".to_vec().into())
        .await
        .unwrap();
    let asked = server.asked().remove(0);
    let (head, body) = asked.split_once("\r\n\r\n").unwrap();
    let mut lines = head.lines();
    let mut request = lines.next().unwrap().split(' ');
    let (method, path) = (request.next().unwrap(), request.next().unwrap());
    assert!(
        path.starts_with("/griffie/v1/devices/"),
        "the path under the base is kept: {path}"
    );
    let header = |name: &str| {
        let line = head
            .lines()
            .find(|line| line.to_lowercase().starts_with(&format!("{name}:")));
        line.and_then(|line| line.split_once(": "))
            .map(|(_, value)| value)
    };
    let digest = Sha256::of(body.as_bytes());
    let known = |device: &DeviceId| (*device == DEVICE).then(|| key().public());
    let verified = verify_request(method, path, header, &digest, known).unwrap();
    assert_eq!((verified.device, verified.created_s), (DEVICE, NOW.0 / 1000));
    let other = Sha256::of(b"other");
    assert!(verify_request(method, path, header, &other, known).is_err());
    assert!(verify_request("GET", path, header, &digest, known).is_err());
}

#[tokio::test]
async fn a_gateway_that_fails_is_left_for_the_next_at_once_and_a_refusal_is_not() {
    let page = answer("200 OK", "<html>Log in to the hotel network</html>");
    for bad in [answer("502 Bad Gateway", "<html>"), page, Vec::new()] {
        let first = Script::with(vec![bad]).await;
        let refused = problem(ProblemKind::Quota);
        let second = Script::with(vec![refused.clone(), refused]).await;
        let gateway = gateway(vec![first.url.clone(), second.url.clone()]);
        let codes = [gateway.config().await, gateway.config().await].map(|answer| answer.unwrap_err().code());
        assert_eq!(codes, ["quota", "quota"]);
        assert_eq!((first.asked().len(), second.asked().len()), (1, 2));
    }
}

#[tokio::test]
async fn a_call_fails_once_every_gateway_has_failed_and_the_next_begins_with_the_first() {
    let bad = || vec![answer("502 x", ""), answer("503 x", "")];
    let (first, second) = (Script::with(bad()).await, Script::with(bad()).await);
    let gateway = gateway(vec![first.url.clone(), second.url.clone()]);
    assert_eq!(gateway.config().await.unwrap_err().code(), "http_502");
    assert_eq!((first.asked().len(), second.asked().len()), (1, 1));
    assert_eq!(gateway.config().await.unwrap_err().code(), "http_503");
    assert_eq!((first.asked().len(), second.asked().len()), (2, 2));
}

/// An answer to HEAD has no body, so its 404 cannot say that it is an answer: it is one all the same.
#[tokio::test]
async fn a_gateway_without_the_file_is_not_a_gateway_that_fails() {
    let first = Script::with(vec![answer("404 x", ""), answer("404 x", "")]).await;
    let second = Script::with(vec![answer("200 OK", "")]).await;
    let gateway = gateway(vec![first.url.clone(), second.url.clone()]);
    for _ in 0..2 {
        let held = gateway.attachment_held(&Sha256::of(b"file")).await.unwrap();
        assert_eq!(held, Held::UpTo(0));
    }
    assert_eq!((first.asked().len(), second.asked().len()), (2, 0));
}

#[tokio::test]
async fn a_wrong_clock_is_told_once_and_then_known() {
    let server_time = NOW.0 - 315_360_000_000;
    let skew = ProblemKind::ClockSkew.problem().with_server_time(server_time);
    let skewed = answer("400 x", serde_json::to_vec(&skew).unwrap());
    let server = Script::with(vec![skewed.clone(), skewed]).await;
    let gateway = gateway(vec![server.url.clone()]);
    // A gateway that insists is not asked for ever.
    assert_eq!(gateway.config().await.unwrap_err().code(), "clock_skew");
    assert_eq!(gateway.way().now(), Millis(server_time));
    let created: Vec<_> = server
        .asked()
        .iter()
        .map(|asked| {
            asked
                .split("created=")
                .nth(1)
                .unwrap()
                .split(';')
                .next()
                .unwrap()
                .parse::<u64>()
                .unwrap()
        })
        .collect();
    assert_eq!(created, [NOW.0 / 1000, server_time / 1000]);
}

#[tokio::test]
async fn nonces_do_not_repeat() {
    let empty = json(&serde_json::json!({ "items": [], "next": 0 }));
    let server = Script::with(vec![empty; 8]).await;
    let gateway = gateway(vec![server.url.clone()]);
    for _ in 0..8 {
        gateway.receipts(0, 10).await.unwrap();
    }
    let nonce = |asked: &String| {
        asked
            .split("nonce=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned()
    };
    let mut nonces: Vec<_> = server.asked().iter().map(nonce).collect();
    nonces.sort();
    nonces.dedup();
    assert_eq!(nonces.len(), 8);
}

#[tokio::test]
async fn an_upload_is_taken_up_where_it_broke_off() {
    let partial =
        b"HTTP/1.1 206 x\r\nupload-offset: 7\r\nconnection: close\r\ncontent-length: 0\r\n\r\n".to_vec();
    let moved = b"HTTP/1.1 204 x\r\nupload-offset: 10\r\nconnection: close\r\n\r\n".to_vec();
    let whole = b"HTTP/1.1 201 x\r\nupload-offset: 12\r\nconnection: close\r\n\r\n".to_vec();
    let answers = vec![
        partial,
        moved,
        problem(ProblemKind::UploadOffset),
        whole,
        answer("404 x", ""),
        answer("200 OK", "<html>Log in"),
    ];
    let server = Script::with(answers).await;
    let gateway = gateway(vec![server.url.clone()]);
    let digest = Sha256::of(b"file");
    assert_eq!(gateway.attachment_held(&digest).await.unwrap(), Held::UpTo(7));
    let put = |at| gateway.put_attachment(&digest, at, 12, b"abc".to_vec().into());
    assert_eq!(put(7).await.unwrap(), Some(Held::UpTo(10)));
    assert_eq!(put(7).await.unwrap(), None, "another offset: ask again");
    assert_eq!(put(10).await.unwrap(), Some(Held::Complete));
    assert_eq!(gateway.attachment_held(&digest).await.unwrap(), Held::UpTo(0));
    let page = gateway.attachment_held(&digest).await.unwrap_err();
    assert_eq!(page.code(), "not_the_answer", "a page is no word on a file");
    assert!(server.asked()[1].to_lowercase().contains("upload-offset: 7\r\n"));
}
