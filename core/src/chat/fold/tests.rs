//! Each kind of event and the line it becomes.

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
        r#"{"org.matrix.msc3381.poll.response":{"answers":["1",7]},"m.relates_to":{"event_id":"$p"}}"#,
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
