//! Sending. The answer comes when the message is in the journal and in the queue; `sent` tells what became of it.

use std::path::PathBuf;

use griffie_core::chat::{
    compose::{FileDraft, Sent, SentAs, TextDraft, VoiceDraft},
    row::SendState,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Caller;
use crate::rpc::Failure;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Text {
    room: String,
    text: String,
    formatted: Option<String>,
    #[serde(default)]
    mentions: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct About {
    room: String,
    event: String,
    text: String,
    formatted: Option<String>,
    #[serde(default)]
    mentions: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct React {
    room: String,
    event: String,
    key: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Redact {
    room: String,
    event: String,
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    room: String,
    path: PathBuf,
    caption: Option<String>,
    mime: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Voice {
    room: String,
    path: PathBuf,
    duration_ms: u64,
    #[serde(default)]
    waveform: Vec<u16>,
    mime: Option<String>,
}

/// `room` is taken for symmetry with the sending methods; the transaction id alone is enough.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Which {
    txn: String,
    #[serde(default, rename = "room")]
    _room: Option<String>,
}

impl Caller {
    pub(super) async fn text(&self, params: Text) -> Result<Value, Failure> {
        let draft = TextDraft {
            body: params.text,
            formatted: params.formatted,
            mentions: params.mentions,
        };
        Ok(told(&self.griffie.send_text(&params.room, &draft).await?))
    }

    pub(super) async fn reply(&self, params: About) -> Result<Value, Failure> {
        let (room, event, draft) = params.split();
        Ok(told(&self.griffie.reply(&room, &event, &draft).await?))
    }

    pub(super) async fn edit(&self, params: About) -> Result<Value, Failure> {
        let (room, event, draft) = params.split();
        Ok(told(&self.griffie.edit(&room, &event, &draft).await?))
    }

    pub(super) async fn react(&self, params: React) -> Result<Value, Failure> {
        Ok(told(
            &self
                .griffie
                .react(&params.room, &params.event, &params.key)
                .await?,
        ))
    }

    pub(super) async fn redact(&self, params: Redact) -> Result<Value, Failure> {
        Ok(told(
            &self
                .griffie
                .redact(&params.room, &params.event, params.reason.as_deref())
                .await?,
        ))
    }

    pub(super) async fn file(&self, params: File) -> Result<Value, Failure> {
        let draft = FileDraft {
            path: params.path,
            caption: params.caption,
            mime: params.mime,
        };
        Ok(told(&self.griffie.send_file(&params.room, &draft).await?))
    }

    pub(super) async fn voice(&self, params: Voice) -> Result<Value, Failure> {
        let draft = VoiceDraft {
            path: params.path,
            duration_ms: params.duration_ms,
            waveform: params.waveform,
            mime: params.mime,
        };
        Ok(told(&self.griffie.send_voice(&params.room, &draft).await?))
    }

    pub(super) async fn sent(&self, params: Which) -> Result<Value, Failure> {
        Ok(match self.griffie.sent(&params.txn).await? {
            SendState::Queued | SendState::Sending => json!({ "state": "waiting" }),
            SendState::Sent { event_id } => json!({ "state": "sent", "event_id": event_id }),
            SendState::Failed { code } => json!({ "state": "refused", "error": code }),
            SendState::Cancelled => json!({ "state": "cancelled" }),
        })
    }
}

impl About {
    fn split(self) -> (String, String, TextDraft) {
        let draft = TextDraft {
            body: self.text,
            formatted: self.formatted,
            mentions: self.mentions,
        };
        (self.room, self.event, draft)
    }
}

fn told(sent: &Sent) -> Value {
    let sent_as = match sent.sent_as {
        SentAs::Event => "event",
        SentAs::File => "file",
    };
    json!({ "txn": sent.txn_id, "sent_as": sent_as })
}
