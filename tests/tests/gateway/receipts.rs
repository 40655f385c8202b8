//! From the vault's verdict to the device's final receipt.

use griffie_wire::{
    api::{Accepted, Receipts, Rejected, Verdicts},
    leaf::Leaf,
    note::CosignerKey,
    problem::ProblemKind,
    receipt::{Receipt, verify_final},
};

use crate::kit::{
    Device, World,
    world::{DOCUMENTS, now},
};

fn three(world: &World, device: &Device) -> Vec<Leaf> {
    (1..=3)
        .map(|seq| {
            let object = device.object(world, seq, b"x");
            assert_eq!(device.puts(world, seq, &object.bytes).status, 201);
            device.leaf(seq, &object)
        })
        .collect()
}

/// The vault's word on the newest checkpoint: the first and second object accepted, the third refused.
fn verdicts(world: &World, vault: &CosignerKey, leaves: &[Leaf]) -> Verdicts {
    let checkpoint = world.internal("GET", "/checkpoint", b"").text().to_owned();
    let cosignature = vault.cosign(&checkpoint, now()).unwrap();
    let accepted = (DOCUMENTS..)
        .zip(&leaves[..2])
        .map(|(index, leaf)| Accepted {
            index,
            accept: vault.accept(leaf),
        })
        .collect();
    let rejected = vec![Rejected {
        index: DOCUMENTS + 2,
        code: "chain_broken".into(),
    }];
    Verdicts {
        checkpoint,
        cosignature,
        accepted,
        rejected,
    }
}

fn post(world: &World, verdicts: &Verdicts) -> crate::kit::Response {
    world.internal("POST", "/verdicts", &serde_json::to_vec(verdicts).unwrap())
}

fn receipts(world: &World, device: &Device, query: &str) -> Receipts {
    device
        .asks(world, "GET", &device.path(&format!("receipts{query}")), b"")
        .json()
}

#[test]
fn accepted_objects_get_final_receipts_and_refused_ones_a_code() {
    let world = World::new();
    let (device, other) = (world.device(5), world.device(6));
    let leaves = three(&world, &device);
    assert_eq!(post(&world, &verdicts(&world, &world.vault, &leaves)).status, 204);
    let Receipts { items, next } = receipts(&world, &device, "");
    for (item, leaf) in items.iter().zip(&leaves).take(2) {
        assert_eq!(item.object_id, leaf.object_id);
        let receipt = Receipt::parse(item.receipt.as_ref().unwrap()).unwrap();
        assert_eq!(
            verify_final(&receipt, leaf, &world.trust).unwrap().size,
            DOCUMENTS + 3
        );
    }
    assert_eq!(
        (items.len(), items[2].rejected.as_deref()),
        (3, Some("chain_broken"))
    );
    assert!(
        receipts(&world, &device, &format!("?after={next}"))
            .items
            .is_empty()
    );
    assert_eq!(receipts(&world, &device, "?after=1&limit=1").items.len(), 1);
    assert!(
        receipts(&world, &other, "").items.is_empty(),
        "another device sees nothing of it"
    );
}

#[test]
fn verdicts_may_come_again_and_a_refusal_may_be_lifted_but_not_a_final_receipt() {
    let world = World::new();
    let device = world.device(5);
    let leaves = three(&world, &device);
    let mut given = verdicts(&world, &world.vault, &leaves);
    post(&world, &given);
    let before = receipts(&world, &device, "");
    assert_eq!(post(&world, &given).status, 204);
    assert_eq!(receipts(&world, &device, ""), before);
    given.accepted = vec![Accepted {
        index: DOCUMENTS + 2,
        accept: world.vault.accept(&leaves[2]),
    }];
    given.rejected = vec![Rejected {
        index: DOCUMENTS,
        code: "late".into(),
    }];
    assert_eq!(post(&world, &given).status, 204);
    let items = receipts(&world, &device, "").items;
    assert_eq!(items.len(), 4);
    assert!(items[3].receipt.is_some() && items[3].seq == leaves[2].seq);
    let status = world.json(&["status"]);
    assert_eq!((&status["accepted"], &status["rejected"]), (&3.into(), &0.into()));
}

#[test]
fn verdicts_that_a_device_would_not_believe_are_refused_whole() {
    let world = World::new();
    let device = world.device(5);
    let leaves = three(&world, &device);
    let stranger = CosignerKey::from_seed(&[99; 32], "vault.test").unwrap();
    assert_eq!(
        post(&world, &verdicts(&world, &stranger, &leaves)).problem(),
        ProblemKind::Signature
    );

    let mut wrong_leaf = verdicts(&world, &world.vault, &leaves);
    wrong_leaf.accepted[1].accept = world.vault.accept(&leaves[0]);
    assert_eq!(post(&world, &wrong_leaf).problem(), ProblemKind::Signature);

    let mut beyond = verdicts(&world, &world.vault, &leaves);
    beyond.rejected[0].index = DOCUMENTS + 3;
    assert_eq!(post(&world, &beyond).problem(), ProblemKind::NotFound);

    let mut chatty = verdicts(&world, &world.vault, &leaves);
    chatty.rejected[0].code = "Anna's message".into();
    assert_eq!(post(&world, &chatty).problem(), ProblemKind::BadRequest);
    assert_eq!(
        world.internal("POST", "/verdicts", b"<html>").problem(),
        ProblemKind::BadRequest
    );
    assert!(
        receipts(&world, &device, "").items.is_empty(),
        "nothing of them was kept"
    );
}

#[test]
fn a_segment_goes_when_all_in_it_is_final_and_its_log_stays() {
    let mut world = World::with(|settings| {
        settings["limits"]["segment_bytes"] = 1.into();
        settings["limits"]["keep_final_hours"] = 0.into();
    });
    let device = world.device(5);
    let leaves = three(&world, &device);
    post(&world, &verdicts(&world, &world.vault, &leaves));
    world.stop();
    world.start();
    // Cleaning up runs once right after the start.
    let deadline = now().0 + 5_000;
    while world.internal("GET", "/objects/2", b"").status != 404 {
        assert!(now().0 < deadline, "still there");
    }
    assert_eq!(
        world.internal("GET", "/objects/4", b"").status,
        200,
        "refused objects stay"
    );
    assert_eq!(receipts(&world, &device, "").items.len(), 3, "receipts stay");
    world.kill();
    world.start();
    assert_eq!(world.json(&["status"])["objects"], 3);
}
