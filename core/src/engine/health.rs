//! What each part last complained about and since when, for status and light. Codes only; the journal has the alarms, the log the chains.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use griffie_wire::ids::Millis;

use crate::clock::{Clock, SystemClock};

/// The last complaint of each part that has one.
pub(crate) struct Health {
    clock: Arc<dyn Clock>,
    complaints: Mutex<BTreeMap<&'static str, Complaint>>,
}

struct Complaint {
    code: String,
    since: Millis,
}

impl Default for Health {
    fn default() -> Self {
        Self::new(Arc::new(SystemClock::default()))
    }
}

impl Health {
    /// Nobody complains.
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            complaints: Mutex::default(),
        }
    }

    /// `part` does its work again. Says whether that is news: whoever looks at the archive should then look again.
    #[must_use = "a complaint that ends may change the light"]
    pub(crate) fn well(&self, part: &'static str) -> bool {
        let mut complaints = self.complaints.lock().unwrap_or_else(PoisonError::into_inner);
        complaints.remove(part).is_some()
    }

    /// These parts do their work again, or have a new start; the caller tells everybody anyway.
    pub(crate) fn well_all(&self, parts: &[&'static str]) {
        let mut complaints = self.complaints.lock().unwrap_or_else(PoisonError::into_inner);
        complaints.retain(|part, _| !parts.contains(part));
    }

    /// Nobody complains any more: there is nothing left to complain about.
    pub(crate) fn clear(&self) {
        self.complaints
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    /// `part` cannot do its work, for this reason.
    pub(crate) fn ill(&self, part: &'static str, code: impl Into<String>) {
        let (code, now) = (code.into(), self.clock.now());
        let mut complaints = self.complaints.lock().unwrap_or_else(PoisonError::into_inner);
        let complaint = complaints.entry(part).or_insert(Complaint {
            code: String::new(),
            since: now,
        });
        complaint.code = code;
    }

    /// All complaints: part and code.
    pub(crate) fn complaints(&self) -> Vec<(&'static str, String)> {
        let complaints = self.complaints.lock().unwrap_or_else(PoisonError::into_inner);
        complaints
            .iter()
            .map(|(part, complaint)| (*part, complaint.code.clone()))
            .collect()
    }

    /// The complaint that lasts longest, and how long.
    pub(crate) fn longest(&self) -> Option<(String, Duration)> {
        let now = self.clock.now();
        let complaints = self.complaints.lock().unwrap_or_else(PoisonError::into_inner);
        let longest = complaints.values().min_by_key(|complaint| complaint.since.0)?;
        let lasts = Duration::from_millis(now.0.saturating_sub(longest.since.0));
        Some((longest.code.clone(), lasts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::TestClock;

    #[test]
    fn a_complaint_lasts_from_its_first_word_until_the_part_is_well() {
        let clock = TestClock::at(Millis(1_000));
        let health = Health::new(Arc::new(clock.clone()));
        health.ill("route", "timeout");
        clock.advance(Duration::from_secs(5));
        health.ill("sync", "http_502");
        health.ill("route", "unreachable");
        let longest = health.longest();
        assert_eq!(longest, Some(("unreachable".to_owned(), Duration::from_secs(5))));
        assert!(health.well("route"));
        assert!(!health.well("route"), "no news");
        assert_eq!(
            health.longest().map(|(code, _)| code).as_deref(),
            Some("http_502")
        );
        health.clear();
        assert_eq!((health.longest(), health.complaints().len()), (None, 0));
    }
}
