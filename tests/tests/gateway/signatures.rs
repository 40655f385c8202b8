//! Signed requests: unknown and withdrawn devices, wrong keys, other paths, other bodies, repeats, wrong clocks.

use griffie_wire::{
    api::DeviceConfig,
    ids::{DeviceId, Sha256},
    key::SigningKey,
    problem::ProblemKind,
    request::sign_request,
};

use crate::kit::{World, device::nonce, world::now};

#[test]
fn a_signed_request_is_answered_once() {
    let world = World::new();
    let device = world.device(5);
    let target = device.path("config");
    let headers = device.sign("GET", &target, b"");
    let config: DeviceConfig = world.client().send("GET", &target, &headers, b"").unwrap().json();
    assert!(config.server_time.0.abs_diff(now().0) < 60_000 && config.resend.is_empty());
    assert_eq!(
        world
            .client()
            .send("GET", &target, &headers, b"")
            .unwrap()
            .problem(),
        ProblemKind::Replay
    );
}

#[test]
fn an_unknown_device_is_told_so() {
    let world = World::new();
    let mut device = world.device(5);
    device.id = DeviceId::from_bytes([0xee; 16]);
    assert_eq!(
        device.asks(&world, "GET", &device.path("config"), b"").problem(),
        ProblemKind::DeviceUnknown
    );
}

#[test]
fn a_withdrawn_device_is_refused_within_a_second_or_two() {
    let world = World::new();
    let device = world.device(5);
    assert_eq!(
        device.asks(&world, "GET", &device.path("config"), b"").status,
        200
    );
    world.command(&["device", "revoke", &device.id.to_string()]);
    let deadline = now().0 + 3_000;
    loop {
        let answer = device.asks(&world, "GET", &device.path("config"), b"");
        if answer.status != 200 {
            assert_eq!(answer.problem(), ProblemKind::DeviceRevoked);
            break;
        }
        assert!(now().0 < deadline, "still served");
    }
    assert_eq!(
        device
            .asks(&world, "POST", &device.path("login"), b"{}")
            .problem(),
        ProblemKind::DeviceRevoked
    );
}

#[test]
fn no_signature_a_wrong_one_and_another_devices_are_refused() {
    let world = World::new();
    let (device, other) = (world.device(5), world.device(6));
    let target = device.path("config");
    assert_eq!(world.get(&target).problem(), ProblemKind::Signature);
    let mut impostor = world.device(7);
    impostor.id = device.id;
    assert_eq!(
        impostor.asks(&world, "GET", &target, b"").problem(),
        ProblemKind::Signature
    );
    // A good signature of another device on this device's path.
    assert_eq!(
        other.asks(&world, "GET", &target, b"").problem(),
        ProblemKind::Signature
    );
}

#[test]
fn a_signature_holds_for_its_method_path_query_and_body_alone() {
    let world = World::new();
    let device = world.device(5);
    let target = device.path("receipts?after=0");
    let signed = device.sign("GET", &target, b"");
    let send = |method: &str, target: &str, body: &[u8]| {
        world
            .client()
            .send(method, target, &signed, body)
            .unwrap()
            .problem()
    };
    assert_eq!(
        send("GET", &device.path("receipts?after=1"), b""),
        ProblemKind::Signature
    );
    assert_eq!(send("GET", &device.path("config"), b""), ProblemKind::Signature);
    let target = device.path("login");
    let signed = device.sign("POST", &target, b"{}");
    let answer = world.client().send("POST", &target, &signed, b"{ }").unwrap();
    assert_eq!(answer.problem(), ProblemKind::Signature);
}

#[test]
fn a_wrong_clock_learns_the_right_time() {
    let world = World::new();
    let device = world.device(5);
    let target = device.path("config");
    let at = |created: u64| {
        let signed = sign_request(
            "GET",
            &target,
            &Sha256::of(b""),
            &device.key,
            device.id,
            created,
            nonce(),
        );
        world.client().send("GET", &target, &signed, b"").unwrap()
    };
    let now_s = now().0 / 1000;
    // Ten years slow, ten years fast, and just outside.
    for created in [
        now_s - 315_360_000,
        now_s + 315_360_000,
        now_s - 310,
        now_s + 310,
        0,
    ] {
        let answer = at(created);
        assert_eq!(answer.problem(), ProblemKind::ClockSkew, "{created}");
        assert!(answer.document().server_time_ms.unwrap().abs_diff(now().0) < 60_000);
    }
    assert_eq!(at(now_s - 200).status, 200);
}

#[test]
fn the_hash_of_a_known_thing_is_no_credential() {
    // CVE-2025-48925: the client-side hash was the credential itself.
    let world = World::new();
    let device = world.device(5);
    let target = device.path("config");
    let mut signed = device.sign("GET", &target, b"");
    let fake = SigningKey::from_seed(Sha256::of(device.id.as_bytes()).as_bytes()).sign(target.as_bytes());
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    signed[2].1 = format!("griffie=:{}:", STANDARD.encode(fake.as_bytes()));
    assert_eq!(
        world
            .client()
            .send("GET", &target, &signed, b"")
            .unwrap()
            .problem(),
        ProblemKind::Signature
    );
}
