//! The frame of a page: security policy, heading, people, the conversation by day, and what proves it.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use griffie_wire::Sha256;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{View, bubble, line};
use crate::{
    error::VaultError,
    export::{
        files::Media,
        model::{
            What,
            transcript::{Transcript, span},
        },
        when::When,
        words::Language,
    },
    store::{chains, objects, tree},
    vault::Vault,
};

const STYLE: &str = include_str!("style.css");

/// What the proof panel says of the vault.
pub(super) struct Proof {
    chains: Vec<chains::Chain>,
    objects: u64,
    cosigned: Option<tree::Cosigned>,
    vault: String,
}

impl Proof {
    pub(super) fn read(vault: &Vault) -> Result<Self, VaultError> {
        Ok(Self {
            chains: chains::all(&vault.store)?,
            objects: objects::count(&vault.store)?,
            cosigned: tree::last_cosigned(&vault.store)?,
            vault: vault.keys.cosigner().vkey(),
        })
    }
}

/// The page of one room.
pub(super) fn page(
    transcript: &Transcript,
    proof: &Proof,
    view: &View<'_>,
    media: &mut Media<'_>,
) -> Result<Markup, VaultError> {
    let title = title(transcript, view.language);
    let talk = talk(transcript, view, media)?;
    Ok(document(
        view.language,
        &title,
        &html! {
            a.skip href="#talk" { (view.language.pick("Naar het gesprek", "To the conversation")) }
            (heading(transcript, &title, view))
            main id="talk" { (talk) }
            (proof_panel(transcript, proof, view))
        },
    ))
}

/// The list of rooms.
pub(super) fn index(rooms: &[(String, Transcript)], view: &View<'_>) -> Markup {
    let title = view
        .language
        .pick("Gesprekken in dit archief", "Conversations in this archive");
    document(
        view.language,
        title,
        &html! {
            header.top { div { h1 { (title) } } }
            main {
                ul.rooms {
                    @for (file, transcript) in rooms {
                        li { a href=(file) {
                            bdi dir="auto" { (self::title(transcript, view.language)) }
                            small { (numbers(transcript, view.language)) @if let Some(days) = days(transcript, view) { " · " (days) } }
                        } }
                    }
                }
            }
        },
    )
}

fn document(language: Language, title: &str, body: &Markup) -> Markup {
    let digest = STANDARD.encode(Sha256::of(STYLE.as_bytes()).as_bytes());
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{digest}'; img-src 'self' file:; media-src 'self' file:; \
         base-uri 'none'; form-action 'none'"
    );
    html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex, nofollow";
                meta name="generator" content="griffie-vault";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { (body) }
        }
    }
}

/// What the conversation is called; one of two people carries both their names, for each of them calls it by the other's.
fn title(transcript: &Transcript, language: Language) -> String {
    transcript
        .name
        .clone()
        .filter(|name| !name.is_empty() && !transcript.direct)
        .unwrap_or_else(|| {
            let names: Vec<&str> = transcript
                .people
                .iter()
                .map(|person| person.name.as_str())
                .take(4)
                .collect();
            if names.is_empty() {
                language.pick("Gesprek", "Conversation").to_owned()
            } else {
                names.join(", ")
            }
        })
}

fn numbers(transcript: &Transcript, language: Language) -> String {
    let said = transcript
        .items
        .iter()
        .filter(|item| matches!(item.what, What::Message(_)))
        .count();
    match language {
        Language::Dutch => format!("{said} berichten, {} deelnemers", transcript.people.len()),
        Language::English => format!("{said} messages, {} participants", transcript.people.len()),
    }
}

fn days(transcript: &Transcript, view: &View<'_>) -> Option<String> {
    let (first, last) = span(transcript)?;
    let day = |at| When::new(at, view.zone).day(view.language);
    let (first, last) = (day(first), day(last));
    Some(if first == last {
        first
    } else {
        format!("{first} {} {last}", view.language.pick("tot en met", "to"))
    })
}

