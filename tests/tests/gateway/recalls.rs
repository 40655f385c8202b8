//! What the vault asks of devices passes through and is not read; bytes that the vault was not given are taken again, under their old line.

use griffie_wire::{
    api::{Accepted, DeviceConfig, RecallFor, Recalls, SealedRecall, StoredObject, Verdicts},
    gso1::SealedObject,
    ids::{DeviceId, Millis},
    problem::ProblemKind,
};

use crate::kit::{
    Device, Response, World,
    world::{DOCUMENTS, now},
};

/// Longest sealed recall, and the body of all, as docs/decisions/0028 has them.
const SEALED: usize = 96 << 10;
const BODY: usize = 16 << 20;

fn recall(device: DeviceId, number: u64, sealed: &str) -> RecallFor {
    let recall = SealedRecall {
        number,
        expires: Millis(now().0 + 3_600_000),
        sealed: sealed.to_owned(),
    };
    RecallFor { device, recall }
}

fn post(world: &World, recalls: Vec<RecallFor>, lost: &[u64]) -> Response {
    let body = Recalls {
        recalls,
        lost: lost.to_vec(),
    };
    world.internal("POST", "/recalls", &serde_json::to_vec(&body).unwrap())
}

/// Numbers and texts that a device is handed.
fn handed(world: &World, device: &Device) -> Vec<(u64, String)> {
    let config: DeviceConfig = device.asks(world, "GET", &device.path("config"), b"").json();
    let all = config.recalls.into_iter();
    all.map(|recall| (recall.number, recall.sealed)).collect()
}

fn stored(world: &World, device: &Device) -> SealedObject {
    let object = device.object(world, 1, &[7; 3000]);
    assert_eq!(device.puts(world, 1, &object.bytes).status, 201);
    object
}

fn bytes(world: &World, index: u64) -> Response {
    world.internal("GET", &format!("/objects/{index}"), b"")
}

#[test]
fn a_device_gets_its_own_newest_recalls_that_still_hold() {
    let world = World::new();
    let (device, other) = (world.device(5), world.device(6));
    let mut expired = recall(device.id, 9, "old");
    expired.recall.expires = Millis(now().0 - 1);
    let mut all: Vec<_> = (1..=6).map(|number| recall(device.id, number, "one")).collect();
    all.extend([expired, recall(other.id, 1, "hers")]);
    assert_eq!(post(&world, all, &[]).status, 204);
    let numbers: Vec<u64> = handed(&world, &device).into_iter().map(|one| one.0).collect();
    assert_eq!(numbers, [3, 4, 5, 6], "the newest, the oldest of them first");
    assert_eq!(handed(&world, &other), [(1, "hers".to_owned())]);
    let again = vec![recall(other.id, 1, "another")];
    assert_eq!(post(&world, again, &[]).status, 204);
    assert_eq!(
        handed(&world, &other),
        [(1, "hers".to_owned())],
        "the first one stays"
    );
    let unknown = vec![
        recall(DeviceId::from_bytes([9; 16]), 1, "x"),
        recall(other.id, 2, "next"),
    ];
    assert_eq!(post(&world, unknown, &[]).status, 204);
    assert_eq!(handed(&world, &other).len(), 2, "an unknown device stops nothing");
    assert!(!world.log_text().contains("hers"));
}

#[test]
fn what_is_no_recall_is_refused_and_nothing_of_it_is_kept() {
    let world = World::new();
    let device = world.device(5);
    stored(&world, &device);
    let good = recall(device.id, 1, "good");
    let mut number = recall(device.id, 2, "x");
    number.recall.number = u64::MAX;
    let mut expires = recall(device.id, 3, "x");
    expires.recall.expires = Millis(u64::MAX);
    for bad in [recall(device.id, 4, &"A".repeat(SEALED + 1)), number, expires] {
        let answer = post(&world, vec![good.clone(), bad], &[DOCUMENTS]);
        assert_eq!(answer.problem(), ProblemKind::BadRequest);
    }
    for body in [
        &b"<html>"[..],
        b"{}",
        b"{\"recalls\":[{}],\"lost\":[]}",
        b"{\"recalls\":[],\"lost\":[-1]}",
    ] {
        let answer = world.internal("POST", "/recalls", body);
        assert_eq!(answer.problem(), ProblemKind::BadRequest);
    }
    let long = world.internal("POST", "/recalls", &vec![b' '; BODY + 1]);
    assert_eq!(long.problem(), ProblemKind::TooLarge);
    assert!(handed(&world, &device).is_empty());
    assert_eq!(bytes(&world, DOCUMENTS).status, 200, "nothing is lost by it");
    let most = recall(device.id, 1, &"A".repeat(SEALED));
    assert_eq!(post(&world, vec![most], &[]).status, 204);
}

