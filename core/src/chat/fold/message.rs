//! Lines of what people say in `m.room.message`, by `msgtype`; and of stickers.

use griffie_wire::event::voice;
use serde::Deserialize;
use serde_json::json;

use super::{
    UNKNOWN, hidden,
    relate::{Relation, with_relation},
    visible,
};
use crate::{chat::row::FileRow, store::timeline::Line};

/// Levels of a waveform that are kept: a screen draws no more of them than it has columns.
const LEVELS: usize = 512;

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
    /// Files of a gallery (MSC4274).
    #[serde(default)]
    itemtypes: Vec<Item>,
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

/// One file of a gallery.
#[derive(Deserialize)]
struct Item {
    body: Option<String>,
    filename: Option<String>,
    url: Option<String>,
    file: Option<Encrypted>,
    info: Option<Info>,
}

/// A message; an edit of one when it says so and names what it edits.
pub(super) fn line(text: &str) -> Line {
    let Ok(content) = serde_json::from_str::<Content>(text) else {
        return visible(UNKNOWN, "m.room.message".to_owned());
    };
    if let Some(target) = content
        .relation
        .as_ref()
        .and_then(Relation::edited)
        .map(str::to_owned)
    {
        let (body, formatted) = match content.new_content {
            Some(new) => (new.body, new.formatted_body),
            None => (content.body, content.formatted_body),
        };
        return Line {
            body: body.unwrap_or_default(),
            formatted,
            target: Some(target),
            ..hidden("edit")
        };
    }
    let kind = match content.msgtype.as_deref() {
        Some("m.text") => "text",
        Some("m.notice" | "m.server_notice") => "notice",
        Some("m.emote") => "emote",
        Some("m.image") => "image",
        Some("m.file" | "dm.filament.gallery") => "file",
        Some("m.audio") => "audio",
        Some("m.video") => "video",
        Some("m.location") => "location",
        Some("m.key.verification.request") => return hidden("technical"),
        _ if content.body.is_some() => "text",
        _ => UNKNOWN,
    };
    with_relation(with_file(kind, text, content))
}

/// A sticker is an image without a message around it.
pub(super) fn sticker(text: &str) -> Line {
    match serde_json::from_str::<Content>(text) {
        Ok(content) => with_relation(with_file("sticker", text, content)),
        Err(_) => visible(UNKNOWN, "m.sticker".to_owned()),
    }
}

fn with_file(kind: &str, text: &str, mut content: Content) -> (Line, Option<Relation>) {
    // Of a gallery the first file stands for all; the archive has each.
    if let Some(item) = content.itemtypes.drain(..).next() {
        (content.file, content.url, content.info) = (item.file, item.url, item.info);
        content.filename = item.filename.or(item.body);
    }
    let spoken = (kind == "audio").then(|| voice::voice(text)).flatten();
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
            duration_ms: number(|info| info.duration)
                .or_else(|| spoken.as_ref().and_then(|voice| voice.duration_ms)),
            voice: spoken.is_some(),
            waveform: spoken.map_or_else(Vec::new, |voice| few(voice.waveform)),
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

/// As many levels as are kept.
pub(super) fn few(mut waveform: Vec<u16>) -> Vec<u16> {
    waveform.truncate(LEVELS);
    waveform
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
