//! The part of an event that people read: its own type and content, or those inside its encryption.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::event::Event;
use crate::{chat::fold, e2ee::Locked, store::timeline::Line};

/// What there is to read.
#[derive(Debug, Clone)]
pub(super) enum Readable<'a> {
    Text {
        event_type: Cow<'a, str>,
        content: Cow<'a, str>,
    },
    /// There is nothing to read, for this reason.
    Locked { code: &'a str },
    /// It was redacted before it came here.
    Redacted { event_type: Cow<'a, str> },
}

#[derive(Deserialize)]
struct Inner<'a> {
    #[serde(borrow, rename = "type")]
    event_type: Cow<'a, str>,
    #[serde(borrow)]
    content: Option<&'a RawValue>,
}

impl<'a> Readable<'a> {
    pub(super) fn plain(event: &'a Event<'_>) -> Self {
        if event.unsigned.redacted && event.state_key.is_none() {
            return Self::Redacted {
                event_type: Cow::Borrowed(&event.event_type),
            };
        }
        Self::Text {
            event_type: Cow::Borrowed(&event.event_type),
            content: Cow::Borrowed(event.content),
        }
    }

    /// Clear text that is not of the form it should have is shown as an unknown event; the record has it as it is.
    pub(super) fn clear(event: &'a Event<'_>, json: &'a str) -> Self {
        match serde_json::from_str::<Inner<'a>>(json) {
            Ok(inner) => Self::Text {
                event_type: inner.event_type,
                content: Cow::Borrowed(inner.content.map_or("{}", RawValue::get)),
            },
            Err(_) => Self::plain(event),
        }
    }

    pub(super) fn locked(_event: &'a Event<'_>, locked: &'a Locked) -> Self {
        Self::Locked { code: &locked.code }
    }

    /// The name under which it is counted, if this version has none for it.
    pub(super) fn unknown_name(&self, event: &Event<'_>) -> Option<String> {
        let Self::Text { event_type, content } = self else {
            return None;
        };
        fold::unknown_name(&readable(event, event_type, content))
    }

    /// The line on the screen.
    pub(super) fn line(&self, event: &Event<'_>) -> Line {
        match self {
            Self::Text { event_type, content } => fold::line(&readable(event, event_type, content)),
            Self::Locked { code } => fold::undecryptable(code),
            Self::Redacted { event_type } => fold::redacted(event_type),
        }
    }
}

fn readable<'a>(event: &'a Event<'_>, event_type: &'a str, content: &'a str) -> fold::Readable<'a> {
    fold::Readable {
        event_type,
        content,
        state_key: event.state_key.as_deref(),
        prev_content: event.unsigned.prev_content.as_deref(),
        redacts: event.redacts.as_deref(),
    }
}
