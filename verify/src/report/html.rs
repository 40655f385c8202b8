//! The report as one page: no scripts, nothing from elsewhere, fit to print and to keep beside the bundle.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use griffie_wire::{
    Sha256,
    bundle::{Disclosure, Statement},
};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Language, Report, claims};

const STYLE: &str = include_str!("style.css");

impl Report {
    /// The report as a page.
    #[must_use]
    pub fn page(&self, language: Language) -> String {
        let title = language.pick("Integriteitsrapport", "Integrity report");
        let digest = STANDARD.encode(Sha256::of(STYLE.as_bytes()).as_bytes());
        let policy =
            format!("default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'");
        let page = html! {
            (DOCTYPE)
            html lang=(language.tag()) {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (title) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    h1 { (title) }
                    p.hash { "SHA-256 " (self.found.sha256) }
                    p.verdict.holds[self.holds()].broken[!self.holds()] { (self.verdict_in_words(language)) }
                    @if !self.failures.is_empty() { (self.failed(language)) }
                    @if let Some(statement) = &self.statement { (asked(statement, language)) }
                    @if self.holds() { (self.claimed(true, language)) }
                    (self.claimed(false, language))
                    (self.devices(language))
                    (self.log(language))
                }
            }
        };
        page.into_string()
    }

    fn failed(&self, language: Language) -> Markup {
        html! {
            h2 { (language.pick("Wat niet klopt", "What is wrong")) }
            table {
                thead { tr {
                    th { (language.pick("Wat", "What")) }
                    th { (language.pick("Onderdeel", "Member")) }
                    th { (language.pick("Logregel", "Line of the log")) }
                    th { (language.pick("Record", "Record")) }
                } }
                tbody { @for failure in &self.failures { tr {
                    td { (failure.code.sentence(language == Language::Dutch)) br; span.hash { (failure.code.code()) } }
                    td.hash { (failure.member) }
                    td { @if let Some(index) = failure.log_index { (index) } }
                    td { @if let Some(entry) = failure.entry { (entry) } }
                } } }
            }
            @if self.more_failures > 0 { p { "+ " (self.more_failures) } }
        }
    }

    fn claimed(&self, proven: bool, language: Language) -> Markup {
        let claims = claims::of(self.statement.as_ref(), &self.found, language);
        html! {
            h2 { (if proven { language.pick("Wat bewezen is", "What is proven") } else { language.pick("Wat niet bewezen is", "What is not proven") }) }
            table {
                thead { tr {
                    th { (language.pick("Bewering", "Statement")) }
                    th { (language.pick("Door", "By")) }
                    th { (language.pick("Sinds (UTC)", "Since (UTC)")) }
                } }
                tbody { @for claim in claims.iter().filter(|claim| claim.proven == proven) { tr {
                    td { bdi { (claim.says) } }
                    td { (claim.by) }
                    td { @if let Some(since) = &claim.since { (since) } }
                } } }
            }
        }
    }

    fn devices(&self, language: Language) -> Markup {
        html! {
            h2 { (language.pick("Apparaten", "Devices")) }
            table {
                thead { tr {
                    th { (language.pick("Archiefhouder", "Custodian")) }
                    th { (language.pick("Apparaat en sleutel", "Device and key")) }
                    th { (language.pick("Objecten", "Objects")) }
                } }
                tbody { @for chain in &self.found.chains { tr {
                    td { bdi { (chain.user_id) } }
                    td.hash { (chain.device) br; (chain.public_key) }
                    td { (chain.first) "–" (chain.last) " (" (chain.objects) ")" }
                } } }
            }
        }
    }

    fn log(&self, language: Language) -> Markup {
        html! {
            h2 { (language.pick("Logboek", "Log")) }
            p { (self.found.log_size) " " (language.pick("objecten", "objects")) }
            p.hash { (self.found.log_root) }
        }
    }
}

fn asked(statement: &Statement, language: Language) -> Markup {
    let all = language.pick("alle", "all");
    let list = |items: &[String]| {
        if items.is_empty() {
            all.to_owned()
        } else {
            items.join(", ")
        }
    };
    let asked = &statement.asked;
    let time = |at: Option<griffie_wire::Millis>| {
        at.and_then(|at| claims::millis(at.0))
            .unwrap_or_else(|| "…".to_owned())
    };
    html! {
        h2 { (language.pick("Wat is gevraagd", "What was asked")) }
        table { tbody {
            tr { th { (language.pick("Archiefhouders", "Custodians")) } td { bdi { (list(&asked.users)) } } }
            tr { th { (language.pick("Gesprekken", "Rooms")) } td { bdi { (list(&asked.rooms)) } } }
            tr { th { (language.pick("Periode (UTC)", "Period (UTC)")) } td { (time(asked.from)) " – " (time(asked.to)) } }
            tr { th { (language.pick("Getoond", "Shown")) } td { (match asked.disclose {
                Disclosure::Asked => language.pick("alleen wat is gevraagd", "only what was asked"),
                Disclosure::Objects => language.pick("hele objecten", "whole objects"),
            }) } }
            tr { th { (language.pick("Geschreven door", "Written by")) } td { (statement.producer) } }
        } }
    }
}
