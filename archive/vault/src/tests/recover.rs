//! What is missing is asked for: whom, once, and what the report says of it.

use griffie_wire::{
    Fact,
    recall::{Addressee, Recall, Want},
    record::{AlarmFact, GapCause, GapFact},
};

use super::{
    kit::{Device, NOW},
    reconcile::Scene,
};
use crate::{
    export::{Language, zone},
    ingest::supply,
    reconcile::{Scope, page, report::RecoveryState},
    recover::{ask_for_events, ask_for_objects, mark_healed, state},
    store::recalls,
};

fn recover(scene: &mut Scene) -> Vec<state::RecoveryOf> {
    let report = scene.report(&Scope::default());
    ask_for_events(&mut scene.world.vault, &report).unwrap();
    state::states(&scene.world.vault, &scene.dir, &report).unwrap()
}

/// What this device is asked, in order.
fn asked(scene: &Scene, device: &Device) -> Vec<Recall> {
    let vault = &scene.world.vault;
    let all = recalls::unposted(&vault.store, NOW, 100).unwrap();
    let ours = all.into_iter().filter(|one| one.device == device.info.device);
    let me = Addressee {
        seed: &device.seed(),
        tenant: device.info.tenant,
        device: device.info.device,
        vault: vault.keys.cosigner().verifier(),
        now: NOW,
    };
    ours.map(|one| Recall::open(&one.recall, &me).unwrap()).collect()
}

fn cannot(device: &mut Device, scene: &mut Scene, event: &str) {
    let gap = GapFact {
        gap_id: format!("gap-{event}"),
        cause: GapCause::Other,
        event_id: Some(event.to_owned()),
        session_id: None,
        from: None,
        to: None,
        code: Some("recall_not_shown".to_owned()),
    };
    device.records(None, Fact::Gap(gap));
    let object = device.seals();
    scene.world.takes(&[object]);
}

#[test]
fn the_persons_own_device_is_asked_once_then_another_in_the_room_and_then_it_is_impossible() {
    let mut scene = Scene::new();
    let (mut anna, mut bram) = (scene.device(1, "@anna:x"), scene.device(2, "@bram:x"));
    scene.membership("@anna:x", "join", &mut [&mut anna, &mut bram]);
    scene.membership("@bram:x", "join", &mut [&mut anna, &mut bram]);
    let dropped = scene.message("kwijt", &mut []);
    let objects = [anna.seals(), bram.seals()];
    scene.world.takes(&objects);

    let states = recover(&mut scene);
    let own = |states: &[state::RecoveryOf]| {
        let mut all = states.iter().filter(|one| one.user.as_deref() == Some("@bram:x"));
        all.next().unwrap().clone()
    };
    assert_eq!(states.len(), 2, "each of them misses it");
    assert_eq!(own(&states).state, RecoveryState::Asked);
    assert!(
        own(&states).in_ledger.is_some(),
        "what the ledger keeps is evidence meanwhile"
    );
    for device in [&anna, &bram] {
        let recalls = asked(&scene, device);
        let wants: Vec<_> = recalls.iter().flat_map(|one| &one.wants).collect();
        assert!(matches!(wants[..], [Want::Event { event_id, .. }] if *event_id == dropped));
    }
    recover(&mut scene);
    assert_eq!(asked(&scene, &bram).len(), 1, "nobody is asked twice at a time");

    cannot(&mut bram, &mut scene, &dropped);
    let states = recover(&mut scene);
    assert_eq!(
        own(&states).state,
        RecoveryState::Asked,
        "now Anna is asked for Bram"
    );
    let mut answers: Vec<_> = own(&states)
        .asked
        .into_iter()
        .map(|one| (one.user, one.answer.unwrap_or_default()))
        .collect();
    answers.sort();
    let said = |user: &str, answer: &str| (user.to_owned(), answer.to_owned());
    assert_eq!(
        answers,
        [said("@anna:x", ""), said("@bram:x", "recall_not_shown")]
    );

    cannot(&mut anna, &mut scene, &dropped);
    let states = recover(&mut scene);
    assert!(
        states.iter().all(|one| one.state == RecoveryState::Impossible),
        "{states:?}"
    );
}

#[test]
fn what_comes_is_healed_and_what_another_has_is_not_asked_of_others() {
    let mut scene = Scene::new();
    let (mut anna, mut bram) = (scene.device(1, "@anna:x"), scene.device(2, "@bram:x"));
    scene.membership("@anna:x", "join", &mut [&mut anna, &mut bram]);
    scene.membership("@bram:x", "join", &mut [&mut anna, &mut bram]);
    let (dropped, late) = scene.message_captured_later("kwijt", &mut [&mut anna]);
    let objects = [anna.seals(), bram.seals()];
    scene.world.takes(&objects);
    let states = recover(&mut scene);
    assert_eq!(states.len(), 1);
    assert!(states[0].kept_of_another && asked(&scene, &anna).is_empty());

    let room = scene.talk.room.clone();
    bram.records(Some(&room), Fact::Event(late));
    let object = bram.seals();
    scene.world.takes(&[object]);
    let states = recover(&mut scene);
    assert_eq!(states[0].event.as_deref(), Some(dropped.as_str()));
    assert_eq!(
        (states[0].state, states[0].healed_at),
        (RecoveryState::Healed, Some(NOW))
    );
}

