//! Every change of signed configuration is one line of the log, before any device is given it (requirement D23).

use griffie_wire::{
    api::{DeviceConfig, DocumentLines, StoredDocument},
    ids::{Millis, TenantId},
    leaf::document::DocumentLeaf,
    policy::Policy,
    receipt::{Receipt, verify_document},
    signed::{DocumentKind, SignedDocument},
};

use crate::kit::{
    Device, World,
    world::{TENANT, now},
};

fn documents(world: &World) -> Vec<StoredDocument> {
    world.internal("GET", "/documents?after=-1", b"").json()
}

fn lines(world: &World) -> Vec<(u64, DocumentKind, u32)> {
    let line = |stored: StoredDocument| (stored.index, stored.kind, stored.version);
    documents(world).into_iter().map(line).collect()
}

fn config_of(world: &World, device: &Device) -> DeviceConfig {
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
    let offered = config_of(&world, &device);
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
    let deadline = now().0 + 10_000;
    while lines(&world).len() < 4 {
        assert!(now().0 < deadline, "no line");
    }
    assert!(documents(&world).iter().all(|stored| {
        let proof = world.internal("GET", &format!("/proof?index={}&size=4", stored.index), b"");
        proof.status == 200
    }));
}

/// A policy rules from its beginning on, over the organisation it names: the operator is told at once, not by phones that refuse.
#[test]
fn a_policy_that_begins_in_the_past_or_is_of_others_is_not_put_in_force() {
    let world = World::new();
    let (config, _) = world.write_config(2, |_| {});
    let day = 86_400_000;
    let now = now().0;
    let cases = [
        (TENANT, now - 2 * day, Some("begins in the past")),
        (
            TenantId::from_bytes([1; 16]),
            now,
            Some("of another organisation"),
        ),
        (TENANT, now + 30 * day, None),
    ];
    for (tenant, from, refusal) in cases {
        let policy = Policy::standard("test", 2).beginning(tenant, Millis(from));
        let path = world.path("policy-of-schema-2");
        let document = policy.sign(&world.root).unwrap();
        std::fs::write(&path, serde_json::to_string(&document).unwrap()).unwrap();
        let path = path.to_str().unwrap();
        let output = world.try_command(&["config", "set", "--seal-config", &config, "--policy", path]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.success(), refusal.is_none(), "{said}");
        assert!(said.contains(refusal.unwrap_or_default()), "{said}");
    }
    let device = world.device(5);
    let offered: Policy = serde_json::from_str(&config_of(&world, &device).policy.payload).unwrap();
    assert_eq!(
        (offered.schema, offered.valid_from),
        (2, Some(Millis(now + 30 * day)))
    );
}
