//! Problem documents (RFC 9457): every error the gateway answers, with a stable type, in English and Dutch.
//!
//! It must not know the request it answers: no ids, no content, nothing a log should not hold.

use serde::{Deserialize, Serialize};

/// Media type of a problem document.
pub const CONTENT_TYPE: &str = "application/problem+json";
const URN: &str = "urn:griffie:problem:";

/// One answer that says no, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// `urn:griffie:problem:<code>`; the code never changes meaning.
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    /// What to do, in English.
    pub detail: String,
    /// What to do, in Dutch.
    pub detail_nl: String,
    /// The gateway's clock, with `clock_skew`: the device keeps the difference and tries again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_time_ms: Option<u64>,
    /// With `quota`, `code_locked` and `storage_full`: when to try again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_s: Option<u64>,
}

macro_rules! problems {
    ($($name:ident $code:literal $status:literal $title:literal, $detail:literal, $detail_nl:literal;)*) => {
        /// Every problem there is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ProblemKind {
            $(#[doc = $title] $name,)*
        }

        impl ProblemKind {
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable code, last part of the problem type.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// HTTP status.
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status,)* }
            }

            /// Short English summary, the same for every occurrence.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }

            /// What to do about it, in English.
            pub const fn detail(self) -> &'static str {
                match self { $(Self::$name => $detail,)* }
            }

            /// What to do about it, in Dutch.
            pub const fn detail_nl(self) -> &'static str {
                match self { $(Self::$name => $detail_nl,)* }
            }
        }
    };
}

problems! {
    BadRequest "bad_request" 400 "Request not understood",
        "The request does not have the documented form. Update the app or check the client.",
        "Het verzoek heeft niet de vastgelegde vorm. Werk de app bij of controleer de client.";
    CodeUnknown "code_unknown" 404 "Activation code unknown",
        "Check the code, or ask your administrator for a new one.",
        "Controleer de code of vraag uw beheerder om een nieuwe.";
    CodeUsed "code_used" 409 "Activation code already used",
        "Another device used this code. Ask your administrator for a new one.",
        "Een ander apparaat heeft deze code gebruikt. Vraag uw beheerder om een nieuwe.";
    CodeExpired "code_expired" 410 "Activation code expired",
        "Ask your administrator for a new code.",
        "Vraag uw beheerder om een nieuwe code.";
    CodeLocked "code_locked" 429 "Too many attempts",
        "Activation was tried wrongly too often. Wait, or ask your administrator for a new code.",
        "Er is te vaak een verkeerde activering geprobeerd. Wacht even of vraag uw beheerder om een nieuwe code.";
    Signature "signature" 401 "Signature missing or wrong",
        "The request is not signed by the key of this device. If this stays, activate the device again.",
        "Het verzoek is niet ondertekend met de sleutel van dit apparaat. Blijft dit zo, activeer het apparaat dan opnieuw.";
    DeviceUnknown "device_unknown" 401 "Device unknown",
        "This device is not registered here. Activate it with a code of your organisation.",
        "Dit apparaat is hier niet geregistreerd. Activeer het met een code van uw organisatie.";
    DeviceRevoked "device_revoked" 403 "Device revoked",
        "An administrator withdrew the access of this device. Ask your administrator.",
        "Een beheerder heeft de toegang van dit apparaat ingetrokken. Neem contact op met uw beheerder.";
    ClockSkew "clock_skew" 400 "Clock too far off",
        "Correct the request with server_time_ms and try again.",
        "Corrigeer het verzoek met server_time_ms en probeer opnieuw.";
    Replay "replay" 409 "Request repeated",
        "This signed request was received before. Sign a new one.",
        "Dit ondertekende verzoek is al eerder ontvangen. Onderteken een nieuw verzoek.";
    Equivocation "equivocation" 409 "Another object has this number",
        "Keep everything and stop routing: the journal may be a copy from a backup. The administrator is alarmed.",
        "Bewaar alles en stop met routeren: het logboek kan een kopie uit een reservekopie zijn. De beheerder is gewaarschuwd.";
    UploadOffset "upload_offset" 409 "Wrong upload offset",
        "Continue at the offset in the Upload-Offset header.",
        "Ga verder vanaf de positie in de kop Upload-Offset.";
    TooLarge "too_large" 413 "Too large",
        "The body is larger than this gateway accepts. Split it or ask your administrator for the limit.",
        "De inhoud is groter dan deze gateway aanneemt. Splits deze of vraag uw beheerder naar de grens.";
    MalformedObject "malformed_object" 422 "Object damaged or not as named",
        "The bytes are not a whole sealed object or attachment as the address says. Send them again from the outbox.",
        "De bytes zijn geen heel verzegeld object of bijlage zoals het adres zegt. Verstuur ze opnieuw vanuit de uitbak.";
    UnknownSuite "unknown_suite" 422 "Unknown suite",
        "This archive does not take the suite of the object. Fetch the configuration and seal again.",
        "Dit archief neemt de suite van het object niet aan. Haal de configuratie op en verzegel opnieuw.";
    Quota "quota" 429 "Too much at once",
        "Wait as long as Retry-After says and go on.",
        "Wacht zolang Retry-After aangeeft en ga dan verder.";
    StorageFull "storage_full" 507 "Archive storage full",
        "Keep everything and try again later. The administrator is alarmed.",
        "Bewaar alles en probeer het later opnieuw. De beheerder is gewaarschuwd.";
    NotFound "not_found" 404 "Not found",
        "There is nothing at this address.",
        "Op dit adres is niets te vinden.";
    MethodNotAllowed "method_not_allowed" 405 "Method not allowed",
        "This address exists, but not for this method. Update the app or check the client.",
        "Dit adres bestaat, maar niet voor deze methode. Werk de app bij of controleer de client.";
    Internal "internal" 500 "Fault in the gateway",
        "Keep everything and try again later. If this stays, tell your administrator the time of the fault.",
        "Bewaar alles en probeer het later opnieuw. Blijft dit zo, geef uw beheerder dan het tijdstip van de fout door.";
}

