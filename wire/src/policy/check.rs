//! The limits of a policy's values: what a device could not live with is refused where it is signed and where it arrives.

use super::{Policy, PolicyError, SCHEMAS};

/// Ten years.
const MOST_DAYS: u16 = 3650;

impl Policy {
    /// Whether it says anything that schema 2 cannot.
    pub(super) fn has_rules(&self) -> bool {
        self.personal.is_some()
            || self.disclaimer.is_some()
            || self.quiet_hours.is_some()
            || !self.blocked.is_empty()
    }

    /// Whether it says anything that schema 3 cannot.
    pub(super) fn has_bounds(&self) -> bool {
        self.capture.is_some() || self.media.is_some() || self.backfill_days.is_some()
    }

    pub(super) fn check(&self) -> Result<(), PolicyError> {
        if !SCHEMAS.contains(&self.schema) {
            return Err(PolicyError::UnknownSchema(self.schema));
        }
        let second = self.schema >= 2;
        let rules = [
            ("id", !self.id.is_empty() && self.id.len() <= 64),
            ("version", self.version >= 1),
            (
                "segment_seconds",
                (1..=7 * 86_400).contains(&self.segment_seconds),
            ),
            ("batch_max_events", (1..=10_000).contains(&self.batch_max_events)),
            (
                "batch_max_bytes",
                (4 << 10..=64 << 20).contains(&self.batch_max_bytes),
            ),
            (
                "prune_after_seconds",
                self.prune_after_seconds <= 10 * 365 * 86_400,
            ),
            (
                "outbox_limit_bytes",
                self.outbox_limit_bytes >= self.batch_max_bytes,
            ),
            ("max_attachment_bytes", self.max_attachment_bytes >= 1),
            ("tenant", self.tenant.is_some() == second),
            ("valid_from", self.valid_from.is_some() == second),
            ("history_days", second || self.history_days.is_none()),
            (
                "history_days",
                self.history_days.is_none_or(|days| days <= MOST_DAYS),
            ),
        ];
        match rules.into_iter().find(|(_, holds)| !holds) {
            Some((name, _)) => Err(PolicyError::OutOfRange(name)),
            None => self.check_rules(),
        }
    }

    /// The sections of schemas 3 and 4.
    fn check_rules(&self) -> Result<(), PolicyError> {
        let outside = [
            (self.schema < 3 && self.has_rules()).then_some("schema"),
            (self.schema < 4 && self.has_bounds()).then_some("schema"),
            self.personal.as_ref().and_then(super::Personal::outside),
            self.disclaimer.as_ref().and_then(super::Disclaimer::outside),
            self.quiet_hours.as_ref().and_then(super::QuietHours::outside),
            self.capture.as_ref().and_then(super::Capture::outside),
            self.media.as_ref().and_then(super::Media::outside),
            self.backfill_days
                .is_some_and(|days| days > MOST_DAYS)
                .then_some("backfill_days"),
        ];
        match outside.into_iter().flatten().next() {
            Some(name) => Err(PolicyError::OutOfRange(name)),
            None => Ok(()),
        }
    }
}
