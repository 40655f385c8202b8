//! What must be in the vault and on the screen, and how what is there differs. Reading order: `held` reads the vault's export, here
//! is what must be in it, `screen` folds the events into lines.

mod held;
mod screen;

use std::collections::BTreeSet;

use griffie_tests::kit::Outcome;
use serde_json::Value;

use self::held::{Held, Kept};
use crate::{
    homeserver::{home::Home, room::Stored},
    op::Key,
    play::{Intent, Play},
};

/// The first thing that is not as it must be; nothing when all is.
pub async fn judge(play: &Play<'_>) -> Outcome<Option<String>> {
    let rooms: Vec<String> = play.rooms.iter().map(|room| room.id.clone()).collect();
    let held = Held::read(&play.filing.records(&rooms)?);
    let faults = play.filing.faults()?;
    if faults.trim() != "no faults" {
        return Ok(Some(format!("the vault has faults: {faults}")));
    }
    let griffie = play.phone.griffie()?;
    let status = griffie.status().await?;
    if status.alarms > 0 || status.refused > 0 {
        return Ok(Some(format!("the phone has alarms: {status:?}")));
    }
    let wrong = {
        let home = play.account.home();
        in_vault(play, &home, &held)
            .or_else(|| sent(play, &home, &held))
            .or_else(|| held.unclosed())
    };
    if wrong.is_some() {
        return Ok(wrong);
    }
    if let Some(wrong) = alice_reads(play).await? {
        return Ok(Some(wrong));
    }
    screen::judge(play, &held).await
}

/// Every event that is owed, once, as it was given; and nothing else.
fn in_vault(play: &Play<'_>, home: &Home, held: &Held) -> Option<String> {
    for (id, records) in &held.events {
        if records.len() != 1 {
            return Some(format!("{id} has {} records", records.len()));
        }
        let raw = &records.first()?.raw;
        if !home.given.get(id).is_some_and(|forms| forms.contains(raw)) {
            return Some(format!("{id} is kept as it was never given: {raw}"));
        }
        if home.forged.contains(raw) {
            return Some(format!("{id} is kept as somebody forged it later"));
        }
    }
    for room in home.rooms.values() {
        for Stored { at, event } in room
            .events
            .iter()
            .filter(|stored| room.is_owed(&home.me, stored.at))
        {
            let id = event["event_id"].as_str().unwrap_or_default();
            let Some(kept) = held.event(id) else {
                return Some(format!("{id} at {at} is missing: {event}"));
            };
            let wrong = clear_text(play, id, kept).or_else(|| file(play, id, kept, held));
            if wrong.is_some() {
                return wrong;
            }
        }
    }
    None
}

/// What was encrypted is readable if its key came, and says what was said.
fn clear_text(play: &Play<'_>, id: &str, kept: &Kept) -> Option<String> {
    let secret = play.secrets.get(id)?;
    if kept.is_pruned() {
        return None;
    }
    match (&kept.clear, secret.key) {
        (None, Key::Withheld) => None,
        (Some(_), Key::Withheld) => Some(format!("{id} is readable without a key")),
        (None, _) => Some(format!(
            "{id} is not readable, though its key came ({:?})",
            secret.key
        )),
        (Some(clear), _) => {
            let same = clear["type"] == secret.event_type.as_str() && clear["content"] == secret.content;
            (!same).then(|| format!("{id} says {} and not {}", clear["content"], secret.content))
        }
    }
}

fn file(play: &Play<'_>, id: &str, kept: &Kept, held: &Held) -> Option<String> {
    let file = play.files.get(id).filter(|_| !kept.is_pruned())?;
    let found = held.attachments.get(id).map(Vec::as_slice).unwrap_or_default();
    let wanted = if file.lost {
        ("missing", None)
    } else {
        ("stored", Some(file.digest.clone()))
    };
    let same = matches!(found, [(state, digest)] if state == wanted.0 && (file.lost || *digest == wanted.1));
    (!same).then(|| format!("the file of {id} is {found:?}, not {wanted:?}"))
}

/// What the user sent: an intent with its text, one outcome, one event.
fn sent(play: &Play<'_>, home: &Home, held: &Held) -> Option<String> {
    let mut seen = BTreeSet::new();
    for Intent {
        txn_id, text, file, ..
    } in &play.intents
    {
        let intents = held.intents.get(txn_id).map(Vec::as_slice).unwrap_or_default();
        let [content] = intents else {
            return Some(format!("{txn_id} has {} intents", intents.len()));
        };
        if text.as_ref().is_some_and(|text| !content.contains(text)) {
            return Some(format!("the intent {txn_id} does not say {text:?}"));
        }
        let results = held.results.get(txn_id).map(Vec::as_slice).unwrap_or_default();
        let told = match results {
            [Some(event_id)] => Some(event_id),
            [None] => None,
            _ => return Some(format!("{txn_id} has {} outcomes", results.len())),
        };
        if told != home.sent.get(txn_id) {
            return Some(format!(
                "{txn_id} became {told:?}, and the homeserver says {:?}",
                home.sent.get(txn_id)
            ));
        }
        if let (Some(id), Some(digest)) = (told, file) {
            let found = held.attachments.get(id).map(Vec::as_slice).unwrap_or_default();
            if !found
                .iter()
                .any(|(state, found)| state == "stored" && found.as_ref() == Some(digest))
            {
                return Some(format!("the own file of {id} is {found:?}"));
            }
        }
        if !seen.insert(txn_id) {
            return Some(format!("{txn_id} was given twice"));
        }
    }
    None
}

/// Alice reads what the user sent to an encrypted room.
async fn alice_reads(play: &Play<'_>) -> Outcome<Option<String>> {
    let inbox = std::mem::take(&mut play.account.home().peer_inbox);
    let got: Vec<String> = inbox
        .iter()
        .map(|event| format!("{} {}", text(event, "type"), event["content"]["code"]))
        .collect();
    play.peer.receives(inbox).await?;
    for Intent {
        txn_id, room, text, ..
    } in &play.intents
    {
        let Some(text) = text else { continue };
        let room = &play.rooms[*room].id;
        let event = {
            let home = play.account.home();
            let id = home.sent.get(txn_id).cloned();
            let events = &home.rooms[room].events;
            id.and_then(|id| {
                events
                    .iter()
                    .find(|stored| stored.event["event_id"] == id.as_str())
                    .map(|stored| stored.event.clone())
            })
        };
        let Some(event) = event.filter(|event| event["type"] == "m.room.encrypted") else {
            continue;
        };
        if event["unsigned"].get("redacted_because").is_some() {
            continue;
        }
        let read = play.peer.reads(room, &event).await;
        if !read
            .as_ref()
            .is_ok_and(|content| content.to_string().contains(text.as_str()))
        {
            return Ok(Some(format!(
                "alice, who got {got:?}, reads {read:?} where the user said {text:?}"
            )));
        }
    }
    Ok(None)
}

/// A member of an object as text.
fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_default().to_owned()
}
