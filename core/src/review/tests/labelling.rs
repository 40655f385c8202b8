//! Labels on messages and rooms: what stays, what goes with it, late changes both ways, and what is refused.

use griffie_wire::record::{Label, LabelFact};
use serde_json::json;

use super::*;
use crate::sync::tests::{
    sender::{Sender, with_keys},
    world::{event, state, text},
};

fn rejected(code: &str) -> Error {
    Error::Rejected {
        code: code.to_owned(),
    }
}

fn labels(desk: &Desk) -> Vec<LabelFact> {
    let facts = desk.facts().into_iter();
    facts
        .filter_map(|fact| match fact {
            Fact::Label(fact) => Some(fact),
            _ => None,
        })
        .collect()
}

#[tokio::test]
async fn a_private_message_stays_with_all_that_goes_with_it() {
    let mut desk = Desk::new(true).await;
    let alice = Sender::new(&desk.world).await;
    let keys = alice.share().await;
    let said = [alice.says("$1", "echt geheim").await];
    desk.world.sync(with_keys(&keys, &said)).await;
    let replaces = |target: &str, body: &str| {
        json!({ "msgtype": "m.text", "body": format!("* {body}"), "m.new_content": { "msgtype": "m.text", "body": body },
            "m.relates_to": { "rel_type": "m.replace", "event_id": target } })
    };
    let edit = alice
        .sends("$2", "m.room.message", &replaces("$1", "nog geheimer"))
        .await;
    let reaction =
        json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": "$1", "key": "reactie!" } });
    let quote = json!({ "msgtype": "m.text", "body": "> <@alice:x.nl> echt geheim\n\nja", "m.relates_to": { "m.in_reply_to": { "event_id": "$1" } } });
    desk.world
        .timeline(&[
            edit,
            event("$3", "m.reaction", "@alice:x.nl", &reaction),
            event("$4", "m.room.message", "@alice:x.nl", &quote),
            text("$5", "gewoon werk"),
        ])
        .await;
    let answer = desk.labels("$1", Label::Private).await.unwrap();
    assert!(answer.inside);
    assert_eq!(desk.passes(WINDOW).await, 1, "the business message alone");
    for words in ["geheim", "reactie!", "> <@alice"] {
        assert!(!desk.journal_says(words), "{words}");
    }
    assert!(desk.journal_says("gewoon werk"));
    assert!(
        !desk.facts().iter().any(|fact| fact.kind() == "session_key"),
        "no key that only private messages use"
    );
    assert_eq!(desk.withheld().len(), 5);
    let line = desk.world.line_of("$1");
    assert_eq!((line.body.as_str(), line.label), ("nog geheimer", Label::Private));
}

#[tokio::test]
async fn business_after_all_lets_it_follow_with_a_trace_and_a_key_from_there() {
    let mut desk = Desk::new(true).await;
    let alice = Sender::new(&desk.world).await;
    let keys = alice.share().await;
    let said = [
        alice.says("$1", "blijft privé").await,
        alice.says("$2", "toch werk").await,
    ];
    desk.world.sync(with_keys(&keys, &said)).await;
    for event_id in ["$1", "$2"] {
        desk.labels(event_id, Label::Private).await.unwrap();
    }
    assert_eq!(desk.passes(WINDOW).await, 0);
    let late = desk.labels("$2", Label::Business).await.unwrap();
    assert!(!late.inside);
    assert_eq!(desk.passes(Duration::ZERO).await, 1);
    assert!(desk.journal_says("toch werk") && !desk.journal_says("blijft privé"));
    let key = desk.facts().into_iter().find_map(|fact| match fact {
        Fact::SessionKey(key) => Some(key.first_index),
        _ => None,
    });
    assert_eq!(key, Some(1), "the message before stays closed");
    let trace = labels(&desk).pop().unwrap();
    assert_eq!(
        (trace.label, trace.former, trace.inside),
        (Label::Business, Label::Private, false)
    );
}

