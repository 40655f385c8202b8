//! When the play came to rest: what is handed over to be judged, and where the servers are for those who keep them.

use super::story::Stage;
use crate::{
    judge::{Case, Phones},
    kit::Outcome,
};

/// The play as a case.
pub(super) fn case(stage: &Stage) -> Case<'_> {
    Case {
        world: &stage.world,
        out: &stage.options.out,
        users: stage.ids(0..stage.people.len()),
        sent: &stage.files.sent,
        least_sent: 1,
        progress: &stage.progress,
    }
}

/// What the phones say of themselves.
pub(super) async fn phones(stage: &Stage) -> Outcome<Phones> {
    let kills = stage.phones().map(|person| person.kills).sum::<u32>();
    let mut unpruned = Vec::new();
    for person in &stage.people {
        unpruned.extend(not_pruned(&person.name, &person.status().await?, 0));
    }
    for device in &stage.full.devices {
        // A later device alarms once: until the recovery key is given nobody vouches for it.
        unpruned.extend(not_pruned(&device.name, &device.status().await?, 1));
    }
    Ok(Phones {
        kills: kills + stage.world.archive.gateway_kills,
        unpruned,
    })
}

/// What a phone still holds although it has a final receipt, or holds without one.
fn not_pruned(name: &str, status: &serde_json::Value, alarms: u64) -> Vec<String> {
    let number = |member: &str| status[member].as_u64().unwrap_or(u64::MAX);
    let kept = number("journal_entries").saturating_sub(number("entries_pruned"));
    let waiting = [
        "journal_unsealed",
        "outbox",
        "unreceipted",
        "open_gaps",
        "pending_keys",
    ];
    let left = waiting.iter().map(|member| (*member, number(member)));
    let left = left
        .chain([
            ("journal entries not pruned", kept),
            ("alarms too many", number("alarms").saturating_sub(alarms)),
        ])
        .filter(|(_, count)| *count > 0);
    left.map(|(what, count)| format!("{name}: {what} = {count}"))
        .collect()
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
