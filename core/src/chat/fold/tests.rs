//! Each kind of event and the line it becomes.

use griffie_wire::event::{Carrier, samples};

use super::*;

fn message(content: &str) -> Line {
    of("m.room.message", None, content)
}

fn of(event_type: &str, state_key: Option<&str>, content: &str) -> Line {
    line(&Readable {
        event_type,
        content,
        state_key,
        prev_content: None,
        redacts: None,
    })
}

#[test]
fn messages_have_their_kinds() {
    let kinds = [
        ("m.text", "text"),
        ("m.notice", "notice"),
        ("m.emote", "emote"),
        ("m.image", "image"),
        ("m.file", "file"),
        ("m.location", "location"),
        ("nl.example.new", "text"),
    ];
    for (msgtype, kind) in kinds {
        let line = message(&format!(r#"{{"msgtype":"{msgtype}","body":"hoi"}}"#));
        assert_eq!(
            (line.kind.as_str(), line.body.as_str(), line.hidden),
            (kind, "hoi", false),
            "{msgtype}"
        );
    }
}

#[test]
fn a_body_is_kept_with_every_invisible_character() {
    let line = message(r#"{"msgtype":"m.text","body":"\u2067abc\u2069 \u200b"}"#);
    assert_eq!(line.body, "\u{2067}abc\u{2069} \u{200b}");
}

#[test]
fn an_edit_is_hidden_and_names_its_target() {
    let line = message(
        r#"{"msgtype":"m.text","body":"* nieuw","m.new_content":{"body":"nieuw","msgtype":"m.text"},
           "m.relates_to":{"rel_type":"m.replace","event_id":"$oud"}}"#,
    );
    assert_eq!(
        (line.kind.as_str(), line.hidden, line.body.as_str()),
        ("edit", true, "nieuw")
    );
    assert_eq!(line.target.as_deref(), Some("$oud"));
}

#[test]
fn replies_and_threads_are_told_apart() {
    let relates = |relation: &str| message(&format!(r#"{{"body":"x","m.relates_to":{relation}}}"#));
    let reply = relates(r#"{"m.in_reply_to":{"event_id":"$a"}}"#);
    assert_eq!((reply.reply_to.as_deref(), reply.thread), (Some("$a"), None));
    let thread = relates(
        r#"{"rel_type":"m.thread","event_id":"$t","is_falling_back":true,"m.in_reply_to":{"event_id":"$a"}}"#,
    );
    assert_eq!((thread.reply_to, thread.thread.as_deref()), (None, Some("$t")));
}

#[test]
fn reactions_and_redactions_name_their_target() {
    let line = of(
        "m.reaction",
        None,
        r#"{"m.relates_to":{"rel_type":"m.annotation","event_id":"$a","key":"👍"}}"#,
    );
    assert_eq!(
        (line.kind.as_str(), line.body.as_str(), line.target.as_deref()),
        ("reaction", "👍", Some("$a"))
    );
    let new_room = of("m.room.redaction", None, r#"{"redacts":"$a","reason":"fout"}"#);
    assert_eq!(
        (new_room.target.as_deref(), new_room.body.as_str()),
        (Some("$a"), "fout")
    );
    let event = Readable {
        event_type: "m.room.redaction",
        content: "{}",
        state_key: None,
        prev_content: None,
        redacts: Some("$b"),
    };
    assert_eq!(super::line(&event).target.as_deref(), Some("$b"));
}

#[test]
fn a_file_says_what_the_screen_needs() {
    let line = message(
        r#"{"msgtype":"m.file","body":"brief.pdf","file":{"url":"mxc://x/1","key":{}},"info":{"size":12,"mimetype":"application/pdf"}}"#,
    );
    let detail: serde_json::Value = serde_json::from_str(&line.detail.unwrap()).unwrap();
    assert_eq!(
        (&detail["mxc"], &detail["encrypted"], &detail["size"]),
        (&"mxc://x/1".into(), &true.into(), &12.into())
    );
}

#[test]
fn a_voice_message_keeps_its_waveform_whatever_stands_in_it() {
    let said = |audio: &str| {
        let line = message(&format!(
            r#"{{"msgtype":"m.audio","body":"a.ogg","url":"mxc://x/1","org.matrix.msc3245.voice":{{}},"org.matrix.msc1767.audio":{audio}}}"#
        ));
        let detail: serde_json::Value = serde_json::from_str(&line.detail.unwrap()).unwrap();
        (line.kind, detail["voice"].clone(), detail["waveform"].clone())
    };
    let audio = ("audio".to_owned(), serde_json::json!(true));
    let (kind, voice, waveform) = said(r#"{"waveform":[0,512,99999,-4,"x",1e300]}"#);
    assert_eq!((kind, voice), audio);
    assert_eq!(waveform, serde_json::json!([0, 512, 1024, 0, 0, 1024]));
    assert_eq!(said("[]").2, serde_json::Value::Null);
    let endless = format!(r#"{{"waveform":[{}1]}}"#, "1,".repeat(100_000));
    assert_eq!(said(&endless).2.as_array().unwrap().len(), 512);
}

#[test]
fn a_vote_names_what_was_chosen() {
    for content in [
        r#"{"org.matrix.msc3381.poll.response":{"answers":["1"]},"m.relates_to":{"event_id":"$p"}}"#,
        r#"{"m.selections":["1"],"m.relates_to":{"event_id":"$p"}}"#,
    ] {
        let line = of("m.poll.response", None, content);
        assert_eq!(
            (line.kind.as_str(), line.target.as_deref()),
            ("poll_vote", Some("$p"))
        );
        assert_eq!(line.detail.as_deref(), Some(r#"{"answers":["1"]}"#));
    }
    assert_eq!(
        of("m.poll.response", None, "7").detail.as_deref(),
        Some(r#"{"answers":[]}"#)
    );
}

#[test]
fn membership_changes_are_lines_and_repeats_are_not() {
    let change = |prev: Option<&str>, content: &str| {
        line(&Readable {
            event_type: "m.room.member",
            content,
            state_key: Some("@a:x"),
            prev_content: prev,
            redacts: None,
        })
    };
    let join = change(None, r#"{"membership":"join","displayname":"A"}"#);
    assert_eq!(
        (join.kind.as_str(), join.hidden, join.target.as_deref()),
        ("membership", false, Some("@a:x"))
    );
    let rename = change(
        Some(r#"{"membership":"join","displayname":"A"}"#),
        r#"{"membership":"join","displayname":"B"}"#,
    );
    assert_eq!((rename.kind.as_str(), rename.hidden), ("profile", false));
    let same = change(Some(r#"{"membership":"join"}"#), r#"{"membership":"join"}"#);
    assert!(same.hidden);
}

#[test]
fn what_cannot_be_understood_is_a_line_too() {
    assert_eq!(message(r#"{"body":5}"#).kind, UNKNOWN);
    assert_eq!(message("7").kind, UNKNOWN);
    assert_eq!(of("nl.example.thing", None, "{}").kind, UNKNOWN);
    let state = of("nl.example.state", Some(""), "{}");
    assert_eq!((state.kind.as_str(), state.hidden), (UNKNOWN, true));
    assert_eq!(of("m.room.encrypted", None, "{}").kind, "undecryptable");
}

#[test]
fn a_poll_shows_its_question() {
    let line = of(
        "org.matrix.msc3381.poll.start",
        None,
        r#"{"org.matrix.msc3381.poll.start":{"question":{"body":"Wanneer?"},"answers":[{"id":"1","org.matrix.msc1767.text":"nu"}]}}"#,
    );
    assert_eq!((line.kind.as_str(), line.body.as_str()), ("poll", "Wanneer?"));
    assert!(line.detail.unwrap().contains("nu"));
}

/// What the state was before the samples of those lines that are hidden when a room is made with them.
fn before(event_type: &str) -> &'static str {
    match event_type {
        "m.room.member" => r#"{"membership":"join","displayname":"Oude Naam"}"#,
        "m.call.member" | "m.call" => "{}",
        _ => r#"{"anders":1}"#,
    }
}

fn folded(one: &EventType, name: &str, content: &str, prev: Option<&str>) -> Line {
    line(&Readable {
        event_type: name,
        content,
        state_key: (one.carrier == Carrier::State).then_some("@a:x"),
        prev_content: prev,
        redacts: None,
    })
}

#[test]
fn every_type_becomes_what_the_table_says() {
    for (one, sample) in samples::of_rooms() {
        let prev = (one.carrier == Carrier::State).then(|| before(sample.name));
        for name in one.names {
            let line = folded(one, name, sample.content, prev);
            let about = format!("{name} {:?}: {line:?}", one.part);
            match one.shown {
                Shown::Line(kind) | Shown::LineOfChange(kind) => {
                    assert_eq!((line.kind.as_str(), line.hidden), (kind, false), "{about}");
                }
                Shown::With(kind) => {
                    assert_eq!((line.kind.as_str(), line.hidden), (kind, true), "{about}");
                    assert_eq!(line.target.as_deref(), Some(samples::TARGET), "{about}");
                }
                Shown::Hidden(kind, reason) => {
                    assert_eq!((line.kind.as_str(), line.hidden), (kind, true), "{about}");
                    assert!(!reason.is_empty());
                }
                Shown::Elsewhere(_) => assert!(!line.hidden, "{about}"),
            }
            let first = folded(one, name, sample.content, None);
            let made_with = matches!(one.shown, Shown::LineOfChange(_)) && one.shape == Shape::Change;
            if made_with {
                assert!(first.hidden, "{about}");
            }
        }
    }
}

#[test]
fn what_was_taken_back_before_it_came_is_a_line_if_it_would_have_been_one() {
    for (one, sample) in
        samples::of_rooms().filter(|(one, _)| one.carrier == Carrier::Message && one.part.is_none())
    {
        let line = redacted(sample.name);
        let shown = matches!(one.shown, Shown::Line(_));
        assert_eq!((line.hidden, line.redacted), (!shown, true), "{}", sample.name);
    }
}

#[test]
fn a_state_that_is_said_again_is_no_line() {
    for (one, sample) in samples::of_rooms().filter(|(one, _)| one.shape == Shape::Change) {
        let again = folded(one, sample.name, sample.content, Some(sample.content));
        let locked = again.kind == "undecryptable";
        assert!(again.hidden || locked, "{} {again:?}", sample.name);
    }
}

/// Values of another type than nearly every field should have.
const WRONG: [&str; 8] = [
    "7",
    "\"x\"",
    "[1]",
    r#"{"a":{}}"#,
    "true",
    "-1.5e300",
    "null",
    "\"\\ud800\"",
];

#[test]
fn content_of_a_wrong_form_is_a_line_all_the_same() {
    let deep = format!("{}1{}", "[".repeat(5000), "]".repeat(5000));
    for (one, sample) in samples::of_rooms() {
        let whole: serde_json::Value = serde_json::from_str(sample.content).unwrap();
        let fields: Vec<&String> = whole.as_object().unwrap().keys().collect();
        for value in WRONG.iter().copied().chain([deep.as_str()]) {
            let mut contents = vec![value.to_owned()];
            contents.extend(fields.iter().map(|field| {
                let others = fields.iter().filter(|other| *other != field);
                let others: String = others
                    .map(|other| format!("{:?}:{},", other, whole[other.as_str()]))
                    .collect();
                format!("{{{others}{field:?}:{value}}}")
            }));
            for content in contents {
                let line = folded(one, sample.name, &content, Some(value));
                assert!(!line.kind.is_empty(), "{} {content:.80}", sample.name);
                if !content.starts_with('{') && !line.hidden {
                    let plain = matches!(line.kind.as_str(), "unknown" | "undecryptable");
                    assert!(plain, "{} {content:.80}: {line:?}", sample.name);
                }
                // What is stored is read again.
                let stored = crate::chat::row::Stored {
                    kind: &line.kind,
                    sender: "@a:x",
                    body: &line.body,
                    target: line.target.as_deref(),
                    detail: line.detail.as_deref(),
                };
                let _ = crate::chat::row::RowContent::read(&stored);
            }
        }
    }
}

#[test]
fn an_unknown_msgtype_is_its_body_and_is_counted() {
    let name = |event_type: &str, state_key: Option<&str>, content: &str| {
        unknown_name(&Readable {
            event_type,
            content,
            state_key,
            prev_content: None,
            redacts: None,
        })
    };
    let new = r#"{"msgtype":"nl.example.new","body":"hoi"}"#;
    assert_eq!(message(new).body, "hoi");
    assert_eq!(
        name("m.room.message", None, new).as_deref(),
        Some("m.room.message/nl.example.new")
    );
    assert_eq!(
        name("nl.example.thing", None, "7").as_deref(),
        Some("nl.example.thing")
    );
    assert_eq!(
        name("m.room.name", None, "{}").as_deref(),
        Some("m.room.name"),
        "without a state key it is no state"
    );
    assert_eq!(name(&"x".repeat(70_000), Some(""), "{}").unwrap().len(), 255);
    for known in [r#"{"msgtype":"m.text","body":"x"}"#, "7", r#"{"body":"x"}"#] {
        assert_eq!(
            name("m.room.message", None, known),
            None,
            "malformed is not unknown: {known}"
        );
    }
    assert_eq!(name("m.room.name", Some(""), r#"{"name":7}"#), None);
}

#[test]
fn mentions_are_told() {
    let line = message(r#"{"msgtype":"m.text","body":"x","m.mentions":{"room":true,"user_ids":["@b:x",7]}}"#);
    let carried = crate::chat::row::Carried::read(line.detail.as_deref());
    assert_eq!(carried.mentions, ["@room", "@b:x"]);
    assert_eq!(message(r#"{"body":"x","m.mentions":7}"#).detail, None);
}

#[test]
fn an_edit_of_a_poll_is_an_edit() {
    let edit = r#"{"m.new_content":{"m.poll":{"question":{"m.text":"Beter?"},"answers":[]}},
        "m.relates_to":{"rel_type":"m.replace","event_id":"$p"}}"#;
    let line = of("m.poll.start", None, edit);
    assert_eq!(
        (line.kind.as_str(), line.body.as_str(), line.hidden),
        ("edit", "Beter?", true)
    );
}

#[test]
fn a_change_reads_as_a_sentence() {
    let state = of("m.room.pinned_events", Some(""), r#"{"pinned":["$a"]}"#);
    let stored = crate::chat::row::Stored {
        kind: &state.kind,
        sender: "@anna:x",
        body: &state.body,
        target: None,
        detail: state.detail.as_deref(),
    };
    match crate::chat::row::RowContent::read(&stored) {
        crate::chat::row::RowContent::Change(row) => {
            assert_eq!(
                (row.nl.as_str(), row.en.as_str()),
                ("@anna:x heeft een bericht vastgezet", "@anna:x pinned a message")
            );
        }
        other => panic!("{other:?}"),
    }
}
