//! What the organisation's policy means for the person who uses this device: a picture for screens.

use std::collections::BTreeMap;

use griffie_wire::{
    policy::{Language, Policy, QuietHours},
    record::Scope,
};

use super::Griffie;
use crate::{
    error::Error,
    store::{config, identity},
};

/// The policy in force, as far as a person notices it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseRules {
    /// Version of the policy.
    pub version: u32,
    /// What people are told who write with this user, by language (`nl`, `en`, `de`, `fr`); empty when they are told nothing.
    pub disclaimer: BTreeMap<String, String>,
    /// Where the organisation says more about it.
    pub privacy_url: Option<String>,
    /// When the phone makes no sound. The archive knows no quiet hours.
    pub quiet_hours: Option<QuietHours>,
    /// What may not be done, by its name in policies: `edit`, `delete`, `react`, `files`, `voice`, `save_file`, `create_group`, `external_people`.
    pub blocked: Vec<String>,
    /// Days of what was said that this device shows; absent when it is not bounded.
    pub history_days: Option<u16>,
    /// Seconds that sealed data with a final receipt stays here.
    pub kept_after_receipt_seconds: u64,
    /// How much of this user's messages goes to the archive.
    pub scope: Scope,
}

impl Griffie {
    /// The policy in force, as far as a person notices it; `None` before any.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn house_rules(&self) -> Result<Option<HouseRules>, Error> {
        let (policy, user) = self
            .parts
            .store
            .read(|c| Ok((config::policy(c)?, identity::user(c)?.unwrap_or_default())))?;
        Ok(policy.map(|policy| HouseRules::of(policy, &user)))
    }
}

impl HouseRules {
    fn of(policy: Policy, user: &str) -> Self {
        let scope = policy.scope_of(user);
        let (texts, privacy_url) = match policy.disclaimer {
            Some(disclaimer) => (disclaimer.texts, disclaimer.privacy_url),
            None => (BTreeMap::new(), None),
        };
        Self {
            version: policy.version,
            disclaimer: texts
                .into_iter()
                .map(|(language, text)| (tag(language).to_owned(), text))
                .collect(),
            privacy_url,
            quiet_hours: policy.quiet_hours,
            blocked: policy
                .blocked
                .iter()
                .map(|feature| feature.name().to_owned())
                .collect(),
            history_days: policy.history_days,
            kept_after_receipt_seconds: policy.prune_after_seconds,
            scope,
        }
    }
}

fn tag(language: Language) -> &'static str {
    match language {
        Language::Nl => "nl",
        Language::En => "en",
        Language::De => "de",
        Language::Fr => "fr",
    }
}
