//! Counters of what happened, for `/metrics` and `status`. Numbers and stable codes only.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};

/// Counters since the start of the process.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    groups: AtomicU64,
    uploads: AtomicU64,
    commit_micros: AtomicU64,
    answers: Mutex<BTreeMap<u16, u64>>,
    problems: Mutex<BTreeMap<&'static str, u64>>,
}

impl Metrics {
    /// A group of `uploads` took `time` from start to commit.
    pub(crate) fn group_committed(&self, uploads: usize, time: Duration) {
        self.groups.fetch_add(1, Relaxed);
        self.uploads.fetch_add(uploads as u64, Relaxed);
        self.commit_micros
            .fetch_add(u64::try_from(time.as_micros()).unwrap_or(u64::MAX), Relaxed);
    }

    /// A request was answered with `status`.
    pub(crate) fn answered(&self, status: u16) {
        *self
            .answers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .entry(status)
            .or_default() += 1;
    }

    /// A problem document with `code` was given.
    pub(crate) fn problem(&self, code: &'static str) {
        *self
            .problems
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .entry(code)
            .or_default() += 1;
    }

    /// Prometheus text format, with further gauges of the caller.
    pub(crate) fn text(&self, gauges: &[(&str, u64)]) -> String {
        let mut text = String::new();
        let mut line = |name: &str, value: u64| {
            writeln!(text, "griffie_gateway_{name} {value}").expect("a String takes all text");
        };
        line("groups_total", self.groups.load(Relaxed));
        line("uploads_total", self.uploads.load(Relaxed));
        line("commit_microseconds_total", self.commit_micros.load(Relaxed));
        for (status, count) in self.answers.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            line(&format!("answers_total{{status=\"{status}\"}}"), *count);
        }
        for (code, count) in self
            .problems
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
        {
            line(&format!("problems_total{{code=\"{code}\"}}"), *count);
        }
        for (name, value) in gauges {
            line(name, *value);
        }
        text
    }
}
