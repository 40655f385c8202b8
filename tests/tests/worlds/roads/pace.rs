//! One conversation of three days, archived every 30 seconds, every 15 minutes and every 24 hours: three vaults with the same in them
//! (000-RO-06, 000-AF-05). Three people in one room, each of another organisation with another policy, so that it is the very same run.

use std::{collections::BTreeMap, path::Path, time::Duration};

use griffie_tests::kit::{
    Outcome,
    archive::{Archive, Pace},
    calendar::Calendar,
    failure,
    person::Person,
    synapse::Synapse,
};
use serde_json::Value;

use crate::play::rest;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);
/// Every day so many times in conversation, each time with so many messages, a minute apart.
const DAYS: u32 = 3;
const TIMES: u32 = 3;
const MESSAGES: usize = 4;

/// Someone with an archive of their own.
struct Party {
    archive: Archive,
    person: Person,
}

async fn party(
    name: &str,
    seconds: u32,
    dir: &Path,
    server: &Synapse,
    calendar: &Calendar,
) -> Outcome<Party> {
    let pace = Pace {
        segment_seconds: seconds,
        prune_after_seconds: 0,
    };
    let archive = Archive::start(&dir.join(name), server, &pace).await?;
    let link = archive.new_code(&name.to_lowercase()).await?;
    let mut person = Person::new(name, &dir.join("people").join(name))?;
    person.switch_on_with(calendar.phone()?)?;
    person.activate(&link).await?;
    Ok(Party { archive, person })
}

/// What a vault holds of the conversation: each message by its event id, with everything that the homeserver and the sender said.
async fn conversation(party: &Party, dir: &Path) -> Outcome<BTreeMap<String, Value>> {
    party.archive.vault(&["verify"]).await?;
    let out = dir.join(format!("records of {}", party.person.name));
    let place = out.display().to_string();
    party
        .archive
        .vault(&["export", "--format", "jsonl", "--out", &place])
        .await?;
    let mut held = BTreeMap::new();
    for file in std::fs::read_dir(&out)? {
        let path = file?.path();
        if path.extension().is_none_or(|ending| ending != "jsonl") {
            continue;
        }
        for line in std::fs::read_to_string(&path)?.lines() {
            let line: Value = serde_json::from_str(line)?;
            let fact = &line.get("record").unwrap_or(&line)["fact"];
            if fact["kind"] == "event" && fact["event_type"] == "m.room.encrypted" {
                let id = fact["event_id"].as_str().unwrap_or_default().to_owned();
                if held.insert(id.clone(), said(fact)?).is_some() {
                    return Err(failure(format!("{} has {id} twice", party.person.name)));
                }
            }
        }
    }
    Ok(held)
}

/// The part of an event that is the same for everybody: not when and by whom it was captured.
fn said(fact: &Value) -> Outcome<Value> {
    let inner = |name: &str| -> Outcome<Value> {
        let text = fact[name]
            .as_str()
            .ok_or_else(|| failure(format!("an event without {name}: {fact}")))?;
        Ok(serde_json::from_str(text)?)
    };
    let (raw, clear) = (inner("raw")?, inner("decrypted")?);
    Ok(serde_json::json!({
        "sender": fact["sender"], "at": fact["origin_server_ts"], "ciphertext": raw["content"], "type": clear["type"],
        "content": clear["content"], "session": fact["encryption"]["session_id"],
    }))
}

async fn objects(party: &Party) -> Outcome<u64> {
    let said: Value = serde_json::from_str(&party.archive.gateway(&["status", "--json"]).await?)?;
    said["log_size"]
        .as_u64()
        .ok_or_else(|| failure("no size of the log"))
}

#[tokio::test]
async fn the_same_run_at_30_seconds_15_minutes_and_24_hours_gives_the_same_vault() -> Outcome<()> {
    let dir = tempfile::Builder::new().prefix("griffie-world-").tempdir()?;
    let mut server = Synapse::start(&dir.path().join("homeserver")).await?;
    let calendar = Calendar::new(dir.path()).await?;
    let mut parties = Vec::new();
    for (name, seconds) in [("Seconden", 30), ("Kwartier", 900), ("Etmaal", 86_400)] {
        parties.push(party(name, seconds, dir.path(), &server, &calendar).await?);
    }
    let people: Vec<&Person> = parties.iter().map(|party| &party.person).collect();
    let [first, second, third] = people[..] else {
        return Err(failure("three people"));
    };
    let room = first
        .create_room(Some("Drie archieven"), &[&second.user_id, &third.user_id], false)
        .await?;
    for person in [second, third] {
        person.join_when_invited(&room).await?;
    }
    let mut sent = 0;
    for day in 0..DAYS {
        for time in 0..TIMES {
            for number in 0..MESSAGES {
                let words = format!("Dag {day}, keer {time}, bericht {number}");
                people[number % 3].sends(&room, &words).await?;
                for person in &people {
                    person.sees(&room, &words).await?;
                }
                sent += 1;
                calendar.pass(MINUTE)?;
            }
            calendar.pass(HOUR)?;
        }
        calendar.pass(20 * HOUR)?;
    }
    rest(&people).await?;
    let mut held = Vec::new();
    let mut counts = Vec::new();
    for party in &parties {
        held.push(conversation(party, dir.path()).await?);
        counts.push(objects(party).await?);
    }
    println!("{sent} messages in three days; objects at 30 s, 15 min, 24 h: {counts:?}");
    assert_eq!(held[0].len(), sent, "every message, once");
    assert!(held[0] == held[1], "30 s and 15 min differ");
    assert!(held[0] == held[2], "30 s and 24 h differ");
    assert!(
        counts.is_sorted_by(|shorter, longer| shorter > longer),
        "a longer segment, fewer objects: {counts:?}"
    );
    for party in &mut parties {
        party.person.switch_off().await?;
        party.archive.stop().await?;
    }
    server.stop().await
}
