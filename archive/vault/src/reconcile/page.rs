//! The report for people: one page without scripts that opens without network and prints, in Dutch or English.

use griffie_wire::Millis;
use jiff::tz::TimeZone;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{
    recovered::recovered,
    report::{Cause, Counts, Line, Missing, PersonOf, Report, UnsentOf},
};
use crate::export::{Language, When};

const STYLE: &str = include_str!("page.css");
/// Missing events shown for a line; the JSON names them all.
const SHOWN: usize = 100;

/// How to write it.
#[derive(Clone, Debug)]
pub(crate) struct View {
    /// Language of the texts.
    pub(crate) language: Language,
    /// Zone of the times.
    pub(crate) zone: TimeZone,
}

/// The page.
pub(crate) fn page(report: &Report, view: &View) -> String {
    let say = |nl, en| view.language.pick(nl, en);
    let title = say("Is dit alles?", "Is this everything?");
    let markup = html! {
        (DOCTYPE)
        html lang=(view.language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { (title) }
                    p.verdict.bad[!report.is_complete() || !report.is_consistent()] { (verdict(report, view)) }
                    p { (say("Opgemaakt", "Made")) " " (view.time(report.made_at)) (asked(report, view)) }
                }
                main {
                    (totals(&report.total, view))
                    (contradictions(report, view))
                    (recovered(report, view))
                    h2 { (say("Per persoon en gesprek", "By person and room")) }
                    @for line in &report.lines { (self::line(line, view)) }
                    h2 { (say("Apparaten", "Devices")) }
                    (devices(&report.people, view))
                    h2 { (say("Waarop dit rust", "What this rests on")) }
                    (grounds(report, view))
                }
            }
        }
    };
    markup.into_string()
}

impl View {
    pub(super) fn time(&self, at: Millis) -> String {
        let when = When::new(at, &self.zone);
        format!("{} {}", when.day(self.language), when.clock())
    }
}

fn verdict(report: &Report, view: &View) -> String {
    let Counts {
        expected,
        captured,
        waiting,
        missing,
        ..
    } = &report.total;
    match (view.language, report.is_complete(), waiting) {
        (Language::Dutch, true, 0) if report.total.only_counted() > 0 => {
            format!(
                "Volledig tot hier: van {expected} gebeurtenissen die de chatserver kent, staan er {captured} in het archief, {} blijven privé bij hun gebruiker, {} zijn in bedenktijd, {} vallen volgens het beleid buiten het archief.",
                report.total.private, report.total.in_review, report.total.excluded
            )
        }
        (Language::Dutch, true, 0) => {
            format!(
                "Volledig tot hier: alle {expected} gebeurtenissen die de chatserver kent, staan in het archief."
            )
        }
        (Language::Dutch, true, _) => format!(
            "Van {expected} gebeurtenissen staan er {captured} in het archief; {waiting} mogen nog komen. Er ontbreekt niets."
        ),
        (Language::Dutch, false, _) => format!(
            "Niet volledig: van {expected} gebeurtenissen staan er {captured} in het archief, {waiting} mogen nog komen, {missing} ontbreken."
        ),
        (Language::English, ..) => report.sentence(),
    }
}

fn asked(report: &Report, view: &View) -> Markup {
    let scope = &report.scope;
    html! {
        @if let Some(user) = &scope.user { " · " bdi { (user) } }
        @if let Some(room) = &scope.room { " · " bdi { (room) } }
        @if let Some(from) = scope.from { " · " (view.language.pick("vanaf", "from")) " " (view.time(from)) }
        @if let Some(to) = scope.to { " · " (view.language.pick("tot", "to")) " " (view.time(to)) }
    }
}

