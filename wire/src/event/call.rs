//! Steps of a call that people notice. What is said in a call is not in the room; that there was one is.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    change::Tongue,
    content::{Fields, Malformed, parse},
};

/// A step of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Which.
    pub step: Step,
    /// Whether it is with pictures.
    pub video: bool,
    /// Name of the call, which its steps share; or the event that this step answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call_id: Option<String>,
    /// Why it ended, as the sender's client says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Which step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Somebody calls.
    Invite,
    /// The call of a room rings (MatrixRTC).
    Ring,
    /// Taken.
    Answer,
    /// Not taken.
    Reject,
    /// Over.
    Hangup,
}

/// The step that an event is.
#[must_use]
pub fn call(event_type: &str, content: &str) -> Option<Call> {
    read(event_type, &parse(content)?).ok()?
}

fn read(event_type: &str, content: &Value) -> Result<Option<Call>, Malformed> {
    let fields = Fields::of(content)?;
    let step = match event_type {
        "m.call.invite" => Step::Invite,
        "m.call.answer" => Step::Answer,
        "m.call.hangup" => Step::Hangup,
        "m.call.reject" | "m.rtc.decline" | "org.matrix.msc4310.rtc.decline" => Step::Reject,
        _ => Step::Ring,
    };
    let offer = fields.any(&["offer", "answer"]).map(Fields::of).transpose()?;
    let sdp = offer.map(|offer| offer.text("sdp")).transpose()?.flatten();
    let answered = content
        .pointer("/m.relates_to/event_id")
        .and_then(Value::as_str)
        .map(str::to_owned);
    Ok(Some(Call {
        step,
        video: sdp.is_some_and(|sdp| sdp.contains("m=video")),
        call_id: fields.text("call_id")?.or(answered),
        reason: fields.text("reason")?,
    }))
}

/// The sentence that says the step.
#[must_use]
pub fn sentence(call: &Call, by: &str, tongue: Tongue) -> String {
    let reason = call
        .reason
        .as_ref()
        .map(|reason| format!(" ({reason})"))
        .unwrap_or_default();
    let (dutch, english) = match (call.step, call.video) {
        (Step::Invite, true) => ("belt met beeld", "calls, with video"),
        (Step::Invite, false) => ("belt", "calls"),
        (Step::Ring, _) => ("laat de oproep overgaan", "rings the call"),
        (Step::Answer, _) => ("heeft de oproep aangenomen", "answered the call"),
        (Step::Reject, _) => ("heeft de oproep geweigerd", "declined the call"),
        (Step::Hangup, _) => ("heeft opgehangen", "hung up"),
    };
    let what = match tongue {
        Tongue::Dutch => dutch,
        Tongue::English => english,
    };
    format!("{by} {what}{reason}")
}
