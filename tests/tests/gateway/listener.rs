//! The public listener: where it may listen, slow and broken peers, routes that are not there.

use std::{io::Read as _, io::Write as _, net::TcpStream};

use griffie_wire::problem::ProblemKind;

use crate::kit::World;

#[test]
fn plain_http_is_refused_outside_loopback() {
    let world = World::made();
    let output = world.try_command(&["serve", "--listen", "0.0.0.0:0"]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("plain HTTP is for loopback addresses only"));
}

#[test]
fn unknown_addresses_and_methods_are_problems() {
    let world = World::new();
    for target in [
        "/",
        "/v1",
        "/v1/",
        "/v1/nothing",
        "/heapdump",
        "/management/heapdump",
        "/actuator",
        "/debug/vars",
    ] {
        assert_eq!(world.get(target).problem(), ProblemKind::NotFound, "{target}");
    }
    let answer = world.client().send("DELETE", "/v1/activate", &[], b"").unwrap();
    assert_eq!(answer.problem(), ProblemKind::MethodNotAllowed);
    assert_eq!(world.get("/v1/activate").problem(), ProblemKind::MethodNotAllowed);
}

#[test]
fn the_openapi_document_is_served() {
    let world = World::new();
    let document: serde_json::Value = world.get("/openapi.json").json();
    assert_eq!(document["openapi"], "3.1.0");
}

#[test]
fn a_page_of_html_instead_of_json_is_a_bad_request() {
    let world = World::new();
    let answer = world.client().send(
        "POST",
        "/v1/activate",
        &[],
        b"<html><body>proxy error</body></html>",
    );
    assert_eq!(answer.unwrap().problem(), ProblemKind::BadRequest);
}

#[test]
fn a_peer_that_never_finishes_its_head_is_cut_off_and_others_are_served() {
    let world = World::new();
    let mut slow = TcpStream::connect(world.url.strip_prefix("http://").unwrap()).unwrap();
    slow.write_all(b"GET /health HTTP/1.1\r\nx-slow: ").unwrap();
    assert_eq!(world.get("/health").status, 200);
    slow.set_read_timeout(Some(std::time::Duration::from_secs(40)))
        .unwrap();
    let mut rest = Vec::new();
    // Closed by the gateway; a timeout here would be an error.
    slow.read_to_end(&mut rest).unwrap();
}

#[test]
fn too_many_connections_wait_and_do_not_hurt() {
    let world = World::with(|settings| settings["limits"]["connections"] = 4.into());
    let mut held: Vec<_> = (0..4).map(|_| world.client()).collect();
    for client in &mut held {
        assert_eq!(client.send("GET", "/health", &[], b"").unwrap().status, 200);
    }
    let waiting = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| world.get("/health").status);
        held.clear();
        waiting.join().unwrap()
    });
    assert_eq!(waiting, 200);
}

#[test]
fn a_head_too_large_is_refused() {
    let world = World::new();
    let huge = "x".repeat(100_000);
    let answer = world.client().send("GET", "/health", &[("x-huge", huge)], b"");
    assert!(answer.is_err() || answer.unwrap().status == 431);
    assert_eq!(world.get("/health").status, 200);
}