#[test]
fn only_the_vault_may_ask() {
    let world = World::new();
    let body = serde_json::to_vec(&Recalls {
        recalls: Vec::new(),
        lost: vec![DOCUMENTS],
    });
    let answer = world
        .client()
        .send("POST", "/recalls", &[], &body.unwrap())
        .unwrap();
    assert_eq!(answer.problem(), ProblemKind::NotFound);
    let answer = world.client().send("POST", "/v1/recalls", &[], b"{}").unwrap();
    assert_eq!(answer.problem(), ProblemKind::NotFound);
}

#[test]
fn lost_bytes_are_taken_again_under_their_old_line_with_their_old_receipt() {
    let world = World::new();
    let device = world.device(5);
    let object = stored(&world, &device);
    let first = device.puts(&world, 1, &object.bytes);
    let log = || world.json(&["status"])["log_size"].as_u64();
    let before = log();
    let asks = vec![recall(device.id, 1, "x")];
    assert_eq!(post(&world, asks.clone(), &[DOCUMENTS, 99, u64::MAX]).status, 204);
    assert_eq!(bytes(&world, DOCUMENTS).problem(), ProblemKind::NotFound);
    let forged = device.object(&world, 1, b"another one");
    let answer = device.puts(&world, 1, &forged.bytes);
    assert_eq!(answer.problem(), ProblemKind::Equivocation);
    assert_eq!(bytes(&world, DOCUMENTS).problem(), ProblemKind::NotFound);

    let again = device.puts(&world, 1, &object.bytes);
    assert_eq!(
        (again.status, &again.body),
        (200, &first.body),
        "the receipt it had"
    );
    assert!(bytes(&world, DOCUMENTS).body == object.bytes);
    let listed: Vec<StoredObject> = world.internal("GET", "/objects?after=-1", b"").json();
    assert_eq!((listed.len(), log()), (1, before), "one line, as before");
    // The vault did not hear the answer and posts the same once more: what came meanwhile stays.
    assert_eq!(post(&world, asks, &[DOCUMENTS]).status, 204);
    assert!(bytes(&world, DOCUMENTS).body == object.bytes);
}

#[test]
fn what_the_vault_accepted_is_not_lost_by_its_word() {
    let world = World::new();
    let device = world.device(5);
    let object = stored(&world, &device);
    let checkpoint = world.internal("GET", "/checkpoint", b"").text().to_owned();
    let accepted = Accepted {
        index: DOCUMENTS,
        accept: world.vault.accept(&device.leaf(1, &object)),
    };
    let verdicts = Verdicts {
        cosignature: world.vault.cosign(&checkpoint, now()).unwrap(),
        checkpoint,
        accepted: vec![accepted],
        rejected: Vec::new(),
    };
    let body = serde_json::to_vec(&verdicts).unwrap();
    assert_eq!(world.internal("POST", "/verdicts", &body).status, 204);
    assert_eq!(
        post(&world, vec![recall(device.id, 1, "x")], &[DOCUMENTS]).status,
        204
    );
    assert_eq!(bytes(&world, DOCUMENTS).status, 200);
}

#[test]
fn killed_between_it_misses_the_bytes_until_they_came_and_then_has_them() {
    let mut world = World::new();
    let device = world.device(5);
    let object = stored(&world, &device);
    post(&world, vec![recall(device.id, 1, "x")], &[DOCUMENTS]);
    world.kill();
    // Killed after the bytes came and before their place was committed.
    let segment = world.path("segments/000000000001.gso");
    let kept = std::fs::read(&segment).unwrap();
    std::fs::write(&segment, [&kept[..], &object.bytes[..]].concat()).unwrap();
    world.start();
    assert_eq!(std::fs::read(&segment).unwrap(), kept, "cut off");
    assert_eq!(bytes(&world, DOCUMENTS).problem(), ProblemKind::NotFound);
    assert_eq!(handed(&world, &device).len(), 1, "asked still");
    assert_eq!(device.puts(&world, 1, &object.bytes).status, 200);
    world.kill();
    world.start();
    assert!(bytes(&world, DOCUMENTS).body == object.bytes);
    let next = device.object(&world, 2, b"y");
    assert_eq!(device.puts(&world, 2, &next.bytes).status, 201);
    assert!(bytes(&world, DOCUMENTS).body == object.bytes);
    assert!(bytes(&world, DOCUMENTS + 1).body == next.bytes);
}
