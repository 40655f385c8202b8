//! Activation: what each wrong code gets, and that a right one works once.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use griffie_wire::{
    activation::ActivationCode,
    api::{ActivateRequest, Grant, Login},
    key::SigningKey,
    problem::ProblemKind,
};

use crate::kit::{Client, World};

fn request(code: &str, seed: u8) -> ActivateRequest {
    let key = SigningKey::from_seed(&[seed; 32]);
    ActivateRequest::new(code.parse().unwrap(), &key, "Test".into(), "0".into())
}

#[test]
fn a_code_buys_a_grant_with_a_short_lived_login() {
    let world = World::new();
    let grant: Grant = world
        .activate(&request(&world.code(&["--user", "anna"]), 5))
        .json();
    assert_eq!(
        (grant.user_id.as_str(), grant.homeserver.as_str()),
        ("@anna:test", "https://matrix.test")
    );
    let claims = URL_SAFE_NO_PAD
        .decode(grant.jwt.split('.').nth(1).unwrap())
        .unwrap();
    let claims: serde_json::Value = serde_json::from_slice(&claims).unwrap();
    assert_eq!(claims["sub"], "anna");
    assert!(claims["exp"].as_u64().unwrap() - claims["iat"].as_u64().unwrap() <= 120);
}

#[test]
fn without_a_name_the_user_id_is_short_and_says_nothing() {
    let world = World::new();
    let grant = world.device(5).grant;
    let localpart = grant
        .user_id
        .strip_prefix('@')
        .unwrap()
        .strip_suffix(":test")
        .unwrap();
    assert!(
        localpart.len() <= 8 && localpart.chars().all(|c| c.is_ascii_alphanumeric()),
        "{localpart}"
    );
}

#[test]
fn the_same_device_gets_the_same_grant_again_and_another_none() {
    let world = World::new();
    let code = world.code(&[]);
    let first: Grant = world.activate(&request(&code, 5)).json();
    let again: Grant = world.activate(&request(&code, 5)).json();
    assert_eq!((first.device, first.user_id), (again.device, again.user_id));
    assert_eq!(
        world.activate(&request(&code, 6)).problem(),
        ProblemKind::CodeUsed
    );
}

#[test]
fn ten_tries_lock_a_code() {
    let world = World::new();
    let code = world.code(&[]);
    let mut forged = request(&code, 5);
    forged.device_key = SigningKey::from_seed(&[6; 32]).public();
    for _ in 0..10 {
        assert_eq!(world.activate(&forged).problem(), ProblemKind::Signature);
    }
    assert_eq!(
        world.activate(&request(&code, 5)).problem(),
        ProblemKind::CodeLocked
    );
    assert_eq!(world.json(&["code", "list"])[0]["state"], "locked");
}

#[test]
fn expired_unknown_and_mistyped_codes_are_told_apart() {
    let world = World::new();
    let expired = world.code(&["--expires", "0s"]);
    assert_eq!(
        world.activate(&request(&expired, 5)).problem(),
        ProblemKind::CodeExpired
    );
    let unknown = ActivationCode::generate([9; 10]).to_string();
    assert_eq!(
        world.activate(&request(&unknown, 5)).problem(),
        ProblemKind::CodeUnknown
    );
    let mut mistyped = serde_json::to_value(request(&unknown, 5)).unwrap();
    mistyped["code"] = "AAAA-AAAA-AAAA-AAAB".into();
    let body = serde_json::to_vec(&mistyped).unwrap();
    let answer = world.client().send("POST", "/v1/activate", &[], &body).unwrap();
    assert_eq!(answer.problem(), ProblemKind::BadRequest);
}

#[test]
fn a_guesser_must_wait_and_cannot_lock_anyone_out() {
    let world = World::new();
    let code = world.code(&[]);
    let guesses: Vec<ProblemKind> = (0..25_u8)
        .map(|n| {
            world
                .activate(&request(&ActivationCode::generate([n; 10]).to_string(), 5))
                .problem()
        })
        .collect();
    assert_eq!(guesses.first(), Some(&ProblemKind::CodeUnknown));
    assert_eq!(guesses.last(), Some(&ProblemKind::CodeLocked));
    // Same source, right code.
    assert_eq!(world.activate(&request(&code, 5)).status, 200);
}

#[test]
fn a_captured_activation_buys_nothing_once_the_device_works() {
    let world = World::new();
    let code = world.code(&[]);
    let captured = request(&code, 5);
    let grant: Grant = world.activate(&captured).json();
    let device = crate::kit::Device::new(grant, SigningKey::from_seed(&[5; 32]), 5);
    assert_eq!(
        device
            .puts(&world, 1, &device.object(&world, 1, b"x").bytes)
            .status,
        201
    );
    assert_eq!(world.activate(&captured).problem(), ProblemKind::CodeUsed);
}

#[test]
fn a_device_logs_in_again_and_its_request_cannot_be_repeated_even_after_a_restart() {
    let mut world = World::new();
    let device = world.device(5);
    let target = device.path("login");
    let headers = device.sign("POST", &target, b"{}");
    let send = |client: &mut Client| client.send("POST", &target, &headers, b"{}").unwrap();
    let login: Login = send(&mut world.client()).json();
    assert!(!login.jwt.is_empty());
    assert_eq!(send(&mut world.client()).problem(), ProblemKind::Replay);
    world.kill();
    world.start();
    assert_eq!(send(&mut world.client()).problem(), ProblemKind::Replay);
}

#[test]
fn without_configuration_no_code_is_burnt() {
    let mut world = World::made();
    world.start();
    let code = world.code(&[]);
    assert_eq!(
        world.activate(&request(&code, 5)).problem(),
        ProblemKind::Internal
    );
    world.configure(1);
    assert_eq!(world.activate(&request(&code, 5)).status, 200);
}
