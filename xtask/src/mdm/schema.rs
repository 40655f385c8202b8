//! JSON schema of a configuration whose variables are filled in.

use serde_json::{Map, Value, json};

use super::{
    samples::pretty,
    table::{Key, Kind, Preset, Tongue, keys},
    text,
};

/// An address as the core takes it, apart from `http` on the own machine.
const ADDRESS: &str = r"^https://[^\s?#@{}]+$";

/// The schema, as text.
pub(super) fn schema() -> String {
    let properties: Map<_, _> = keys().map(|key| (key.name.to_owned(), property(key))).collect();
    pretty(&json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Managed configuration of Griffie",
        "description": "Made by `cargo xtask mdm` from core/src/managed/table; do not edit.",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "dependentRequired": {
            "enrolment_code": ["router_url", "policy_public_key"],
            "router_url": ["policy_public_key"],
            "policy_public_key": ["router_url"],
            "homeserver_url": ["router_url"],
            "allowed_homeservers": ["router_url"],
        },
    }))
}

fn property(key: &Key) -> Value {
    let (title, about) = text(key, Tongue::En);
    let mut property = kind(key.kind);
    let preset = match key.preset {
        Preset::None => None,
        Preset::Flag(flag) => Some(json!(flag)),
        Preset::Number(number) => Some(json!(number)),
        Preset::Word(word) => Some(json!(word)),
    };
    if let Some(all) = property.as_object_mut() {
        all.insert("title".to_owned(), json!(title));
        all.insert("description".to_owned(), json!(about));
        all.extend(preset.map(|preset| ("default".to_owned(), preset)));
    }
    property
}

fn kind(kind: Kind) -> Value {
    match kind {
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Number { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Kind::Choice(choices) => {
            let words: Vec<_> = choices.words.iter().map(|(word, _)| *word).collect();
            json!({ "type": "string", "enum": words })
        }
        Kind::Text { longest } => json!({ "type": "string", "minLength": 1, "maxLength": longest }),
        Kind::Address => json!({ "type": "string", "maxLength": 512, "pattern": ADDRESS }),
        Kind::Addresses { .. } => json!({
            "type": "string",
            "contentMediaType": "application/json",
            "pattern": r#"^\s*\[\s*"https://[^"]+"\s*(,\s*"https://[^"]+"\s*)*\]\s*$"#,
        }),
        Kind::PublicKey => json!({ "type": "string", "pattern": "^[A-Za-z0-9_-]{43}$" }),
        Kind::EnrolmentCode => json!({
            "type": "string",
            "pattern": "^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{4}([- ]?[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{4}){3}$",
        }),
        Kind::Hours => json!({
            "type": "string",
            "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$",
        }),
    }
}
