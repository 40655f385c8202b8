//! A full disk: 507, nothing half done, and the same request succeeds when there is room again.

use std::process::Command;

use griffie_wire::{ids::Sha256, problem::ProblemKind};

use crate::kit::{World, world::DOCUMENTS};

/// Lifts the file size limit of the running gateway.
fn make_room(world: &World) {
    let status = Command::new("prlimit")
        .args(["--pid", &world.pid().to_string(), "--fsize=unlimited"])
        .status();
    assert!(status.unwrap().success());
}

#[test]
fn a_full_disk_is_507_and_passes() {
    let mut world = World::new();
    let device = world.device(5);
    let small = device.object(&world, 1, b"x");
    assert_eq!(device.puts(&world, 1, &small.bytes).status, 201);
    world.stop();
    // No file of the gateway may grow beyond 400 KiB.
    world.start_after("ulimit -S -f 400");
    let large = device.object(&world, 2, &vec![2; 600_000]);
    let answer = device.puts(&world, 2, &large.bytes);
    assert_eq!(answer.problem(), ProblemKind::StorageFull);
    assert!(answer.document().retry_after_s.is_some());
    assert_eq!(
        world.internal("GET", "/objects/3", b"").status,
        404,
        "nothing of it is there"
    );
    // What fits is still taken, and what is there is still proven.
    let third = device.object(&world, 3, b"x");
    assert_eq!(device.puts(&world, 3, &third.bytes).status, 201);
    assert_eq!(device.puts(&world, 1, &small.bytes).status, 200);

    let attachment = vec![3; 600_000];
    let sha256 = Sha256::of(&attachment);
    let answer = device.puts_piece(&world, sha256, 0, attachment.len(), &attachment);
    assert_eq!(answer.problem(), ProblemKind::StorageFull);

    make_room(&world);
    assert_eq!(device.puts(&world, 2, &large.bytes).status, 201);
    assert_eq!(
        device
            .puts_piece(&world, sha256, 0, attachment.len(), &attachment)
            .status,
        201
    );
    world.kill();
    world.start();
    let index = DOCUMENTS + 2;
    assert!(world.internal("GET", &format!("/objects/{index}"), b"").body == large.bytes);
    assert_eq!(world.json(&["status"])["holes"], 0);
}

#[test]
fn a_database_that_cannot_grow_is_507_too_and_nothing_is_half_done() {
    let mut world = World::new();
    let device = world.device(5);
    world.stop();
    // Every start writes the database; the write-ahead log then has no room for more than a few commits.
    world.start_after("ulimit -S -f 150");
    let mut client = world.client();
    let mut taken = 0;
    let mut refused = None;
    for seq in 1..=60 {
        let object = device.object(&world, seq, b"x");
        let answer = device.asks_over(&mut client, "PUT", &device.object_path(seq), &object.bytes);
        if answer.status == 201 {
            taken = seq;
        } else {
            assert_eq!(answer.problem(), ProblemKind::StorageFull);
            refused = Some(object);
            break;
        }
    }
    let refused = refused.expect("150 KiB are too few for 60 objects");
    assert_eq!(world.json(&["status"])["objects"], taken);
    make_room(&world);
    assert_eq!(device.puts(&world, taken + 1, &refused.bytes).status, 201);
    world.kill();
    world.start();
    assert_eq!(world.json(&["status"])["objects"], taken + 1);
}
