//! One colour for how things stand with the archive, and the one reason to look. Pure.

use std::time::Duration;

use serde::Serialize;

/// A part that cannot do its work for this long needs a person; shorter troubles pass by themselves.
const LONG: Duration = Duration::from_secs(60 * 60);
/// Why a part cannot do its work that does not pass by itself: a person is told at once.
const LASTING: [&str; 1] = ["device_revoked"];

/// How things stand with the archive, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Light {
    /// The archive has everything, with a final receipt.
    Green,
    /// Something is on its way; it goes by itself.
    Queued,
    /// A person should look.
    Attention,
}

/// What the colour is made from.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Signs<'a> {
    /// Why sending is blocked.
    pub(crate) blocked: Option<&'a str>,
    /// Why routing stopped for good.
    pub(crate) halted: Option<&'a str>,
    /// Code with which the oldest refused object was refused.
    pub(crate) refused: Option<&'a str>,
    /// Code of the newest alarm whose cause is still there.
    pub(crate) alarm: Option<&'a str>,
    /// Why a part cannot do its work, and for how long.
    pub(crate) ill: Option<(&'a str, Duration)>,
    /// Records, objects and files that the archive does not have for certain.
    pub(crate) waiting: u64,
}

/// The colour, and with [`Light::Attention`] the code of what to look at first.
pub(crate) fn light<'a>(signs: &Signs<'a>) -> (Light, Option<&'a str>) {
    let ill = signs
        .ill
        .filter(|(code, since)| *since >= LONG || LASTING.contains(code))
        .map(|(code, _)| code);
    let reasons = [signs.halted, signs.blocked, signs.refused, signs.alarm, ill];
    match reasons.into_iter().flatten().next() {
        Some(reason) => (Light::Attention, Some(reason)),
        None if signs.waiting > 0 => (Light::Queued, None),
        None => (Light::Green, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::too_many_lines, reason = "a table reads best in one piece")]
    fn each_sign_has_its_colour_and_the_gravest_is_named() {
        let calm = Signs::default();
        let ill = |seconds| Signs {
            ill: Some(("timeout", Duration::from_secs(seconds))),
            ..calm
        };
        let cases = [
            (calm, Light::Green, None),
            (Signs { waiting: 1, ..calm }, Light::Queued, None),
            (ill(3_599), Light::Green, None),
            (
                Signs {
                    waiting: 9,
                    ..ill(3_599)
                },
                Light::Queued,
                None,
            ),
            (ill(3_600), Light::Attention, Some("timeout")),
            (
                Signs {
                    ill: Some(("device_revoked", Duration::ZERO)),
                    ..calm
                },
                Light::Attention,
                Some("device_revoked"),
            ),
            (
                Signs {
                    alarm: Some("false_receipt"),
                    ..ill(3_600)
                },
                Light::Attention,
                Some("false_receipt"),
            ),
            (
                Signs {
                    refused: Some("malformed_object"),
                    alarm: Some("object_refused"),
                    waiting: 1,
                    ..calm
                },
                Light::Attention,
                Some("malformed_object"),
            ),
            (
                Signs {
                    blocked: Some("outbox_full"),
                    refused: Some("malformed_object"),
                    ..calm
                },
                Light::Attention,
                Some("outbox_full"),
            ),
            (
                Signs {
                    halted: Some("equivocation"),
                    blocked: Some("outbox_full"),
                    ..calm
                },
                Light::Attention,
                Some("equivocation"),
            ),
        ];
        for (signs, colour, reason) in cases {
            assert_eq!(light(&signs), (colour, reason), "{signs:?}");
        }
    }
}
