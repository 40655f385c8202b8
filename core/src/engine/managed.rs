//! What holds on this device when device manager, policy, brand and user have spoken, and what the device manager hears back.

use std::collections::HashMap;

use super::{Griffie, LifeState};
use crate::{
    error::Error,
    managed::{self, Facts, FeedbackState, Finding, Layers, Settled},
    store::config,
};

/// Raw values, by who gives them: strings as they are, all else as JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SettingSources {
    /// The app's managed configuration now.
    pub managed: HashMap<String, String>,
    /// The same as it was when this device was activated with it, if it was.
    pub activated: Option<HashMap<String, String>>,
    /// What the brand of the app fixes.
    pub built_in: HashMap<String, String>,
    /// What the user set.
    pub user: HashMap<String, String>,
}

impl Griffie {
    /// What holds on this device, and what is wrong with what the device manager gave.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn device_settings(&self, sources: &SettingSources) -> Result<(Settled, Vec<Finding>), Error> {
        let policy = self.parts.store.read(config::policy)?;
        let managed = managed::read(&sources.managed, sources.activated.as_ref());
        let settled = managed::settle(&Layers {
            managed: managed.values,
            policy: policy.as_ref().map(managed::policy_values).unwrap_or_default(),
            built_in: managed::read(&sources.built_in, None).values,
            user: managed::read(&sources.user, None).values,
        });
        Ok((settled, managed.findings))
    }

    /// What the device manager hears: how things stand, and what of its values is wrong. `refused`: the code with which the last
    /// activation was refused, if it was.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn device_feedback(
        &self,
        sources: &SettingSources,
        refused: Option<String>,
    ) -> Result<Vec<FeedbackState>, Error> {
        let findings = managed::read(&sources.managed, sources.activated.as_ref()).findings;
        let (status, archive) = (self.status().await?, self.archive_state()?);
        let policy = self.parts.store.read(config::policy)?;
        let failed = (status.state == LifeState::Failed).then(|| "failed".to_owned());
        let (storage, version) = self.parts.told_by_phone().await;
        let activated = !matches!(status.state, LifeState::New | LifeState::Activating);
        let enrolment = match refused {
            _ if activated => "done".to_owned(),
            Some(code) => code,
            None => "pending".to_owned(),
        };
        let facts = Facts {
            enrolment,
            policy: policy.map(|policy| policy.version),
            capture: status
                .archive_blocked
                .or_else(|| status.errors.get("storage").cloned())
                .or(failed),
            last_seal: archive.last_sealed,
            backlog: status.journal_unsealed + status.unreceipted,
            route: status.errors.get("route").cloned(),
            utd: status.pending_keys,
            storage,
            version,
        };
        Ok(managed::feedback(&findings, &facts))
    }
}
