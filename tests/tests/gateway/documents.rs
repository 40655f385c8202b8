//! Every change of signed configuration is one line of the log, before any device is given it (requirement D23).

use griffie_wire::{
    api::{DeviceConfig, DocumentLines, StoredDocument},
    leaf::document::DocumentLeaf,
    receipt::{Receipt, verify_document},
    signed::{DocumentKind, SignedDocument},
};

use crate::kit::{Device, World};

fn documents(world: &World) -> Vec<StoredDocument> {
    world.internal("GET", "/documents?after=-1", b"").json()
}

fn lines(world: &World) -> Vec<(u64, DocumentKind, u32)> {
    let line = |stored: StoredDocument| (stored.index, stored.kind, stored.version);
    documents(world).into_iter().map(line).collect()
}

fn config(world: &World, device: &Device) -> DeviceConfig {
    device.asks(world, "GET", &device.path("config"), b"").json()
}

fn proves(world: &World, proof: &str, kind: DocumentKind, version: u32, document: &SignedDocument) -> bool {
    let leaf = DocumentLeaf::of(kind, version, document);
    let receipt = Receipt::parse(proof).unwrap();
    verify_document(&receipt, &leaf, &world.trust.log).is_ok()
}

const FIRST: [(u64, DocumentKind, u32); 2] = [(0, DocumentKind::SealConfig, 1), (1, DocumentKind::Policy, 1)];

#[test]
fn a_device_gets_each_document_with_the_proof_of_its_line() {
    let world = World::new();
    let device = world.device(5);
    device.puts(&world, 1, &device.object(&world, 1, b"x").bytes);
    world.configure(2);
    let offered = config(&world, &device);
    let DocumentLines { seal_config, policy } = offered.lines.clone().unwrap();
    assert!(proves(
        &world,
        &seal_config,
        DocumentKind::SealConfig,
        2,
        &offered.seal_config
    ));
    assert!(proves(&world, &policy, DocumentKind::Policy, 2, &offered.policy));
    assert!(!proves(&world, &policy, DocumentKind::Policy, 1, &offered.policy));
    let grown = [
        &FIRST[..],
        &[(3, DocumentKind::SealConfig, 2), (4, DocumentKind::Policy, 2)],
    ];
    assert_eq!(lines(&world), grown.concat());
    assert_eq!(world.json(&["status"])["log_size"], 5);
}

#[test]
fn the_same_document_twice_is_one_line_also_after_kills() {
    let mut world = World::made();
    let (config, policy) = world.write_config(1, |_| {});
    for _ in 0..2 {
        world.command(&["config", "set", "--seal-config", &config, "--policy", &policy]);
    }
    // Set while nothing runs, logged by the next start; set and killed at once, by the one after.
    world.start();
    assert_eq!(lines(&world), FIRST);
    let (config, policy) = world.write_config(2, |_| {});
    for _ in 0..3 {
        world.command(&["config", "set", "--seal-config", &config, "--policy", &policy]);
        world.kill();
        world.start();
    }
    let all = [
        &FIRST[..],
        &[(2, DocumentKind::SealConfig, 2), (3, DocumentKind::Policy, 2)],
    ];
    assert_eq!(lines(&world), all.concat());
    assert_eq!(world.json(&["status"])["log_size"], 4);
    let device = world.device(5);
    let object = device.object(&world, 1, b"x");
    let answer = device.puts(&world, 1, &object.bytes);
    assert_eq!(Receipt::parse(answer.text()).unwrap().index(), 4);
}

/// Without any device: the vault sees the change within a moment.
#[test]
fn a_running_gateway_logs_a_change_by_itself() {
    let world = World::new();
    world.configure(2);
    let deadline = crate::kit::world::now().0 + 10_000;
    while lines(&world).len() < 4 {
        assert!(crate::kit::world::now().0 < deadline, "no line");
    }
    assert!(documents(&world).iter().all(|stored| {
        let proof = world.internal("GET", &format!("/proof?index={}&size=4", stored.index), b"");
        proof.status == 200
    }));
}
