//! The companion's protocol, with the real binary over real pipes: what it answers to callers who do it wrong.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod caller;

use caller::Companion;
use serde_json::{Value, json};

fn code(answer: &Value) -> (i64, &str) {
    let error = &answer["error"];
    (
        error["code"].as_i64().unwrap(),
        error["data"]["code"].as_str().unwrap(),
    )
}

#[test]
fn what_is_no_request_gets_the_code_of_the_specification() {
    let mut companion = Companion::start();
    companion.line("{ this is not json");
    assert_eq!(code(&companion.answer()), (-32_700, "parse_error"));
    companion.line("[]");
    assert_eq!(code(&companion.answer()), (-32_600, "invalid_request"));
    companion.line(r#"{"jsonrpc":"2.0","id":3,"method":"hack.the.planet"}"#);
    let answer = companion.answer();
    assert_eq!(
        (code(&answer), &answer["id"]),
        ((-32_601, "method_not_found"), &json!(3))
    );
    companion.line(r#"{"jsonrpc":"2.0","id":"x","method":"send.text","params":{"room":"!r:x"}}"#);
    let answer = companion.answer();
    assert_eq!(
        (code(&answer), &answer["id"]),
        ((-32_602, "invalid_params"), &json!("x"))
    );
    companion.line(r#"{"jsonrpc":"2.0","id":4,"method":"status","params":["positional"]}"#);
    assert_eq!(code(&companion.answer()), (-32_602, "invalid_params"));
}

#[test]
fn a_line_that_is_too_long_is_refused_and_the_next_one_served() {
    let mut companion = Companion::start();
    companion.line(&"x".repeat((1 << 20) + 1));
    assert_eq!(code(&companion.answer()), (-32_600, "invalid_request"));
    assert_eq!(companion.call("status", &json!({}))["result"]["state"], "new");
}

#[test]
fn empty_lines_and_bytes_that_are_no_text_do_no_harm() {
    let mut companion = Companion::start();
    companion.bytes(b"\n \r\n\xff\xfe\x00\n");
    assert_eq!(code(&companion.answer()), (-32_700, "parse_error"));
    assert_eq!(
        companion.call("status", &json!({}))["result"]["journal_entries"],
        0
    );
}

#[test]
fn nobody_signed_in_is_said_with_what_to_do_in_both_languages() {
    let mut companion = Companion::start();
    let calls = [
        ("send.text", json!({ "room": "!r:x", "text": "hoi" })),
        ("send.file", json!({ "room": "!r:x", "path": "/etc/hostname" })),
        ("create", json!({ "name": "x" })),
        ("join", json!({ "room": "!r:x" })),
        ("route.now", json!({})),
        ("save", json!({ "event": "$e", "path": "/nonexistent/x" })),
    ];
    for (method, params) in calls {
        let answer = companion.call(method, &params);
        assert_eq!(code(&answer), (-32_000, "not_signed_in"), "{method}");
        let data = &answer["error"]["data"];
        assert!(data["nl"].as_str().unwrap().contains("Activeer"), "{method}");
        assert!(data["en"].as_str().unwrap().contains("Activate"), "{method}");
    }
}

#[test]
fn a_mistyped_code_is_refused_without_asking_a_server() {
    let mut companion = Companion::start();
    let params = json!({ "code": "ABCD-EFGH-JKMN-PQRS-TV", "gateway": "https://gateway.invalid", "root": "A".repeat(43) });
    let answer = companion.call("activate", &params);
    assert_eq!(code(&answer), (-32_000, "rejected"));
    assert_eq!(answer["error"]["data"]["reason"], "code_wrong_length");
    let answer = companion.call("activate", &json!({ "link": "https://example.org" }));
    assert_eq!(answer["error"]["data"]["reason"], "link_malformed");
    let answer = companion.call("activate", &json!({ "code": "x" }));
    assert_eq!(code(&answer), (-32_602, "invalid_params"));
}

#[test]
fn a_notification_gets_no_answer() {
    let mut companion = Companion::start();
    companion.line(r#"{"jsonrpc":"2.0","method":"status"}"#);
    companion.line(r#"{"jsonrpc":"2.0","method":"no.such.method"}"#);
    assert_eq!(companion.call("status", &json!({}))["id"], 1);
}

#[test]
fn a_subscription_tells_the_present_first_and_ends_when_asked() {
    let mut companion = Companion::start();
    let subscription = companion.call("watch", &json!({}))["result"]["subscription"].clone();
    let told = companion.notification();
    assert_eq!(
        (&told["method"], &told["params"]["subscription"]),
        (&json!("changed"), &subscription)
    );
    let params = json!({ "subscription": subscription });
    assert_eq!(companion.call("unwatch", &params)["result"], json!({}));
    assert_eq!(
        code(&companion.call("unwatch", &params)),
        (-32_602, "invalid_params")
    );
}

#[test]
fn nothing_to_drain_is_at_rest_at_once() {
    let mut companion = Companion::start();
    let answer = companion.call("drain", &json!({ "timeout_s": 5 }));
    assert_eq!(answer["result"]["unreceipted"], 0);
}

#[test]
fn it_ends_well_when_told_and_when_its_caller_goes_away() {
    let mut companion = Companion::start();
    assert_eq!(companion.call("stop", &json!({}))["result"], json!({}));
    assert!(companion.ends(), "told to stop");
    let mut companion = Companion::start();
    companion.call("watch", &json!({}));
    companion.hang_up();
    assert!(companion.ends(), "input closed");
}

#[test]
fn another_key_is_refused_and_nothing_is_deleted() {
    let mut companion = Companion::start();
    companion.call("stop", &json!({}));
    assert!(companion.ends());
    let place = companion.place();
    let key = std::fs::read(place.path().join("key")).unwrap();
    std::fs::write(place.path().join("key"), "11".repeat(32)).unwrap();
    let (well, said) = Companion::fails_to_start(&place);
    assert!(!well);
    assert!(said.contains("database"), "{said}");
    std::fs::write(place.path().join("key"), key).unwrap();
    let mut companion = Companion::start_in(place);
    assert_eq!(companion.call("status", &json!({}))["result"]["state"], "new");
}