impl ProblemKind {
    /// The kind with this stable code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }

    /// The document for this kind, without extra members.
    pub fn problem(self) -> Problem {
        Problem {
            kind: format!("{URN}{}", self.code()),
            title: self.title().to_owned(),
            status: self.status(),
            detail: self.detail().to_owned(),
            detail_nl: self.detail_nl().to_owned(),
            server_time_ms: None,
            retry_after_s: None,
        }
    }
}

impl Problem {
    /// Which problem this is; `None` for one that a newer gateway may know.
    pub fn known(&self) -> Option<ProblemKind> {
        ProblemKind::from_code(self.kind.strip_prefix(URN)?)
    }

    /// Adds the gateway's clock, in UTC milliseconds.
    #[must_use]
    pub fn with_server_time(mut self, server_time_ms: u64) -> Self {
        self.server_time_ms = Some(server_time_ms);
        self
    }

    /// Adds how many seconds to wait; the same number belongs in the `Retry-After` header.
    #[must_use]
    pub fn with_retry_after(mut self, seconds: u64) -> Self {
        self.retry_after_s = Some(seconds);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_lead_back_to_their_kind() {
        for kind in ProblemKind::ALL {
            assert_eq!(ProblemKind::from_code(kind.code()), Some(*kind));
            assert_eq!(kind.problem().known(), Some(*kind));
            assert!((400..600).contains(&kind.status()));
        }
    }

    #[test]
    fn a_problem_of_a_newer_gateway_is_read_but_not_known() {
        let json = r#"{"type":"urn:griffie:problem:later","title":"t","status":418,"detail":"d","detail_nl":"d","x":1}"#;
        let problem: Problem = serde_json::from_str(json).unwrap();
        assert_eq!((problem.known(), problem.status), (None, 418));
    }
}