fn totals(counts: &Counts, view: &View) -> Markup {
    let say = |nl, en| view.language.pick(nl, en);
    let rows = [
        (say("verwacht", "expected"), counts.expected),
        (say("vastgelegd", "captured"), counts.captured),
        (
            say("aanvaard door het archief", "accepted by the archive"),
            counts.archived,
        ),
        (
            say("nogmaals, van een ander apparaat", "again, from another device"),
            counts.duplicates,
        ),
        (say("te laat", "late"), counts.late),
        (
            say("van vóór het eerste apparaat", "from before the first device"),
            counts.before_activation,
        ),
        (say("mag nog komen", "may still come"), counts.waiting),
        (say("ontbreekt", "missing"), counts.missing),
        (say("meer dan verwacht", "beyond what is expected"), counts.beyond),
        (
            say("blijft privé bij de gebruiker", "stays private with its user"),
            counts.private,
        ),
        (say("in bedenktijd", "in review"), counts.in_review),
        (
            say("buiten het archief volgens het beleid", "excluded by policy"),
            counts.excluded,
        ),
    ];
    html! {
        dl.counts { @for (name, count) in rows { div { dt { (name) } dd { (count) } } } }
    }
}

fn line(line: &Line, view: &View) -> Markup {
    let say = |nl, en| view.language.pick(nl, en);
    html! {
        section.line.bad[line.counts.missing > 0] {
            h3 { bdi { (line.user) } " · " bdi { (line.room) } }
            p {
                @match (&line.complete_to, line.complete) {
                    (Some(point), true) => { (say("Volledig tot en met het laatste bericht, ", "Complete to the last event, ")) (view.time(point.at)) "." }
                    (Some(point), false) => { (say("Volledig tot nummer ", "Complete to number ")) (point.position) ", " (view.time(point.at)) "." }
                    (None, true) => { (say("Niets verwacht.", "Nothing expected.")) }
                    (None, false) => { (say("Al het eerste ontbreekt.", "Already the first is missing.")) }
                }
                " " (line.counts.captured) " / " (line.counts.expected)
            }
            @if !line.gaps.is_empty() {
                p { (say("Gemelde gaten: ", "Gaps that were told: "))
                    @for (cause, count) in &line.gaps { code { (cause) } " " (count) " " }
                    "(" (line.gaps_healed) " " (say("hersteld", "healed")) ")" }
            }
            @if !line.missing.is_empty() {
                table {
                    thead { tr { th { (say("nr.", "no.")) } th { (say("tijd", "time")) } th { (say("gebeurtenis", "event")) } th { (say("waarom", "why")) } } }
                    tbody { @for missing in line.missing.iter().take(SHOWN) { (row(missing, view)) } }
                }
                @if line.missing.len() > SHOWN {
                    p { (say("De overige staan in de JSON: ", "The others are in the JSON: ")) (line.missing.len() - SHOWN) }
                }
            }
        }
    }
}

fn row(missing: &Missing, view: &View) -> Markup {
    html! {
        tr.waiting[missing.waiting] {
            td { (missing.point.position) }
            td { (view.time(missing.point.at)) }
            td { code { (missing.point.event) } br; (missing.kind) " " bdi { (missing.sender) } }
            td { (why(missing.cause, view.language))
                 @if missing.waiting { " " (view.language.pick("Mag nog komen.", "May still come.")) } }
        }
    }
}

fn why(cause: Cause, language: Language) -> &'static str {
    let (dutch, english) = match cause {
        Cause::NotReportedYet => (
            "Geen apparaat van deze persoon heeft zich sindsdien gemeld.",
            "No device of this person has reported since.",
        ),
        Cause::NoDevice => (
            "Deze persoon heeft geen apparaat in dit archief.",
            "This person has no device in this archive.",
        ),
        Cause::DeviceRevoked => (
            "Het apparaat is ingetrokken voordat het zich meldde.",
            "The device was revoked before it reported.",
        ),
        Cause::ObjectMissing => (
            "Een verzegeld pakket is bekend maar niet of niet heel aangekomen.",
            "A sealed object is known and has not come, or not whole.",
        ),
        Cause::ChainBroken => (
            "Een pakket van het apparaat is afgewezen; wat daarna kwam, wordt niet geopend.",
            "An object of the device was rejected; what came after it is not opened.",
        ),
        Cause::Skipped => (
            "Het apparaat meldde latere gebeurtenissen, maar deze niet.",
            "The device reported later events and not this one.",
        ),
    };
    language.pick(dutch, english)
}

