//! Opens one encrypted event, or says with a code why not.
//!
//! Everything that can be read is read, whoever sent it: an archive must not lose what the user could see. How far the sender can
//! be trusted goes into the record as a code.

use griffie_wire::record::Encryption;
use matrix_sdk_common::deserialized_responses::{
    AlgorithmInfo, DeviceLinkProblem, EncryptionInfo, VerificationLevel, VerificationState,
};
use matrix_sdk_crypto::{DecryptionSettings, EventError, MegolmError, TrustRequirement};
use ruma::{DeviceKeyAlgorithm, RoomId, serde::Raw};
use serde::Deserialize;
use serde_json::value::RawValue;
use vodozemac::megolm::{DecryptionError, MegolmMessage};

use crate::store::{StoreError, Unit};

const SETTINGS: DecryptionSettings = DecryptionSettings {
    sender_device_trust_requirement: TrustRequirement::Untrusted,
};

/// Verification code of an event whose text was not read.
const UNREAD: &str = "unread";

/// An encrypted event after the attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Opened {
    Clear(Clear),
    Locked(Locked),
}

/// The clear text and the facts about its encryption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clear {
    /// JSON `{type, content, room_id, ...}`.
    pub(crate) json: String,
    pub(crate) encryption: Encryption,
}

/// Why there is no clear text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Locked {
    /// Stable code, for the Gap record and the screen.
    pub(crate) code: String,
    /// What the event itself says of its encryption; nothing of it is checked.
    pub(crate) encryption: Option<Encryption>,
    /// The key may come yet.
    pub(crate) waits: bool,
    /// No key will help: the algorithm is not known.
    pub(crate) unsupported: bool,
}

impl Locked {
    /// It opens, but as a message that was another event before.
    pub(crate) fn replayed(encryption: &Encryption) -> Self {
        Self {
            code: "replayed".to_owned(),
            encryption: Some(Encryption {
                verification: UNREAD.to_owned(),
                ..encryption.clone()
            }),
            waits: false,
            unsupported: false,
        }
    }
}

/// Opens `raw`, an `m.room.encrypted` event of the room, whose content is `content`.
///
/// # Errors
/// Only of the store. What is wrong with the event is in the answer.
pub(crate) async fn decrypt(
    unit: &Unit,
    room_id: &str,
    raw: &RawValue,
    content: &str,
) -> Result<Opened, StoreError> {
    let claim = claim(content);
    let Ok(room) = <&RoomId>::try_from(room_id) else {
        return Ok(locked(claim, "malformed_room_id".to_owned(), false));
    };
    let event = Raw::from_json(raw.to_owned());
    match unit.machine()?.decrypt_room_event(&event, room, &SETTINGS).await {
        Ok(opened) => {
            let index = claim.and_then(|claim| claim.message_index);
            Ok(Opened::Clear(Clear {
                json: opened.event.json().get().to_owned(),
                encryption: facts(&opened.encryption_info, index),
            }))
        }
        Err(error) => {
            let (code, waits) = reason(error)?;
            Ok(locked(claim, code, waits))
        }
    }
}

fn locked(claim: Option<Encryption>, code: String, waits: bool) -> Opened {
    let unsupported = code == "unsupported_algorithm";
    Opened::Locked(Locked {
        code,
        encryption: claim,
        waits,
        unsupported,
    })
}

/// The code of a failure, and whether a key that comes later can heal it.
fn reason(error: MegolmError) -> Result<(String, bool), StoreError> {
    let (code, waits) = match error {
        MegolmError::Store(error) => return Err(error.into()),
        MegolmError::MissingRoomKey(None) => ("missing_room_key".to_owned(), true),
        MegolmError::MissingRoomKey(Some(code)) => (format!("withheld:{}", word(code.as_str())), true),
        MegolmError::Decryption(DecryptionError::UnknownMessageIndex(..)) => {
            ("unknown_message_index".to_owned(), true)
        }
        MegolmError::Decryption(_) => ("bad_ciphertext".to_owned(), false),
        MegolmError::EventError(EventError::UnsupportedAlgorithm) => {
            ("unsupported_algorithm".to_owned(), false)
        }
        MegolmError::EventError(_) | MegolmError::Decode(_) => ("malformed_ciphertext".to_owned(), false),
        MegolmError::JsonError(_) => ("malformed_event".to_owned(), false),
        MegolmError::MismatchedIdentityKeys(_) => ("mismatched_identity_keys".to_owned(), false),
        MegolmError::SenderIdentityNotTrusted(_) => ("sender_not_trusted".to_owned(), false),
    };
    Ok((code, waits))
}

/// A withheld code is the other side's text: only what can be a code is kept.
fn word(code: &str) -> &str {
    let is_word = code.len() <= 64
        && code
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
    if is_word { code } else { "unreadable" }
}

