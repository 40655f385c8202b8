//! What a judged play leaves behind: report.json, a summary that a person understands, one last sentence.

use std::path::Path;

use serde_json::{Value, json};

use super::Phones;
use crate::kit::{Outcome, compare::Difference};

/// Everything that was counted at the end.
pub struct Counts {
    /// What differs between homeserver and vault.
    pub difference: Difference,
    /// How many deliveries of files there must have been at least.
    pub least_sent: u64,
    /// Deliveries of files that people told of.
    pub attachments_sent: u64,
    /// Of these, held by the vault byte for byte.
    pub attachments_equal: u64,
    /// Sealed objects that travelled.
    pub objects: u64,
    /// Their bytes.
    pub wire_bytes: u64,
    /// Bytes of the same as mail.
    pub eml_bytes: u64,
    /// Records in the vault.
    pub records: u64,
    /// Since the play began.
    pub seconds: f64,
    /// What the phones said of themselves.
    pub phones: Phones,
    /// What `griffie-vault verify` said, or why it failed.
    pub verify: Result<String, String>,
    /// What the play wanted to show besides.
    pub findings: Vec<Finding>,
}

/// Something that a play wanted to show.
pub struct Finding {
    /// Its name in the report.
    pub name: &'static str,
    /// The figure, or what else was found.
    pub found: Value,
    /// Whether it is what it should be.
    pub holds: bool,
}

impl Counts {
    fn good(&self) -> bool {
        let played = self.difference.homeserver_events > 0
            && self.attachments_sent >= self.least_sent
            && self.objects > 0;
        let whole = self.difference.is_none() && self.attachments_sent == self.attachments_equal;
        played && whole && self.verify.is_ok() && self.phones.unpruned.is_empty() && self.shown()
    }

    fn shown(&self) -> bool {
        self.findings.iter().all(|finding| finding.holds)
    }
}

/// Writes report.json; whether all is well.
pub fn write(out: &Path, counts: &Counts) -> Outcome<bool> {
    let good = counts.good();
    let verify = match &counts.verify {
        Ok(said) => serde_json::from_str(said).unwrap_or_else(|_| json!(said)),
        Err(error) => json!({"failed": error}),
    };
    let findings: serde_json::Map<_, _> = counts
        .findings
        .iter()
        .map(|finding| (finding.name.to_owned(), finding.found.clone()))
        .collect();
    let report = json!({
        "good": good,
        "homeserver_events": counts.difference.homeserver_events,
        "vault_events": counts.difference.vault_events,
        "private": counts.difference.private,
        "missing": counts.difference.missing,
        "twice": counts.difference.twice,
        "unknown": counts.difference.unknown,
        "unreadable": counts.difference.unreadable,
        "attachments_sent": counts.attachments_sent,
        "attachments_equal": counts.attachments_equal,
        "records": counts.records,
        "objects": counts.objects,
        "wire_bytes": counts.wire_bytes,
        "eml_bytes": counts.eml_bytes,
        "seconds": counts.seconds,
        "kills": counts.phones.kills,
        "verify": verify,
        "not_pruned": counts.phones.unpruned,
        "findings": findings,
    });
    std::fs::write(out.join("report.json"), serde_json::to_string_pretty(&report)?)?;
    Ok(good)
}

/// Prints the summary; its last line says it in one sentence.
pub fn summary(out: &Path, counts: &Counts, good: bool) {
    let difference = &counts.difference;
    println!();
    println!("Transcripts      {}/archive/*.html", out.display());
    println!(
        "Records          {}/records ({} records)",
        out.display(),
        counts.records
    );
    println!("Report           {}/report.json", out.display());
    println!(
        "Sealed objects   {} ({} bytes; as mail it would be {})",
        counts.objects, counts.wire_bytes, counts.eml_bytes
    );
    for (what, list) in [
        ("Missing", &difference.missing),
        ("Twice", &difference.twice),
        ("Unknown", &difference.unknown),
        ("Unreadable", &difference.unreadable),
        ("Not pruned", &counts.phones.unpruned),
    ] {
        for item in list.iter().take(10) {
            println!("{what:<16} {item}");
        }
    }
    for finding in &counts.findings {
        let word = if finding.holds { "Shown" } else { "NOT SHOWN" };
        println!("{word:<16} {}: {}", finding.name, finding.found);
    }
    if let Err(error) = &counts.verify {
        println!("Verification     {error}");
    }
    let private = match difference.private {
        0 => String::new(),
        private => format!("and {private} as private, content-free and counted, "),
    };
    println!(
        "{}: of {} events that the homeserver accepted for these people the vault holds {} exactly once ({} missing, {} twice), \
{}\
         {} of {} attachments are equal byte for byte, after {} kills, in {:.0} seconds.",
        if good { "Complete" } else { "NOT COMPLETE" },
        difference.homeserver_events,
        difference.vault_events,
        difference.missing.len(),
        difference.twice.len(),
        private,
        counts.attachments_equal,
        counts.attachments_sent,
        counts.phones.kills,
        counts.seconds,
    );
}
