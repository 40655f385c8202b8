//! Reading: timelines, search, files, and telling others how far one has read.

use std::path::PathBuf;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Caller, done, shown};
use crate::rpc::Failure;

/// Lines in one answer, unless fewer are asked for.
const LINES: u32 = 1_000;
const USUAL_LINES: u32 = 50;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Timeline {
    room: String,
    limit: Option<u32>,
    before: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Search {
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Save {
    event: String,
    path: PathBuf,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Read {
    room: String,
    event: String,
}

impl Caller {
    pub(super) async fn timeline(&self, params: Timeline) -> Result<Value, Failure> {
        let limit = params.limit.unwrap_or(USUAL_LINES).min(LINES);
        let rows = self
            .griffie
            .timeline(&params.room, params.before.as_deref(), limit)
            .await?;
        Ok(json!({ "rows": shown(&rows)? }))
    }

    pub(super) async fn search(&self, params: Search) -> Result<Value, Failure> {
        let rows = self.griffie.search(&params.text).await?;
        Ok(json!({ "rows": shown(&rows)? }))
    }

    pub(super) async fn save(&self, params: Save) -> Result<Value, Failure> {
        self.griffie.save_file(&params.event, &params.path).await?;
        Ok(done())
    }

    pub(super) async fn mark_read(&self, params: Read) -> Result<Value, Failure> {
        self.griffie.mark_read(&params.room, &params.event).await?;
        Ok(done())
    }
}
