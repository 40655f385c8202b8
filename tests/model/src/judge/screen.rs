//! What the screen must show: messages in the homeserver's order, each with its edits, reactions and redaction. Written from what
//! Matrix says of them, not from how the core does it.

use std::collections::{BTreeMap, BTreeSet};

use griffie_core::chat::row::TimelineRow;
use griffie_tests::kit::Outcome;
use serde_json::Value;

use super::held::{Held, Kept};
use crate::play::Play;

/// A line as it must be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Line {
    id: String,
    sender: String,
    /// Nothing where the content has none that could be shown.
    body: Option<String>,
    redacted: bool,
    versions: Vec<String>,
    reactions: BTreeMap<String, BTreeSet<String>>,
}

/// The first difference, on the screen as it is and as it is made anew from the journal.
pub(super) async fn judge(play: &Play<'_>, held: &Held) -> Outcome<Option<String>> {
    let griffie = play.phone.griffie()?;
    for anew in [false, true] {
        if anew {
            griffie.rebuild().await?;
        }
        for room in &play.rooms {
            let (wanted, all) = {
                let home = play.account.home();
                fold(&home.rooms[&room.id].events, held)
            };
            let mut rows = griffie.timeline(&room.id, None, 100_000).await?;
            rows.reverse();
            let shown: Vec<Line> = rows.iter().filter_map(|row| line(row, &all)).collect();
            if let Some(wrong) = difference(&wanted, &shown) {
                let how = if anew { "made anew" } else { "as it stands" };
                return Ok(Some(format!("on the screen ({how}) of {}: {wrong}", room.id)));
            }
            let unknown = rows
                .iter()
                .filter_map(|row| row.event_id.as_ref())
                .find(|id| held.event(id).is_none());
            if let Some(id) = unknown {
                return Ok(Some(format!("{id} is shown and not kept")));
            }
        }
    }
    Ok(None)
}

fn difference(wanted: &[Line], shown: &[Line]) -> Option<String> {
    let ids = |lines: &[Line]| lines.iter().map(|line| line.id.clone()).collect::<Vec<_>>();
    if ids(wanted) != ids(shown) {
        return Some(format!("lines {:?}, not {:?}", ids(shown), ids(wanted)));
    }
    wanted.iter().zip(shown).find_map(|(wanted, shown)| {
        let mut shown = shown.clone();
        if wanted.body.is_none() {
            shown.body = None;
        }
        (*wanted != shown).then(|| format!("{shown:?}, not {wanted:?}"))
    })
}

/// A shown line of a message; others are of state and gaps.
fn line(row: &TimelineRow, messages: &BTreeSet<String>) -> Option<Line> {
    let id = row.event_id.clone().filter(|id| messages.contains(id))?;
    let mut reactions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for reaction in &row.reactions {
        reactions
            .entry(reaction.key.clone())
            .or_default()
            .extend(reaction.senders.clone());
    }
    Some(Line {
        id,
        sender: row.sender.clone(),
        body: Some(row.body.clone()),
        redacted: row.redacted.is_some(),
        versions: row.versions.iter().map(|version| version.body.clone()).collect(),
        reactions,
    })
}

/// What an event is, from what is kept of it.
enum Means {
    Message { body: Option<String> },
    Edit { of: String, body: String },
    Reaction { to: String, key: String },
    Redaction { of: String },
    Nothing,
}

/// An event that is kept.
struct Known {
    id: String,
    sender: String,
    pruned: bool,
    means: Means,
}

/// The lines of a room, and all events that are no state.
fn fold(events: &[crate::homeserver::room::Stored], held: &Held) -> (Vec<Line>, BTreeSet<String>) {
    let messages = events
        .iter()
        .filter(|stored| stored.event.get("state_key").is_none());
    let known: Vec<Known> = messages
        .filter_map(|stored| {
            let id = super::text(&stored.event, "event_id");
            let kept = held.event(&id)?;
            let (sender, pruned, means) = (super::text(&kept.event, "sender"), kept.is_pruned(), means(kept));
            Some(Known {
                id,
                sender,
                pruned,
                means,
            })
        })
        .collect();
    let redacted: BTreeSet<&str> = known
        .iter()
        .filter_map(|known| match &known.means {
            Means::Redaction { of } => Some(of.as_str()),
            _ => None,
        })
        .collect();
    let mut lines: Vec<Line> = known
        .iter()
        .filter_map(|known| match &known.means {
            Means::Message { body } => Some(Line {
                id: known.id.clone(),
                sender: known.sender.clone(),
                body: body.clone(),
                redacted: known.pruned || redacted.contains(known.id.as_str()),
                ..Line::default()
            }),
            _ => None,
        })
        .collect();
    for one in known.iter().filter(|one| !redacted.contains(one.id.as_str())) {
        apply(&mut lines, one);
    }
    for line in lines.iter_mut().filter(|line| line.redacted) {
        line.body = Some(String::new());
    }
    (lines, known.into_iter().map(|known| known.id).collect())
}

/// What an edit or a reaction does to the line that it is about: nothing when that is redacted, or an edit by somebody else.
fn apply(lines: &mut [Line], known: &Known) {
    let (Means::Edit { of, .. } | Means::Reaction { to: of, .. }) = &known.means else {
        return;
    };
    let found = lines.iter_mut().find(|line| line.id == *of && !line.redacted);
    let Some(line) = found else { return };
    match &known.means {
        Means::Edit { body, .. } if line.sender == known.sender => {
            line.versions
                .push(line.body.replace(body.clone()).unwrap_or_default());
        }
        Means::Reaction { key, .. } => {
            let senders = line.reactions.entry(key.clone()).or_default();
            senders.insert(known.sender.clone());
        }
        _ => {}
    }
}

fn means(kept: &Kept) -> Means {
    let event_type = kept.event["type"].as_str().unwrap_or_default();
    if kept.is_pruned() {
        return match event_type {
            "m.reaction" | "m.room.redaction" => Means::Nothing,
            _ => Means::Message {
                body: Some(String::new()),
            },
        };
    }
    let (event_type, content) = match (event_type, &kept.clear) {
        ("m.room.encrypted", None) => {
            return Means::Message {
                body: Some(String::new()),
            };
        }
        ("m.room.encrypted", Some(clear)) => (clear["type"].as_str().unwrap_or_default(), &clear["content"]),
        (event_type, _) => (event_type, &kept.event["content"]),
    };
    let relation = &content["m.relates_to"];
    let to = super::text(relation, "event_id");
    match event_type {
        "m.room.redaction" => Means::Redaction {
            of: super::text(content, "redacts"),
        },
        "m.reaction" => Means::Reaction {
            to,
            key: super::text(relation, "key"),
        },
        "m.room.message" if relation["rel_type"] == "m.replace" => Means::Edit {
            of: to,
            body: super::text(&content["m.new_content"], "body"),
        },
        "m.room.message" => Means::Message { body: body(content) },
        _ => Means::Message { body: None },
    }
}

/// Text of a message whose form is that of one.
fn body(content: &Value) -> Option<String> {
    content["body"].as_str().map(str::to_owned)
}
