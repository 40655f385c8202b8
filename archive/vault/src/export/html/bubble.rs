//! One message: who, what, which answer, which files, what became of it.

use griffie_wire::{
    Sha256,
    event::FileKind,
    record::{AttachmentRole, GapCause, GapFact},
};
use maud::{Markup, html};

use super::View;
use crate::{
    error::VaultError,
    export::{
        files::{Exported, Media},
        model::{AttachedFile, Deletion, Edit, Item, Message, Person, Quote, Reaction, content::Body},
        said::{in_words, stand, vanishes},
        when::When,
        words::Language,
    },
};

/// Colours of people.
const COLOURS: u8 = 8;

/// A circle with initials.
pub(super) fn face(person: &Person) -> Markup {
    html! { span class=(format!("face c{}", colour(person))) aria-hidden="true" { (initials(&person.name)) } }
}

fn colour(person: &Person) -> u8 {
    Sha256::of(person.user_id.as_bytes()).as_bytes()[0] % COLOURS
}

fn initials(name: &str) -> String {
    let words: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let first = words.first().and_then(|word| word.chars().next());
    let last = words
        .last()
        .filter(|_| words.len() > 1)
        .and_then(|word| word.chars().next());
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}

/// The message as a bubble; `again` when the one before is of the same person.
pub(super) fn bubble(
    item: &Item,
    message: &Message,
    again: bool,
    view: &View<'_>,
    media: &mut Media<'_>,
) -> Result<Markup, VaultError> {
    let language = view.language;
    let (latest, earlier) = versions(item, message);
    let mut files = Vec::new();
    for file in &message.files {
        files.push((file, media.write(file)?));
    }
    let mut class = String::from("msg");
    class.push_str(if message.outgoing { " out" } else { "" });
    class.push_str(if again { " more" } else { "" });
    Ok(html! {
        li class=(class) id=(anchor(&message.event_id)) {
            (face(&message.by))
            article.bubble aria-label=(format!("{}, {}", message.by.name, When::new(item.at, view.zone).clock())) {
                @if !again {
                    p class=(format!("who n{}", colour(&message.by))) { bdi dir="auto" title=(message.by.user_id) { (message.by.name) } }
                }
                @if let Some(quote) = &message.reply_to { (quoted(quote, language)) }
                @match &message.deleted {
                    Some(deletion) => (deleted(deletion, latest, &files, view)),
                    None => (body(latest, &files, language)),
                }
                (votes(message, view))
                @if let Some(vanish) = message.vanishes { p.note { (vanishes(vanish, language, view.zone)) } }
                @if !earlier.is_empty() { (history(&earlier, message.edits.last(), view)) }
                @for gap in message.gaps.iter().filter(|gap| !said_already(gap, latest)) { p.note { (gap_of(gap, latest, language)) } }
                @if !message.reactions.is_empty() { (reactions(&message.reactions, language)) }
                (foot(item, message, view))
            }
        }
    })
}

/// What is missing here, and for whom.
fn gap_of(gap: &GapFact, body: &Body, language: Language) -> &'static str {
    if gap.cause == GapCause::Undecryptable && !is_withheld(body) {
        return language.pick(
            "Niet elke archiefhouder kon dit bericht ontsleutelen; de tekst komt van een ander.",
            "Not every custodian could decrypt this message; the text is another custodian's.",
        );
    }
    language.gap(gap)
}

/// A bubble that says that it cannot be read need not say so twice.
fn said_already(gap: &GapFact, body: &Body) -> bool {
    gap.cause == GapCause::Undecryptable && is_withheld(body)
}

fn is_withheld(body: &Body) -> bool {
    matches!(body, Body::Undecryptable | Body::Replayed)
}

/// A version of a message, with what took it away if anything did.
type Version<'a> = (griffie_wire::Millis, &'a Body, Option<&'a Deletion>);

/// The version that holds, and all others in order. A version that was taken away does not hold, and is kept.
fn versions<'a>(item: &'a Item, message: &'a Message) -> (&'a Body, Vec<Version<'a>>) {
    let mut all = vec![(item.at, &message.body, None)];
    let later = message.edits.iter();
    all.extend(later.map(|edit| (edit.at, &edit.body, edit.deleted.as_ref())));
    let holds = all
        .iter()
        .rposition(|(_, _, deleted)| deleted.is_none())
        .unwrap_or_default();
    let latest = all.remove(holds).1;
    (latest, all)
}

