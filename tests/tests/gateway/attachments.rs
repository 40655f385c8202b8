//! Attachments: in pieces, resumed, wrong.

use griffie_wire::{ids::Sha256, problem::ProblemKind};

use crate::kit::{Device, World};

fn held(world: &World, device: &Device, sha256: Sha256) -> (u16, Option<String>) {
    let target = device.path(&format!("attachments/{sha256}"));
    let answer = device.asks(world, "HEAD", &target, b"");
    (answer.status, answer.header("upload-offset").map(str::to_owned))
}

#[test]
fn an_attachment_is_resumed_where_it_stopped_even_after_a_crash() {
    let mut world = World::new();
    let device = world.device(5);
    let all: Vec<u8> = (0..3_000_000_u32)
        .map(|n| n.to_le_bytes()[n as usize % 3])
        .collect();
    let (sha256, size) = (Sha256::of(&all), all.len());
    assert_eq!(held(&world, &device, sha256).0, 404);
    let answer = device.puts_piece(&world, sha256, 0, size, &all[..2_000_000]);
    assert_eq!(
        (answer.status, answer.header("upload-offset")),
        (204, Some("2000000"))
    );
    world.kill();
    world.start();
    assert_eq!(held(&world, &device, sha256), (206, Some("2000000".into())));
    assert_eq!(
        device
            .puts_piece(&world, sha256, 2_000_000, size, &all[2_000_000..])
            .status,
        201
    );
    assert_eq!(held(&world, &device, sha256).0, 200);
    assert_eq!(
        device.puts_piece(&world, sha256, 0, size, &all[..10]).status,
        201,
        "already whole"
    );
    assert!(world.internal("GET", &format!("/attachments/{sha256}"), b"").body == all);
}

#[test]
fn a_wrong_offset_says_where_to_go_on() {
    let world = World::new();
    let device = world.device(5);
    let sha256 = Sha256::of(&[7; 100]);
    device.puts_piece(&world, sha256, 0, 100, &[7; 40]);
    let answer = device.puts_piece(&world, sha256, 60, 100, &[7; 40]);
    assert_eq!(
        (answer.problem(), answer.header("upload-offset")),
        (ProblemKind::UploadOffset, Some("40"))
    );
}

#[test]
fn a_wrong_hash_is_discarded_and_the_right_one_can_follow() {
    let world = World::new();
    let device = world.device(5);
    let sha256 = Sha256::of(&[7; 100]);
    assert_eq!(
        device.puts_piece(&world, sha256, 0, 100, &[8; 100]).problem(),
        ProblemKind::MalformedObject
    );
    assert_eq!(held(&world, &device, sha256).0, 404);
    assert_eq!(device.puts_piece(&world, sha256, 0, 100, &[7; 100]).status, 201);
}

#[test]
fn one_device_cannot_spoil_the_partial_of_another() {
    let world = World::new();
    let (device, other) = (world.device(5), world.device(6));
    let sha256 = Sha256::of(&[7; 100]);
    assert_eq!(other.puts_piece(&world, sha256, 0, 100, &[8; 40]).status, 204);
    assert_eq!(device.puts_piece(&world, sha256, 0, 100, &[7; 100]).status, 201);
}

#[test]
fn bounds_and_missing_headers_are_refused() {
    let world = World::with(|settings| settings["limits"]["attachment_bytes"] = 1000.into());
    let device = world.device(5);
    let sha256 = Sha256::of(b"x");
    assert_eq!(
        device.puts_piece(&world, sha256, 0, 1001, b"x").problem(),
        ProblemKind::TooLarge
    );
    let chunk = vec![0; (4 << 20) + 1];
    assert_eq!(
        device.puts_piece(&world, sha256, 0, 1000, &chunk).problem(),
        ProblemKind::TooLarge
    );
    let target = device.path(&format!("attachments/{sha256}"));
    assert_eq!(
        device.asks(&world, "PUT", &target, b"x").problem(),
        ProblemKind::BadRequest
    );
    let target = device.path("attachments/..%2F..%2Fgateway.json");
    assert_eq!(
        device.asks(&world, "PUT", &target, b"x").problem(),
        ProblemKind::BadRequest
    );
    assert!(world.path("gateway.json").exists());
}

#[test]
fn an_empty_attachment_is_whole() {
    let world = World::new();
    let device = world.device(5);
    assert_eq!(device.puts_piece(&world, Sha256::of(b""), 0, 0, b"").status, 201);
}
