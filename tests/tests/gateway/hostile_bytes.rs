//! Arbitrary bytes on every route, signed and not: never a 5xx, never the end of the gateway.

use griffie_wire::ids::Sha256;
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};

use crate::kit::{Client, Device, Response, World};

fn targets(device: &Device) -> Vec<(&'static str, String)> {
    let sha256 = Sha256::of(b"x");
    vec![
        ("POST", "/v1/activate".into()),
        ("POST", device.path("login")),
        ("GET", device.path("config")),
        ("PUT", device.object_path(1)),
        ("HEAD", device.path(&format!("attachments/{sha256}"))),
        ("PUT", device.path(&format!("attachments/{sha256}"))),
        ("GET", device.path("receipts")),
        ("GET", "/v1/log/checkpoint".into()),
        ("GET", "/v1/log/tile/0/000".into()),
    ]
}

/// Text that can stand in a request line or a header without ending it.
fn visible() -> impl Strategy<Value = String> {
    prop_oneof!["[!-~]{0,60}", "[0-9]{0,25}", "[a-z0-9%/?&=.-]{0,60}"]
}

fn check(answer: std::io::Result<Response>, client: &mut Client, world: &World) {
    match answer {
        Ok(answer) => {
            assert!(
                answer.status < 500,
                "{} {}",
                answer.status,
                String::from_utf8_lossy(&answer.body)
            );
            if answer.header("connection") == Some("close") {
                *client = world.client();
            }
        }
        // Not HTTP any more: the gateway may hang up, it must not die.
        Err(_) => *client = world.client(),
    }
}

#[test]
fn no_bytes_on_any_route_give_a_server_error() {
    let world = World::new();
    let device = world.device(5);
    let targets = targets(&device);
    let client = std::cell::RefCell::new(world.client());
    let mut runner = TestRunner::new(Config {
        cases: 600,
        failure_persistence: None,
        ..Config::default()
    });
    let input = (
        prop::sample::select(targets),
        prop::collection::vec(any::<u8>(), 0..300),
        visible(),
        prop_oneof![
            Just("upload-offset"),
            Just("upload-length"),
            Just("content-digest"),
            Just("x")
        ],
        visible(),
        0..4_u8,
    );
    let result = runner.run(&input, |((method, target), body, text, name, value, way)| {
        let target = match way {
            0 => format!("{target}?{text}"),
            1 => format!("{}/{text}", target.rsplit_once('/').unwrap().0),
            _ => target,
        };
        let mut headers = if way < 3 {
            device.sign(method, &target, &body)
        } else {
            Vec::new()
        };
        headers.push((name, value));
        let mut client = client.borrow_mut();
        let answer = client.send(method, &target, &headers, &body);
        check(answer, &mut client, &world);
        Ok(())
    });
    result.unwrap();
    assert_eq!(world.get("/health").status, 200);
    assert_eq!(
        device
            .puts(&world, 1, &device.object(&world, 1, b"x").bytes)
            .status,
        201
    );
}

#[test]
fn bytes_that_are_no_http_do_not_hurt() {
    let world = World::new();
    let mut runner = TestRunner::new(Config {
        cases: 60,
        failure_persistence: None,
        ..Config::default()
    });
    let input = prop::collection::vec(any::<u8>(), 1..2000);
    let result = runner.run(&input, |bytes| {
        let mut client = world.client();
        let _ = client.raw(&[&bytes[..], b"\r\n\r\n"].concat());
        if let Ok(answer) = client.answer("GET") {
            assert!(answer.status < 500);
        }
        Ok(())
    });
    result.unwrap();
    assert_eq!(world.get("/health").status, 200);
}

#[test]
fn hostile_json_is_a_bad_request() {
    let world = World::new();
    let deep = "[".repeat(60_000);
    for body in [
        deep.as_str(),
        "{\"code\": 1e999}",
        "{\"code\":\"\\ud800\"}",
        "null",
        "[]",
        "",
        "{\"code\":12345678901234567890123}",
    ] {
        let answer = world
            .client()
            .send("POST", "/v1/activate", &[], body.as_bytes())
            .unwrap();
        assert_eq!(answer.status, 400, "{body:.20}");
        assert_eq!(
            world.internal("POST", "/verdicts", body.as_bytes()).status,
            400,
            "{body:.20}"
        );
    }
}