/// How the votes of a poll stand.
fn votes(message: &Message, view: &View<'_>) -> Markup {
    let language = view.language;
    let (Body::Poll(poll), Some(tally)) = (&message.body, &message.tally) else {
        return html! {};
    };
    let name = |user: &str| {
        let voter = message.voters.iter().find(|voter| voter.user_id == user);
        voter.map_or(user, |voter| voter.name.as_str()).to_owned()
    };
    html! {
        ul.votes aria-label=(language.pick("Stand", "Result")) {
            @for line in stand(poll, tally, &name) { li { bdi dir="auto" { (line) } } }
        }
        @if let Some(ended) = tally.ended {
            p.note { (language.pick("Gesloten op", "Closed on")) " " (When::new(griffie_wire::Millis(ended), view.zone).exact()) }
        }
    }
}

/// An id of its own for each message, of letters only, whatever the event id is.
fn anchor(event_id: &str) -> String {
    format!(
        "e{}",
        Sha256::of(event_id.as_bytes())
            .to_string()
            .chars()
            .take(16)
            .collect::<String>()
    )
}

/// Bytes from which a text is long.
const LONG: usize = 3_000;

fn body(body: &Body, files: &[(&AttachedFile, Option<Exported>)], language: Language) -> Markup {
    let class = match body {
        Body::Emote(_) => "text me",
        Body::Notice(_) | Body::Disclaimer { .. } => "text bot",
        _ => "text",
    };
    html! {
        @match body {
            Body::File { kind, caption, name } => {
                @let main: Vec<_> = files.iter().filter(|(file, _)| file.fact.role == AttachmentRole::File).collect();
                @for (file, exported) in &main { (attached(*kind, name, file, exported.as_ref(), caption.as_deref(), language)) }
                @if main.is_empty() { p.note { (in_words(body, language)) ". " (language.pick("Het bestand is niet vastgelegd.", "The file was not recorded.")) } }
                @if let Some(caption) = caption { p.text dir="auto" { (caption) } }
            }
            Body::Removed | Body::Undecryptable | Body::Replayed | Body::Redaction(_) => p.note { (in_words(body, language)) },
            // Its answers are told with their votes.
            Body::Poll(poll) => (text(class, &format!("{} {}", language.pick("Peiling:", "Poll:"), poll.question), language)),
            _ => (text(class, &in_words(body, language), language)),
        }
    }
}

/// Words as they were said; a very long text scrolls within its bubble, and is printed whole.
fn text(class: &str, words: &str, language: Language) -> Markup {
    html! {
        @if words.len() > LONG {
            div.long tabindex="0" role="region" aria-label=(language.pick("Lang bericht", "Long message")) {
                p class=(class) dir="auto" { (words) }
            }
        } @else {
            p class=(class) dir="auto" { (words) }
        }
    }
}

fn attached(
    kind: FileKind,
    name: &str,
    file: &AttachedFile,
    exported: Option<&Exported>,
    caption: Option<&str>,
    language: Language,
) -> Markup {
    let shown = file
        .fact
        .file_name
        .as_deref()
        .filter(|name| !name.is_empty())
        .unwrap_or(name);
    let label = if shown.is_empty() {
        language.file_kind(kind)
    } else {
        shown
    };
    let Some(exported) = exported else {
        return html! { p.note { (language.file_kind(kind)) " ‘" bdi dir="auto" { (label) } "’: " (language.file_state(file.fact.state)) } };
    };
    let link = format!("media/{}", exported.name);
    if exported.picture.is_some() && matches!(kind, FileKind::Image | FileKind::Sticker | FileKind::File) {
        let alt = match caption.or(Some(shown).filter(|name| !name.is_empty())) {
            Some(text) => format!("{}: {text}", language.file_kind(kind)),
            None => language
                .pick("Afbeelding zonder beschrijving", "Picture without description")
                .to_owned(),
        };
        return html! {
            a.pic href=(link) { img src=(link) alt=(alt) loading="lazy" title=(format!("{label} · {} · SHA-256 {}", size(exported.size, language), exported.sha256)); }
        };
    }
    html! {
        @if kind == FileKind::Video { video controls preload="none" src=(link) aria-label=(label) {} }
        @if matches!(kind, FileKind::Audio | FileKind::Voice) { audio controls preload="none" src=(link) aria-label=(label) {} }
        div.file {
            span.icon aria-hidden="true" { (ending(&exported.name)) }
            div {
                a href=(link) download { bdi dir="auto" { (label) } }
                small { (language.file_kind(kind)) " · " (size(exported.size, language)) }
                span.hash { "SHA-256 " (exported.sha256) }
            }
        }
    }
}

fn ending(name: &str) -> String {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending)
        .unwrap_or_default();
    ending.chars().take(4).collect::<String>().to_uppercase()
}

pub(super) fn size(bytes: u64, language: Language) -> String {
    let (value, unit) = match bytes {
        0..1_000 => return format!("{bytes} {}", language.pick("bytes", "bytes")),
        1_000..1_000_000 => (bytes / 100, "kB"),
        1_000_000..1_000_000_000 => (bytes / 100_000, "MB"),
        _ => (bytes / 100_000_000, "GB"),
    };
    format!("{}{}{} {unit}", value / 10, language.pick(",", "."), value % 10)
}

