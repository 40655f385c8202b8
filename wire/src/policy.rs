//! What the organisation wants of its devices: how often to seal, how much to keep, how large things may be, and since when; from
//! schema 3 on also what people are told and what they may do. docs/formats/policy.md describes it for who writes one.

mod capture;
mod check;
mod disclaimer;
mod feature;
mod media;
mod personal;
mod quiet_hours;

use std::{collections::BTreeSet, time::Duration};

use serde::{Deserialize, Serialize};

pub use self::{
    capture::Capture,
    disclaimer::{Disclaimer, Language, MARK, Mark, Occasion},
    feature::Feature,
    media::Media,
    personal::{Personal, PersonalLabel},
    quiet_hours::QuietHours,
};
use crate::{
    canonical::to_canonical,
    ids::{Millis, TenantId},
    key::{PublicKey, SigningKey},
    record::Scope,
    signed::{DocumentKind, SignedDocument, SignedError, VersionError},
};

/// The forms of policy this code understands: sizes and intervals alone; those with an organisation, a beginning and local history;
/// those with rules for people; and those that say whose messages, which files and how much of the past.
pub const SCHEMAS: [u16; 4] = [1, 2, 3, 4];
/// A policy that begins longer ago than this when it is signed or put in force is refused: nobody rules over the past. So long may the way
/// from the offline root to the gateway take.
const GRACE: u64 = 86_400_000;
const DAY: u64 = 86_400;

/// Limits and intervals for a device. Signed by the root, versions only rise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    pub schema: u16,
    /// Name of the policy for people and audits, for example `standaard`.
    pub id: String,
    pub version: u32,
    /// A batch is sealed at the latest this long after its first record.
    pub segment_seconds: u32,
    /// A batch is sealed when it holds this many records.
    pub batch_max_events: u32,
    /// A batch is sealed when its records together have this many bytes, before compression.
    pub batch_max_bytes: u64,
    /// Sealed data with a final receipt is pruned from the device after this time.
    pub prune_after_seconds: u64,
    /// Sending is blocked, with a clear text, when the outbox is larger than this.
    pub outbox_limit_bytes: u64,
    /// Attachments above this are not archived but recorded as a gap, and cannot be sent.
    pub max_attachment_bytes: u64,
    /// Schema 2: whose policy it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenant: Option<TenantId>,
    /// Schema 2: when it takes effect, by the device's clock; until then the one before stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Millis>,
    /// Schema 2: what the vault has for certain leaves the phone after so many days, also from the screen and the search; 0: at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub history_days: Option<u16>,
    /// Schema 3: what people may keep out of the archive as private or party-political. Absent: nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personal: Option<Personal>,
    /// Schema 3: what counterparts are told about the archive. Absent: nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disclaimer: Option<Disclaimer>,
    /// Schema 3: when phones make no sound for messages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet_hours: Option<QuietHours>,
    /// Schema 3: what nobody may do with this device.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub blocked: BTreeSet<Feature>,
    /// Schema 4: whose messages go to the archive. Absent: everybody's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capture: Option<Capture>,
    /// Schema 4: which files wait, and how much may travel where somebody pays. Absent: [`Media::STANDARD`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<Media>,
    /// Schema 4: so many days of what was said in a room before its user joined are captured too, as far as the homeserver shows it.
    /// Absent: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backfill_days: Option<u16>,
}

/// What is read first, whatever the rest looks like.
#[derive(Deserialize)]
struct Form {
    schema: u16,
}

