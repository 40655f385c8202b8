//! Results on standard output: text for people, one JSON document with `--json`.

use std::io::{self, Write as _};

use serde::Serialize;

use super::CliError;

/// Writes `value` as JSON, or `text` followed by a line end.
pub(super) fn print(json: bool, value: &impl Serialize, text: &str) -> Result<(), CliError> {
    let mut out = io::stdout().lock();
    let line = if json {
        serde_json::to_string(value).map_err(io::Error::from)
    } else {
        Ok(text.to_owned())
    };
    line.and_then(|line| writeln!(out, "{line}"))
        .and_then(|()| out.flush())
        .map_err(CliError::Output)
}
