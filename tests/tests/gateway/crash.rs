//! SIGKILL at any moment: every answered object is there, in its place, with its proof.

use std::{
    collections::HashSet,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use griffie_wire::{
    api::StoredObject,
    gso1::SealedObject,
    leaf::Leaf,
    receipt::{Receipt, verify_provisional},
};

use crate::kit::{Client, Device, World, world::DOCUMENTS};

const DEVICES: u8 = 6;
const OBJECTS: u64 = 120;

struct Answered {
    leaf: Leaf,
    receipt: String,
}

/// Every device sends its objects in order, over and over after each failure, until told to stop.
fn send(
    world: &World,
    device: &Device,
    objects: &[SealedObject],
    answered: &Mutex<Vec<Answered>>,
    stop: &AtomicBool,
) {
    let Ok(mut client) = Client::tcp(&world.url) else {
        return;
    };
    for (seq, object) in (1..).zip(objects) {
        let target = device.object_path(seq);
        let headers = device.sign("PUT", &target, &object.bytes);
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let Ok(answer) = client.send("PUT", &target, &headers, &object.bytes) else {
            return;
        };
        assert!([200, 201].contains(&answer.status), "{}", answer.text());
        let receipt = answer.text().to_owned();
        answered.lock().unwrap().push(Answered {
            leaf: device.leaf(seq, object),
            receipt,
        });
    }
}

#[test]
fn killed_in_the_middle_of_load_it_keeps_every_object_it_answered() {
    let mut world = World::with(|settings| settings["limits"]["segment_bytes"] = 200_000.into());
    let devices: Vec<Device> = (1..=DEVICES).map(|seed| world.device(seed)).collect();
    let objects: Vec<Vec<SealedObject>> = devices
        .iter()
        .map(|device| {
            (1..=OBJECTS)
                .map(|seq| device.object(&world, seq, &[seq as u8; 2000]))
                .collect()
        })
        .collect();
    let answered = Mutex::new(Vec::new());
    for round in 0..8_usize {
        let stop = AtomicBool::new(false);
        let pid = world.pid();
        std::thread::scope(|scope| {
            for (device, objects) in devices.iter().zip(&objects) {
                scope.spawn(|| send(&world, device, objects, &answered, &stop));
            }
            // After some answers, in the middle of whatever comes next.
            let goal = answered.lock().unwrap().len() + 150 + 37 * round;
            while answered.lock().unwrap().len() < goal {
                std::thread::yield_now();
            }
            let killed = std::process::Command::new("kill")
                .args(["-9", &pid.to_string()])
                .status();
            assert!(killed.unwrap().success());
            stop.store(true, Ordering::Relaxed);
        });
        world.kill();
        world.start();
        check(&world, &answered.lock().unwrap());
    }
    for (device, objects) in devices.iter().zip(&objects) {
        send(&world, device, objects, &answered, &AtomicBool::new(false));
    }
    check(&world, &answered.lock().unwrap());
    assert_eq!(world.json(&["status"])["objects"], u64::from(DEVICES) * OBJECTS);
    assert_eq!(world.json(&["status"])["holes"], 0);
}

/// Everything answered is stored once, its receipt holds, and its bytes are the ones the log names.
fn check(world: &World, answered: &[Answered]) {
    let mut stored: Vec<StoredObject> = Vec::new();
    loop {
        let after = stored.last().map_or(-1, |object| object.index as i64);
        let page: Vec<StoredObject> = world
            .internal("GET", &format!("/objects?after={after}"), b"")
            .json();
        if page.is_empty() {
            break;
        }
        stored.extend(page);
    }
    let unique: HashSet<_> = stored.iter().map(|object| object.object_id).collect();
    assert_eq!(unique.len(), stored.len(), "nothing twice");
    for (index, object) in (DOCUMENTS..).zip(&stored) {
        assert_eq!(object.index, index);
    }
    let mut internal = Client::unix(&world.path("internal.sock")).unwrap();
    for Answered { leaf, receipt } in answered {
        let receipt = Receipt::parse(receipt).unwrap();
        verify_provisional(&receipt, leaf, &world.trust).unwrap();
        assert_eq!(
            stored[usize::try_from(receipt.index() - DOCUMENTS).unwrap()].leaf(),
            *leaf
        );
    }
    for object in &stored {
        let bytes = internal
            .send("GET", &format!("/objects/{}", object.index), &[], b"")
            .unwrap()
            .body;
        assert_eq!(
            griffie_wire::gso1::parse(&bytes).unwrap().object_id,
            object.object_id
        );
    }
}

#[test]
fn bytes_of_a_group_that_never_committed_are_cut_off() {
    let mut world = World::new();
    let device = world.device(5);
    let objects: Vec<_> = (1..=2).map(|seq| device.object(&world, seq, b"x")).collect();
    device.puts(&world, 1, &objects[0].bytes);
    world.kill();
    let segment = world.path("segments/000000000001.gso");
    let kept = std::fs::read(&segment).unwrap();
    std::fs::write(&segment, [&kept[..], b"half a group"].concat()).unwrap();
    // And a segment file whose row never came.
    std::fs::write(world.path("segments/000000000002.gso"), b"never committed").unwrap();
    world.start();
    assert_eq!(std::fs::read(&segment).unwrap(), kept);
    assert_eq!(device.puts(&world, 2, &objects[1].bytes).status, 201);
    assert!(world.internal("GET", "/objects/3", b"").body == objects[1].bytes);
}

#[test]
fn a_segment_that_lost_bytes_stops_the_gateway_and_is_not_touched() {
    let mut world = World::new();
    let device = world.device(5);
    device.puts(&world, 1, &device.object(&world, 1, b"x").bytes);
    world.stop();
    let segment = world.path("segments/000000000001.gso");
    let kept = std::fs::read(&segment).unwrap();
    std::fs::write(&segment, &kept[1..]).unwrap();
    let output = world.try_command(&["serve", "--listen", "127.0.0.1:0"]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("shorter than the database says"));
    assert_eq!(std::fs::read(&segment).unwrap(), kept[1..]);
}
