//! The internal socket: what the vault reads, and that nobody else can.

use std::{fs, os::unix::fs::PermissionsExt as _};

use griffie_wire::{
    api::{DeviceInfo, Proof, StoredObject},
    note::open_checkpoint,
    problem::ProblemKind,
};
use tlog_tiles::{Hash, check_record};

use crate::kit::World;

#[test]
fn the_vault_reads_objects_devices_and_proofs() {
    let world = World::new();
    let device = world.device(5);
    let objects: Vec<_> = (1..=5)
        .map(|seq| device.object(&world, seq, &[1; 9000]))
        .collect();
    for (seq, object) in (1..).zip(&objects) {
        assert_eq!(device.puts(&world, seq, &object.bytes).status, 201);
    }
    let list: Vec<StoredObject> = world.internal("GET", "/objects?after=-1&limit=3", b"").json();
    assert_eq!(
        list.iter().map(|object| object.index).collect::<Vec<_>>(),
        [2, 3, 4]
    );
    let list: Vec<StoredObject> = world.internal("GET", "/objects?after=4", b"").json();
    assert_eq!(list.iter().map(|object| object.index).collect::<Vec<_>>(), [5, 6]);
    assert!(
        list.iter()
            .all(|object| object.leaf() == device.leaf(object.seq.0, &objects[object.seq.0 as usize - 1]))
    );
    assert!(world.internal("GET", "/objects/6", b"").body == objects[4].bytes);

    let info: DeviceInfo = world
        .internal("GET", &format!("/devices/{}", device.id), b"")
        .json();
    assert_eq!(
        (info.public_key, info.user_id, info.revoked),
        (device.key.public(), device.grant.user_id.clone(), false)
    );

    let proof: Proof = world.internal("GET", "/proof?index=3&size=7", b"").json();
    let note = world.internal("GET", "/checkpoint", b"");
    let state = open_checkpoint(note.text(), &world.trust.log.parse().unwrap()).unwrap();
    let path = proof.path.iter().map(|hash| Hash(*hash.as_bytes())).collect();
    check_record(
        &path,
        state.size,
        state.root,
        3,
        device.leaf(2, &objects[1]).hash(),
    )
    .unwrap();
}

#[test]
fn what_is_not_there_is_a_problem_and_no_fault() {
    let world = World::new();
    for target in [
        "/objects/0",
        "/objects/18446744073709551615",
        "/proof?index=2&size=3",
        "/proof?index=5&size=3",
        &format!("/attachments/{}", "0".repeat(64)),
        &format!("/devices/{}", "0".repeat(32)),
        "/log/tile/0/000",
        "/debug/pprof",
        "/heapdump",
        "/v1/devices",
    ] {
        assert_eq!(
            world.internal("GET", target, b"").problem(),
            ProblemKind::NotFound,
            "{target}"
        );
    }
    for target in [
        "/objects/x",
        "/objects?after=x",
        "/objects?after=-2",
        "/proof",
        "/attachments/xyz",
        "/devices/1",
    ] {
        assert_eq!(
            world.internal("GET", target, b"").problem(),
            ProblemKind::BadRequest,
            "{target}"
        );
    }
    let empty: Vec<StoredObject> = world
        .internal("GET", "/objects?after=9223372036854775807", b"")
        .json();
    assert!(empty.is_empty());
}

#[test]
fn the_socket_is_for_this_user_alone_and_the_public_face_has_none_of_it() {
    let world = World::new();
    let mode = fs::metadata(world.path("internal.sock"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    for target in [
        "/objects",
        "/verdicts",
        "/metrics",
        "/checkpoint",
        "/proof?index=0&size=1",
    ] {
        assert_eq!(world.get(target).problem(), ProblemKind::NotFound, "{target}");
    }
    for name in ["gateway.db", "log.key", "gateway.json", "segments", "attachments"] {
        let mode = fs::metadata(world.path(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name} can be reached by others");
    }
}

#[test]
fn a_folder_that_others_can_write_is_no_place_for_the_socket() {
    let world = World::made();
    let open = world.path("open");
    fs::create_dir(&open).unwrap();
    fs::set_permissions(&open, fs::Permissions::from_mode(0o777)).unwrap();
    let socket = open.join("internal.sock");
    let output = world.try_command(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--internal-socket",
        socket.to_str().unwrap(),
    ]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("writable by nobody else"));
}

#[test]
fn metrics_are_numbers_and_codes_only() {
    let world = World::new();
    let device = world.device(5);
    device.puts(&world, 1, &device.object(&world, 1, b"x").bytes);
    world.get("/nothing");
    let text = world.internal("GET", "/metrics", b"").text().to_owned();
    for line in [
        "griffie_gateway_log_size 3",
        "griffie_gateway_problems_total{code=\"not_found\"} 1",
    ] {
        assert!(text.contains(line), "{text}");
    }
    assert!(!text.contains(&device.id.to_string()) && !text.contains(&device.grant.user_id));
}

#[test]
fn the_process_leaves_no_core_dump() {
    let world = World::new();
    let limits = fs::read_to_string(format!("/proc/{}/limits", world.pid())).unwrap();
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"))
        .unwrap();
    assert_eq!(
        core.split_whitespace().nth(4),
        Some("0"),
        "CVE-2025-48928: {core}"
    );
}
