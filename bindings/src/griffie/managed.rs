//! What policy and device manager set, and what the latter hears back.

use griffie_core::texts::Language;

use super::Griffie;
use crate::{
    error::GriffieError,
    rows::{
        house_rules::HouseRules,
        managed::{FeedbackState, SettingSources, SettledSettings},
    },
};

#[uniffi::export]
impl Griffie {
    /// The organisation's policy in force, as far as a person notices it; absent before any. Ask again when the archive's state was told:
    /// a new policy may have come.
    ///
    /// Errors: `StorageUnusable`.
    pub async fn house_rules(&self) -> Result<Option<HouseRules>, GriffieError> {
        let rules = self.line.call(async |core| core.house_rules().await).await?;
        Ok(rules.map(HouseRules::from))
    }

    /// What holds on this device when device manager, policy, brand and user have spoken, with titles in `language`; and what of the
    /// device manager's values was wrong and is not used. May be called before any activation, and again whenever a source changes.
    ///
    /// Errors: `StorageUnusable`.
    pub async fn device_settings(
        &self,
        sources: SettingSources,
        language: Language,
    ) -> Result<SettledSettings, GriffieError> {
        let call = self
            .line
            .call(async move |core| core.device_settings(&sources.into()));
        let (settled, findings) = call.await?;
        Ok(SettledSettings::of(settled, findings, language))
    }

    /// How things stand, for the device manager: counts, codes, versions and times; no name, id or content. `refused` is the code with
    /// which the last activation was refused, if it was.
    ///
    /// Errors: `StorageUnusable`.
    #[uniffi::method(default(refused = None))]
    pub async fn device_feedback(
        &self,
        sources: SettingSources,
        refused: Option<String>,
    ) -> Result<Vec<FeedbackState>, GriffieError> {
        let states = self
            .line
            .call(async move |core| core.device_feedback(&sources.into(), refused).await);
        Ok(states.await?.into_iter().map(FeedbackState::from).collect())
    }
}