#[test]
fn objects_whose_bytes_were_lost_are_asked_of_their_device_in_runs() {
    let mut scene = Scene::new();
    let mut bram = scene.device(2, "@bram:x");
    scene.membership("@bram:x", "join", &mut [&mut bram]);
    let mut objects = vec![bram.seals()];
    for text in ["een", "twee", "drie"] {
        scene.message(text, &mut [&mut bram]);
        objects.push(bram.seals());
    }
    let lost: Vec<_> = objects.iter().map(|object| scene.world.lists(object)).collect();
    scene.world.takes_without_bytes(lost, &[1, 2]);
    for _ in 0..2 {
        ask_for_objects(&mut scene.world.vault).unwrap();
    }
    let recalls = asked(&scene, &bram);
    assert_eq!(recalls.len(), 1, "once");
    assert!(
        matches!(recalls[0].wants[..], [Want::Objects { first, last, .. }] if (first.0, last.0) == (2, 3)),
        "{:?}",
        recalls[0].wants
    );
    assert_eq!(recalls[0].expires.0 - NOW.0, 7 * 24 * 3_600_000);
    let report = scene.report(&Scope::default());
    let states = |scene: &Scene| state::states(&scene.world.vault, &scene.dir, &report).unwrap();
    assert!(states(&scene).iter().all(|one| one.state == RecoveryState::Asked));

    // The device sends both again and the gateway has them: each is there once.
    let again = scene.world.listed[1..3].to_vec();
    supply(&mut scene.world.vault, &again).unwrap();
    ask_for_objects(&mut scene.world.vault).unwrap();
    assert!(
        states(&scene)
            .iter()
            .all(|one| one.state == RecoveryState::Healed)
    );
    assert_eq!(asked(&scene, &bram).len(), 1);
    assert!(scene.report(&Scope::default()).is_complete());
    assert_eq!(scene.world.states(), ["accepted"; 4]);
}

#[test]
fn an_object_that_its_device_pruned_is_impossible_though_the_answer_waits_behind_it() {
    let mut scene = Scene::new();
    let mut bram = scene.device(2, "@bram:x");
    scene.membership("@bram:x", "join", &mut [&mut bram]);
    let first = bram.seals();
    scene.message("kwijt", &mut [&mut bram]);
    let lost = bram.seals();
    let listed = [scene.world.lists(&first), scene.world.lists(&lost)];
    scene.world.takes_without_bytes(listed.to_vec(), &[1]);
    ask_for_objects(&mut scene.world.vault).unwrap();
    let states = |scene: &mut Scene| recover(scene).into_iter().find(|one| one.object.is_some());
    assert_eq!(states(&mut scene).unwrap().state, RecoveryState::Asked);

    let said = |detail: &str| {
        Fact::Alarm(AlarmFact {
            code: "resend_pruned".to_owned(),
            detail: detail.to_owned(),
        })
    };
    bram.records(None, said("1"));
    let other = bram.seals();
    scene.world.takes(&[other]);
    assert_eq!(
        states(&mut scene).unwrap().state,
        RecoveryState::Asked,
        "another one"
    );
    bram.records(None, said("2"));
    let answer = bram.seals();
    scene.world.takes(&[answer]);
    let object = states(&mut scene).unwrap();
    assert_eq!(
        (object.state, object.object),
        (RecoveryState::Impossible, Some(1))
    );
    assert_eq!(object.asked[0].answer.as_deref(), Some("resend_pruned"));
    assert_eq!(
        scene.world.states()[2..],
        ["held:predecessor", "held:predecessor"]
    );
    let mut report = scene.report(&Scope::default());
    report.recovery = recover(&mut scene);
    let view = page::View {
        language: Language::English,
        zone: zone("Europe/Amsterdam").unwrap(),
    };
    let page = page::page(&report, &view);
    assert!(
        page.contains("object 1") && page.contains("Nobody can give it any more."),
        "{page}"
    );
}

#[test]
fn what_came_is_marked_also_when_nobody_is_to_be_asked() {
    let mut scene = Scene::new();
    let mut bram = scene.device(2, "@bram:x");
    scene.membership("@bram:x", "join", &mut [&mut bram]);
    let (_, late) = scene.message_captured_later("kwijt", &mut []);
    let object = bram.seals();
    scene.world.takes(&[object]);
    recover(&mut scene);
    let room = scene.talk.room.clone();
    bram.records(Some(&room), Fact::Event(late));
    let object = bram.seals();
    scene.world.takes(&[object]);
    mark_healed(&mut scene.world.vault).unwrap();
    let report = scene.report(&Scope::default());
    let states = state::states(&scene.world.vault, &scene.dir, &report).unwrap();
    assert_eq!((states.len(), states[0].state), (1, RecoveryState::Healed));
}
