//! `griffie-gateway status`: figures from the database, and the queue of a running gateway from its socket.

use std::{
    io::{Read as _, Write as _},
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
    time::Duration,
};

use clap::Args;
use serde::Serialize;

use super::{CliError, output};
use crate::{
    clock::{Clock as _, SystemClock},
    http::Health,
    settings::Settings,
    store::{Counts, counts, open},
};

#[derive(Debug, Args)]
pub(super) struct Status {
    /// Directory of the gateway
    #[arg(long)]
    dir: PathBuf,
    /// Internal socket; by default internal.sock in the directory
    #[arg(long)]
    internal_socket: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct State {
    log_vkey: String,
    #[serde(flatten)]
    counts: Counts,
    running: bool,
    /// Uploads waiting in the running gateway.
    queue: Option<u64>,
}

pub(super) fn run(command: &Status) -> Result<(), CliError> {
    let dir = &command.dir;
    let settings = Settings::load(dir)?;
    let counts = counts::all(&open::reader(dir)?, SystemClock.now().0)?;
    let socket = command
        .internal_socket
        .clone()
        .unwrap_or_else(|| dir.join("internal.sock"));
    let health = ask(&socket);
    let state = State {
        log_vkey: settings.log_key(dir)?.vkey(),
        counts,
        running: health.is_some(),
        queue: health.map(|health| health.queued),
    };
    output::print(command.json, &state, &text(&state))
}

fn text(state: &State) -> String {
    let counts = &state.counts;
    let running = match state.queue {
        Some(queue) => format!("running, {queue} waiting"),
        None => "not running".to_owned(),
    };
    [
        format!("gateway        {running}"),
        format!(
            "log            {} lines, {} objects, {} final, {} refused",
            counts.log_size, counts.objects, counts.accepted, counts.rejected
        ),
        format!("missing        {} ranges of numbers", counts.holes),
        format!(
            "equivocations  {}{}",
            counts.equivocations,
            if counts.equivocations > 0 {
                "  <- look at this"
            } else {
                ""
            }
        ),
        format!(
            "devices        {} active, {} revoked",
            counts.devices, counts.devices_revoked
        ),
        format!(
            "codes          {} open, {} used",
            counts.codes_open, counts.codes_used
        ),
        format!(
            "configuration  seal configuration {}, policy {}",
            counts.seal_config_version, counts.policy_version
        ),
        format!("segments       {} files", counts.segments),
        format!("log key        {}", state.log_vkey),
    ]
    .join("\n")
}

/// The health of a running gateway; `None` when none answers within a second or so.
fn ask(socket: &Path) -> Option<Health> {
    let mut stream = UnixStream::connect(socket).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(2))).ok()?;
    stream
        .write_all(b"GET /health HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n")
        .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    serde_json::from_str(answer.split_once("\r\n\r\n")?.1).ok()
}