#[derive(Deserialize)]
struct EncryptedContent {
    algorithm: Option<String>,
    session_id: Option<String>,
    sender_key: Option<String>,
    device_id: Option<String>,
    ciphertext: Option<String>,
}

/// What the event says of its own encryption.
fn claim(content: &str) -> Option<Encryption> {
    let content: EncryptedContent = serde_json::from_str(content).ok()?;
    let message = content
        .ciphertext
        .and_then(|text| MegolmMessage::from_base64(&text).ok());
    Some(Encryption {
        algorithm: content.algorithm?,
        session_id: content.session_id.unwrap_or_default(),
        sender_key: content.sender_key.unwrap_or_default(),
        sender_device: content.device_id,
        claimed_ed25519: None,
        forwarder: None,
        message_index: message.map(|message| message.message_index()),
        verification: UNREAD.to_owned(),
    })
}

fn facts(info: &EncryptionInfo, message_index: Option<u32>) -> Encryption {
    let verification = verification(&info.verification_state).to_owned();
    let sender_device = info.sender_device.as_ref().map(ToString::to_string);
    let forwarder = info
        .forwarder
        .as_ref()
        .map(|from| format!("{} {}", from.user_id, from.device_id));
    let (algorithm, session_id, sender_key, claimed_ed25519) = match &info.algorithm_info {
        AlgorithmInfo::MegolmV1AesSha2 {
            curve25519_key,
            sender_claimed_keys,
            session_id,
        } => (
            "m.megolm.v1.aes-sha2",
            session_id.clone().unwrap_or_default(),
            curve25519_key.clone(),
            sender_claimed_keys.get(&DeviceKeyAlgorithm::Ed25519).cloned(),
        ),
        AlgorithmInfo::OlmV1Curve25519AesSha2 {
            curve25519_public_key_base64,
        } => (
            "m.olm.v1.curve25519-aes-sha2",
            String::new(),
            curve25519_public_key_base64.clone(),
            None,
        ),
    };
    Encryption {
        algorithm: algorithm.to_owned(),
        session_id,
        sender_key,
        sender_device,
        claimed_ed25519,
        forwarder,
        message_index,
        verification,
    }
}

fn verification(state: &VerificationState) -> &'static str {
    match state {
        VerificationState::Verified => "verified",
        VerificationState::Unverified(level) => match level {
            VerificationLevel::UnverifiedIdentity => "unverified_identity",
            VerificationLevel::VerificationViolation => "verification_violation",
            VerificationLevel::UnsignedDevice => "unsigned_device",
            VerificationLevel::None(DeviceLinkProblem::MissingDevice) => "unknown_device",
            VerificationLevel::None(DeviceLinkProblem::InsecureSource) => "insecure_source",
            VerificationLevel::MismatchedSender => "mismatched_sender",
        },
    }
}

#[cfg(test)]
mod tests {
    use matrix_sdk_common::deserialized_responses::WithheldCode;

    use super::*;

    #[test]
    fn each_failure_has_its_code_and_says_whether_to_wait() {
        let code = |error| reason(error).unwrap();
        assert_eq!(
            code(MegolmError::MissingRoomKey(None)),
            ("missing_room_key".into(), true)
        );
        assert_eq!(
            code(MegolmError::MissingRoomKey(Some(WithheldCode::Unverified))),
            ("withheld:m.unverified".into(), true)
        );
        assert_eq!(
            code(MegolmError::MissingRoomKey(Some(WithheldCode::from(
                "Ik zeg niets"
            )))),
            ("withheld:unreadable".into(), true)
        );
        assert_eq!(
            code(MegolmError::Decryption(DecryptionError::UnknownMessageIndex(
                3, 1
            ))),
            ("unknown_message_index".into(), true)
        );
        assert_eq!(
            code(MegolmError::EventError(EventError::UnsupportedAlgorithm)),
            ("unsupported_algorithm".into(), false)
        );
    }

    #[test]
    fn verification_states_have_the_codes_of_the_record() {
        let level = |level| verification(&VerificationState::Unverified(level));
        assert_eq!(verification(&VerificationState::Verified), "verified");
        assert_eq!(level(VerificationLevel::UnsignedDevice), "unsigned_device");
        assert_eq!(level(VerificationLevel::MismatchedSender), "mismatched_sender");
        assert_eq!(
            level(VerificationLevel::None(DeviceLinkProblem::MissingDevice)),
            "unknown_device"
        );
    }

    #[test]
    fn a_ciphertext_that_is_none_claims_no_index() {
        let claim = claim(r#"{"algorithm":"x","ciphertext":"%%%","session_id":"s"}"#).unwrap();
        assert_eq!((claim.message_index, claim.session_id.as_str()), (None, "s"));
        assert_eq!(super::claim(r#"{"algorithm":5}"#), None);
    }
}
