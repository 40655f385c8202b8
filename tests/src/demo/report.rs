//! What the demo leaves behind: report.json, a summary that a person understands, one last sentence.

use std::path::Path;

use serde_json::json;

use super::story::Stage;
use crate::kit::{Outcome, compare::Difference};

/// Everything that was counted at the end.
pub(super) struct Counts {
    pub(super) difference: Difference,
    pub(super) attachments_sent: u64,
    pub(super) attachments_equal: u64,
    pub(super) objects: u64,
    pub(super) wire_bytes: u64,
    pub(super) eml_bytes: u64,
    pub(super) records: u64,
    pub(super) seconds: f64,
    pub(super) kills: u32,
    pub(super) verify: Result<String, String>,
    pub(super) unpruned: Vec<String>,
}

impl Counts {
    fn good(&self) -> bool {
        let played = self.difference.homeserver_events > 0 && self.attachments_sent > 0 && self.objects > 0;
        let whole = self.difference.is_none() && self.attachments_sent == self.attachments_equal;
        played && whole && self.verify.is_ok() && self.unpruned.is_empty()
    }
}

/// Writes report.json; whether all is well.
pub(super) fn write(out: &Path, counts: &Counts) -> Outcome<bool> {
    let good = counts.good();
    let verify = match &counts.verify {
        Ok(said) => serde_json::from_str(said).unwrap_or_else(|_| json!(said)),
        Err(error) => json!({"failed": error}),
    };
    let report = json!({
        "good": good,
        "homeserver_events": counts.difference.homeserver_events,
        "vault_events": counts.difference.vault_events,
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
        "kills": counts.kills,
        "verify": verify,
        "not_pruned": counts.unpruned,
    });
    std::fs::write(out.join("report.json"), serde_json::to_string_pretty(&report)?)?;
    Ok(good)
}

/// Prints the summary; its last line says it in one sentence.
pub(super) fn summary(out: &Path, counts: &Counts, good: bool) {
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
        ("Not pruned", &counts.unpruned),
    ] {
        for item in list.iter().take(10) {
            println!("{what:<16} {item}");
        }
    }
    if let Err(error) = &counts.verify {
        println!("Verification     {error}");
    }
    println!(
        "{}: of {} events that the homeserver accepted for these people the vault holds {} exactly once ({} missing, {} twice), \
         {} of {} attachments are equal byte for byte, after {} kills, in {:.0} seconds.",
        if good { "Complete" } else { "NOT COMPLETE" },
        difference.homeserver_events,
        difference.vault_events,
        difference.missing.len(),
        difference.twice.len(),
        counts.attachments_equal,
        counts.attachments_sent,
        counts.kills,
        counts.seconds,
    );
}

/// Prints where the running servers are.
pub(super) fn tell_how_to_reach(stage: &Stage) {
    println!();
    println!("Homeserver       {}", stage.world.homeserver.url());
    println!("Gateway          {}", stage.world.archive.url());
    println!(
        "Vault            griffie-vault show --dir {}",
        stage.world.archive.vault_dir().display()
    );
    for person in &stage.people {
        println!(
            "{:<16} {} (data in {})",
            person.name,
            person.user_id,
            person.dir().display()
        );
    }
}
