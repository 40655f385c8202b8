//! The settings of a device, typed. Made by `cargo xtask mdm` from the table of keys; do not edit.

use griffie_core::managed::{Conduct, DeviceSettings, DisclaimerLocale, Hours, LogLevel};

/// What holds on this device, whoever said so.
#[uniffi::remote(Record)]
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

/// What the app does when it meets something.
#[uniffi::remote(Enum)]
pub enum Conduct {
    /// Nothing.
    Allow,
    /// It tells the user, who goes on.
    Warn,
    /// It refuses.
    Block,
}

/// The language of the notice that a conversation is archived.
#[uniffi::remote(Enum)]
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

/// How much the log tells; content, names and ids are in it at no level.
#[uniffi::remote(Enum)]
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

/// Part of each day, in minutes after midnight by the phone's clock. It ends the next day when `until` comes before `from`.
#[uniffi::remote(Record)]
pub struct Hours {
    /// First minute.
    pub from: u16,
    /// First minute after it.
    pub until: u16,
}
