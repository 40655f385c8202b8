//! When phones make no sound for messages. Capture and routing know no quiet hours.

use serde::{Deserialize, Serialize};

const DAY: u16 = 24 * 60;

/// From one minute of the day to another, by the phone's own time; over midnight when the end is before the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuietHours {
    /// Minutes after midnight, 0 to 1439.
    pub from_minute: u16,
    /// Minutes after midnight, 0 to 1439, not the same.
    pub until_minute: u16,
    /// Whether all of Saturday and Sunday is quiet too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub weekend: bool,
}

impl QuietHours {
    /// The value that is outside its limits.
    pub(super) fn outside(&self) -> Option<&'static str> {
        if self.from_minute >= DAY {
            return Some("quiet_hours.from_minute");
        }
        let until = self.until_minute < DAY && self.until_minute != self.from_minute;
        (!until).then_some("quiet_hours.until_minute")
    }
}
