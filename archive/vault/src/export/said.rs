//! What a message says, as plain text, in Dutch and English: for quotes, old versions and mail.

use griffie_wire::event::{
    FileKind, call,
    change::vanishing,
    poll::{Poll, Tally},
    vanish::Vanish,
};
use jiff::tz::TimeZone;

use super::{Language, model::content::Body, when::When};

/// A body as text.
pub(super) fn in_words(body: &Body, language: Language) -> String {
    match body {
        Body::Text(text) | Body::Emote(text) | Body::Notice(text) => text.clone(),
        Body::Disclaimer { text, mark } => {
            let languages: Vec<_> = mark.languages.iter().map(|language| language.tag()).collect();
            let what = language.pick("Mededeling over archivering, versie", "Notice of archiving, version");
            format!("{text}\n\n[{what} {}, {}]", mark.version, languages.join(" "))
        }
        Body::File { kind, caption, name } => file(*kind, caption.as_deref(), name, language),
        Body::Location { text, uri } => {
            let text = if text.is_empty() { String::new() } else { format!("{text} ") };
            format!("{} {text}{uri}", language.pick("Locatie:", "Location:"))
        }
        Body::Poll(poll) => {
            let answers: String = poll.answers.iter().map(|answer| format!("\n◦ {}", answer.text)).collect();
            format!("{} {}{answers}", language.pick("Peiling:", "Poll:"), poll.question)
        }
        Body::PollAnswer(chosen) if chosen.is_empty() => {
            language.pick("Stem ingetrokken", "Vote taken back").to_owned()
        }
        Body::PollAnswer(chosen) => format!("{} {}", language.pick("Stem op een peiling:", "Vote in a poll:"), chosen.join(", ")),
        Body::PollEnd => language.pick("Peiling gesloten", "Poll closed").to_owned(),
        Body::Reaction(key) => format!("{} {key}", language.pick("Reactie:", "Reaction:")),
        Body::Redaction(reason) => {
            let reason = reason.as_ref().map(|reason| format!(" ({}: {reason})", language.pick("reden", "reason")));
            let what = language.pick("Verwijdering van iets dat hier niet te zien is", "Deletion of something that is not shown here");
            format!("{what}{}", reason.unwrap_or_default())
        }
        Body::Call(step) => call::sentence(step, "", language.tongue()).trim().to_owned(),
        Body::Technical => language.pick("Verkeer tussen apparaten", "Traffic between devices").to_owned(),
        Body::Removed => language
            .pick(
                "De inhoud is onbekend: het bericht was al verwijderd toen het apparaat het ontving.",
                "The content is unknown: the message had been deleted before the device received it.",
            )
            .to_owned(),
        Body::Undecryptable => language
            .pick(
                "Niet te ontsleutelen. De versleutelde tekst is bewaard; komt de sleutel nog, dan volgt de tekst.",
                "Cannot be decrypted. The ciphertext is kept; if the key still comes, the text will follow.",
            )
            .to_owned(),
        Body::Replayed => language.replayed().to_owned(),
        Body::Unknown { event_type, text } => {
            let what = language.pick("Gebeurtenis van de soort", "Event of type");
            let text = text.as_ref().map(|text| format!(": {text}")).unwrap_or_default();
            format!("{what} {event_type}{text}")
        }
    }
}

fn file(kind: FileKind, caption: Option<&str>, name: &str, language: Language) -> String {
    let kind = language.file_kind(kind);
    let caption = caption.map(|caption| format!(": {caption}")).unwrap_or_default();
    if name.is_empty() {
        format!("{kind}{caption}")
    } else {
        format!("{kind} ‘{name}’{caption}")
    }
}

/// How the votes stand, a line for each answer; `name` says what a user id is called.
pub(super) fn stand(poll: &Poll, tally: &Tally, name: &dyn Fn(&str) -> String) -> Vec<String> {
    let line = |(answer, voters): (&griffie_wire::event::poll::Answer, &Vec<String>)| {
        let who: Vec<String> = voters.iter().map(|user| name(user)).collect();
        let who = if who.is_empty() {
            String::new()
        } else {
            format!(" ({})", who.join(", "))
        };
        format!("{}: {}{who}", answer.text, voters.len())
    };
    poll.answers.iter().zip(&tally.voters).map(line).collect()
}

/// That a message vanishes elsewhere.
pub(super) fn vanishes(vanish: Vanish, language: Language, zone: &TimeZone) -> String {
    let when = match vanish {
        Vanish::At { at } => {
            let when = When::new(griffie_wire::Millis(at), zone).exact();
            format!("{} {when}", language.pick("op", "on"))
        }
        after => vanishing(after, language.tongue()),
    };
    match language {
        Language::Dutch => format!("Dit bericht verdwijnt bij de deelnemers {when}; hier is het bewaard."),
        Language::English => format!("This message vanishes for its readers {when}; here it is kept."),
    }
}
