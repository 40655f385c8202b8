//! What the vault asks of this device by way of the gateway: taken once, from this vault alone, and nobody on the way changes it.

use griffie_wire::{
    api::{Receipts, SealedRecall},
    ids::{Epoch, Millis, Seq},
    key::SigningKey,
    note::CosignerKey,
    recall::{Recall, SCHEMA, Want},
};

use super::{
    hostile::visits,
    kit::{DEVICE, Device, EPOCH, NOW, Organisation, TENANT},
    server::{Raw, answer, json},
};
use crate::{
    seal,
    store::{identity, recall},
};

fn recall(number: u64, wants: Vec<Want>) -> Recall {
    Recall {
        schema: SCHEMA,
        tenant: TENANT,
        device: DEVICE,
        number,
        made: NOW,
        expires: Millis(NOW.0 + 1_000_000),
        wants,
    }
}

fn event(id: &str) -> Want {
    Want::Event {
        room_id: "!room:x.nl".to_owned(),
        event_id: id.to_owned(),
    }
}

fn objects(epoch: Epoch, first: u64, last: u64) -> Want {
    Want::Objects {
        epoch,
        first: Seq(first),
        last: Seq(last),
    }
}

fn sealed(device: &Device, recall: &Recall) -> SealedRecall {
    sealed_by(device, recall, device.organisation.vault())
}

fn sealed_by(device: &Device, recall: &Recall, vault: &CosignerKey) -> SealedRecall {
    let seed = device.store.read(identity::device_seed).unwrap();
    recall
        .seal(vault, &SigningKey::from_seed(&seed).public())
        .unwrap()
}

fn config(device: &Device, recalls: Vec<SealedRecall>) -> Raw {
    let ours = &device.organisation;
    let mut offered = ours.offers(&ours.seal_config(1), &Organisation::policy(1));
    offered.recalls = recalls;
    json(&offered)
}

fn no_receipts() -> Raw {
    json(&Receipts {
        items: Vec::new(),
        next: 0,
    })
}

fn wanted(device: &Device) -> Vec<String> {
    let events = device.store.read(|c| recall::events(c, NOW)).unwrap();
    events.into_iter().map(|want| want.event_id).collect()
}

async fn is_offered(device: &Device, recalls: Vec<SealedRecall>) -> bool {
    let answers = vec![config(device, recalls), no_receipts()];
    visits(device, answers).await.unwrap().recalled
}

#[tokio::test]
async fn a_recall_is_taken_once_however_often_it_is_offered() {
    let device = Device::new().await;
    let one = sealed(&device, &recall(1, vec![event("$a"), event("$b")]));
    assert!(is_offered(&device, vec![one.clone()]).await);
    let two = sealed(&device, &recall(2, vec![event("$c")]));
    assert!(is_offered(&device, vec![one.clone(), two]).await);
    assert_eq!(wanted(&device), ["$a", "$b", "$c"]);
    // Done is done, also after a restart.
    let unit = device.store.begin("test").await.unwrap();
    let first = unit.write(|c| recall::events(c, NOW)).unwrap().remove(0);
    assert!(unit.write(|c| recall::done(c, first.id)).unwrap());
    unit.commit().await.unwrap();
    let device = device.reopen();
    is_offered(&device, vec![one]).await;
    assert_eq!(wanted(&device), ["$b", "$c"]);
    assert!(device.alarms().is_empty());
}

#[tokio::test]
async fn what_is_replayed_forged_or_of_others_is_refused_with_one_alarm_and_nothing_is_done() {
    let device = Device::new().await;
    let first = sealed(&device, &recall(5, vec![event("$a")]));
    is_offered(&device, vec![first]).await;
    let others = CosignerKey::from_seed(&[99; 32], "vault.example").unwrap();
    let mut renumbered = sealed(&device, &recall(6, vec![event("$x")]));
    renumbered.number = 7;
    let other_tenant = Recall {
        tenant: griffie_wire::ids::TenantId::from_bytes([99; 16]),
        ..recall(8, vec![event("$x")])
    };
    let newer = Recall {
        schema: SCHEMA + 1,
        ..recall(9, vec![event("$x")])
    };
    let too_long = SealedRecall {
        sealed: "A".repeat(griffie_wire::recall::MAX_SEALED + 1),
        ..renumbered.clone()
    };
    let refused = [
        (
            "replayed under its number",
            sealed(&device, &recall(5, vec![event("$x")])),
        ),
        ("an older number", sealed(&device, &recall(4, vec![event("$x")]))),
        (
            "another vault's",
            sealed_by(&device, &recall(6, vec![event("$x")]), &others),
        ),
        ("renumbered on the way", renumbered),
        ("another organisation", sealed(&device, &other_tenant)),
        ("a later form", sealed(&device, &newer)),
        ("too long", too_long),
    ];
    for (name, one) in refused {
        is_offered(&device, vec![one]).await;
        assert_eq!(wanted(&device), ["$a"], "{name}");
        assert_eq!(device.alarms(), ["recall_refused"], "{name}");
    }
    // One that came too late is no attack: a gateway may be slow.
    let expired = Recall {
        expires: NOW,
        ..recall(10, vec![event("$x")])
    };
    let device = Device::new().await;
    is_offered(&device, vec![sealed(&device, &expired)]).await;
    assert!(wanted(&device).is_empty() && device.alarms().is_empty());
}

#[tokio::test]
async fn objects_that_are_still_here_go_again_and_a_cut_visit_repeats_them() {
    let device = Device::new().await;
    device.journals(1).await;
    seal::seal_all(&device.store, &device.clock()).await.unwrap();
    let receipt = device.organisation.provisional(&device.leaf(1));
    let sent = vec![
        config(&device, vec![]),
        answer("201 Created", &receipt),
        no_receipts(),
    ];
    visits(&device, sent).await.unwrap();
    let other = Epoch::from_bytes([77; 16]);
    let want = vec![objects(other, 1, 9), objects(EPOCH, 1, 9)];
    let asks = sealed(&device, &recall(1, want));
    // The line breaks before the gateway answers.
    let cut = vec![
        config(&device, vec![asks.clone()]),
        Raw::new(),
        Raw::new(),
        Raw::new(),
    ];
    assert!(visits(&device, cut).await.is_err());
    let device = device.reopen();
    let again = vec![
        config(&device, vec![asks.clone()]),
        answer("200 OK", &receipt),
        no_receipts(),
    ];
    assert!(visits(&device, again).await.unwrap().moved);
    let quiet = vec![config(&device, vec![asks]), no_receipts()];
    assert!(!visits(&device, quiet).await.unwrap().moved, "once was enough");
    assert!(device.alarms().is_empty());
}

#[tokio::test]
async fn an_object_that_was_pruned_is_told_and_not_sent() {
    let device = Device::new().await;
    device.journals(1).await;
    seal::seal_all(&device.store, &device.clock()).await.unwrap();
    device.gets_final(1).await;
    let unit = device.store.begin("prune").await.unwrap();
    crate::store::prune::prune(&unit, NOW, std::time::Duration::ZERO).unwrap();
    unit.commit().await.unwrap();
    let asks = sealed(&device, &recall(1, vec![objects(EPOCH, 1, 1)]));
    visits(&device, vec![config(&device, vec![asks]), no_receipts()])
        .await
        .unwrap();
    assert_eq!(device.alarms(), ["resend_pruned"]);
}
