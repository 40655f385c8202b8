//! On the page: what was missing once, who was asked for it, and what came of it.

use maud::{Markup, html};

use super::{
    page::View,
    report::{AskOf, RecoveryOf, RecoveryState, Report},
};
use crate::export::Language;

/// Things that are shown one by one; the JSON names them all.
const SHOWN: usize = 100;

/// Nothing when nothing ever was missing.
pub(super) fn recovered(report: &Report, view: &View) -> Markup {
    let say = |nl, en| view.language.pick(nl, en);
    let healed = |one: &&RecoveryOf| one.state == RecoveryState::Healed;
    let open = report.recovery.iter().filter(|one| !healed(one));
    html! {
        @if !report.recovery.is_empty() {
            h2 { (say("Herstel", "Recovery")) }
            p { (say("Ooit gemist: ", "Missed once: ")) (report.recovery.len())
                (say("; daarvan alsnog gekomen: ", "; of these came after all: ")) (report.recovery.iter().filter(healed).count()) "." }
            @if open.clone().next().is_some() {
                table {
                    thead { tr { th { (say("gemist", "missed")) } th { (say("sinds", "since")) } th { (say("stand", "state")) } th { (say("gevraagd aan", "asked of")) } } }
                    tbody { @for one in open.clone().take(SHOWN) { tr {
                        td { (what(one, view)) }
                        td { (view.time(one.named_at)) }
                        td { (state(one.state, view.language))
                             @if one.kept_of_another { " " (say("Een ander heeft het wel.", "Another person has it.")) } }
                        td { @for ask in &one.asked { (asked(ask, view)) } }
                    } } }
                }
            }
        }
    }
}

fn what(one: &RecoveryOf, view: &View) -> Markup {
    html! {
        @if let Some(index) = one.object { (view.language.pick("pakket ", "object ")) (index) }
        @if let Some(event) = &one.event { code { (event) } }
        @if let Some(user) = &one.user { br; bdi { (user) } }
        @if let Some(room) = &one.room { " " bdi { (room) } }
        @if let Some(digest) = &one.in_ledger { br; (view.language.pick("bij de getuige: ", "at the witness: ")) code { (digest) } }
    }
}

fn asked(ask: &AskOf, view: &View) -> Markup {
    html! {
        p { bdi { (ask.user) } ", " (view.time(ask.at))
            @if let Some(answer) = &ask.answer { ": " code { (answer) } } }
    }
}

fn state(state: RecoveryState, language: Language) -> &'static str {
    let (dutch, english) = match state {
        RecoveryState::Named => ("Nog aan niemand gevraagd.", "Nobody was asked yet."),
        RecoveryState::Asked => ("Gevraagd, wacht op antwoord.", "Asked, no answer yet."),
        RecoveryState::Answered => (
            "Wie gevraagd is, kan het niet geven; een ander misschien.",
            "Who was asked cannot give it; another one may.",
        ),
        RecoveryState::Healed => ("Hier.", "Here."),
        RecoveryState::Impossible => ("Niemand kan het nog geven.", "Nobody can give it any more."),
    };
    language.pick(dutch, english)
}
