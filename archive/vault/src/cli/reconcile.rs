//! `reconcile`: is this everything? Exit code 1 when something is missing or contradicts.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;

use super::{Failure, Outcome, bundle::moment, reading::Lang, say};
use crate::{
    clock::SystemClock,
    export,
    reconcile::{self, Scope, page},
    recover,
    vault::Vault,
};

#[derive(Debug, Args)]
pub(super) struct Reconcile {
    /// Folder of the vault.
    #[arg(long)]
    dir: PathBuf,
    /// Folder of the ledger.
    #[arg(long)]
    ledger: PathBuf,
    /// Only this person.
    #[arg(long)]
    user: Option<String>,
    /// Only this room.
    #[arg(long)]
    room: Option<String>,
    /// Only events from this day or time on (2026-11-01, 2026-11-01T09:00:00Z).
    #[arg(long)]
    from: Option<String>,
    /// Only events before this day or time.
    #[arg(long)]
    to: Option<String>,
    /// Hours that an event may take before its absence is a loss.
    #[arg(long, default_value_t = 48)]
    grace_hours: u64,
    /// Minutes after which an event counts as late.
    #[arg(long, default_value_t = 60)]
    late_minutes: u64,
    /// Ask devices for what is missing also when --grace-hours is 0 and it may still be on its way.
    #[arg(long)]
    recover: bool,
    /// Write the report for people here.
    #[arg(long)]
    html: Option<PathBuf>,
    /// Write the signed report here, as JSON.
    #[arg(long)]
    signed: Option<PathBuf>,
    /// Print the report as JSON in place of the sentence.
    #[arg(long)]
    json: bool,
    /// Language of the page.
    #[arg(long, value_enum, default_value = "nl")]
    lang: Lang,
    /// Time zone of the times shown and of days given.
    #[arg(long, default_value = "Europe/Amsterdam")]
    zone: String,
}

pub(super) fn run(command: Reconcile) -> Result<Outcome, Failure> {
    let zone = export::zone(&command.zone)?;
    let time = |text: &Option<String>| text.as_ref().map(|text| moment(text, &zone)).transpose();
    let scope = Scope {
        from: time(&command.from)?,
        to: time(&command.to)?,
        user: command.user,
        room: command.room,
        grace: command.grace_hours.saturating_mul(3_600_000),
        late_after: command.late_minutes.saturating_mul(60_000),
    };
    let mut vault = Vault::open(&command.dir, Arc::new(SystemClock))?;
    let mut report = reconcile::reconcile(&vault, &command.ledger, &scope)?;
    if command.recover || scope.grace > 0 {
        recover::ask_for_events(&mut vault, &report)?;
    } else {
        recover::mark_healed(&mut vault)?;
    }
    report.recovery = recover::state::states(&vault, &command.ledger, &report)?;
    if let Some(path) = &command.signed {
        write(path, &serde_json::to_vec(&reconcile::sign(&vault, &report)?)?)?;
    }
    if let Some(path) = &command.html {
        let view = page::View {
            language: command.lang.into(),
            zone,
        };
        write(path, page::page(&report, &view).as_bytes())?;
    }
    say(&if command.json {
        serde_json::to_string(&report)?
    } else {
        report.sentence()
    });
    Ok(if report.is_complete() && report.is_consistent() {
        Outcome::Clean
    } else {
        Outcome::Faults
    })
}

/// All of it or nothing: an interrupted write never leaves half a report under its name.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let half = path.with_extension("part");
    std::fs::write(&half, bytes)?;
    std::fs::File::open(&half)?.sync_all()?;
    Ok(std::fs::rename(&half, path)?)
}
