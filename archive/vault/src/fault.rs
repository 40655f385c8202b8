//! Everything that can be wrong with what the vault is given, as stable codes and as sentences for people.
//!
//! A fault is a row, an alarm line and an exit code, never only a log line (invariant 6).

use std::fmt;

macro_rules! faults {
    ($(#[doc = $en:literal] $name:ident = $code:literal, $nl:literal;)*) => {
        /// A typed fault. `Display` is the stable code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Fault { $(#[doc = $en] $name,)* }

        impl Fault {
            /// All of them, for documentation and tests.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code, as devices, gateways and tables see it.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The fault with this code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$name),)* _ => None }
            }

            /// One Dutch sentence for the person who has to act.
            #[must_use]
            pub const fn dutch(self) -> &'static str {
                match self { $(Self::$name => $nl,)* }
            }

            /// One English sentence for the person who has to act.
            #[must_use]
            pub const fn english(self) -> &'static str {
                match self { $(Self::$name => $en.trim_ascii(),)* }
            }
        }
    };
}

faults! {
    /// The bytes are not those that the log lists at this place; damaged ones are asked for again.
    ListingMismatch = "listing_mismatch", "De bytes zijn niet die welke het logboek op deze plaats noemt; beschadigde worden opnieuw gevraagd.";
    /// The bytes are no sealed object: changed, cut off, or of an unknown suite.
    MalformedObject = "malformed_object", "De bytes zijn geen verzegeld object: gewijzigd, afgekapt of van een onbekende suite.";
    /// The object is not signed by the key of the device it names.
    Signature = "signature", "Het object is niet getekend met de sleutel van het apparaat dat het noemt.";
    /// The object names another organisation.
    WrongTenant = "wrong_tenant", "Het object noemt een andere organisatie.";
    /// The object is of a kind that does not belong in the log.
    UnexpectedKind = "unexpected_kind", "Het object is van een soort die niet in het logboek hoort.";
    /// Two different objects claim the same place in a chain.
    Equivocation = "equivocation", "Twee verschillende objecten claimen dezelfde plaats in een keten.";
    /// The same object stands in the log a second time.
    Replayed = "replayed", "Hetzelfde object staat een tweede keer in het logboek.";
    /// The object does not build on the one before it.
    ChainBroken = "chain_broken", "Het object bouwt niet voort op zijn voorganger.";
    /// The object was sealed under an older seal configuration or policy than the one before it.
    SealConfigRollback = "seal_config_rollback", "Het object is verzegeld met een oudere configuratie dan zijn voorganger.";
    /// The object is not sealed to this archive.
    SealedToOthers = "sealed_to_others", "Het object is niet voor dit archief verzegeld.";
    /// The object does not open: it was changed after sealing.
    NotOpened = "not_opened", "Het object gaat niet open: het is na de verzegeling gewijzigd.";
    /// The payload is no batch of records.
    MalformedBatch = "malformed_batch", "De inhoud is geen reeks records.";
    /// The payload unpacks to more than is allowed.
    BatchTooLarge = "batch_too_large", "De inhoud pakt uit tot meer dan is toegestaan.";
    /// The header inside is not the header outside: sealed by one device, signed by another.
    HeaderMismatch = "header_mismatch", "De kop binnenin is niet de kop buitenop.";
    /// Entry numbers do not continue where the object before ended.
    EntryGap = "entry_gap", "De recordnummers sluiten niet aan op het vorige object.";
    /// The commitments of the entries do not continue the chain.
    CommitmentMismatch = "commitment_mismatch", "De vastleggingen van de records zetten de keten niet voort.";
    /// The device sends other records than it told of before it was asked for them.
    ToldOtherwise = "told_otherwise", "Het apparaat stuurt andere records dan het eerder had gemeld.";
    /// The device was revoked before it sent records that it had told of; only the device still has them.
    UnsentLost = "unsent_lost", "Het apparaat is ingetrokken voordat het records stuurde die het had gemeld; alleen het apparaat heeft ze nog.";
    /// A record cannot be read.
    MalformedRecord = "malformed_record", "Een record is niet leesbaar.";
    /// A record is about another custodian or epoch than the device's.
    CustodianMismatch = "custodian_mismatch", "Een record gaat over een andere archiefhouder of levensloop dan die van het apparaat.";
    /// What a record says of an event is not what the event says of itself.
    EventMismatch = "event_mismatch", "Wat een record over een gebeurtenis zegt, is niet wat de gebeurtenis zelf zegt.";
    /// A member list does not have the digest it names.
    MembersMismatch = "members_mismatch", "Een ledenlijst heeft niet de hash die ze noemt.";
    /// A session key cannot be read or is not of the session it names.
    MalformedSessionKey = "malformed_session_key", "Een sessiesleutel is onleesbaar of niet van de genoemde sessie.";
    /// Clear text came without the session key that proves it; it is kept and not believed.
    SessionKeyMissing = "session_key_missing", "Er is leesbare tekst zonder de sessiesleutel die haar bewijst; ze is bewaard en geldt niet.";
    /// The ciphertext does not open with its session key.
    CiphertextInvalid = "ciphertext_invalid", "De versleutelde tekst gaat niet open met haar sessiesleutel.";
    /// The recorded clear text is not what the ciphertext says.
    PlaintextMismatch = "plaintext_mismatch", "De vastgelegde tekst is niet wat de versleutelde tekst zegt.";
    /// The recorded message index is not the one inside the ciphertext.
    MessageIndexMismatch = "message_index_mismatch", "De vastgelegde berichtindex is niet die van de versleutelde tekst.";
    /// One encrypted message was passed off as two events; the second is kept and not believed.
    MessageReplayed = "message_replayed", "Een versleuteld bericht is voor twee gebeurtenissen uitgegeven; de tweede is bewaard en geldt niet.";
    /// Clear text came late for an event that is not in the chain.
    LateKeyUnbound = "late_key_unbound", "Er kwam late tekst voor een gebeurtenis die niet in de keten staat.";
    /// A record that was to have stayed on its device came, and none was withheld under that number, or it has come before.
    DisclosureUnbound = "disclosure_unbound", "Er kwam een record dat op het apparaat zou zijn gebleven, maar onder dat nummer is er geen achtergehouden, of het kwam al eerder.";
    /// A record that was withheld is not the one that was committed to then.
    DisclosureMismatch = "disclosure_mismatch", "Een eerder achtergehouden record is niet datgene waarvoor toen is getekend.";
    /// An attachment is not the file its event names.
    AttachmentMismatch = "attachment_mismatch", "Een bijlage is niet het bestand dat haar gebeurtenis noemt.";
    /// The gateway gave other bytes than the attachment's digest says; asked again later.
    AttachmentCorrupt = "attachment_corrupt", "De gateway gaf andere bytes dan de hash van de bijlage; later opnieuw gevraagd.";
    /// One device recorded the same event twice.
    EventRepeated = "event_repeated", "Een apparaat legde dezelfde gebeurtenis tweemaal vast.";
    /// The gateway does not know a device that has objects in its log.
    DeviceUnknown = "device_unknown", "De gateway kent een apparaat niet dat objecten in het logboek heeft.";
    /// The gateway shows another key or owner for a device than at first sight; the first one counts.
    DeviceChanged = "device_changed", "De gateway toont een andere sleutel of eigenaar voor een apparaat dan eerst; de eerste telt.";
    /// The checkpoint is not signed by the log.
    LogSignature = "log_signature", "Het controlepunt is niet door het logboek getekend.";
    /// The log is shorter than it was.
    LogShrank = "log_shrank", "Het logboek is korter dan het was.";
    /// The log is not what the gateway listed: it shows different people different things.
    LogForked = "log_forked", "Het logboek is niet wat de gateway opsomde: het toont verschillende gezichten.";
    /// A witness saw another log than this one: the gateway shows different people different things.
    WitnessDisagrees = "witness_disagrees", "Een getuige zag een ander logboek dan dit: de gateway toont verschillende gezichten.";
    /// The log lists an object whose bytes the gateway does not give; asked again at every round.
    ObjectMissing = "object_missing", "Het logboek noemt een object waarvan de gateway de bytes niet geeft; elke ronde opnieuw gevraagd.";
    /// The gateway skipped a place when it listed its objects.
    LogHole = "log_hole", "De gateway sloeg een plaats over in de opsomming van objecten.";
    /// The log has a line for a document that the root did not sign.
    DocumentSignature = "document_signature", "Het logboek heeft een regel voor een document dat de organisatie niet ondertekende.";
    /// The log has a document that does not follow the one before it: an older version, or the same one again.
    DocumentVersion = "document_version", "Het logboek heeft een document dat niet op het vorige volgt: ouder, of dezelfde versie nog eens.";
    /// A stored file is missing.
    FileMissing = "file_missing", "Een bewaard bestand ontbreekt.";
    /// A stored file is not what was stored.
    FileChanged = "file_changed", "Een bewaard bestand is niet meer wat het was.";
    /// The database does not say what the stored files say.
    RowsDiffer = "rows_differ", "De database zegt iets anders dan de bewaarde bestanden.";
    /// A stored receipt does not prove its object.
    ReceiptInvalid = "receipt_invalid", "Een bewaarde ontvangstbevestiging bewijst haar object niet.";
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Why an object waits. It is kept, and asked again at every round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hold {
    /// The object before it is not here.
    Predecessor,
    /// The object before it was rejected.
    PredecessorRejected,
    /// Opened and kept; files it refers to are not here yet.
    Attachments,
    /// The gateway has not said who the device is.
    DeviceUnknown,
    /// The log lists it, but the gateway has not given its bytes, or gave damaged ones.
    Missing,
    /// It holds records of a later schema; this program is too old.
    NewerSchema,
}

impl Hold {
    /// The code in the table.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Predecessor => "predecessor",
            Self::PredecessorRejected => "predecessor_rejected",
            Self::Attachments => "attachments",
            Self::DeviceUnknown => "device_unknown",
            Self::Missing => "missing",
            Self::NewerSchema => "newer_schema",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_fault_has_a_code_and_two_sentences_of_its_own() {
        let codes: BTreeSet<_> = Fault::ALL.iter().map(|fault| fault.code()).collect();
        assert_eq!(codes.len(), Fault::ALL.len());
        for fault in Fault::ALL {
            assert_eq!(Fault::from_code(fault.code()), Some(*fault));
            assert!(
                fault.dutch().ends_with('.') && fault.english().ends_with('.'),
                "{fault}"
            );
        }
    }
}