fn quoted(quote: &Quote, language: Language) -> Markup {
    html! {
        @match &quote.said {
            Some((person, said)) => a.quote href=(format!("#{}", anchor(&quote.event_id))) {
                span.sr { (language.pick("Antwoord op", "In reply to")) " " }
                b { bdi dir="auto" { (person.name) } }
                span dir="auto" { (in_words(said, language)) }
            },
            None => span.quote { (language.pick("Antwoord op een bericht dat niet in het archief staat", "Reply to a message that is not in the archive")) },
        }
    }
}

fn deleted(
    deletion: &Deletion,
    last: &Body,
    files: &[(&AttachedFile, Option<Exported>)],
    view: &View<'_>,
) -> Markup {
    let language = view.language;
    let when = When::new(deletion.at, view.zone);
    html! {
        p.gone {
            (language.pick("Verwijderd door", "Deleted by")) " " bdi dir="auto" { (deletion.by.name) } " "
            (language.pick("op", "on")) " " time datetime=(when.machine()) { (when.exact()) }
            @if let Some(reason) = &deletion.reason { ". " (language.pick("Reden:", "Reason:")) " " bdi dir="auto" { (reason) } }
            ". " (language.pick("De oorspronkelijke inhoud is bewaard:", "The original content is kept:"))
        }
        @match last {
            Body::File { .. } => (body(last, files, language)),
            _ => p.text dir="auto" { del { (in_words(last, language)) } },
        }
    }
}

fn history(earlier: &[Version<'_>], last: Option<&Edit>, view: &View<'_>) -> Markup {
    let language = view.language;
    let count = earlier.len();
    let versions = match (language, count) {
        (Language::Dutch, 1) => "1 eerdere versie".to_owned(),
        (Language::Dutch, _) => format!("{count} eerdere versies"),
        (Language::English, 1) => "1 earlier version".to_owned(),
        (Language::English, _) => format!("{count} earlier versions"),
    };
    html! {
        details {
            summary {
                (language.pick("Bewerkt", "Edited"))
                @if let Some(edit) = last {
                    " " (language.pick("door", "by")) " " bdi dir="auto" { (edit.by.name) } " " (When::new(edit.at, view.zone).exact())
                }
                " · " (versions)
            }
            ol { @for (at, body, deleted) in earlier {
                li { del dir="auto" { (in_words(body, language)) } " " @if let Some(deleted) = deleted {
                    (language.pick("weggehaald door", "taken away by")) " " bdi dir="auto" { (deleted.by.name) } " "
                } small { time datetime=(When::new(*at, view.zone).machine()) { (When::new(*at, view.zone).exact()) } } }
            } }
        }
    }
}

fn reactions(all: &[Reaction], language: Language) -> Markup {
    html! {
        ul.reactions aria-label=(language.pick("Reacties", "Reactions")) {
            @for reaction in all {
                li {
                    bdi { (reaction.key) } " "
                    small { @for (place, (person, taken_back)) in reaction.by.iter().enumerate() {
                        @if place > 0 { ", " }
                        @if *taken_back { del { bdi dir="auto" { (person.name) } } " (" (language.pick("ingetrokken", "taken back")) ")" }
                        @else { bdi dir="auto" { (person.name) } }
                    } }
                }
            }
        }
    }
}

fn names(people: &[Person]) -> String {
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    names.join(", ")
}

fn foot(item: &Item, message: &Message, view: &View<'_>) -> Markup {
    let language = view.language;
    let when = When::new(item.at, view.zone);
    let place = format!(
        "{} · record {} · object {}",
        when.exact(),
        item.source.entry,
        item.source.object_id
    );
    html! {
        p.foot {
            @if message.backfilled { span { (language.pick("eerdere geschiedenis", "earlier history")) } }
            @if message.in_thread { span { (language.pick("in een draad", "in a thread")) } }
            @if message.custodians.len() > 1 { span { (message.custodians.len()) " " (language.pick("archiefhouders", "custodians")) } }
            @if !message.mentions.is_empty() { span { (language.pick("noemt", "mentions")) " " bdi dir="auto" { (names(&message.mentions)) } } }
            @for (reader, at) in &message.read_by {
                span { (language.pick("gelezen door", "read by")) " " bdi dir="auto" { (reader.name) } " " (When::new(*at, view.zone).exact()) }
            }
            @if message.encryption.is_none() { span { (language.pick("niet versleuteld", "not encrypted")) } }
            time datetime=(when.machine()) title=(place) { (when.clock()) }
        }
    }
}
