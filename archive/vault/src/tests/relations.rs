//! Events about other events, as strangers may send them: what cannot be shown with another event is shown by itself.

use std::fs;

use serde_json::{Value, json};

use super::kit::{Device, Talk, World, room};
use crate::export::{self, Language, Options, html};

const ANNA: &str = "@anna:min.example";
const BRAM: &str = "@bram:min.example";

fn edit(target: &str, body: &str) -> Value {
    json!({"msgtype": "m.text", "body": format!("* {body}"), "m.new_content": {"msgtype": "m.text", "body": body},
        "m.relates_to": {"rel_type": "m.replace", "event_id": target}})
}

fn reaction(target: &str, key: &str) -> Value {
    json!({"m.relates_to": {"rel_type": "m.annotation", "event_id": target, "key": key}})
}

/// The transcript of what a story tells.
fn page(story: impl FnOnce(&mut Talk, &mut Device)) -> String {
    let mut world = World::new();
    let mut anna = world.device(1, ANNA);
    let mut talk = Talk::new(room("!kring:min.example", "Kring"));
    talk.has(&mut anna, &[(ANNA, "Anna"), (BRAM, "Bram")]);
    anna.records(Some(&talk.room.clone()), talk.key(0));
    story(&mut talk, &mut anna);
    let object = anna.seals();
    world.takes(&[object]);
    assert_eq!(world.states(), ["accepted"], "{:?}", world.fault_codes());
    let out = world.path().join("html");
    let options = Options {
        out: out.clone(),
        rooms: Vec::new(),
        language: Language::Dutch,
        zone: export::zone("Europe/Amsterdam").unwrap(),
        mail_domain: "archief.example".to_owned(),
    };
    html::export(&world.vault, &options).unwrap();
    let mut pages = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().path());
    let page = pages.find(|path| path.file_name().unwrap().to_string_lossy().starts_with("kring-"));
    fs::read_to_string(page.unwrap()).unwrap()
}

#[test]
fn an_edit_of_an_edit_and_a_circle_of_edits_are_shown_by_themselves() {
    let page = page(|talk, anna| {
        let first = talk.says(anna, ANNA, "eerst");
        let second = talk.sends(anna, ANNA, "m.room.message", &edit(&first, "daarna"));
        talk.sends(
            anna,
            ANNA,
            "m.room.message",
            &edit(&second, "bewerking van een bewerking"),
        );
        talk.sends(anna, ANNA, "m.room.message", &edit("$kring-4", "kring een"));
        talk.sends(anna, ANNA, "m.room.message", &edit("$kring-3", "kring twee"));
        talk.sends(anna, BRAM, "m.room.message", &edit(&first, "door een ander"));
    });
    for shown in [
        "daarna",
        "<del dir=\"auto\">eerst</del>",
        "bewerking van een bewerking",
        "kring een",
        "kring twee",
        "door een ander",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
}

#[test]
fn reactions_and_redactions_of_what_is_not_shown_are_shown_by_themselves() {
    let page = page(|talk, anna| {
        let said = talk.says(anna, ANNA, "iets");
        let smile = talk.sends(anna, BRAM, "m.reaction", &reaction(&said, "😀"));
        talk.sends(anna, BRAM, "m.reaction", &reaction(&smile, "🙃"));
        talk.sends(anna, BRAM, "m.reaction", &reaction("$nergens", "👻"));
        talk.sends(
            anna,
            BRAM,
            "m.room.redaction",
            &json!({"redacts": "$nergens", "reason": "spook"}),
        );
    });
    for shown in [
        "😀",
        "Reactie: 🙃",
        "Reactie: 👻",
        "Verwijdering van iets dat hier niet te zien is (reden: spook)",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
}

#[test]
fn a_version_that_was_taken_away_is_kept_and_does_not_hold() {
    let page = page(|talk, anna| {
        let said = talk.says(anna, ANNA, "versie een");
        let wrong = talk.sends(anna, ANNA, "m.room.message", &edit(&said, "versie twee"));
        talk.sends(anna, ANNA, "m.room.redaction", &json!({"redacts": wrong}));
    });
    assert!(
        page.contains("<p class=\"text\" dir=\"auto\">versie een</p>"),
        "the version before holds again"
    );
    assert!(page.contains("<del dir=\"auto\">versie twee</del> weggehaald door"));
}

#[test]
fn a_poll_is_told_with_its_count() {
    let page = page(|talk, anna| {
        let content = json!({"org.matrix.msc3381.poll.start": {"question": {"org.matrix.msc1767.text": "Wanneer?"},
            "answers": [{"id": "1", "org.matrix.msc1767.text": "nu"}, {"id": "2", "org.matrix.msc1767.text": "straks"}]}});
        let poll = talk.sends(anna, BRAM, "org.matrix.msc3381.poll.start", &content);
        let vote = |answer: &str| {
            json!({"m.relates_to": {"rel_type": "m.reference", "event_id": poll},
            "org.matrix.msc3381.poll.response": {"answers": [answer]}})
        };
        let kind = "org.matrix.msc3381.poll.response";
        talk.sends(anna, ANNA, kind, &vote("1"));
        talk.sends(anna, ANNA, kind, &vote("2"));
        talk.sends(anna, BRAM, kind, &vote("2"));
        let end = json!({"m.relates_to": {"rel_type": "m.reference", "event_id": poll}});
        talk.sends(anna, BRAM, "org.matrix.msc3381.poll.end", &end);
        talk.sends(anna, ANNA, kind, &vote("1"));
    });
    for shown in [
        "Peiling: Wanneer?",
        "nu: 0",
        "straks: 2 (Anna, Bram)",
        "Gesloten op",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
}
