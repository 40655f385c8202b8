//! Lines of what people say: messages, stickers, polls; and of what they do to those: edit, react, redact, vote.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Readable, UNKNOWN, hidden, visible};
use crate::{
    chat::row::{FileRow, PollAnswer, PollRow},
    store::timeline::Line,
};

/// Levels of a waveform that are kept.
const LEVELS: usize = 512;
/// Answers of a poll that are shown (MSC3381 has no more).
const ANSWERS: usize = 20;

#[derive(Deserialize)]
struct Content {
    msgtype: Option<String>,
    body: Option<String>,
    formatted_body: Option<String>,
    filename: Option<String>,
    url: Option<String>,
    file: Option<Encrypted>,
    info: Option<Info>,
    geo_uri: Option<String>,
    #[serde(rename = "m.relates_to")]
    relation: Option<Relation>,
    #[serde(rename = "m.new_content")]
    new_content: Option<NewContent>,
    /// MSC3245, the form that Element sends: present in a voice message.
    #[serde(rename = "org.matrix.msc3245.voice")]
    voice: Option<Value>,
    #[serde(rename = "org.matrix.msc1767.audio")]
    audio: Option<Value>,
}

#[derive(Deserialize)]
struct NewContent {
    body: Option<String>,
    formatted_body: Option<String>,
}

#[derive(Deserialize)]
struct Encrypted {
    url: Option<String>,
}

#[derive(Deserialize)]
struct Info {
    mimetype: Option<String>,
    size: Option<f64>,
    w: Option<f64>,
    h: Option<f64>,
    duration: Option<f64>,
}

#[derive(Deserialize)]
struct Relation {
    rel_type: Option<String>,
    event_id: Option<String>,
    key: Option<String>,
    #[serde(rename = "m.in_reply_to")]
    in_reply_to: Option<InReplyTo>,
    #[serde(default)]
    is_falling_back: bool,
}

#[derive(Deserialize)]
struct InReplyTo {
    event_id: Option<String>,
}

#[derive(Deserialize)]
struct Relating {
    #[serde(rename = "m.relates_to")]
    relation: Option<Relation>,
}

/// A message; an edit of one when it says so and names what it edits.
pub(super) fn line(content: &str) -> Line {
    let Ok(content) = serde_json::from_str::<Content>(content) else {
        return visible(UNKNOWN, "m.room.message".to_owned());
    };
    if let Some(relation) = &content.relation
        && relation.rel_type.as_deref() == Some("m.replace")
        && let Some(target) = &relation.event_id
    {
        let (body, formatted) = match content.new_content {
            Some(new) => (new.body, new.formatted_body),
            None => (content.body, content.formatted_body),
        };
        return Line {
            body: body.unwrap_or_default(),
            formatted,
            target: Some(target.clone()),
            ..hidden("edit")
        };
    }
    let kind = match content.msgtype.as_deref() {
        Some("m.text" | "m.server_notice") => "text",
        Some("m.notice") => "notice",
        Some("m.emote") => "emote",
        Some("m.image") => "image",
        Some("m.file") => "file",
        Some("m.audio") => "audio",
        Some("m.video") => "video",
        Some("m.location") => "location",
        Some("m.key.verification.request") => return hidden("technical"),
        _ if content.body.is_some() => "text",
        _ => UNKNOWN,
    };
    with_relation(with_file(kind, content))
}

/// A sticker is an image without a message around it.
pub(super) fn sticker(content: &str) -> Line {
    match serde_json::from_str::<Content>(content) {
        Ok(content) => with_relation(with_file("sticker", content)),
        Err(_) => visible(UNKNOWN, "m.sticker".to_owned()),
    }
}

fn with_file(kind: &str, content: Content) -> (Line, Option<Relation>) {
    let encrypted = content.file.is_some();
    let mxc = content.file.and_then(|file| file.url).or(content.url);
    let info = content.info;
    let number = |of: fn(&Info) -> Option<f64>| info.as_ref().and_then(of).map(whole);
    let pixels = |of| number(of).map(|pixels| u32::try_from(pixels).unwrap_or(u32::MAX));
    let is_file = mxc.is_some() || matches!(kind, "image" | "file" | "audio" | "video" | "sticker");
    let detail = match content.geo_uri {
        _ if is_file => Some(json!(FileRow {
            mxc,
            encrypted,
            name: content.filename.or_else(|| content.body.clone()),
            media_type: info.as_ref().and_then(|info| info.mimetype.clone()),
            size: number(|info| info.size),
            width: pixels(|info| info.w),
            height: pixels(|info| info.h),
            duration_ms: number(|info| info.duration),
            voice: content.voice.is_some(),
            waveform: content.audio.as_ref().map_or_else(Vec::new, waveform),
            ..FileRow::default()
        })),
        Some(geo_uri) => Some(json!({ "geo_uri": geo_uri })),
        None => None,
    };
    let line = Line {
        formatted: content.formatted_body,
        detail: detail.map(|detail| detail.to_string()),
        ..visible(kind, content.body.unwrap_or_default())
    };
    (line, content.relation)
}

