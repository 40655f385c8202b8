//! The organisation's policy, as far as a person notices it.

use std::collections::HashMap;

use griffie_core::engine;
use griffie_wire::record;

/// The policy in force.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HouseRules {
    /// Version of the policy.
    pub version: u32,
    /// What people are told who write with this user, by language (`nl`, `en`, `de`, `fr`); empty when they are told nothing.
    pub disclaimer: HashMap<String, String>,
    /// Where the organisation says more about it.
    pub privacy_url: Option<String>,
    /// When the phone makes no sound. The archive knows no quiet hours.
    pub quiet_hours: Option<QuietHours>,
    /// What may not be done: `edit`, `delete`, `react`, `files`, `voice`, `save_file`, `create_group`, `external_people`.
    pub blocked: Vec<String>,
    /// Days of what was said that this device shows; absent when it is not bounded.
    pub history_days: Option<u16>,
    /// Seconds that sealed data with a final receipt stays on this device.
    pub kept_after_receipt_seconds: u64,
    /// How much of this user's messages goes to the archive; absent: all.
    #[uniffi(default)]
    pub scope: Option<Scope>,
}

/// How much of a user's messages goes to the archive, where it is not all. What does not go stays on the device, and is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Scope {
    /// What the user calls `Business`, by message or by room.
    OptIn,
    /// None.
    Off,
}

/// When phones are silent, in minutes after midnight by the phone's own time; over midnight when the end is before the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct QuietHours {
    /// First silent minute.
    pub from_minute: u16,
    /// First minute after it.
    pub until_minute: u16,
    /// Whether all of Saturday and Sunday is silent too.
    pub weekend: bool,
}

impl From<engine::HouseRules> for HouseRules {
    fn from(rules: engine::HouseRules) -> Self {
        Self {
            version: rules.version,
            disclaimer: rules.disclaimer.into_iter().collect(),
            privacy_url: rules.privacy_url,
            quiet_hours: rules.quiet_hours.map(|quiet| QuietHours {
                from_minute: quiet.from_minute,
                until_minute: quiet.until_minute,
                weekend: quiet.weekend,
            }),
            blocked: rules.blocked,
            history_days: rules.history_days,
            kept_after_receipt_seconds: rules.kept_after_receipt_seconds,
            scope: match rules.scope {
                record::Scope::All => None,
                record::Scope::OptIn => Some(Scope::OptIn),
                record::Scope::Off => Some(Scope::Off),
            },
        }
    }
}
