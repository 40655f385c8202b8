//! The words around the messages, in Dutch and English. Plain sentences, no codes where a sentence will do.

use griffie_wire::{
    event::FileKind,
    record::{AttachmentState, GapCause, GapFact},
};

use crate::store::withheld::Withheld;

/// Language of the texts around the messages; the messages stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Nederlands.
    Dutch,
    /// English.
    English,
}

impl Language {
    /// BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        self.pick("nl", "en")
    }

    /// One of two.
    pub(crate) const fn pick(self, dutch: &'static str, english: &'static str) -> &'static str {
        match self {
            Self::Dutch => dutch,
            Self::English => english,
        }
    }

    /// Why something is missing.
    pub(super) fn gap(self, gap: &GapFact) -> &'static str {
        match gap.cause {
            GapCause::Undecryptable if is_replay(gap) => self.replayed(),
            GapCause::LimitedSync => self.pick(
                "De server gaf niet alle gebeurtenissen in één keer; het apparaat vroeg de ontbrekende op.",
                "The server did not give all events at once; the device asked for the missing ones.",
            ),
            GapCause::Undecryptable => self.pick(
                "Dit bericht kon niet worden ontsleuteld: de sleutel is nooit bij het apparaat aangekomen. De versleutelde tekst is bewaard.",
                "This message could not be decrypted: its key never reached the device. The ciphertext is kept.",
            ),
            GapCause::MediaUnreachable => self.pick(
                "Een bestand kon niet worden opgehaald.",
                "A file could not be fetched.",
            ),
            GapCause::MediaHashMismatch => self.pick(
                "De server gaf een ander bestand dan het bericht noemt.",
                "The server gave another file than the one the message names.",
            ),
            GapCause::Oversized => self.pick(
                "Een bestand of gebeurtenis is groter dan het beleid toestaat.",
                "A file or event is larger than policy allows.",
            ),
            GapCause::UnsupportedEncryption => self.pick(
                "Dit bericht is versleuteld op een manier die het apparaat niet kent. De versleutelde tekst is bewaard.",
                "This message is encrypted in a way the device does not know. The ciphertext is kept.",
            ),
            GapCause::MalformedEvent => self.pick(
                "De server gaf iets dat geen geldige gebeurtenis is; het is bewaard zoals het kwam.",
                "The server gave something that is no valid event; it is kept as it came.",
            ),
            GapCause::SendFailed => self.pick("Een bericht kon niet worden verzonden.", "A message could not be sent."),
            GapCause::RedactedBeforeSeen => self.pick(
                "Dit bericht was al verwijderd toen het op het apparaat kwam; wat de server er nog van had, is bewaard.",
                "This message was already deleted when it reached the device; what the server had left of it is kept.",
            ),
            GapCause::IgnoredUser => self.pick(
                "De gebruiker negeert iemand: wat die schrijft, geeft de server niet aan het apparaat.",
                "The user ignores somebody: what they write, the server does not give to the device.",
            ),
            GapCause::Other => self.pick("Hier ontbreekt iets.", "Something is missing here."),
        }
    }

    /// Why a text is withheld that its key would open.
    pub(crate) const fn replayed(self) -> &'static str {
        self.pick(
            "De versleutelde tekst van dit bericht is eerder als een ander bericht ontvangen; wat erin staat geldt daarom niet als dit bericht. De versleutelde tekst is bewaard.",
            "The ciphertext of this message was received as another message before, so what it says is not taken as this message. The ciphertext is kept.",
        )
    }

    /// Whether the gap was filled.
    pub(super) fn closed(self, events: Option<u32>) -> String {
        match (self, events) {
            (Self::Dutch, Some(count)) => format!("Aangevuld met {count} gebeurtenissen."),
            (Self::English, Some(count)) => format!("Filled with {count} events."),
            (Self::Dutch, None) => "Nog niet aangevuld.".to_owned(),
            (Self::English, None) => "Not filled yet.".to_owned(),
        }
    }

    /// Why a file is not shown.
    pub(super) const fn file_state(self, state: AttachmentState) -> &'static str {
        match state {
            AttachmentState::Stored => self.pick(
                "Het bestand is nog niet in het archief aangekomen.",
                "The file has not reached the archive yet.",
            ),
            AttachmentState::Missing => self.pick(
                "De server had het bestand niet meer.",
                "The server no longer had the file.",
            ),
            AttachmentState::Forbidden => self.pick(
                "De server gaf het bestand niet vrij.",
                "The server refused to give the file.",
            ),
            AttachmentState::HashMismatch => self.pick(
                "De server gaf een ander bestand dan het bericht noemt.",
                "The server gave another file than the one the message names.",
            ),
            AttachmentState::TooBig => self.pick(
                "Het bestand is groter dan het beleid toestaat.",
                "The file is larger than policy allows.",
            ),
        }
    }

    /// What sort of file.
    pub(super) const fn file_kind(self, kind: FileKind) -> &'static str {
        match kind {
            FileKind::Image => self.pick("Afbeelding", "Picture"),
            FileKind::Sticker => "Sticker",
            FileKind::Video => "Video",
            FileKind::Audio => self.pick("Geluid", "Audio"),
            FileKind::Voice => self.pick("Spraakbericht", "Voice message"),
            FileKind::File => self.pick("Bestand", "File"),
        }
    }
}

/// Whether the device withheld the text because its message was another event before.
pub(super) fn is_replay(gap: &GapFact) -> bool {
    gap.cause == GapCause::Undecryptable && gap.code.as_deref() == Some("replayed")
}
impl Language {
    /// How many messages of a room stay on devices, and why; nothing when none does.
    pub(crate) fn withheld(self, withheld: &Withheld) -> Option<String> {
        let parts: Vec<String> = [
            (self.pick("privé", "private"), withheld.private),
            (self.pick("partijpolitiek", "party-political"), withheld.party),
            (
                self.pick("nog in bedenktijd", "still in review"),
                withheld.in_review,
            ),
            (
                self.pick("buiten het archief volgens het beleid", "excluded by policy"),
                withheld.excluded,
            ),
        ]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(sort, count)| format!("{sort}, {count}"))
        .collect();
        let heading = self.pick(
            "Berichten die op het toestel blijven",
            "Messages that stay on the device",
        );
        (withheld.messages() > 0).then(|| format!("{heading}: {}", parts.join("; ")))
    }
}
