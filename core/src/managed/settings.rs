//! The settings of a device, typed. Made by `cargo xtask mdm` from the table of keys; do not edit.

use super::value::{Hours, Value, Values};

/// What holds on this device, whoever said so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceSettings {
    /// Address to which the app carries sealed records, for example https://archief.example.nl.
    pub router_url: Option<String>,
    /// The archive's root key as the vault prints it. Policy and archive keys are believed only with its signature.
    pub policy_public_key: Option<String>,
    /// The only Matrix server this device may sign in to.
    pub homeserver_url: Option<String>,
    /// JSON list of all Matrix servers this device may sign in to, for example ["https://matrix.example.nl"].
    pub allowed_homeservers: Vec<String>,
    /// Who manages this app; shown to the user beside every fixed setting.
    pub managed_by: Option<String>,
    /// Page that tells what is archived and why.
    pub privacy_url: Option<String>,
    /// Page where the user finds help.
    pub support_url: Option<String>,
    /// Server that wakes the app for new messages; it sees no content.
    pub push_gateway_url: Option<String>,
    /// Address with which links to conversations begin.
    pub permalink_base_url: Option<String>,
    /// Whether screens of the app may be captured.
    pub screenshots_allowed: bool,
    /// Whether the app asks for a code or biometrics before it shows anything.
    pub pin_required: bool,
    /// Whether a finger or face may replace the code.
    pub biometrics_allowed: bool,
    /// Minutes in the background after which the app locks; 0 locks at once.
    pub pin_timeout_minutes: u32,
    /// Whether text may be copied to other apps.
    pub copy_out_allowed: bool,
    /// Whether other apps may hand files and text to this one.
    pub share_in_allowed: bool,
    /// Whether files and text may be handed to other apps.
    pub share_out_allowed: bool,
    /// Whether pictures and files may be saved outside the app.
    pub save_media_allowed: bool,
    /// Whether notifications may show the text of a message.
    pub message_preview_allowed: bool,
    /// What the app does on a phone whose protection is broken.
    pub root_jailbreak_action: Conduct,
    /// What the app does when a conversation has members of another organisation.
    pub external_users: Conduct,
    /// Name under which others see the user.
    pub display_name: Option<String>,
    /// Name of the user in the directory, shown while activating, for example {{userprincipalname}}.
    pub login_hint: Option<String>,
    /// Whether every conversation shows that it is archived.
    pub disclaimer_enabled: bool,
    /// Language of the archive notice; without it the language of the app.
    pub disclaimer_locale: Option<DisclaimerLocale>,
    /// Outside these hours the app is silent and archives all the same, for example 07:00-19:00.
    pub notification_hours: Option<Hours>,
    /// Whether large attachments wait for a network that nobody pays by the byte; messages never wait.
    pub wifi_only: bool,
    /// How much the log tells; it never holds content, names or ids.
    pub log_level: LogLevel,
    /// Whether the user may send a report without content to support.
    pub diagnostics_allowed: bool,
}

impl DeviceSettings {
    /// Of values in which every key that has a preset is filled in.
    pub(super) fn of(values: &Values) -> Self {
        Self {
            router_url: text(values, "router_url"),
            policy_public_key: text(values, "policy_public_key"),
            homeserver_url: text(values, "homeserver_url"),
            allowed_homeservers: list(values, "allowed_homeservers"),
            managed_by: text(values, "managed_by"),
            privacy_url: text(values, "privacy_url"),
            support_url: text(values, "support_url"),
            push_gateway_url: text(values, "push_gateway_url"),
            permalink_base_url: text(values, "permalink_base_url"),
            screenshots_allowed: flag(values, "screenshots_allowed").unwrap_or(false),
            pin_required: flag(values, "pin_required").unwrap_or(true),
            biometrics_allowed: flag(values, "biometrics_allowed").unwrap_or(true),
            pin_timeout_minutes: number(values, "pin_timeout_minutes").unwrap_or(5),
            copy_out_allowed: flag(values, "copy_out_allowed").unwrap_or(false),
            share_in_allowed: flag(values, "share_in_allowed").unwrap_or(true),
            share_out_allowed: flag(values, "share_out_allowed").unwrap_or(false),
            save_media_allowed: flag(values, "save_media_allowed").unwrap_or(false),
            message_preview_allowed: flag(values, "message_preview_allowed").unwrap_or(true),
            root_jailbreak_action: values
                .text("root_jailbreak_action")
                .and_then(Conduct::of)
                .unwrap_or(Conduct::Warn),
            external_users: values
                .text("external_users")
                .and_then(Conduct::of)
                .unwrap_or(Conduct::Warn),
            display_name: text(values, "display_name"),
            login_hint: text(values, "login_hint"),
            disclaimer_enabled: flag(values, "disclaimer_enabled").unwrap_or(true),
            disclaimer_locale: values.text("disclaimer_locale").and_then(DisclaimerLocale::of),
            notification_hours: hours(values, "notification_hours"),
            wifi_only: flag(values, "wifi_only").unwrap_or(true),
            log_level: values
                .text("log_level")
                .and_then(LogLevel::of)
                .unwrap_or(LogLevel::Warn),
            diagnostics_allowed: flag(values, "diagnostics_allowed").unwrap_or(false),
        }
    }
}

/// What the app does when it meets something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conduct {
    /// Nothing.
    Allow,
    /// It tells the user, who goes on.
    Warn,
    /// It refuses.
    Block,
}

impl Conduct {
    fn of(text: &str) -> Option<Self> {
        match text {
            "allow" => Some(Self::Allow),
            "warn" => Some(Self::Warn),
            "block" => Some(Self::Block),
            _ => None,
        }
    }
}

/// The language of the notice that a conversation is archived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DisclaimerLocale {
    /// Nederlands.
    Nl,
    /// English.
    En,
    /// Deutsch.
    De,
    /// Français.
    Fr,
}

impl DisclaimerLocale {
    fn of(text: &str) -> Option<Self> {
        match text {
            "nl" => Some(Self::Nl),
            "en" => Some(Self::En),
            "de" => Some(Self::De),
            "fr" => Some(Self::Fr),
            _ => None,
        }
    }
}

/// How much the log tells; content, names and ids are in it at no level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogLevel {
    /// What failed.
    Error,
    /// And what is odd.
    Warn,
    /// And what was done.
    Info,
    /// And how.
    Debug,
}

impl LogLevel {
    fn of(text: &str) -> Option<Self> {
        match text {
            "error" => Some(Self::Error),
            "warn" => Some(Self::Warn),
            "info" => Some(Self::Info),
            "debug" => Some(Self::Debug),
            _ => None,
        }
    }
}

fn flag(values: &Values, key: &str) -> Option<bool> {
    match values.get(key)? {
        Value::Flag(flag) => Some(*flag),
        _ => None,
    }
}

fn number(values: &Values, key: &str) -> Option<u32> {
    match values.get(key)? {
        Value::Number(number) => Some(*number),
        _ => None,
    }
}

fn hours(values: &Values, key: &str) -> Option<Hours> {
    match values.get(key)? {
        Value::Hours(hours) => Some(*hours),
        _ => None,
    }
}

fn text(values: &Values, key: &str) -> Option<String> {
    values.text(key).map(str::to_owned)
}

fn list(values: &Values, key: &str) -> Vec<String> {
    values.list(key).map(<[String]>::to_vec).unwrap_or_default()
}
