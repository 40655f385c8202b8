//! A value for every key, as an administrator might set it; what nobody can copy by accident and trust.

use serde_json::{Value, json};

use super::table::{Key, Kind, Preset};

/// SHA-256 of a sentence: has the form of a key, and nobody has the other half.
const KEY: &str = "VLKwy-2czGSoMCUVvzQ5iNQAxV8aoCG9KX-QHRY0Un0";

/// What the plain sample says.
pub(super) fn example(key: &Key) -> Value {
    match (key.name, key.preset) {
        ("enrolment_code", _) => json!("GR1F-F1EV-RBEV-DEXD"),
        ("router_url", _) => json!("https://archief.example.nl"),
        ("policy_public_key", _) => json!(KEY),
        ("homeserver_url", _) => json!("https://matrix.example.nl"),
        ("allowed_homeservers", _) => json!("[\"https://matrix.example.nl\"]"),
        ("managed_by", _) => json!("ICT, Gemeente Voorbeeld"),
        ("privacy_url", _) => json!("https://www.example.nl/privacy"),
        ("support_url", _) => json!("https://www.example.nl/hulp"),
        ("push_gateway_url", _) => json!("https://push.example.nl/_matrix/push/v1/notify"),
        ("permalink_base_url", _) => json!("https://chat.example.nl"),
        ("display_name", _) => json!("Anouk de Vries"),
        ("login_hint", _) => json!("anouk@example.nl"),
        ("disclaimer_locale", _) => json!("nl"),
        ("notification_hours", _) => json!("07:00-19:00"),
        (_, Preset::Flag(flag)) => json!(flag),
        (_, Preset::Number(number)) => json!(number),
        (_, Preset::Word(word)) => json!(word),
        (_, Preset::None) => match key.kind {
            Kind::Flag => json!(false),
            Kind::Number { min, .. } => json!(min),
            _ => json!(""),
        },
    }
}