fn heading(transcript: &Transcript, title: &str, view: &View<'_>) -> Markup {
    let language = view.language;
    let zone = view.zone.iana_name().unwrap_or("UTC");
    html! {
        header.top {
            div {
                h1 { bdi dir="auto" { (title) } }
                @if let Some(days) = days(transcript, view) { p { (days) } }
                ul.facts aria-label=(language.pick("Kenmerken", "Facts")) {
                    li { (if transcript.direct { language.pick("Tweegesprek", "Direct conversation") } else { language.pick("Groepsgesprek", "Group conversation") }) }
                    li { (if transcript.encrypted { language.pick("End-to-end versleuteld", "End-to-end encrypted") } else { language.pick("Niet versleuteld", "Not encrypted") }) }
                    li { (numbers(transcript, language)) }
                    @if let Some(stays) = language.withheld(&transcript.withheld) { li { (stays) } }
                    li { (language.pick("Tijden in", "Times in")) " " (zone) }
                }
                ul.people aria-label=(language.pick("Deelnemers", "Participants")) {
                    @for person in &transcript.people {
                        @let archived = transcript.custodians.iter().any(|custodian| custodian.user_id == person.user_id);
                        li {
                            (bubble::face(person))
                            span { bdi dir="auto" title=(person.user_id) { (person.name) }
                                @if archived { small { " · " (language.pick("archiefhouder", "custodian")) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn talk(transcript: &Transcript, view: &View<'_>, media: &mut Media<'_>) -> Result<Markup, VaultError> {
    let mut lines = Vec::with_capacity(transcript.items.len());
    let mut day = String::new();
    let mut before: Option<String> = None;
    for item in &transcript.items {
        let when = When::new(item.order, view.zone);
        let new_day = when.date() != day;
        if new_day {
            day = when.date();
            before = None;
            lines.push(html! { li.day { h2 { time datetime=(day) { (when.day(view.language)) } } } });
        }
        let sender = match &item.what {
            What::Message(message) => Some(message.by.user_id.clone()),
            _ => None,
        };
        let again = sender.is_some() && sender == before;
        before.clone_from(&sender);
        lines.push(match &item.what {
            What::Message(message) => bubble::bubble(item, message, again, view, media)?,
            _ => line::line(item, view),
        });
    }
    Ok(html! { ol.talk { @for line in &lines { (line) } } })
}

fn proof_panel(transcript: &Transcript, proof: &Proof, view: &View<'_>) -> Markup {
    let language = view.language;
    let custodians: Vec<&str> = transcript
        .custodians
        .iter()
        .map(|person| person.user_id.as_str())
        .collect();
    html! {
        footer {
            div {
                h2 { (language.pick("Bewijs", "Proof")) }
                p { (language.pick(
                    "Dit overzicht is een weergave. Het bewijs zijn de bewaarde verzegelde objecten: elk record ligt vast in de keten van zijn apparaat en in een openbaar controleerbaar logboek. ‘griffie-vault verify’ rekent alles opnieuw na.",
                    "This page is a rendering. The evidence is the stored sealed objects: every record is fixed in the chain of its device and in a log that anyone can check. ‘griffie-vault verify’ computes all of it again.",
                )) }
                dl {
                    dt { (language.pick("Gesprek", "Room")) } dd.hash { (transcript.room_id) }
                    dt { (language.pick("Archiefhouders", "Custodians")) } dd { (custodians.join(", ")) }
                    dt { (language.pick("In dit gesprek", "In this room")) }
                    dd { (transcript.records) " " (language.pick("records, waarvan", "records, of which")) " " (transcript.events) " " (language.pick("gebeurtenissen", "events"))
                        @if transcript.technical > 0 {
                            ", " (transcript.technical) " " (language.pick("daarvan tussen apparaten en niet op deze pagina", "of these between devices and not on this page"))
                        }
                    }
                    @if let Some(stays) = language.withheld(&transcript.withheld) { dt { (language.pick("Niet in het archief", "Not in the archive")) } dd { (stays) } }
                    dt { (language.pick("Logboek", "Log")) }
                    dd { (proof.objects) " " (if proof.objects == 1 { "object" } else { language.pick("objecten", "objects") })
                        @if let Some(cosigned) = &proof.cosigned {
                            ", " (language.pick("medeondertekend tot", "co-signed up to")) " " (cosigned.state.size)
                            div.hash { (cosigned.state.root.to_string()) }
                        }
                    }
                    dt { (language.pick("Sleutel van het archief", "Key of the vault")) } dd.hash { (proof.vault) }
                }
                details {
                    summary { (language.pick("Ketenkoppen", "Chain heads")) " (" (proof.chains.len()) ")" }
                    ol { @for chain in &proof.chains {
                        li { (language.pick("apparaat", "device")) " " span.hash { (chain.device) } ", "
                            (chain.head.entry) " records" br; span.hash { (chain.head.commitment) } }
                    } }
                }
            }
        }
    }
}
