//! Requests that come in a sync, from devices that are known and from those that are not, and what ends them.

use ruma::{api::client::keys::get_keys, device_id, user_id};
use serde_json::{Value, json};

use super::{Trust, Verification, VerificationStep, read};
use crate::{
    e2ee,
    store::{trust, verification},
    sync::tests::{
        sender::Sender,
        world::{ME, World},
    },
};

const ALICE: &str = "@alice:x.nl";

fn now() -> u64 {
    ruma::MilliSecondsSinceUnixEpoch::now().get().into()
}

fn request(flow: &str, at: u64) -> Value {
    json!({ "type": "m.key.verification.request", "sender": ALICE, "content": {
        "from_device": "ALICEPC", "methods": ["m.sas.v1"], "timestamp": at, "transaction_id": flow } })
}

fn cancel(flow: &str, code: &str) -> Value {
    json!({ "type": "m.key.verification.cancel", "sender": ALICE, "content": {
        "transaction_id": flow, "code": code, "reason": "x" } })
}

async fn to_device(world: &mut World, events: &[Value]) -> bool {
    let response = json!({ "to_device": { "events": events } });
    world.sync(response).await.verifying
}

fn shown(world: &World) -> Vec<Verification> {
    let flows = world.store.read(verification::all).unwrap();
    flows.iter().map(|flow| read(flow).unwrap()).collect()
}

/// The homeserver's answer to a question for Alice's devices.
async fn knows_alice(world: &World, alice: &Sender) {
    let mut known = get_keys::v3::Response::new();
    let device = alice.device_keys().await;
    known.device_keys = [(
        user_id!("@alice:x.nl").to_owned(),
        [(device_id!("ALICEPC").to_owned(), device)].into(),
    )]
    .into();
    take(world, &known).await;
}

async fn take(world: &World, known: &get_keys::v3::Response) {
    let unit = world.store.begin("keys of alice").await.unwrap();
    let machine = unit.machine().unwrap();
    machine
        .update_tracked_users([user_id!("@alice:x.nl")])
        .await
        .unwrap();
    let (id, _) = machine.query_keys_for_users([user_id!("@alice:x.nl")]);
    machine.mark_request_as_sent(&id, known).await.unwrap();
    e2ee::refresh_trust(&unit, std::iter::once(user_id!("@alice:x.nl")))
        .await
        .unwrap();
    unit.commit().await.unwrap();
}

fn badge(world: &World) -> Trust {
    let word = world.store.read(|c| trust::of(c, ALICE)).unwrap();
    Trust::of(word.as_deref())
}

#[tokio::test]
async fn a_badge_follows_the_keys_of_a_person_and_a_changed_identity_stays_marked_until_it_was_seen() {
    let world = World::joined(true).await;
    let alice = Sender::new(&world).await;
    assert_eq!(badge(&world), Trust::Unknown);
    take(&world, &get_keys::v3::Response::new()).await;
    assert_eq!(badge(&world), Trust::NoKeys);
    knows_alice(&world, &alice).await;
    assert_eq!(badge(&world), Trust::UnverifiedDevice);
    take(&world, &alice.with_identity(false).await).await;
    assert_eq!(badge(&world), Trust::Unverified);
    let other = alice.with_identity(true).await;
    for _ in 0..2 {
        take(&world, &other).await;
        assert_eq!(badge(&world), Trust::Changed);
    }
    let unit = world.store.begin("seen").await.unwrap();
    e2ee::accept_identity(&unit, ALICE).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(badge(&world), Trust::Unverified);
}

#[tokio::test]
async fn a_request_is_shown_as_what_it_is_and_ends_with_the_word_of_the_other_side() {
    let mut world = World::joined(true).await;
    let alice = Sender::new(&world).await;
    knows_alice(&world, &alice).await;
    for (flow, code, word) in [
        ("one", "m.timeout", "verification_timed_out"),
        ("two", "m.user", "verification_refused"),
        ("three", "org.x.whim", "verification_failed"),
    ] {
        assert!(to_device(&mut world, &[request(flow, now())]).await);
        let newest = shown(&world).remove(0);
        assert_eq!(
            (newest.step, newest.own, newest.we_asked),
            (VerificationStep::Requested, false, false)
        );
        assert_eq!(newest.matrix_device.as_deref(), Some("ALICEPC"));
        assert!(to_device(&mut world, &[cancel(flow, code)]).await);
        let newest = shown(&world).remove(0);
        assert_eq!(
            (newest.step, newest.reason.as_deref()),
            (VerificationStep::Cancelled, Some(word))
        );
    }
    assert!(!to_device(&mut world, &[]).await, "nothing changed");
}

#[tokio::test]
async fn a_request_that_comes_before_the_keys_of_its_device_is_read_once_they_are_there() {
    let mut world = World::joined(true).await;
    let alice = Sender::new(&world).await;
    assert!(!to_device(&mut world, &[request("early", now())]).await);
    knows_alice(&world, &alice).await;
    assert!(to_device(&mut world, &[]).await);
    assert_eq!(shown(&world)[0].flow, "early");
}

#[tokio::test]
async fn a_request_of_nobody_one_that_is_too_old_and_one_in_our_name_are_never_shown() {
    let mut world = World::joined(true).await;
    let alice = Sender::new(&world).await;
    knows_alice(&world, &alice).await;
    let mut forged = request("forged", now());
    forged["sender"] = ME.into();
    let mut stranger = request("stranger", now());
    stranger["sender"] = "@mallory:y.nl".into();
    let mut nonsense = request("nonsense", now());
    nonsense["sender"] = "nobody".into();
    let late = request("late", now() - 11 * 60_000);
    for _ in 0..2 {
        assert!(
            !to_device(
                &mut world,
                &[forged.clone(), stranger.clone(), nonsense.clone(), late.clone()]
            )
            .await
        );
    }
    assert!(!to_device(&mut world, &[]).await);
    assert_eq!(shown(&world), []);
    assert_eq!(world.store.read(verification::untold).unwrap(), []);
}

#[tokio::test]
async fn a_restart_ends_what_went_on_and_the_other_side_is_to_hear_of_it() {
    let mut world = World::joined(true).await;
    let alice = Sender::new(&world).await;
    knows_alice(&world, &alice).await;
    to_device(&mut world, &[request("cut", now())]).await;
    // As a restart does: the machine's memory goes, the rows stay.
    drop(world.store.begin("kill").await.unwrap());
    assert!(to_device(&mut world, &[]).await);
    assert_eq!(
        shown(&world)[0].reason.as_deref(),
        Some("verification_interrupted")
    );
    let untold = world.store.read(verification::untold).unwrap();
    assert_eq!(untold.len(), 1);
    let unit = world.store.begin("told").await.unwrap();
    unit.write(|c| verification::told(c, &untold[0])).unwrap();
    unit.commit().await.unwrap();
    assert_eq!(world.store.read(verification::untold).unwrap(), []);
}