/// Levels of 0 to 1024; a screen draws no more of them than it has columns.
fn waveform(audio: &Value) -> Vec<u16> {
    let levels = audio.get("waveform").and_then(Value::as_array);
    let levels = levels.into_iter().flatten().take(LEVELS).map(|level| {
        let level = whole(level.as_f64().unwrap_or_default()).min(1024);
        u16::try_from(level).unwrap_or(1024)
    });
    levels.collect()
}

/// Sizes are numbers that strangers write down.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast clamps, and not-a-number is 0"
)]
fn whole(number: f64) -> u64 {
    number as u64
}

fn with_relation((mut line, relation): (Line, Option<Relation>)) -> Line {
    let Some(relation) = relation else { return line };
    if relation.rel_type.as_deref() == Some("m.thread") {
        line.thread = relation.event_id;
        if relation.is_falling_back {
            return line;
        }
    }
    line.reply_to = relation.in_reply_to.and_then(|reply| reply.event_id);
    line
}

/// A reaction: its key, and the event it is about.
pub(super) fn reaction(content: &str) -> Line {
    let relation = relation_of(content);
    let target = relation.as_ref().and_then(|relation| relation.event_id.clone());
    Line {
        body: relation.and_then(|relation| relation.key).unwrap_or_default(),
        target,
        ..hidden("reaction")
    }
}

/// A redaction: its reason, and the event it is about.
pub(super) fn redaction(event: &Readable<'_>) -> Line {
    #[derive(Deserialize)]
    struct Redaction {
        redacts: Option<String>,
        reason: Option<String>,
    }
    let content = serde_json::from_str::<Redaction>(event.content).ok();
    let (inside, reason) = content.map_or((None, None), |content| (content.redacts, content.reason));
    let target = inside.or_else(|| event.redacts.map(str::to_owned));
    Line {
        body: reason.unwrap_or_default(),
        target,
        ..hidden("redaction")
    }
}

/// A poll: the question and its answers, as plain text.
pub(super) fn poll(content: &str) -> Line {
    let Ok(content) = serde_json::from_str::<serde_json::Value>(content) else {
        return visible(UNKNOWN, "m.poll.start".to_owned());
    };
    let poll = content
        .get("m.poll")
        .or_else(|| content.get("org.matrix.msc3381.poll.start"));
    let question = poll.and_then(|poll| poll.get("question")).and_then(text_of);
    let answers = poll
        .and_then(|poll| poll.get("answers")?.as_array())
        .into_iter()
        .flatten()
        .take(ANSWERS)
        .map(|answer| PollAnswer {
            id: answer.get("m.id").or_else(|| answer.get("id")).and_then(word),
            text: text_of(answer),
            voters: Vec::new(),
        });
    let most = poll.and_then(|poll| poll.get("max_selections")?.as_f64());
    let row = PollRow {
        answers: answers.collect(),
        max_selections: u32::try_from(whole(most.unwrap_or(1.0))).unwrap_or(u32::MAX),
        ended: false,
    };
    let relation = content
        .get("m.relates_to")
        .and_then(|value| serde_json::from_value(value.clone()).ok());
    with_relation((
        Line {
            detail: Some(json!(row).to_string()),
            ..visible("poll", question.unwrap_or_default())
        },
        relation,
    ))
}

/// Text in any of the forms of MSC1767 and MSC3381.
fn text_of(value: &serde_json::Value) -> Option<String> {
    let plain = value
        .get("body")
        .or_else(|| value.get("org.matrix.msc1767.text"))?;
    plain.as_str().map(str::to_owned).or_else(|| {
        let first = value.get("m.text")?.as_array()?.first()?;
        first.get("body")?.as_str().map(str::to_owned)
    })
}

fn word(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// The end of a poll.
pub(super) fn poll_end(content: &str) -> Line {
    Line {
        target: relation_of(content).and_then(|relation| relation.event_id),
        ..hidden("poll_end")
    }
}

/// A vote: the ids of the answers that were chosen, in the forms of MSC3381 and of extensible events.
pub(super) fn vote(content: &str) -> Line {
    let read = serde_json::from_str::<Value>(content).unwrap_or_default();
    let old = read
        .get("org.matrix.msc3381.poll.response")
        .or_else(|| read.get("m.poll.response"))
        .and_then(|response| response.get("answers"));
    let chosen = old.or_else(|| read.get("m.selections")).and_then(Value::as_array);
    let chosen: Vec<String> = chosen
        .into_iter()
        .flatten()
        .filter_map(word)
        .take(ANSWERS)
        .collect();
    Line {
        target: relation_of(content).and_then(|relation| relation.event_id),
        detail: Some(json!({ "answers": chosen }).to_string()),
        ..hidden("poll_vote")
    }
}

fn relation_of(content: &str) -> Option<Relation> {
    serde_json::from_str::<Relating>(content).ok()?.relation
}