#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    #[error(transparent)]
    Signed(#[from] SignedError),
    #[error("the policy is not the expected JSON")]
    Malformed(#[source] serde_json::Error),
    #[error("policy schema {0} is not known")]
    UnknownSchema(u16),
    #[error(transparent)]
    Version(#[from] VersionError),
    #[error("policy value {0} is outside its limits")]
    OutOfRange(&'static str),
    #[error("the policy is of another organisation")]
    OtherOrganisation,
    #[error("the policy begins in the past")]
    BeginsInPast,
    /// From schema 3 on: who does not understand a rule must not act as if it were not there.
    #[error("the policy has rules that are not known, or is not written in canonical form")]
    NotUnderstood,
}

impl Policy {
    /// The values that fit most organisations: sealed within 15 minutes, pruned a day after the final receipt.
    pub fn standard(id: &str, version: u32) -> Self {
        Self {
            schema: 1,
            id: id.to_owned(),
            version,
            segment_seconds: 15 * 60,
            batch_max_events: 500,
            batch_max_bytes: 4 << 20,
            prune_after_seconds: 86_400,
            outbox_limit_bytes: 2 << 30,
            max_attachment_bytes: 1 << 30,
            tenant: None,
            valid_from: None,
            history_days: None,
            personal: None,
            disclaimer: None,
            quiet_hours: None,
            blocked: BTreeSet::new(),
            capture: None,
            media: None,
            backfill_days: None,
        }
    }

    /// The same in schema 2, for one organisation and from a moment on.
    #[must_use]
    pub fn beginning(self, tenant: TenantId, valid_from: Millis) -> Self {
        Self {
            schema: 2,
            tenant: Some(tenant),
            valid_from: Some(valid_from),
            ..self
        }
    }

    /// The same in the lowest schema from 2 on that has what it says: devices of before take what they can.
    #[must_use]
    pub fn in_least_schema(self) -> Self {
        let schema = match () {
            () if self.has_bounds() => 4,
            () if self.has_rules() => 3,
            () => 2,
        };
        Self { schema, ..self }
    }

    /// Whether the policy lets its users do this.
    pub fn allows(&self, feature: Feature) -> bool {
        !self.blocked.contains(&feature)
    }

    /// How much of this user's messages goes to the archive.
    pub fn scope_of(&self, user_id: &str) -> Scope {
        self.capture
            .as_ref()
            .map_or(Scope::All, |capture| capture.scope_of(user_id))
    }

    /// Which files wait, and how much may travel.
    pub fn media(&self) -> Media {
        self.media.unwrap_or(Media::STANDARD)
    }

    /// How far back before the user's own join a room's history is captured; `None`: not at all.
    pub fn backfill(&self) -> Option<Duration> {
        let days = self.backfill_days.filter(|days| *days > 0)?;
        Some(Duration::from_secs(u64::from(days) * DAY))
    }

    /// Whether it may be signed or put in force at `now`: its beginning is not in the past.
    pub fn check_beginning(&self, now: Millis) -> Result<(), PolicyError> {
        match self.valid_from {
            Some(from) if from.0.saturating_add(GRACE) < now.0 => Err(PolicyError::BeginsInPast),
            _ => Ok(()),
        }
    }

    /// How long the device keeps records after their final receipt: no longer than what is shown of them.
    pub fn keep(&self) -> Duration {
        let keep = Duration::from_secs(self.prune_after_seconds);
        self.history().map_or(keep, |history| history.min(keep))
    }

    /// How long the device shows what the vault has; `None`: for ever.
    pub fn history(&self) -> Option<Duration> {
        self.history_days
            .map(|days| Duration::from_secs(u64::from(days) * DAY))
    }

    /// Signs this policy with the root, after the same check of values that a device makes.
    pub fn sign(&self, root: &SigningKey) -> Result<SignedDocument, PolicyError> {
        self.check()?;
        Ok(SignedDocument::sign(DocumentKind::Policy, self, root)?)
    }

    /// The policy in `document`, if the root signed it for `tenant` and it may follow `previous`, the last one accepted.
    pub fn accept(
        document: &SignedDocument,
        root: &PublicKey,
        tenant: TenantId,
        previous: Option<&SignedDocument>,
    ) -> Result<Self, PolicyError> {
        let policy = Self::read(document, root)?;
        policy.check()?;
        if policy.tenant.is_some_and(|theirs| theirs != tenant) {
            return Err(PolicyError::OtherOrganisation);
        }
        if let Some(previous) = previous {
            let seen = Self::read(previous, root)?.version;
            document.check_successor(policy.version, previous, seen)?;
        }
        Ok(policy)
    }

    fn read(document: &SignedDocument, root: &PublicKey) -> Result<Self, PolicyError> {
        let payload = document.verify(DocumentKind::Policy, root)?;
        let form: Form = serde_json::from_str(payload).map_err(PolicyError::Malformed)?;
        if !SCHEMAS.contains(&form.schema) {
            return Err(PolicyError::UnknownSchema(form.schema));
        }
        let policy: Self = serde_json::from_str(payload).map_err(PolicyError::Malformed)?;
        if form.schema >= 3 && to_canonical(&policy).map_err(SignedError::from)? != payload.as_bytes() {
            return Err(PolicyError::NotUnderstood);
        }
        Ok(policy)
    }
}

#[cfg(test)]
mod tests;
