//! Who may do what.

use super::{Change, Tongue};
use crate::event::change::{PowerChange, PowerOver};

/// The sentence, if the change is one of these.
pub(super) fn of_rules(
    change: &Change,
    by: &str,
    name: &dyn Fn(&str) -> String,
    tongue: Tongue,
) -> Option<String> {
    let now = |dutch: &str, english: &str, value: &str| match tongue {
        Tongue::Dutch => format!("{by} heeft ingesteld {dutch}: {value}"),
        Tongue::English => format!("{by} set {english}: {value}"),
    };
    Some(match change {
        Change::JoinRule { rule } => now("wie mag deelnemen", "who may join", &rule_words(rule, tongue)),
        Change::GuestAccess { access } => now(
            "of gasten toegang hebben",
            "whether guests may enter",
            &rule_words(access, tongue),
        ),
        Change::HistoryVisibility { visibility } => now(
            "wie eerdere berichten mag zien",
            "who may see earlier messages",
            &rule_words(visibility, tongue),
        ),
        Change::AccessRule { rule } => now("wie van buiten mag deelnemen", "who may join from outside", rule),
        Change::Encryption { .. } => match tongue {
            Tongue::Dutch => format!("{by} heeft versleuteling ingeschakeld"),
            Tongue::English => format!("{by} turned on encryption"),
        },
        Change::Power { changes } if changes.is_empty() => {
            tongue.has_changed(by, ("niets aan wie wat mag", "nothing about who may do what"))
        }
        Change::Power { changes } => {
            let all: Vec<String> = changes.iter().map(|change| power(change, name, tongue)).collect();
            now("wie wat mag", "who may do what", &all.join("; "))
        }
        Change::ServerAcl { allow, deny } => {
            let list = |list: &[String]| {
                if list.is_empty() {
                    tongue.pick("geen", "none").to_owned()
                } else {
                    list.join(", ")
                }
            };
            let (may, may_not) = (list(allow), list(deny));
            match tongue {
                Tongue::Dutch => now(
                    "welke servers mogen meedoen",
                    "",
                    &format!("wel {may}; niet {may_not}"),
                ),
                Tongue::English => now(
                    "",
                    "which servers may take part",
                    &format!("allowed {may}; denied {may_not}"),
                ),
            }
        }
        Change::FunctionalMembers { users } => {
            let users: Vec<String> = users.iter().map(|user| name(user)).collect();
            now(
                "welke deelnemers programma's zijn",
                "which members are programs",
                &users.join(", "),
            )
        }
        _ => return None,
    })
}

fn rule_words(rule: &str, tongue: Tongue) -> String {
    match rule {
        "public" => tongue.pick("iedereen", "everybody"),
        "invite" => tongue.pick("wie is uitgenodigd", "who was invited"),
        "knock" | "knock_restricted" => {
            tongue.pick("wie erom vraagt en wordt toegelaten", "who asks and is let in")
        }
        "restricted" => tongue.pick(
            "wie in een van de genoemde ruimtes is",
            "who is in one of the named spaces",
        ),
        "can_join" => tongue.pick("ja", "yes"),
        "forbidden" => tongue.pick("nee", "no"),
        "world_readable" => tongue.pick("iedereen, ook buiten het gesprek", "everybody, also from outside"),
        "shared" => tongue.pick(
            "alle deelnemers, ook van vóór hun deelname",
            "all members, also from before they joined",
        ),
        "invited" => tongue.pick(
            "deelnemers, vanaf hun uitnodiging",
            "members, from their invitation on",
        ),
        "joined" => tongue.pick("deelnemers, vanaf hun deelname", "members, from when they joined"),
        other => return other.to_owned(),
    }
    .to_owned()
}

fn power(change: &PowerChange, name: &dyn Fn(&str) -> String, tongue: Tongue) -> String {
    let who = match &change.over {
        PowerOver::User { user } => name(user),
        PowerOver::Users => tongue.pick("alle anderen", "everybody else").to_owned(),
        PowerOver::Act { act } => {
            let act = match act.as_str() {
                "ban" => tongue.pick("de toegang ontzeggen", "banning"),
                "kick" => tongue.pick("verwijderen", "removing"),
                "redact" => tongue.pick("berichten weghalen", "deleting messages"),
                "invite" => tongue.pick("uitnodigen", "inviting"),
                "state_default" => tongue.pick("het gesprek wijzigen", "changing the room"),
                "events_default" => tongue.pick("iets zeggen", "saying something"),
                "notifications.room" => tongue.pick("iedereen waarschuwen", "notifying everybody"),
                other => other,
            };
            format!("{} {act}", tongue.pick("nodig voor", "needed for"))
        }
    };
    let (before, now) = (change.before, change.now);
    match tongue {
        Tongue::Dutch => format!("{who} van {before} naar {now}"),
        Tongue::English => format!("{who} from {before} to {now}"),
    }
}
