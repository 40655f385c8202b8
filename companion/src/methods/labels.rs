//! Labels: what policy allows, on a message, on a room; and the end of the review.

use griffie_core::engine::Label;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Caller, NoParams, done, shown};
use crate::rpc::Failure;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OnEvent {
    event: String,
    label: Label,
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OnRoom {
    room: String,
    label: Label,
    reason: Option<String>,
}

impl Caller {
    pub(super) async fn labels(&self, _: NoParams) -> Result<Value, Failure> {
        let choice = self.griffie.label_choice().await?;
        Ok(choice.map_or_else(
            || json!({ "labels": [] }),
            |choice| {
                json!({ "labels": choice.labels, "needs_reason": choice.needs_reason,
                        "window_seconds": choice.window_seconds })
            },
        ))
    }

    pub(super) async fn label_event(&self, params: OnEvent) -> Result<Value, Failure> {
        let reason = params.reason.as_deref();
        shown(
            &self
                .griffie
                .label_event(&params.event, params.label, reason)
                .await?,
        )
    }

    pub(super) async fn label_room(&self, params: OnRoom) -> Result<Value, Failure> {
        let reason = params.reason.as_deref();
        self.griffie
            .label_room(&params.room, params.label, reason)
            .await?;
        Ok(done())
    }

    pub(super) async fn end_review(&self, _: NoParams) -> Result<Value, Failure> {
        Ok(json!({ "records": self.griffie.end_review().await? }))
    }
}
