//! What a device manager set, as screens show it, and what goes back to it.

use std::collections::HashMap;

use griffie_core::{
    engine,
    managed::{self, DeviceSettings, Finding, SettingSource, Settled, Severity},
    texts::Language,
};

/// Raw values, by who gives them: strings as they are, all else as JSON (`true`, `5`).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SettingSources {
    /// The app's managed configuration now.
    pub managed: HashMap<String, String>,
    /// The same as it was when this device was activated with it, if it was.
    #[uniffi(default)]
    pub activated: Option<HashMap<String, String>>,
    /// What the brand of the app fixes.
    pub built_in: HashMap<String, String>,
    /// What the user set.
    pub user: HashMap<String, String>,
}

/// Who set a value; the first of these that says something prevails.
#[uniffi::remote(Enum)]
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
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SettingRow {
    /// Name of the key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// A sentence on it.
    pub about: String,
    /// What holds; nothing when nobody said anything and nothing holds by itself.
    pub value: Option<String>,
    /// Who said so.
    pub source: SettingSource,
    /// Whether the user may change it now; otherwise it is shown read-only.
    pub editable: bool,
}

/// A managed key that is wrong and was ignored, or is not known.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ManagedFinding {
    /// Name of the key.
    pub key: String,
    /// `missing`, `not_filled_in`, `too_long`, `wrong_type`, `not_allowed`, `out_of_range`, `malformed`, `contradicts`, `fixed`, `unknown`.
    pub fault: String,
    /// Whether the administrator has to mend it: an unknown key may be meant for another app.
    pub wrong: bool,
}

/// What holds on this device.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SettledSettings {
    /// All of it, typed.
    pub settings: DeviceSettings,
    /// The same as rows for a screen.
    pub rows: Vec<SettingRow>,
    /// What of the managed configuration was not used.
    pub findings: Vec<ManagedFinding>,
}

/// Whether an administrator should look.
#[uniffi::remote(Enum)]
pub enum Severity {
    /// All is well, or it mends itself.
    Info,
    /// Somebody should look.
    Error,
}

/// A state for the device manager: a keyed app state on Android, an entry of the feedback dictionary on iOS.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct FeedbackState {
    /// `config`, `enrolment`, `policy`, `capture`, `last_seal`, `backlog`, `route`, `utd`, `storage`, `clock_skew`, `version`.
    pub key: String,
    /// Whether somebody should look.
    pub severity: Severity,
    /// Its value: `ok`, a code, a number, a time.
    pub data: String,
}

impl From<SettingSources> for engine::SettingSources {
    fn from(sources: SettingSources) -> Self {
        Self {
            managed: sources.managed,
            activated: sources.activated,
            built_in: sources.built_in,
            user: sources.user,
        }
    }
}

impl SettledSettings {
    pub(crate) fn of(settled: Settled, findings: Vec<Finding>, language: Language) -> Self {
        let row = |row: managed::SettingRow| {
            let (title, about) = managed::describe(row.key, language).unwrap_or_default();
            SettingRow {
                key: row.key.to_owned(),
                title: title.to_owned(),
                about: about.to_owned(),
                value: row.value,
                source: row.source,
                editable: row.editable,
            }
        };
        let finding = |finding: Finding| ManagedFinding {
            key: finding.key,
            fault: finding.fault.code().to_owned(),
            wrong: finding.fault.is_wrong(),
        };
        Self {
            settings: settled.settings,
            rows: settled.rows.into_iter().map(row).collect(),
            findings: findings.into_iter().map(finding).collect(),
        }
    }
}

impl From<managed::FeedbackState> for FeedbackState {
    fn from(state: managed::FeedbackState) -> Self {
        Self {
            key: state.key.to_owned(),
            severity: state.severity,
            data: state.data,
        }
    }
}
