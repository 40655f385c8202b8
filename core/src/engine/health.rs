//! What each part last complained about, for the status. Codes only; the journal has the alarms, the log the chains.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

/// The last complaint of each part that has one.
#[derive(Debug, Default)]
pub(crate) struct Health(Mutex<BTreeMap<&'static str, String>>);

impl Health {
    /// `part` does its work again.
    pub(crate) fn well(&self, part: &'static str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(part);
    }

    /// `part` cannot do its work, for this reason.
    pub(crate) fn ill(&self, part: &'static str, code: impl Into<String>) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(part, code.into());
    }

    /// All complaints, `part: code`.
    pub(crate) fn complaints(&self) -> Vec<(&'static str, String)> {
        let complaints = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        complaints
            .iter()
            .map(|(part, code)| (*part, code.clone()))
            .collect()
    }
}
