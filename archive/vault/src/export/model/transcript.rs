//! A conversation in order: messages with their edits, deletions, reactions and files; what happened; what is missing.

use std::collections::{BTreeSet, HashMap, HashSet};

use griffie_wire::{
    Millis,
    event::{
        poll::Tally,
        vanish::{self, Vanish},
    },
    record::{Direction, RoomKind},
};
use serde_json::Value;

use super::{
    AttachedFile, Deletion, Edit, Item, Message, Person, Quote, Reaction, What,
    collect::{Collected, Hole, Seen},
    content::{self, Body},
    happening::happening,
    names::Names,
    polls,
};
use crate::store::withheld::Withheld;

/// A whole conversation.
pub(crate) struct Transcript {
    pub(crate) room_id: String,
    /// Name of the room as it was last.
    pub(crate) name: Option<String>,
    pub(crate) encrypted: bool,
    pub(crate) direct: bool,
    pub(crate) people: Vec<Person>,
    pub(crate) custodians: Vec<Person>,
    pub(crate) items: Vec<Item>,
    pub(crate) records: u64,
    pub(crate) events: u64,
    /// Events between devices, which are in the records and in mail but not among the items.
    pub(crate) technical: u64,
    /// What of it stays on devices.
    pub(crate) withheld: Withheld,
}

/// Events that change others, by the event they change.
#[derive(Default)]
struct Changes<'a> {
    edits: HashMap<String, Vec<&'a Seen>>,
    reactions: HashMap<String, Vec<(&'a Seen, String)>>,
    deletions: HashMap<String, &'a Seen>,
    /// Votes and ends, by poll.
    polls: HashMap<String, Vec<&'a Seen>>,
    /// Events that are shown with another one.
    absorbed: HashSet<String>,
}

/// Puts the records of a room in order.
pub(crate) fn transcript(room_id: &str, collected: &mut Collected) -> Transcript {
    let mut names = std::mem::take(&mut collected.names);
    let mut items = said(collected, &mut names);
    items.extend(missing(collected));
    items.extend(not_sent(collected, &names));
    items.sort_by_key(|item| (item.order, item.source.log_index, item.source.entry));
    let room = collected.room.as_ref();
    let last = room.and_then(|room| room.members.as_ref());
    let custodians = collected.custodians.iter();
    let transcript = Transcript {
        room_id: room_id.to_owned(),
        name: room.and_then(|room| room.name.clone()),
        encrypted: room.is_some_and(|room| room.encrypted),
        direct: room.is_some_and(|room| room.kind == RoomKind::Direct),
        people: people(collected, &names),
        custodians: custodians.map(|user| names.person(user, last)).collect(),
        items,
        records: collected.records,
        events: collected.events.len() as u64,
        withheld: collected.withheld,
        technical: collected.events.iter().filter(|seen| is_technical(seen)).count() as u64,
    };
    collected.names = names;
    transcript
}

/// Messages, and what happened to the room.
fn said(collected: &Collected, names: &mut Names) -> Vec<Item> {
    let side = collected.custodians.iter().next().cloned().unwrap_or_default();
    let changes = changes(collected);
    let mut items = Vec::new();
    for seen in &collected.events {
        let what = if let Some(happening) = happening(seen, names) {
            let by = names.person(&seen.sender, seen.members());
            What::Happening { by, happening }
        } else if changes.absorbed.contains(&seen.event_id) || is_technical(seen) {
            continue;
        } else {
            What::Message(Box::new(message(seen, collected, &changes, names, &side)))
        };
        items.push(Item {
            at: seen.at,
            order: seen.at,
            source: seen.source.clone(),
            what,
        });
    }
    items
}

/// Whether people see nothing of it.
fn is_technical(seen: &Seen) -> bool {
    seen.state_key.is_none()
        && seen.readable
        && content::body(&seen.event_type, &seen.content) == Body::Technical
}

/// Gaps that are not about an event that is shown.
fn missing(collected: &Collected) -> impl Iterator<Item = Item> + '_ {
    let shown = |hole: &&Hole| {
        hole.gap
            .event_id
            .as_deref()
            .is_some_and(|id| collected.event(id).is_some())
    };
    collected
        .gaps
        .iter()
        .filter(move |hole| !shown(hole))
        .map(|hole| Item {
            at: hole.at,
            order: hole.after,
            source: hole.source.clone(),
            what: What::Gap {
                gap: hole.gap.clone(),
                closed: hole.closed,
            },
        })
}

