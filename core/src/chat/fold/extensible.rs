//! Lines of extensible events (MSC1767 and its followers), and of places.

use griffie_wire::event::{FileKind, extensible, location, voice};
use serde_json::json;

use super::{
    UNKNOWN, hidden,
    message::few,
    relate::{Relation, about, relation_of, with_relation},
    visible,
};
use crate::{chat::row::FileRow, store::timeline::Line};

/// Text, or the same as `/me`.
pub(super) fn text(kind: &str, event_type: &str, content: &str) -> Line {
    let Some(text) = extensible::text(content) else {
        return visible(UNKNOWN, event_type.to_owned());
    };
    related(visible(kind, text), content)
}

/// A file.
pub(super) fn file(kind: FileKind, event_type: &str, content: &str) -> Line {
    let Some(file) = extensible::file(content) else {
        return visible(UNKNOWN, event_type.to_owned());
    };
    let spoken = (kind == FileKind::Voice).then(|| {
        serde_json::from_str(content)
            .map(|content| voice::details(&content))
            .unwrap_or_default()
    });
    let row = FileRow {
        mxc: Some(file.mxc),
        encrypted: file.encrypted,
        name: file.name,
        media_type: file.mime,
        size: file.size,
        duration_ms: spoken.as_ref().and_then(|voice| voice.duration_ms),
        voice: spoken.is_some(),
        waveform: spoken.map_or_else(Vec::new, |voice| few(voice.waveform)),
        ..FileRow::default()
    };
    let word = match kind {
        FileKind::Image => "image",
        FileKind::Sticker => "sticker",
        FileKind::Video => "video",
        FileKind::Audio | FileKind::Voice => "audio",
        FileKind::File => "file",
    };
    let line = Line {
        detail: Some(json!(row).to_string()),
        ..visible(word, file.caption.unwrap_or_default())
    };
    related(line, content)
}

/// A place.
pub(super) fn place(event_type: &str, content: &str) -> Line {
    let Some(place) = location::location(content) else {
        return visible(UNKNOWN, event_type.to_owned());
    };
    let line = Line {
        detail: Some(json!({ "geo_uri": place.uri }).to_string()),
        ..visible("location", place.description.or(place.text).unwrap_or_default())
    };
    related(line, content)
}

/// One place of somebody who shares where they are: it belongs to the line that says so.
pub(super) fn beacon(content: &str) -> Line {
    let place = location::location(content);
    Line {
        detail: place.map(|place| json!({ "geo_uri": place.uri, "at": place.at }).to_string()),
        ..about("beacon_place", content)
    }
}

fn related(line: Line, content: &str) -> Line {
    let relation = relation_of(content);
    if let Some(target) = relation.as_ref().and_then(Relation::edited) {
        return Line {
            body: line.body,
            target: Some(target.to_owned()),
            ..hidden("edit")
        };
    }
    with_relation((line, relation))
}
