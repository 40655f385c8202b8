//! Which files wait for a good network, and how much may travel where somebody pays for it (issue 5.5, decision 34).

use serde::{Deserialize, Serialize};

/// A quota that lets at least one sealed object of usual size through.
const LEAST_BYTES: u64 = 1 << 20;

/// How evidence travels where somebody pays by the byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Media {
    /// Files above so many bytes wait for a network that nobody pays for by the byte, and for power; 0: every file.
    pub large_bytes: u64,
    /// So many bytes of evidence a day, UTC, at least 1 MiB; what has waited a day goes all the same. Absent: as many as there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metered_bytes_per_day: Option<u64>,
}

impl Media {
    /// What holds without rules: files above 1 MiB wait.
    pub const STANDARD: Self = Self {
        large_bytes: 1 << 20,
        metered_bytes_per_day: None,
    };

    /// The value that is outside its limits.
    pub(super) fn outside(&self) -> Option<&'static str> {
        let quota = self
            .metered_bytes_per_day
            .is_none_or(|bytes| bytes >= LEAST_BYTES);
        (!quota).then_some("media.metered_bytes_per_day")
    }
}
