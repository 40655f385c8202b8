//! A mail message (RFC 5322) of each event: granularity `message` of reference/records.md 1.2.
//!
//! - `headers`: what the event says about itself, in mail headers
//! - `write`: body, attachments, `event.json`, as MIME
//!
//! The bytes are the same at every export: Message-ID, boundaries and dates come from the event. The text goes in as it
//! is, bidi characters too.

mod headers;
mod write;

use std::{collections::HashMap, fs};

use jiff::tz::TimeZone;

use super::{
    Language, Options, Written,
    files::Media,
    model::{
        AttachedFile, Happening, Person,
        collect::{Collected, Seen, collect},
        content::{self, Body},
        happening::happening,
        names::Names,
        polls::chosen_words,
        transcript::{body_of, new_body, redacts, vanishes as vanish},
    },
    outside,
    said::{in_words, vanishes},
};
use crate::{error::VaultError, store::reading, vault::Vault};

/// What kind of mail an event becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Relation {
    None,
    Reply(String),
    Thread { root: String, reply: Option<String> },
    Edit(String),
    Reaction(String),
    Redaction(String),
    PollResponse(String),
    PollEnd(String),
}

/// An event, ready to be written as mail.
struct Letter<'a> {
    seen: &'a Seen,
    from: Person,
    to: Vec<Person>,
    relation: Relation,
    /// 1, or for the n-th edit n + 1.
    revision: usize,
    body: Body,
    /// What it changes about the room.
    happening: Option<Happening>,
    /// What an edit replaces.
    before: Option<Body>,
    files: Vec<AttachedFile>,
}

/// Writes a folder for each room with a file for each event.
///
/// # Errors
/// [`VaultError`] when the vault cannot be read or a file not be written.
pub fn export(vault: &Vault, options: &Options) -> Result<Written, VaultError> {
    // One moment, though `serve` may take in more meanwhile.
    let _moment = vault.store.unchecked_transaction()?;
    let mut written = Written::default();
    let mut media = Media::new(vault, &options.out);
    for (room, _) in reading::rooms(&vault.store)? {
        if !options.rooms.is_empty() && !options.rooms.contains(&room) {
            continue;
        }
        let mut collected = collect(&vault.store, &room)?;
        // Taken in order, as a transcript does: each mail says what people were called then.
        let mut names = std::mem::take(&mut collected.names);
        let folder = options.out.join(headers::short(&room, 12));
        fs::create_dir_all(&folder).map_err(outside(&folder))?;
        if let Some(stays) = options.language.withheld(&collected.withheld) {
            let path = folder.join("withheld.txt");
            fs::write(&path, format!("{stays}\n")).map_err(outside(&path))?;
            written.files += 1;
        }
        let mut edits: HashMap<String, usize> = HashMap::new();
        for seen in &collected.events {
            let letter = letter(seen, &collected, &mut names, &mut edits);
            let bytes = write::write(&letter, &room, options, &mut media)?;
            let path = folder.join(format!(
                "{}-{}.eml",
                seen.at.0,
                headers::short(&seen.event_id, 16)
            ));
            fs::write(&path, bytes).map_err(outside(&path))?;
            written.files += 1;
            written.records += 1;
        }
    }
    media.remove()?;
    Ok(written)
}

fn letter<'a>(
    seen: &'a Seen,
    collected: &Collected,
    names: &mut Names,
    edits: &mut HashMap<String, usize>,
) -> Letter<'a> {
    let relation = relation(seen);
    let happening = happening(seen, names);
    let from = names.person(&seen.sender, seen.members());
    let mut to = names.joined(seen.members());
    to.retain(|person| person.user_id != seen.sender);
    let (revision, before) = match &relation {
        Relation::Edit(target) => {
            let count = edits.entry(target.clone()).or_insert(1);
            *count += 1;
            (*count, collected.event(target).map(body_of))
        }
        _ => (1, None),
    };
    let body = if matches!(relation, Relation::Edit(_)) {
        new_body(seen)
    } else {
        with_answers(body_of(seen), &relation, collected)
    };
    let files = collected.files.get(&seen.event_id).into_iter().flatten();
    let files = files
        .map(|(fact, verified)| AttachedFile {
            fact: fact.clone(),
            content: seen.content.clone(),
            verified: *verified,
        })
        .collect();
    Letter {
        seen,
        from,
        to,
        relation,
        revision,
        body,
        happening,
        before,
        files,
    }
}

/// A vote in the words of the answers that it chooses.
fn with_answers(body: Body, relation: &Relation, collected: &Collected) -> Body {
    let Relation::PollResponse(target) = relation else {
        return body;
    };
    match (body, collected.event(target).map(body_of)) {
        (Body::PollAnswer(chosen), Some(Body::Poll(poll))) => Body::PollAnswer(chosen_words(&poll, &chosen)),
        (body, _) => body,
    }
}

fn relation(seen: &Seen) -> Relation {
    if seen.event_type == "m.room.redaction" {
        return redacts(seen).map_or(Relation::None, Relation::Redaction);
    }
    let relation = content::relation(&seen.event_type, &seen.content);
    if let Some(target) = relation.replaces {
        return Relation::Edit(target);
    }
    if let Some((target, _)) = relation.reacts {
        return Relation::Reaction(target);
    }
    if let Some(target) = relation.poll {
        return match content::body(&seen.event_type, &seen.content) {
            Body::PollEnd => Relation::PollEnd(target),
            _ => Relation::PollResponse(target),
        };
    }
    match (relation.thread, relation.replies_to) {
        (Some(root), reply) => Relation::Thread { root, reply },
        (None, Some(target)) => Relation::Reply(target),
        (None, None) => Relation::None,
    }
}

/// What the mail says, in words.
fn text(letter: &Letter<'_>, language: Language, zone: &TimeZone) -> String {
    if let Some(happening) = &letter.happening {
        return language.happening(&letter.from.name, happening);
    }
    let said = in_words(&letter.body, language);
    let said = match vanish(&letter.seen.content) {
        Some(vanish) => format!("{said}\n\n{}", vanishes(vanish, language, zone)),
        None => said,
    };
    match &letter.relation {
        Relation::Edit(_) => {
            let before = letter.before.as_ref().map(|body| in_words(body, language));
            let heading = language.pick("Bewerkt bericht. Vorige tekst:", "Edited message. Previous text:");
            let before = before.unwrap_or_else(|| {
                language
                    .pick("(niet in het archief)", "(not in the archive)")
                    .to_owned()
            });
            format!("{said}\n\n{heading}\n{before}")
        }
        Relation::Redaction(_) => {
            let reason = letter
                .seen
                .content
                .get("reason")
                .and_then(serde_json::Value::as_str);
            let reason = reason
                .map(|reason| format!(" ({}: {reason})", language.pick("reden", "reason")))
                .unwrap_or_default();
            format!(
                "{} {}{reason}",
                language.pick("Bericht verwijderd door", "Message deleted by"),
                letter.from.name
            )
        }
        Relation::Reaction(_) => {
            let key = letter
                .seen
                .content
                .pointer("/m.relates_to/key")
                .and_then(serde_json::Value::as_str);
            format!(
                "{} {}",
                language.pick("Reactie:", "Reaction:"),
                key.unwrap_or_default()
            )
        }
        _ => said,
    }
}