fn contradictions(report: &Report, view: &View) -> Markup {
    let say = |nl, en| view.language.pick(nl, en);
    html! {
        @if !report.is_consistent() {
            h2 { (say("Tegenspraak met de chatserver", "Contradicted by the homeserver")) }
            p { (say("Het apparaat heeft dit verzonnen, of de chatserver heeft het apparaat iets anders verteld dan de getuige: ",
                     "The device made this up, or the homeserver told the device something else than the witness: "))
                (report.contradictions.len()) }
            table {
                thead { tr { th { (say("persoon", "person")) } th { (say("gebeurtenis", "event")) } th { (say("tijd in het archief", "time in the archive")) }
                             th { (say("tijd bij de getuige", "time at the witness")) } } }
                tbody { @for one in report.contradictions.iter().take(SHOWN) { tr {
                    td { bdi { (one.user) } }
                    td { code { (one.event) } " " bdi { (one.room) } }
                    td { (view.time(one.at)) }
                    td { @if let Some(at) = one.listed_at { (view.time(at)) } @else { (say("kent die niet", "not listed")) } }
                } } }
            }
        }
    }
}

fn devices(people: &[PersonOf], view: &View) -> Markup {
    let say = |nl, en| view.language.pick(nl, en);
    html! {
        table {
            thead { tr { th { (say("persoon", "person")) } th { (say("apparaat", "device")) } th { (say("laatst vastgelegd", "last captured")) }
                         th { (say("laatste pakket", "last object")) } th { (say("wacht", "waiting")) } th { "bytes" } } }
            tbody {
                @for person in people { @for device in &person.devices {
                    tr {
                        td { bdi { (person.user) } }
                        td { code { (device.device) }
                             @if device.revoked { " " (say("ingetrokken", "revoked")) }
                             @if device.broken { " " strong { (say("keten gebroken", "chain broken")) } }
                             @for unsent in &device.unsent { (not_sent(unsent, device.revoked, view)) } }
                        td { @if let Some(at) = device.last_captured { (view.time(at)) } @else { "–" } }
                        td { (device.last_sequence) }
                        td { (device.waiting) }
                        td { (device.bytes) }
                    }
                } }
            }
        }
    }
}

/// Records that a device told of and that are not here.
fn not_sent(unsent: &UnsentOf, lost: bool, view: &View) -> Markup {
    let say = |nl, en| view.language.pick(nl, en);
    let told = html! {
        (say("records ", "records ")) (unsent.first) (say(" tot en met ", " to ")) (unsent.last)
        (say(", gemeld op ", ", told of on ")) (view.time(unsent.at))
    };
    html! {
        br;
        @if lost { strong { (say("nooit verstuurd: ", "never sent: ")) (told) } }
        @else { (say("nog te versturen: ", "still to be sent: ")) (told) }
    }
}

fn grounds(report: &Report, view: &View) -> Markup {
    let say = |nl, en| view.language.pick(nl, en);
    html! {
        ul {
            li { (say("De getuige (ledger) kent ", "The witness (ledger) lists ")) (report.ledger.events)
                 (say(" gebeurtenissen; ", " events; ")) (report.ledger.odd) (say(" waren onleesbaar.", " could not be listed.")) " "
                 @match report.ledger.compared_at {
                     Some(at) => { (say("Laatst met de chatserver vergeleken: ", "Last compared with the homeserver: ")) (view.time(at)) "." }
                     None => { (say("Nog nooit met de chatserver vergeleken.", "Never compared with the homeserver.")) }
                 } }
            li { (say("Het archief kent ", "The archive's log has ")) (report.vault.objects) (say(" verzegelde pakketten.", " sealed objects.")) }
            @if let Some(checkpoint) = &report.vault.checkpoint { li { pre { (checkpoint) } } }
        }
    }
}
