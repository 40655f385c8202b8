//! What can be wrong with a bundle, under stable codes, and where it is.

use serde::Serialize;

/// More than this are counted and not listed.
const MAX_LISTED: usize = 1000;

macro_rules! codes {
    ($($variant:ident $code:literal $dutch:literal $english:literal;)*) => {
        /// What is wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs, reason = "each has its sentence below")]
        pub enum Code { $($variant,)* }

        impl Code {
            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// A sentence for a person.
            #[must_use]
            pub const fn sentence(self, dutch: bool) -> &'static str {
                match self { $(Self::$variant => if dutch { $dutch } else { $english },)* }
            }
        }
    };
}

codes! {
    BundleTruncated "bundle_truncated" "De bundel is afgekapt." "The bundle is cut off.";
    BundleMalformed "bundle_malformed" "Dit is geen bundel in de ene vorm die er is: kop, volgorde, opvulling of einde klopt niet." "Not a bundle in the one form there is: a header, the order, padding or the end is wrong.";
    BundleTooLarge "bundle_too_large" "Een onderdeel is groter dan een eerlijke bundel het maakt." "A member is larger than any honest bundle makes it.";
    MemberMalformed "member_malformed" "Het onderdeel heeft niet de vorm die het moet hebben." "The member is not of the form it must have.";
    MemberMissing "member_missing" "Er ontbreekt een onderdeel." "A member is missing.";
    ManifestMismatch "manifest_mismatch" "Het onderdeel is niet dat wat de inhoudsopgave noemt." "The member is not the one that the manifest names.";
    ManifestSignature "manifest_signature" "De handtekening van de kluis onder de inhoudsopgave klopt niet." "The vault's signature on the manifest is wrong.";
    StatementMismatch "statement_mismatch" "De verklaring noemt andere sleutels of aantallen dan er zijn." "The statement names other keys or numbers than there are.";
    DocumentSignature "document_signature" "Het document is niet door de hoofdsleutel ondertekend." "The document is not signed by the root.";
    DocumentKeys "document_keys" "De verzegelinstelling noemt een andere log- of kluissleutel." "The seal configuration names another log or vault key.";
    CheckpointLog "checkpoint_log" "Het logboek heeft dit controlepunt niet ondertekend." "The log did not sign this checkpoint.";
    CheckpointVault "checkpoint_vault" "De kluis heeft dit controlepunt niet medeondertekend." "The vault did not co-sign this checkpoint.";
    CheckpointWitness "checkpoint_witness" "De gevraagde getuige heeft dit controlepunt niet medeondertekend." "The witness asked for did not co-sign this checkpoint.";
    LogInclusion "log_inclusion" "Het object staat niet op deze plaats in het logboek." "The object is not at this place of the log.";
    LogInconsistent "log_inconsistent" "Het ontvangstbewijs is van een ander logboek dan de bundel: het logboek is gesplitst." "The receipt is of another log than the bundle: the log was forked.";
    ReceiptInvalid "receipt_invalid" "Het definitieve ontvangstbewijs bewijst dit object niet." "The final receipt does not prove this object.";
    ObjectMalformed "object_malformed" "De bytes zijn geen verzegeld object." "The bytes are no sealed object.";
    ObjectId "object_id" "Het object heeft een andere naam dan het logboek noemt." "The object has another name than the log lists.";
    ObjectListing "object_listing" "Het object staat anders in het logboek dan het van zichzelf zegt." "The log lists the object otherwise than it says of itself.";
    ObjectSignature "object_signature" "Het apparaat heeft dit object niet ondertekend." "The device did not sign this object.";
    ObjectRecipients "object_recipients" "Het object is anders verzegeld dan de hoofdsleutel voorschreef." "The object is sealed otherwise than the root told.";
    ObjectKey "object_key" "De vrijgegeven sleutel opent dit object niet." "The disclosed key does not open this object.";
    ObjectHeader "object_header" "De kop in het object is een andere dan erbuiten." "The header inside the object is another than outside.";
    ChainGap "chain_gap" "In de keten van het apparaat ontbreekt een object." "An object is missing in the device's chain.";
    ChainBroken "chain_broken" "Het object bouwt niet voort op het vorige." "The object does not build on the one before.";
    EntryGap "entry_gap" "In de nummering van de regels zit een gat." "There is a hole in the numbers of entries.";
    EntryCommitment "entry_commitment" "De regel past niet in de keten van regels." "The entry does not fit the chain of entries.";
    EntryLast "entry_last" "De regels zijn niet die welke het apparaat heeft verzegeld." "The entries are not those that the device sealed.";
    RecordMalformed "record_malformed" "De regel is geen record in de vaste vorm." "The entry is no record in canonical form.";
    RecordCustodian "record_custodian" "Het record is van een andere archiefhouder." "The record is of another custodian.";
    MembersMismatch "members_mismatch" "De lijst van deelnemers heeft een ander kenmerk." "The list of members has another digest.";
    EventMismatch "event_mismatch" "Het record zegt iets anders over het bericht dan het bericht zelf." "The record says other things of the event than the event itself.";
    SessionKey "session_key" "De sessiesleutel is niet die van zijn sessie." "The session key is not that of its session.";
    CiphertextInvalid "ciphertext_invalid" "De versleutelde tekst gaat met de sessiesleutel niet open." "The ciphertext does not open with the session key.";
    PlaintextMismatch "plaintext_mismatch" "De leesbare tekst is niet wat de versleutelde tekst zegt." "The clear text is not what the ciphertext says.";
    MessageIndex "message_index" "Het bericht heeft een ander volgnummer in zijn sessie." "The message has another index in its session.";
    MessageReplayed "message_replayed" "Dezelfde versleutelde tekst was eerder een ander bericht." "The same ciphertext was another event before.";
    TextUnproven "text_unproven" "De kluis noemt de tekst bewezen, en de sleutel daarvoor is er niet." "The vault calls the text proven, and the key for it is not here.";
    LateKeyUnbound "late_key_unbound" "Er is geen bericht bij deze later gelezen tekst." "There is no event for this late text.";
    DisclosureMismatch "disclosure_mismatch" "Het later vrijgegeven record is niet datgene wat eerder op het toestel bleef." "The record that was disclosed later is not the one that had stayed on the device.";
    FileUnexpected "file_unexpected" "Geen record noemt dit bestand." "No record names this file.";
    FileMissing "file_missing" "Een bestand dat een record noemt ontbreekt." "A file that a record names is missing.";
    FileMismatch "file_mismatch" "Het bestand is niet dat van zijn bericht." "The file is not the one of its event.";
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// What.
    pub code: Code,
    /// In which member of the bundle.
    pub member: String,
    /// Line of the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_index: Option<u64>,
    /// Entry of the epoch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<u64>,
}

/// Where the check is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place {
    pub(crate) member: String,
    pub(crate) log_index: Option<u64>,
    pub(crate) entry: Option<u64>,
}

/// All that is wrong so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Failures {
    pub(crate) listed: Vec<Failure>,
    pub(crate) more: u64,
}

impl Failures {
    pub(crate) fn add(&mut self, code: Code, place: &Place) {
        if self.listed.len() >= MAX_LISTED {
            self.more += 1;
            return;
        }
        self.listed.push(Failure {
            code,
            member: place.member.clone(),
            log_index: place.log_index,
            entry: place.entry,
        });
    }

    /// Notes a failure unless `holds`.
    pub(crate) fn unless(&mut self, holds: bool, code: Code, place: &Place) {
        if !holds {
            self.add(code, place);
        }
    }
}

/// Why nothing more of a bundle is read.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The source failed: says nothing about the bundle.
    Io(std::io::Error),
    /// The rest cannot be relied on to be where it should.
    Failed(Code, Place),
}
