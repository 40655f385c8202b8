//! What a person can do about an error, in Dutch and English. By reason where that helps, else by kind.

use griffie_core::error::Error;

/// A sentence in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Advice {
    pub(crate) nl: &'static str,
    pub(crate) en: &'static str,
}

const fn say(nl: &'static str, en: &'static str) -> Advice {
    Advice { nl, en }
}

/// By reason.
const REASONS: &[(&str, Advice)] = &[
    (
        "already_activated",
        say(
            "Dit apparaat is al geactiveerd.",
            "This device is activated already.",
        ),
    ),
    (
        "bad_cursor",
        say(
            "Deze plaats in de tijdlijn bestaat niet; gebruik een cursor uit een eerder antwoord.",
            "There is no such place in the timeline; use a cursor of an earlier answer.",
        ),
    ),
    (
        "code_bad_character",
        say(
            "In de code staat een teken dat niet kan. Typ de code opnieuw over.",
            "The code has a character that cannot be. Type it again.",
        ),
    ),
    (
        "code_expired",
        say(
            "De code is verlopen. Vraag de beheerder om een nieuwe.",
            "The code has expired. Ask the administrator for a new one.",
        ),
    ),
    (
        "code_locked",
        say(
            "Te vaak geprobeerd. Vraag de beheerder om een nieuwe code.",
            "Tried too often. Ask the administrator for a new code.",
        ),
    ),
    (
        "code_mistyped",
        say(
            "De code klopt niet: kijk of een teken verkeerd is.",
            "The code is not right: look for a wrong character.",
        ),
    ),
    (
        "code_unknown",
        say(
            "Deze code bestaat niet. Typ de code opnieuw over.",
            "There is no such code. Type it again.",
        ),
    ),
    (
        "code_used",
        say(
            "De code is al gebruikt. Vraag de beheerder om een nieuwe.",
            "The code was used already. Ask the administrator for a new one.",
        ),
    ),
    (
        "code_wrong_length",
        say(
            "Een code heeft zestien tekens. Vul hem aan.",
            "A code has sixteen characters. Complete it.",
        ),
    ),
    (
        "empty",
        say(
            "Er staat niets in het bericht.",
            "There is nothing in the message.",
        ),
    ),
    (
        "file_exists",
        say(
            "Daar staat al een bestand. Kies een andere naam.",
            "There is a file already. Choose another name.",
        ),
    ),
    (
        "file_unreadable",
        say(
            "Het bestand kan niet worden gelezen of geschreven.",
            "The file cannot be read or written.",
        ),
    ),
    (
        "hash_mismatch",
        say(
            "Het bestand is niet wat de afzender stuurde. Vraag het opnieuw.",
            "The file is not what the sender sent. Ask for it again.",
        ),
    ),
    (
        "M_FORBIDDEN",
        say(
            "Daar is geen recht toe in deze kamer.",
            "There is no right to do that in this room.",
        ),
    ),
    (
        "M_UNKNOWN_TOKEN",
        say(
            "De aanmelding is verlopen; Griffie meldt zich opnieuw aan. Probeer het zo weer.",
            "The login has ended; Griffie signs in again. Try again in a moment.",
        ),
    ),
    (
        "no_file",
        say("Bij dit bericht hoort geen bestand.", "This message has no file."),
    ),
    (
        "no_such_event",
        say(
            "Dit bericht staat niet in deze kamer.",
            "This message is not in this room.",
        ),
    ),
    (
        "no_such_message",
        say(
            "Zo'n bericht is hier niet verstuurd.",
            "No such message was sent here.",
        ),
    ),
    ("not_a_file", say("Dit is geen bestand.", "This is not a file.")),
    (
        "not_in_room",
        say(
            "U bent geen lid van deze kamer.",
            "You are not a member of this room.",
        ),
    ),
    (
        "not_own",
        say(
            "Alleen eigen berichten kunnen worden gewijzigd.",
            "Only own messages can be edited.",
        ),
    ),
    (
        "too_big",
        say(
            "Het bestand is groter dan de organisatie toestaat.",
            "The file is larger than the organisation allows.",
        ),
    ),
    (
        "too_long",
        say(
            "De tekst is te lang. Maak hem korter.",
            "The text is too long. Make it shorter.",
        ),
    ),
];

/// What to do about `error`.
pub(crate) fn advice(error: &Error) -> Advice {
    let reason = error
        .code()
        .and_then(|code| REASONS.iter().find(|(reason, _)| *reason == code));
    if let (Some((_, advice)), Error::Rejected { .. }) = (reason, error) {
        return *advice;
    }
    match error {
        Error::NotSignedIn => say(
            "Niemand is aangemeld. Activeer eerst met een code.",
            "Nobody is signed in. Activate with a code first.",
        ),
        Error::Offline { .. } => say(
            "Er is geen bruikbare verbinding. Probeer het later opnieuw.",
            "There is no usable connection. Try again later.",
        ),
        Error::Rejected { .. } => say("Het verzoek is geweigerd.", "The request was refused."),
        Error::StorageFull => say(
            "De opslag is vol. Maak ruimte; tot dan verstuurt en ontvangt Griffie niets.",
            "The storage is full. Make room; until then Griffie sends and receives nothing.",
        ),
        Error::Storage { .. } => say(
            "De database kan niet worden gebruikt. Er is niets verwijderd; waarschuw de beheerder.",
            "The database cannot be used. Nothing was deleted; tell the administrator.",
        ),
        Error::ArchiveBlocked { .. } => say(
            "Er wacht te veel op het archief. Versturen kan weer als het archief bij is.",
            "Too much waits for the archive. Sending is possible again when the archive has caught up.",
        ),
        _ => say(
            "Dit is een fout in Griffie. Meld hem met het logboek.",
            "This is a fault in Griffie. Report it with the log.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_says_more_than_its_kind_and_only_refusals_have_reasons() {
        let used = Error::Rejected {
            code: "code_used".into(),
        };
        assert!(advice(&used).nl.contains("al gebruikt"));
        assert_eq!(
            advice(&Error::Rejected { code: "M_NEW".into() }).en,
            "The request was refused."
        );
        assert!(
            advice(&Error::Offline { code: "empty".into() })
                .en
                .contains("connection")
        );
    }

    #[test]
    fn reasons_are_in_order_and_none_is_told_twice() {
        let names: Vec<_> = REASONS.iter().map(|(reason, _)| reason.to_lowercase()).collect();
        let mut sorted = names.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(names, sorted);
    }
}
