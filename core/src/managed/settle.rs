//! Who prevails: device manager over policy over what the brand has built in over the user over what the table presets.

use std::fmt;

use super::{
    settings::DeviceSettings,
    table::{self, Key, Preset, Tongue},
    value::{Value, Values},
};
use crate::texts::Language;

/// What each of them says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layers {
    /// The device manager.
    pub managed: Values,
    /// The policy that the organisation's root signed.
    pub policy: Values,
    /// What the brand of this app fixes.
    pub built_in: Values,
    /// What the user set on this device. Only keys that a user may set are looked at.
    pub user: Values,
}

/// Who set a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingSource {
    /// The device manager.
    Managed,
    /// The organisation's policy.
    Policy,
    /// The app as it was built.
    BuiltIn,
    /// The user.
    User,
    /// Nobody: what holds by itself.
    Preset,
}

/// A setting as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingRow {
    /// Name of the key.
    pub key: &'static str,
    /// What holds; nothing when nobody said anything and nothing holds by itself.
    pub value: Option<String>,
    /// Who said so.
    pub source: SettingSource,
    /// Whether the user may change it now: they may set this key, and nobody above them did.
    pub editable: bool,
}

/// What holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// All of it, typed.
    pub settings: DeviceSettings,
    /// The same as rows, in the order of the table. What is worth something to others is not among them.
    pub rows: Vec<SettingRow>,
}

/// Puts the layers over each other.
#[must_use]
pub fn settle(layers: &Layers) -> Settled {
    let mut values = Values::default();
    let mut rows = Vec::new();
    for key in table::keys().filter(|key| !key.is_hidden()) {
        let (value, source) = prevailing(layers, key);
        rows.push(SettingRow {
            key: key.name,
            value: value.as_ref().map(Value::to_string),
            source,
            editable: key.editable && matches!(source, SettingSource::User | SettingSource::Preset),
        });
        if let Some(value) = value {
            values.put(key.name, value);
        }
    }
    Settled {
        settings: DeviceSettings::of(&values),
        rows,
    }
}

fn prevailing(layers: &Layers, key: &Key) -> (Option<Value>, SettingSource) {
    let user = if key.editable {
        layers.user.get(key.name)
    } else {
        None
    };
    let said = [
        (layers.managed.get(key.name), SettingSource::Managed),
        (layers.policy.get(key.name), SettingSource::Policy),
        (layers.built_in.get(key.name), SettingSource::BuiltIn),
        (user, SettingSource::User),
    ];
    let first = said
        .into_iter()
        .find_map(|(value, source)| Some((value?.clone(), source)));
    match first {
        Some((value, source)) => (Some(value), source),
        None => (preset(key.preset), SettingSource::Preset),
    }
}

fn preset(preset: Preset) -> Option<Value> {
    match preset {
        Preset::None => None,
        Preset::Flag(flag) => Some(Value::Flag(flag)),
        Preset::Number(number) => Some(Value::Number(number)),
        Preset::Word(word) => Some(Value::Text(word.to_owned())),
    }
}

/// Title and sentence of a key, for a screen. `None`: no key of ours.
#[must_use]
pub fn describe(key: &str, language: Language) -> Option<(&'static str, &'static str)> {
    let tongue = match language {
        Language::Dutch => Tongue::Nl,
        Language::English => Tongue::En,
        Language::German => Tongue::De,
        Language::French => Tongue::Fr,
    };
    table::text(key, tongue)
}

impl fmt::Display for SettingSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Managed => "managed",
            Self::Policy => "policy",
            Self::BuiltIn => "built_in",
            Self::User => "user",
            Self::Preset => "preset",
        })
    }
}
