//! Whose messages go: of key functions all, of others as the policy says (000-GE-07, docs/decisions/0034).

use griffie_wire::{policy::Capture, record::Scope};
use serde_json::json;

use super::*;
use crate::sync::tests::{
    sender::{Sender, with_keys},
    world::{ME, event, state, text},
};

/// A device whose user has no key function, under a policy without labels.
async fn of_others(others: Scope, encrypted: bool) -> Desk {
    let mut desk = Desk::new(encrypted).await;
    desk.under_capture(others, &["@minister:x.nl"]).await;
    desk
}

impl Desk {
    async fn under_capture(&mut self, others: Scope, key_functions: &[&str]) {
        self.under_policy(Policy {
            capture: Some(Capture {
                key_functions: key_functions.iter().map(|&id| id.to_owned()).collect(),
                others,
            }),
            ..Policy::standard("proef", 1)
        })
        .await;
    }
}

#[tokio::test]
async fn of_whom_nothing_is_captured_the_archive_has_the_count_alone() {
    let mut desk = of_others(Scope::Off, true).await;
    let alice = Sender::new(&desk.world).await;
    let keys = alice.share().await;
    let said = [alice.says("$1", "van haarzelf").await];
    desk.world.sync(with_keys(&keys, &said)).await;
    let named = state(
        "$2",
        "m.room.name",
        "",
        "@alice:x.nl",
        &json!({ "name": "Volleybal" }),
    );
    desk.world.timeline(&[named]).await;
    assert_eq!(desk.passes(WINDOW).await, 0);
    assert!(!desk.journal_says("haarzelf") && !desk.journal_says("Volleybal"));
    assert!(!desk.facts().iter().any(|fact| fact.kind() == "session_key"));
    let withheld = desk.withheld();
    assert!(withheld.len() >= 2);
    assert!(withheld.iter().all(|fact| fact.scope == Scope::Off));
    assert!(desk.world.line_of("$1").outside, "the screen says so");
    let refused = Error::Rejected {
        code: "labels_off".to_owned(),
    };
    assert_eq!(desk.labels("$1", Label::Business).await, Err(refused.clone()));
    assert_eq!(desk.labels_room(Label::Business).await, Err(refused));
}

#[tokio::test]
async fn who_may_choose_sends_what_they_call_business_with_all_that_goes_with_it() {
    let mut desk = of_others(Scope::OptIn, true).await;
    let alice = Sender::new(&desk.world).await;
    let keys = alice.share().await;
    let said = [
        alice.says("$1", "over thuis").await,
        alice.says("$2", "over het werk").await,
    ];
    desk.world.sync(with_keys(&keys, &said)).await;
    let reaction =
        json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": "$2", "key": "reactie!" } });
    desk.world
        .timeline(&[event("$3", "m.reaction", "@alice:x.nl", &reaction)])
        .await;
    assert_eq!(desk.passes(WINDOW).await, 0, "nothing goes by itself");
    desk.labels("$2", Label::Business).await.unwrap();
    assert_eq!(desk.passes(Duration::ZERO).await, 2);
    assert!(desk.journal_says("over het werk") && desk.journal_says("reactie!"));
    assert!(!desk.journal_says("over thuis"));
    assert_eq!(
        (desk.world.line_of("$1").outside, desk.world.line_of("$2").outside),
        (true, false)
    );
    let again = desk.facts().len();
    desk.labels("$2", Label::Business).await.unwrap();
    assert_eq!(desk.facts().len(), again, "said once");
}

#[tokio::test]
async fn a_room_called_business_is_captured_from_then_on() {
    let mut desk = of_others(Scope::OptIn, false).await;
    desk.world.timeline(&[text("$1", "ervoor")]).await;
    desk.labels_room(Label::Business).await.unwrap();
    desk.world.timeline(&[text("$2", "erna")]).await;
    assert!(desk.journal_says("erna") && !desk.journal_says("ervoor"));
    desk.labels_room(Label::Private).await.unwrap_err();
    assert_eq!(desk.passes(WINDOW).await, 0);
    assert!(!desk.journal_says("ervoor"), "a room's label holds from then on");
}

/// A role change switches policy with the next contact.
#[tokio::test]
async fn a_key_function_is_captured_whole_from_its_beginning_on() {
    let mut desk = of_others(Scope::Off, false).await;
    desk.world.timeline(&[text("$1", "nog niemand")]).await;
    desk.under_capture(Scope::Off, &[ME]).await;
    desk.world.timeline(&[text("$2", "nu minister")]).await;
    desk.passes(WINDOW).await;
    assert!(desk.journal_says("nu minister") && !desk.journal_says("nog niemand"));
    assert!(!desk.world.line_of("$2").outside);
    desk.under_capture(Scope::Off, &[]).await;
    desk.world.timeline(&[text("$3", "weer gewoon")]).await;
    assert!(!desk.journal_says("weer gewoon"));
}