/// Messages that never left.
fn not_sent<'a>(collected: &'a Collected, names: &'a Names) -> impl Iterator<Item = Item> + 'a {
    collected.unsent.iter().map(|unsent| {
        let content: Value = serde_json::from_str(&unsent.intent.content).unwrap_or_default();
        let what = What::NotSent {
            by: names.person(&unsent.by, unsent.members.as_ref()),
            body: content::body(&unsent.intent.event_type, &content),
            code: unsent.code.clone(),
        };
        Item {
            at: unsent.at,
            order: unsent.after,
            source: unsent.source.clone(),
            what,
        }
    })
}

/// Who is in the room last, and whoever else said something.
fn people(collected: &Collected, names: &Names) -> Vec<Person> {
    let senders: BTreeSet<&str> = collected.events.iter().map(|seen| seen.sender.as_str()).collect();
    let mut people = names.joined(collected.room.as_ref().and_then(|room| room.members.as_ref()));
    for sender in senders {
        if !people.iter().any(|person| person.user_id == sender) {
            people.push(names.person(sender, None));
        }
    }
    people
}

/// What an event is to others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A message, on which others can be shown.
    Base,
    Edit,
    Reaction,
    /// A vote, an end, a redaction, a change of the room.
    Other,
}

fn part(seen: &Seen) -> Part {
    let relation = content::relation(&seen.event_type, &seen.content);
    if seen.state_key.is_some() || is_technical(seen) {
        Part::Other
    } else if relation.replaces.is_some() {
        Part::Edit
    } else if relation.reacts.is_some() {
        Part::Reaction
    } else if seen.readable
        && matches!(
            body_of(seen),
            Body::PollAnswer(_) | Body::PollEnd | Body::Redaction(_) | Body::Call(_)
        )
    {
        Part::Other
    } else {
        Part::Base
    }
}

/// Sorts out what is shown with what. An event that cannot be shown with another one, because that is not here or is itself shown with
/// a third, is shown by itself: nothing disappears, and no circle of relations has an end to look for.
fn changes(collected: &Collected) -> Changes<'_> {
    let mut changes = Changes::default();
    for seen in &collected.events {
        let relation = content::relation(&seen.event_type, &seen.content);
        let target_is = |target: &String, parts: &[Part]| {
            let target = collected
                .event(target)
                .filter(|target| target.event_id != seen.event_id);
            target.is_some_and(|target| parts.contains(&part(target)))
        };
        let sender_of = |target: &str| collected.event(target).map(|event| event.sender.as_str());
        if seen.event_type == "m.room.redaction" {
            let Some(target) = redacts(seen) else { continue };
            if target_is(&target, &[Part::Base, Part::Edit, Part::Reaction]) {
                changes.absorbed.insert(seen.event_id.clone());
            }
            changes.deletions.entry(target).or_insert(seen);
            continue;
        }
        if let Some(target) = relation.replaces {
            // Only the sender may edit, and only a message; what anyone else passes off as an edit is shown for what it is.
            if sender_of(&target) == Some(&seen.sender) && target_is(&target, &[Part::Base]) {
                changes.edits.entry(target).or_default().push(seen);
                changes.absorbed.insert(seen.event_id.clone());
            }
        } else if let Some((target, key)) = relation.reacts {
            if target_is(&target, &[Part::Base]) {
                changes.reactions.entry(target).or_default().push((seen, key));
                changes.absorbed.insert(seen.event_id.clone());
            }
        } else if let Some(target) = relation.poll
            && collected
                .event(&target)
                .is_some_and(|poll| matches!(body_of(poll), Body::Poll(_)))
        {
            changes.polls.entry(target).or_default().push(seen);
            changes.absorbed.insert(seen.event_id.clone());
        }
    }
    changes
}

/// The event that a redaction takes away; the place of the field depends on the room version.
pub(crate) fn redacts(seen: &Seen) -> Option<String> {
    let inside = seen.content.get("redacts").and_then(Value::as_str);
    inside
        .or_else(|| seen.raw.get("redacts").and_then(Value::as_str))
        .map(str::to_owned)
}

