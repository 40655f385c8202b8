//! What is kept, in plain words, for the archive's operator.
//!
//! - here: what a name stands for, and the overview
//! - `one`: one object, record, event, room or custodian
//! - `documents`: seal configurations and policies, and their lines in the log
//! - `visible`: who could see an event

mod documents;
mod one;
mod visible;

use std::fmt::Write as _;

use griffie_wire::{Millis, signed::DocumentKind};
use jiff::Timestamp;

use crate::{
    error::VaultError,
    fault::Fault,
    store::{chains, devices, faults, objects, reading, tree, verdicts, withheld},
    vault::Vault,
};

/// The view that `name` asks for, or the overview; nothing when the vault has nothing of that name.
///
/// # Errors
/// [`VaultError`] when the database cannot be read.
pub fn show(vault: &Vault, name: Option<&str>) -> Result<Option<String>, VaultError> {
    let Some(name) = name else {
        return overview(vault).map(Some);
    };
    match name.chars().next() {
        _ if name == "faults" => all_faults(vault).map(Some),
        _ if name == "policy" => documents::versions(vault, DocumentKind::Policy).map(Some),
        _ if name == "seal-config" => documents::versions(vault, DocumentKind::SealConfig).map(Some),
        Some('!') => one::room(vault, name),
        Some('$') => one::event(vault, name),
        Some('@') => one::custodian(vault, name),
        _ => {
            if let Some(index) = name.parse().ok().filter(|_| name.len() < 20) {
                return one::object(vault, index);
            }
            if let Ok(id) = name.parse()
                && let Some(row) = objects::named(&vault.store, id)?
            {
                return one::object(vault, row.listed.index);
            }
            one::record(vault, name)
        }
    }
}

fn overview(vault: &Vault) -> Result<String, VaultError> {
    let mut text = String::new();
    let mut line = |name: &str, value: String| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{name:<14}{value}");
    };
    line("objects", objects::count(&vault.store)?.to_string());
    for (state, reason, count) in reading::object_states(&vault.store)? {
        let reason = if reason.is_empty() {
            reason
        } else {
            format!(" ({reason})")
        };
        line("", format!("{count} {state}{reason}"));
    }
    for (kind, count) in reading::kinds(&vault.store, None, None)? {
        line("records", format!("{count} {kind}"));
    }
    for (state, count) in reading::attachment_states(&vault.store)? {
        line("attachments", format!("{count} {state}"));
    }
    for (sort, count) in withheld::all(&vault.store)? {
        line("stays", format!("{count} messages {sort}"));
    }
    for (room, count) in reading::rooms(&vault.store)? {
        line("room", format!("{room}: {count} records"));
    }
    for device in devices::all(&vault.store)? {
        let revoked = if device.revoked { ", revoked" } else { "" };
        line(
            "device",
            format!("{} of {}{revoked}", device.device, device.user_id),
        );
    }
    for chain in chains::all(&vault.store)? {
        let broken = chain.broken_at.map(|seq| format!(", broken at object {seq}"));
        let (epoch, head) = (chain.epoch, chain.head);
        let reached = format!("{epoch} to object {}, record {}", head.seq, head.entry);
        line("chain", reached + &broken.unwrap_or_default());
    }
    match tree::last_cosigned(&vault.store)? {
        Some(last) => line(
            "log",
            format!("co-signed at size {}, root {}", last.state.size, last.state.root),
        ),
        None => line("log", "nothing co-signed yet".to_owned()),
    }
    line(
        "untold",
        format!(
            "{} verdicts that the gateway does not know yet",
            verdicts::count_owed(&vault.store)?
        ),
    );
    line("faults", faults::all(&vault.store)?.len().to_string());
    Ok(text)
}

fn all_faults(vault: &Vault) -> Result<String, VaultError> {
    let mut text = String::new();
    for row in faults::all(&vault.store)? {
        let sentence = Fault::from_code(&row.code)
            .map(Fault::english)
            .unwrap_or_default();
        let part = |name: &str, value: Option<String>| {
            value.map(|value| format!(", {name} {value}")).unwrap_or_default()
        };
        let _ = writeln!(
            text,
            "{} {}{}{}{}: {sentence} (seen {} times)",
            time(row.first_at),
            row.code,
            part("object", row.about.log_index.map(|index| index.to_string())),
            part("record", row.about.entry.map(|entry| entry.to_string())),
            part("device", row.about.device.map(|device| device.to_string())),
            row.times,
        );
    }
    if text.is_empty() {
        text.push_str("no faults\n");
    }
    Ok(text)
}

/// A moment in UTC.
fn time(at: Millis) -> String {
    let at = i64::try_from(at.0)
        .ok()
        .and_then(|at| Timestamp::from_millisecond(at).ok());
    at.map_or_else(|| "?".to_owned(), |at| at.to_string())
}
