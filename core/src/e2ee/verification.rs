//! The machine's side of verification: how a flow stands, as a screen shows it.

use matrix_sdk_common::deserialized_responses::ProcessedToDeviceEvent;
use matrix_sdk_crypto::{
    CancelInfo, QrVerificationState, SasState, Verification as Method, VerificationRequest,
    VerificationRequestState,
};
use ruma::{UserId, events::key::verification::VerificationMethod as Way};
use serde::Deserialize;

use super::E2eeError;
use crate::{
    store::{Unit, verification},
    verify::picture::{SasEmoji, Verification, VerificationStep},
};

const REQUEST: &str = "m.key.verification.request";

#[derive(Deserialize)]
struct Asked {
    #[serde(rename = "type")]
    event_type: String,
    sender: String,
    content: AskedContent,
}

#[derive(Deserialize)]
struct AskedContent {
    transaction_id: String,
}

/// The flow of this name with this user, if the machine still has it.
pub(super) fn flow(
    unit: &Unit,
    user_id: &str,
    flow_id: &str,
) -> Result<Option<VerificationRequest>, E2eeError> {
    let user = <&UserId>::try_from(user_id).map_err(|_| E2eeError::BadId)?;
    Ok(unit.machine()?.get_verification_request(user, flow_id))
}

/// User and name of each verification that somebody asked for in these messages. A request of a device whose keys are not known yet is
/// passed over by the machine; it is kept, and read once more after the next key query (`kept` are those that were kept before).
pub(super) fn asked_for(
    unit: &Unit,
    messages: &[ProcessedToDeviceEvent],
    kept: &[String],
) -> Result<Vec<(String, String)>, E2eeError> {
    let mut found = Vec::new();
    for message in messages {
        let text = message.as_raw().json().get();
        let Ok(asked) = serde_json::from_str::<Asked>(text) else {
            continue;
        };
        if asked.event_type != REQUEST {
            continue;
        }
        match flow(unit, &asked.sender, &asked.content.transaction_id) {
            Ok(Some(_)) => found.push((asked.sender, asked.content.transaction_id)),
            Ok(None) if !kept.iter().any(|kept| kept == text) => {
                unit.write(|c| verification::keep_unread(c, text))?;
            }
            // Passed over for good: too old, from nobody that we know, or sent by this device itself.
            Ok(None) | Err(E2eeError::BadId) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// How the flow stands now. `None`: the machine does not know it (any more).
pub(crate) fn picture(
    unit: &Unit,
    user_id: &str,
    flow_id: &str,
    begun_at: u64,
) -> Result<Option<Verification>, E2eeError> {
    let Some(request) = flow(unit, user_id, flow_id)? else {
        return Ok(None);
    };
    let mut picture = Verification {
        flow: flow_id.to_owned(),
        user_id: user_id.to_owned(),
        own: request.is_self_verification(),
        matrix_device: request.other_device_id().map(|id| id.to_string()),
        we_asked: request.we_started(),
        step: VerificationStep::Requested,
        can_scan: false,
        can_show: false,
        emoji: Vec::new(),
        reason: None,
        begun_at,
    };
    match request.state() {
        VerificationRequestState::Created { .. } | VerificationRequestState::Requested { .. } => {}
        VerificationRequestState::Ready { their_methods, .. } => ready(&mut picture, &their_methods),
        VerificationRequestState::Transitioned { verification, .. } => {
            method(&mut picture, &verification, &request);
        }
        VerificationRequestState::Done => picture.step = VerificationStep::Done,
        VerificationRequestState::Cancelled(info) => cancel(&mut picture, &info),
    }
    // The last check of keys may fail after both sides said that they are done.
    if picture.step == VerificationStep::Done
        && let Some(verification) = unit.machine()?.get_verification(request.other_user(), flow_id)
        && verification.is_cancelled()
    {
        method(&mut picture, &verification, &request);
    }
    Ok(Some(picture))
}

fn ready(picture: &mut Verification, theirs: &[Way]) {
    picture.step = VerificationStep::Ready;
    picture.can_scan = theirs.contains(&Way::QrCodeShowV1);
    picture.can_show = theirs.contains(&Way::QrCodeScanV1);
}

fn method(picture: &mut Verification, method: &Method, request: &VerificationRequest) {
    match method {
        Method::SasV1(sas) => match sas.state() {
            SasState::Created { .. } | SasState::Started { .. } | SasState::Accepted { .. } => {
                picture.step = VerificationStep::Started;
            }
            SasState::KeysExchanged { emojis: None, .. } => picture.step = VerificationStep::Started,
            SasState::KeysExchanged {
                emojis: Some(seven), ..
            } => {
                picture.step = VerificationStep::Emoji;
                let both = seven.indices.into_iter().zip(seven.emojis);
                picture.emoji = both
                    .map(|(number, emoji)| SasEmoji {
                        number,
                        symbol: emoji.symbol.to_owned(),
                    })
                    .collect();
            }
            SasState::Confirmed => picture.step = VerificationStep::Confirmed,
            SasState::Done { .. } => picture.step = VerificationStep::Done,
            SasState::Cancelled(info) => cancel(picture, &info),
        },
        Method::QrV1(code) => match code.state() {
            // Our code is on the screen; everything else is still possible.
            QrVerificationState::Started => {
                ready(picture, &request.their_supported_methods().unwrap_or_default());
            }
            QrVerificationState::Scanned => picture.step = VerificationStep::Scanned,
            QrVerificationState::Confirmed | QrVerificationState::Reciprocated => {
                picture.step = VerificationStep::Confirmed;
            }
            QrVerificationState::Done { .. } => picture.step = VerificationStep::Done,
            QrVerificationState::Cancelled(info) => cancel(picture, &info),
        },
        _ => {}
    }
}

fn cancel(picture: &mut Verification, info: &CancelInfo) {
    picture.step = VerificationStep::Cancelled;
    picture.reason = Some(reason(info.cancel_code().as_str(), info.cancelled_by_us()).to_owned());
}

/// Codes of the Matrix specification as the words that screens get.
fn reason(code: &str, by_us: bool) -> &'static str {
    match code {
        "m.user" if by_us => "verification_cancelled",
        "m.user" => "verification_refused",
        "m.timeout" => "verification_timed_out",
        "m.mismatched_sas" | "m.mismatched_commitment" => "verification_mismatch",
        "m.key_mismatch" | "m.user_mismatch" => "verification_other_keys",
        "m.accepted" => "verification_elsewhere",
        "m.unknown_method" => "verification_no_method",
        _ => "verification_failed",
    }
}

#[cfg(test)]
mod tests {
    use super::reason;

    #[test]
    fn every_code_of_the_specification_has_a_word_and_so_has_any_other() {
        for (code, by_us, word) in [
            ("m.user", true, "verification_cancelled"),
            ("m.user", false, "verification_refused"),
            ("m.timeout", false, "verification_timed_out"),
            ("m.mismatched_sas", false, "verification_mismatch"),
            ("m.mismatched_commitment", true, "verification_mismatch"),
            ("m.key_mismatch", true, "verification_other_keys"),
            ("m.user_mismatch", true, "verification_other_keys"),
            ("m.accepted", false, "verification_elsewhere"),
            ("m.unknown_method", true, "verification_no_method"),
            ("m.unexpected_message", true, "verification_failed"),
            ("org.example.whim", false, "verification_failed"),
        ] {
            assert_eq!(reason(code, by_us), word, "{code}");
        }
    }
}