#[tokio::test]
async fn a_label_after_the_window_is_a_trace_and_takes_nothing_back() {
    let mut desk = Desk::new(false).await;
    desk.world.timeline(&[text("$1", "is al weg")]).await;
    assert_eq!(desk.passes(WINDOW).await, 1);
    assert_eq!(desk.world.line_of("$1").label_until, None);
    let late = desk.labels("$1", Label::Private).await.unwrap();
    assert!(!late.inside);
    assert!(desk.journal_says("is al weg"));
    assert!(!labels(&desk).pop().unwrap().inside);
    // What comes after it about that message has a window of its own, and the label.
    let reaction =
        json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": "$1", "key": "later!" } });
    desk.world
        .timeline(&[event("$2", "m.reaction", "@alice:x.nl", &reaction)])
        .await;
    assert_eq!(desk.passes(WINDOW).await, 0);
    assert!(!desk.journal_says("later!"));
}

#[tokio::test]
async fn a_private_room_keeps_everything_from_then_on_its_name_too() {
    let mut desk = Desk::new(false).await;
    desk.world.timeline(&[text("$1", "nog zakelijk")]).await;
    desk.labels_room(Label::Party).await.unwrap();
    let name = json!({ "name": "Fractieoverleg" });
    desk.world
        .timeline(&[
            text("$2", "fractie"),
            state("$3", "m.room.name", "", "@alice:x.nl", &name),
        ])
        .await;
    desk.labels("$2", Label::Business).await.unwrap();
    desk.world.timeline(&[text("$4", "partijlijn")]).await;
    assert_eq!(
        desk.passes(WINDOW).await,
        2,
        "what was said before, and what is business all the same"
    );
    assert!(desk.journal_says("nog zakelijk") && !desk.journal_says("partijlijn"));
    assert!(
        desk.withheld()
            .iter()
            .filter(|one| one.label == Label::Party)
            .count()
            >= 3
    );
    desk.labels_room(Label::Business).await.unwrap();
    desk.world.timeline(&[text("$5", "weer werk")]).await;
    assert_eq!(desk.passes(WINDOW).await, 1);
    assert!(desk.journal_says("weer werk") && !desk.journal_says("partijlijn"));
}

#[tokio::test]
async fn what_policy_does_not_allow_is_refused_and_leaves_nothing() {
    let mut desk = Desk::new(false).await;
    desk.world.timeline(&[text("$1", "iets")]).await;
    let entries = desk.facts().len();
    assert_eq!(
        desk.labels("$nergens", Label::Private).await,
        Err(rejected("no_such_event"))
    );
    desk.under(Some(personal(&[PersonalLabel::Private]))).await;
    assert_eq!(
        desk.labels("$1", Label::Party).await,
        Err(rejected("label_not_allowed"))
    );
    desk.under(Some(Personal {
        needs_reason: true,
        ..personal(&[PersonalLabel::Private])
    }))
    .await;
    assert_eq!(
        desk.labels("$1", Label::Private).await,
        Err(rejected("label_needs_reason"))
    );
    let clock = desk.clock();
    let too_long = "x".repeat(501);
    let long = label_event(&desk.parts(&clock), "$1", Label::Private, Some(&too_long)).await;
    assert_eq!(long.map_err(Error::from), Err(rejected("too_long")));
    let other_room = label_room(&desk.parts(&clock), "!elders:x.nl", Label::Private, Some("reden")).await;
    assert_eq!(other_room.map_err(Error::from), Err(rejected("not_in_room")));
    desk.under(None).await;
    assert_eq!(
        desk.labels("$1", Label::Private).await,
        Err(rejected("labels_off"))
    );
    assert_eq!(
        desk.labels_room(Label::Private).await,
        Err(rejected("labels_off"))
    );
    assert_eq!(desk.facts().len(), entries);
}

#[tokio::test]
async fn who_wants_no_more_time_ends_the_windows() {
    let mut desk = Desk::new(false).await;
    desk.world
        .timeline(&[text("$1", "klaar"), text("$2", "privé")])
        .await;
    desk.labels("$2", Label::Private).await.unwrap();
    let clock = desk.clock();
    assert_eq!(super::super::end_review(&desk.parts(&clock)).await.unwrap(), 2);
    assert_eq!(desk.passes(Duration::ZERO).await, 1);
    assert!(desk.journal_says("klaar") && !desk.journal_says("\"privé\""));
    assert!(!desk.labels("$1", Label::Private).await.unwrap().inside);
}