fn message(seen: &Seen, collected: &Collected, changes: &Changes<'_>, names: &Names, side: &str) -> Message {
    let relation = content::relation(&seen.event_type, &seen.content);
    let person = |seen: &Seen| names.person(&seen.sender, seen.members());
    let deletion = |seen: &Seen| deletion(seen, changes, &person);
    let body = body_of(seen);
    let tally = tally(seen, &body, changes, names);
    let edits = changes.edits.get(&seen.event_id).into_iter().flatten();
    let quote = relation.replies_to.map(|event_id| {
        let said = collected
            .event(&event_id)
            .map(|target| (person(target), body_of(target)));
        Quote { event_id, said }
    });
    let readers = collected.read.get(&seen.event_id).into_iter().flatten();
    let gaps = collected
        .gaps
        .iter()
        .filter(|hole| hole.closed.is_none())
        .map(|hole| &hole.gap);
    Message {
        event_id: seen.event_id.clone(),
        by: person(seen),
        outgoing: seen.attested.get(side) == Some(&Direction::Outgoing),
        backfilled: seen.backfilled,
        body,
        edits: edits
            .map(|edit| Edit {
                at: edit.at,
                by: person(edit),
                body: new_body(edit),
                deleted: deletion(edit),
            })
            .collect(),
        deleted: deletion(seen),
        reply_to: quote,
        in_thread: relation.thread.is_some(),
        reactions: reactions(seen, changes, &person),
        voters: tally
            .iter()
            .flat_map(|tally| tally.voters.iter().flatten())
            .map(|user| names.person(user, seen.members()))
            .collect(),
        tally,
        mentions: content::mentions(&seen.content)
            .map(|user| names.person(user, seen.members()))
            .collect(),
        vanishes: vanishes(&seen.content),
        read_by: readers
            .map(|(user, at)| (names.person(user, seen.members()), *at))
            .collect(),
        files: files_of(seen, collected),
        encryption: seen.encryption.clone(),
        gaps: gaps
            .filter(|gap| gap.event_id.as_ref() == Some(&seen.event_id))
            .cloned()
            .collect(),
        custodians: seen.attested.keys().cloned().collect(),
    }
}

fn files_of(seen: &Seen, collected: &Collected) -> Vec<AttachedFile> {
    let files = collected.files.get(&seen.event_id).into_iter().flatten();
    files
        .map(|(fact, verified)| AttachedFile {
            fact: fact.clone(),
            content: seen.content.clone(),
            verified: *verified,
        })
        .collect()
}

/// The votes of a poll; one that was taken back does not count.
fn tally(seen: &Seen, body: &Body, changes: &Changes<'_>, names: &Names) -> Option<Tally> {
    let Body::Poll(poll) = body else { return None };
    let about = changes.polls.get(&seen.event_id).into_iter().flatten().copied();
    let counts = about.filter(|vote| !changes.deletions.contains_key(&vote.event_id));
    Some(polls::tally(poll, &seen.sender, counts, names))
}

fn deletion(seen: &Seen, changes: &Changes<'_>, person: &impl Fn(&Seen) -> Person) -> Option<Deletion> {
    let deletion = changes.deletions.get(&seen.event_id)?;
    let reason = deletion.content.get("reason").and_then(Value::as_str);
    Some(Deletion {
        at: deletion.at,
        by: person(deletion),
        reason: reason.map(str::to_owned),
    })
}

/// When a message is to vanish. Few say so, and only those are written out to be read.
pub(crate) fn vanishes(content: &Value) -> Option<Vanish> {
    let fields = content.as_object()?;
    let marked = fields
        .keys()
        .any(|name| name == vanish::TIMER || name.contains("self_destruct"));
    marked.then(|| vanish::vanish(&content.to_string())).flatten()
}

fn reactions(seen: &Seen, changes: &Changes<'_>, person: &impl Fn(&Seen) -> Person) -> Vec<Reaction> {
    let mut all: Vec<Reaction> = Vec::new();
    for (reaction, key) in changes.reactions.get(&seen.event_id).into_iter().flatten() {
        let by = (
            person(reaction),
            changes.deletions.contains_key(&reaction.event_id),
        );
        match all.iter_mut().find(|known| known.key == *key) {
            Some(known) => known.by.push(by),
            None => all.push(Reaction {
                key: key.clone(),
                by: vec![by],
            }),
        }
    }
    all
}

/// What an event says.
pub(crate) fn body_of(seen: &Seen) -> Body {
    if !seen.readable {
        return if seen.replayed {
            Body::Replayed
        } else {
            Body::Undecryptable
        };
    }
    content::body(&seen.event_type, &seen.content)
}

/// What an edit says instead.
pub(crate) fn new_body(edit: &Seen) -> Body {
    match edit.content.get("m.new_content") {
        Some(content) => content::body(&edit.event_type, content),
        None => body_of(edit),
    }
}

/// First and last moment of a conversation.
pub(crate) fn span(transcript: &Transcript) -> Option<(Millis, Millis)> {
    let first = transcript.items.first()?;
    let last = transcript.items.last()?;
    Some((first.order, last.order))
}
