//! The public log: checkpoint every second, tiles from which anyone rebuilds the root.

use griffie_wire::note::{Checkpointed, open_checkpoint};
use tlog_tiles::{Hash, node_hash};

use crate::kit::{World, world::now};

fn checkpoint(world: &World) -> Checkpointed {
    let answer = world.get("/v1/log/checkpoint");
    open_checkpoint(answer.text(), &world.trust.log.parse().unwrap()).unwrap()
}

/// Root over these hashes, as RFC 6962 section 2.1 says.
fn root(hashes: &[Hash]) -> Hash {
    match hashes {
        [one] => *one,
        _ => {
            let (left, right) = hashes.split_at(hashes.len().next_power_of_two() / 2);
            node_hash(root(left), root(right))
        }
    }
}

fn tile(world: &World, path: &str) -> Vec<Hash> {
    let answer = world.get(&format!("/v1/log/tile/{path}"));
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, Some("application/octet-stream"))
    );
    answer
        .body
        .chunks(32)
        .map(|hash| Hash(hash.try_into().unwrap()))
        .collect()
}

#[test]
fn the_root_follows_from_the_tiles() {
    let world = World::new();
    let device = world.device(5);
    let mut client = world.client();
    let mut leaves = tile(&world, "0/000.p/2");
    for seq in 1..=258 {
        let object = device.object(&world, seq, b"x");
        let answer = device.asks_over(&mut client, "PUT", &device.object_path(seq), &object.bytes);
        assert_eq!(answer.status, 201);
        leaves.push(device.leaf(seq, &object).hash());
    }
    let deadline = now().0 + 5_000;
    let state = loop {
        let state = checkpoint(&world);
        if state.size == 260 {
            break state;
        }
        assert!(now().0 < deadline, "published {}", state.size);
    };
    let hashes = [tile(&world, "0/000"), tile(&world, "0/001.p/4")].concat();
    assert_eq!(hashes, leaves);
    assert_eq!(root(&hashes), state.root);
    assert_eq!(tile(&world, "1/000.p/1"), [root(&leaves[..256])]);
    for missing in [
        "0/001",
        "0/001.p/5",
        "0/002",
        "1/000",
        "2/000.p/1",
        "200/000",
        "0/000.p/0",
        "entries/000",
    ] {
        assert_eq!(
            world.get(&format!("/v1/log/tile/{missing}")).status,
            404,
            "{missing}"
        );
    }
}

#[test]
fn an_empty_log_has_a_checkpoint_too() {
    let mut world = World::made();
    world.start();
    assert_eq!(checkpoint(&world).size, 0);
}
