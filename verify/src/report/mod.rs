//! The integrity report (CEN/TS 18170, requirement D08): what is proven, by whom, since when, and what is not.
//!
//! - `claims`: the statements and their grounds
//! - `text`, `html`: for people; the JSON form is this structure itself

mod claims;
mod html;
mod text;

use std::collections::BTreeSet;

use griffie_wire::bundle::{EntryProof, Holder, ObjectProof, State, Statement, Why};
use serde::Serialize;

pub use self::claims::Claim;
use crate::failure::{Failure, Failures};

/// Version of the JSON form.
const SCHEMA: u16 = 1;

/// Language of the sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Nederlands.
    Dutch,
    /// English.
    English,
}

/// Whether everything that the bundle claims holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It does.
    Holds,
    /// It does not.
    Broken,
}

/// The outcome of a verification.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    schema: u16,
    /// The one word.
    pub verdict: Verdict,
    /// Program that verified.
    verifier: &'static str,
    /// What was asked, as the vault states it.
    pub statement: Option<Statement>,
    /// What was found.
    pub found: Found,
    /// What is proven and by whom; in English, codes are stable.
    pub claims: Vec<Claim>,
    /// What is wrong and where.
    pub failures: Vec<Failure>,
    /// Failures beyond those listed.
    pub more_failures: u64,
}

/// Numbers, each counted here and none taken from the bundle's word.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Found {
    pub bytes: u64,
    pub sha256: String,
    pub log_size: u64,
    pub log_root: String,
    /// Seconds since 1970, by the co-signer's clock.
    pub cosigned_at: Option<u64>,
    pub witnessed_at: Option<u64>,
    pub witness_asked: bool,
    pub chains: Vec<ChainFound>,
    pub objects: u64,
    /// Of them, those of which only the line in the log is here.
    pub listed: u64,
    /// Opened with their own key: their entries are what the device sealed.
    pub opened: u64,
    /// Not opened: that these entries are theirs is the vault's word.
    pub attested: u64,
    pub heartbeats: u64,
    pub included: u64,
    pub accepted: u64,
    pub held: u64,
    pub rejected: u64,
    pub receipts: u64,
    pub first_receipt: Option<u64>,
    pub last_receipt: Option<u64>,
    pub asked: u64,
    pub context: u64,
    pub withheld: u64,
    /// Records proven by the device's signature.
    pub by_device: u64,
    /// Records whose place rests on the vault's word.
    pub by_vault: u64,
    pub events: u64,
    pub texts_proven: u64,
    pub texts_unproven: u64,
    pub texts_unread: u64,
    pub texts_clear: u64,
    pub files_decrypted: u64,
    pub files_sealed: u64,
    pub activations: u64,
    pub policies: BTreeSet<u32>,
    pub configs: BTreeSet<u32>,
    /// Versions under which objects were sealed and whose document is not here.
    pub unknown_configs: BTreeSet<u32>,
}

/// A device in one epoch.
#[derive(Clone, Debug, Serialize)]
pub struct ChainFound {
    pub user_id: String,
    pub device: String,
    pub epoch: String,
    pub public_key: String,
    /// Milliseconds since 1970, by the vault's clock.
    pub first_seen: u64,
    pub first: u64,
    pub last: u64,
    pub objects: u64,
}

impl Found {
    pub(crate) fn chain(&mut self, holder: &Holder) {
        self.chains.push(ChainFound {
            user_id: holder.user_id.clone(),
            device: holder.device.to_string(),
            epoch: holder.epoch.to_string(),
            public_key: holder.public_key.to_string(),
            first_seen: holder.first_seen.0,
            first: holder.first.0,
            last: holder.last.0,
            objects: 0,
        });
    }

    pub(crate) fn object(&mut self, proof: &ObjectProof) {
        self.objects += 1;
        if let Some(chain) = self.chains.last_mut() {
            chain.objects += 1;
        }
        match proof.state {
            State::Accepted => self.accepted += 1,
            State::Held => self.held += 1,
            State::Rejected => self.rejected += 1,
        }
    }

    pub(crate) fn receipt(&mut self, seconds: u64) {
        self.receipts += 1;
        self.first_receipt = Some(self.first_receipt.map_or(seconds, |first| first.min(seconds)));
        self.last_receipt = Some(self.last_receipt.map_or(seconds, |last| last.max(seconds)));
    }

    pub(crate) fn entry(&mut self, proof: &EntryProof, opened: bool) {
        match proof.why {
            Why::Asked => self.asked += 1,
            Why::Context => self.context += 1,
            Why::Withheld => self.withheld += 1,
        }
        match (proof.why, opened) {
            (Why::Withheld, _) => {}
            (_, true) => self.by_device += 1,
            (_, false) => self.by_vault += 1,
        }
    }
}

impl Report {
    pub(crate) fn new(statement: Option<Statement>, found: Found, failures: Failures) -> Self {
        let broken = !failures.listed.is_empty();
        Self {
            schema: SCHEMA,
            verdict: if broken { Verdict::Broken } else { Verdict::Holds },
            verifier: concat!("griffie-verify ", env!("CARGO_PKG_VERSION")),
            claims: claims::of(statement.as_ref(), &found, Language::English),
            statement,
            found,
            failures: failures.listed,
            more_failures: failures.more,
        }
    }

    /// Whether everything that the bundle claims holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.verdict == Verdict::Holds
    }
}

impl Language {
    /// One of two.
    pub(crate) const fn pick<'a>(self, dutch: &'a str, english: &'a str) -> &'a str {
        match self {
            Self::Dutch => dutch,
            Self::English => english,
        }
    }

    /// BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Dutch => "nl",
            Self::English => "en",
        }
    }
}
