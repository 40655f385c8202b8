//! Voice messages: MSC3245 and the details of MSC3246, in `m.room.message` and in the extensible form.

use serde_json::Value;

use super::content::{count, parse};

/// Levels of a waveform are numbers up to this.
pub const LOUDEST: u16 = 1024;
/// A waveform has at most so many levels; MSC3246 wants 30 to 120.
const MAX_LEVELS: usize = 1000;
const MARKS: [&str; 3] = [
    "m.voice",
    "org.matrix.msc3245.voice",
    "org.matrix.msc3245.voice.v2",
];
const DETAILS: [&str; 3] = [
    "m.audio_details",
    "org.matrix.msc1767.audio_details",
    "org.matrix.msc1767.audio",
];

/// What a voice message says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Voice {
    /// Milliseconds.
    pub duration_ms: Option<u64>,
    /// Levels from 0 to [`LOUDEST`].
    pub waveform: Vec<u16>,
}

/// The voice message in an audio message; `None` when it is not marked as one.
#[must_use]
pub fn voice(content: &str) -> Option<Voice> {
    MARKS.iter().any(|mark| content.contains(mark)).then_some(())?;
    let content = parse(content)?;
    MARKS
        .iter()
        .any(|mark| content.get(mark).is_some())
        .then(|| details(&content))
}

/// The details of any audio.
#[must_use]
pub fn details(content: &Value) -> Voice {
    let Some(details) = DETAILS.iter().find_map(|name| content.get(name)) else {
        return Voice::default();
    };
    let levels = details.get("waveform").and_then(Value::as_array);
    Voice {
        duration_ms: details.get("duration").and_then(count),
        waveform: levels
            .into_iter()
            .flatten()
            .take(MAX_LEVELS)
            .map(|level| {
                let level = count(level).unwrap_or(0).min(LOUDEST.into());
                u16::try_from(level).unwrap_or(LOUDEST)
            })
            .collect(),
    }
}
