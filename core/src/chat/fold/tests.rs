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
