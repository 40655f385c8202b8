//! What goes back to the device manager: a row per state, as Android's keyed app states take them and iOS' feedback dictionary. Counts,
//! codes, versions and times; no name, id or content.

use super::read::Finding;

/// Whether an administrator should look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// All is well, or it mends itself.
    Info,
    /// Somebody should look.
    Error,
}

/// One state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedbackState {
    /// Its key: `config`, `enrolment`, `policy`, `capture`, `last_seal`, `backlog`, `route`, `utd`, `storage`, `clock_skew`, `version`.
    pub key: &'static str,
    /// Whether somebody should look.
    pub severity: Severity,
    /// Its value: `ok`, a code, a number, a time.
    pub data: String,
}

/// How things stand, as the core knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// `done`, `pending`, or the gateway's code of why an activation was refused: `code_expired`.
    pub enrolment: String,
    /// Version of the policy in force.
    pub policy: Option<u32>,
    /// Code of why nothing can be journaled or sent, if so.
    pub capture: Option<String>,
    /// When an object was last sealed, UTC milliseconds.
    pub last_seal: Option<u64>,
    /// Records and objects without a final receipt.
    pub backlog: u64,
    /// Code of why nothing can be carried to the gateway, if so.
    pub route: Option<String>,
    /// Messages that wait for their key.
    pub utd: u64,
    /// Bytes free on the disk, if the phone tells.
    pub storage: Option<u64>,
    /// Version of the app.
    pub version: String,
}

/// Under so many free bytes somebody should look.
const LITTLE: u64 = 200 << 20;
/// Most characters of `data`: Android takes 1000 bytes.
const LONGEST: usize = 900;

/// The states of `facts`, and of what was found in the configuration.
#[must_use]
pub fn feedback(findings: &[Finding], facts: &Facts) -> Vec<FeedbackState> {
    let wrong: Vec<_> = findings.iter().filter(|found| found.fault.is_wrong()).collect();
    let config: Vec<_> = wrong
        .iter()
        .map(|found| format!("{}:{}", found.key, found.fault.code()))
        .collect();
    let skewed = facts.route.as_deref() == Some("clock_skew");
    let enrolled = matches!(facts.enrolment.as_str(), "done" | "pending");
    let number = |number: Option<u64>| number.map_or_else(|| "unknown".to_owned(), |n| n.to_string());
    vec![
        state("config", wrong.is_empty(), or_ok(Some(config.join(",")))),
        state("enrolment", enrolled, facts.enrolment.clone()),
        state("policy", true, number(facts.policy.map(u64::from))),
        state("capture", facts.capture.is_none(), or_ok(facts.capture.clone())),
        state(
            "last_seal",
            true,
            facts.last_seal.map_or_else(|| "never".to_owned(), moment),
        ),
        state("backlog", true, facts.backlog.to_string()),
        state("route", facts.route.is_none(), or_ok(facts.route.clone())),
        state("utd", true, facts.utd.to_string()),
        state(
            "storage",
            facts.storage.is_none_or(|free| free >= LITTLE),
            number(facts.storage),
        ),
        state(
            "clock_skew",
            !skewed,
            if skewed { "wrong" } else { "ok" }.to_owned(),
        ),
        state("version", true, facts.version.clone()),
    ]
}

/// `2026-11-23T04:05:06Z` of UTC milliseconds. Days to a date as in RFC 3339's Gregorian calendar, eras of 400 years.
fn moment(millis: u64) -> String {
    let (days, second) = (millis / 86_400_000, millis / 1000 % 86_400);
    let shifted = days + 719_468;
    let (era, day) = (shifted / 146_097, shifted % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let march = (5 * of_year + 2) / 153;
    let month = if march < 10 { march + 3 } else { march - 9 };
    format!(
        "{:04}-{month:02}-{:02}T{:02}:{:02}:{:02}Z",
        era * 400 + year + u64::from(month <= 2),
        of_year - (153 * march + 2) / 5 + 1,
        second / 3600,
        second / 60 % 60,
        second % 60,
    )
}

fn or_ok(code: Option<String>) -> String {
    code.filter(|code| !code.is_empty())
        .unwrap_or_else(|| "ok".to_owned())
}

fn state(key: &'static str, well: bool, data: String) -> FeedbackState {
    FeedbackState {
        key,
        severity: if well { Severity::Info } else { Severity::Error },
        data: data.chars().take(LONGEST).collect(),
    }
}
