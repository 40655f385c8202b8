//! D14, 000-RO-08: whoever writes with us is told once, in their language, by whichever of us comes first (decision 19).

use griffie_wire::{
    ids::{Millis, TenantId},
    key::SigningKey,
    policy::{Disclaimer, Language, MARK, Mark, Occasion, Policy},
    record::Fact,
    signed::DocumentKind,
};
use serde_json::{Value, json};

use super::{Scene, ok, refused, said};
use crate::{
    chat::transfer::{CancelParts, cancel_send},
    store::{config, queue},
    sync::tests::world::{ME, ROOM, event, member},
};

const TENANT: TenantId = TenantId::from_bytes([3; 16]);
const GUEST: &str = "@guest:berlin.de";
const COLLEAGUE: &str = "@colleague:x.nl";

fn disclaimer(version: u32) -> Disclaimer {
    Disclaimer {
        version,
        texts: [
            (Language::Nl, format!("Bewaard ({version}).")),
            (Language::De, format!("Aufbewahrt ({version}).")),
        ]
        .into(),
        language: Language::Nl,
        servers: [(".de".to_owned(), Language::De)].into(),
        privacy_url: None,
        when: [Occasion::FirstMessage, Occasion::Joined, Occasion::Yearly].into(),
    }
}

async fn rules(scene: &Scene, version: u32) {
    let policy = Policy {
        disclaimer: Some(disclaimer(version)),
        ..Policy::standard("test", version).beginning(TENANT, Millis(0))
    };
    let document = policy
        .in_least_schema()
        .sign(&SigningKey::from_seed(&[5; 32]))
        .unwrap();
    let unit = scene.world.store.begin("policy").await.unwrap();
    config::put(&unit, DocumentKind::Policy, version, &document).unwrap();
    unit.commit().await.unwrap();
}

/// What was meant to be sent, in order.
fn intents(scene: &Scene) -> Vec<String> {
    let body = |fact| match fact {
        Fact::SendIntent(intent) => {
            let content: Value = serde_json::from_str(&intent.content).unwrap();
            Some(content["body"].as_str().unwrap_or_default().to_owned())
        }
        _ => None,
    };
    scene.facts().into_iter().filter_map(body).collect()
}

async fn with_guest(answers: Vec<super::Raw>) -> Scene {
    let mut scene = Scene::with(answers).await;
    let others: Vec<_> = scene
        .world
        .store
        .read(|c| {
            let room = crate::store::rooms::find(c, ROOM)?.unwrap();
            crate::store::members::present(c, room.id)
        })
        .unwrap();
    let mut changes: Vec<Value> = others
        .iter()
        .filter(|other| other.user_id != ME)
        .enumerate()
        .map(|(number, other)| member(&format!("$out{number}"), &other.user_id, "leave", "x"))
        .collect();
    changes.push(member("$guest", GUEST, "join", "Gast"));
    scene.world.timeline(&changes).await;
    scene
}

fn notice(id: &str, sender: &str, version: u32) -> Value {
    let mark = Mark {
        tenant: TENANT,
        version,
        languages: [Language::De].into(),
    };
    let body = disclaimer(version).say(&mark.languages);
    event(
        id,
        "m.room.message",
        sender,
        &json!({ "msgtype": "m.notice", "body": body, MARK: mark }),
    )
}

async fn send(scene: &Scene, text: &str) {
    scene.composer().text(ROOM, &said(text)).await.unwrap();
}

#[tokio::test]
async fn everybody_is_told_once_for_each_version_before_the_message() {
    let mut scene = with_guest(vec![]).await;
    send(&scene, "nul").await;
    rules(&scene, 1).await;
    send(&scene, "een").await;
    send(&scene, "twee").await;
    let colleague = member("$new", COLLEAGUE, "join", "Collega");
    scene.world.timeline(&[colleague]).await;
    send(&scene, "drie").await;
    rules(&scene, 2).await;
    send(&scene, "vier").await;
    send(&scene, "vijf").await;
    let both = "Bewaard (2).\n\nAufbewahrt (2).";
    assert_eq!(
        intents(&scene),
        [
            "nul",
            "Aufbewahrt (1).",
            "een",
            "twee",
            "Bewaard (1).",
            "drie",
            both,
            "vier",
            "vijf"
        ]
    );
}

/// Also one of ours that waits is dropped, with a record, before it leaves.
#[tokio::test]
async fn what_a_colleague_has_said_is_not_said_again() {
    let mut scene = with_guest(vec![ok(&json!({ "event_id": "$mine" }))]).await;
    rules(&scene, 1).await;
    send(&scene, "een").await;
    let colleague = member("$new", COLLEAGUE, "join", "Collega");
    scene
        .world
        .timeline(&[colleague, notice("$theirs", COLLEAGUE, 1)])
        .await;
    scene
        .send_until(|scene| scene.world.store.read(queue::count_waiting).unwrap() == 0)
        .await;
    let asked = scene.homeserver.asked();
    assert_eq!(asked.len(), 1, "the message alone went out");
    send(&scene, "twee").await;
    assert_eq!(intents(&scene), ["Aufbewahrt (1).", "een", "twee"]);
    let dropped = scene.facts().into_iter().filter(
        |fact| matches!(fact, Fact::SendResult(result) if result.error.as_deref() == Some("cancelled")),
    );
    assert_eq!(dropped.count(), 1);
}

#[tokio::test]
async fn a_notice_of_strangers_of_another_version_or_with_other_words_silences_nobody() {
    let mut scene = with_guest(vec![]).await;
    rules(&scene, 2).await;
    let mut words = notice("$words", COLLEAGUE, 2);
    words["content"]["body"] = json!("Niets wordt bewaard.");
    let colleague = member("$new", COLLEAGUE, "join", "Collega");
    let said = [
        colleague,
        notice("$guests", GUEST, 2),
        notice("$old", COLLEAGUE, 1),
        words,
    ];
    scene.world.timeline(&said).await;
    send(&scene, "een").await;
    assert_eq!(intents(&scene), ["Bewaard (2).\n\nAufbewahrt (2).", "een"]);
}

#[tokio::test]
async fn a_notice_is_not_taken_back_and_one_that_was_refused_is_said_again() {
    let answers = vec![
        refused("403 Forbidden", "M_FORBIDDEN"),
        ok(&json!({ "event_id": "$een" })),
    ];
    let scene = with_guest(answers).await;
    rules(&scene, 1).await;
    send(&scene, "een").await;
    let first = scene.world.store.read(queue::heads).unwrap().remove(0).txn_id;
    let clock = scene.world.clock.clone();
    let parts = CancelParts {
        store: &scene.world.store,
        clock: &clock,
        dir: &scene.dir,
        wakes: &scene.wakes,
        changes: &scene.changes,
        transfers: &scene.transfers,
    };
    assert!(cancel_send(&parts, &first).await.is_err());
    scene
        .send_until(|scene| scene.world.store.read(queue::count_waiting).unwrap() == 0)
        .await;
    send(&scene, "twee").await;
    assert_eq!(
        intents(&scene),
        ["Aufbewahrt (1).", "een", "Aufbewahrt (1).", "twee"]
    );
}
