//! What was asked of the vault, under whose keys, and how much is inside.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{Millis, TenantId},
    key::PublicKey,
};

/// First member of a bundle, canonical JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// [`super::SCHEMA`].
    pub schema: u16,
    /// Archiving organisation.
    pub tenant: TenantId,
    /// The organisation's offline root, as the vault knows it.
    pub root: PublicKey,
    /// Verifier key of the gateway's log.
    pub log: String,
    /// Verifier key of the vault.
    pub vault: String,
    /// The selection.
    pub asked: Asked,
    /// What it came to.
    pub inside: Inside,
    /// Program that wrote the bundle.
    pub producer: String,
}

/// A selection; what is empty or absent does not limit it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Matrix user ids of custodians.
    pub users: Vec<String>,
    /// Matrix room ids.
    pub rooms: Vec<String>,
    /// Records captured, or events sent, at or after this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Millis>,
    /// And before this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Millis>,
    /// How much is shown of the objects in which the records are.
    pub disclose: Disclosure,
    /// Whether the files that records name are inside.
    pub files: bool,
}

/// How much is shown of an object of which only some records were asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disclosure {
    /// The records only. That they are the object's rests on the vault's word.
    Asked,
    /// All of it, with its data key: everything rests on the device's signature.
    Objects,
}

/// Numbers that a reader finds again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inside {
    /// (device, epoch) pairs.
    pub chains: u64,
    /// Objects, also those of which only the line in the log is inside.
    pub objects: u64,
    /// Records that match the selection.
    pub asked: u64,
    /// Records shown beside those.
    pub context: u64,
    /// Entries of which only the commitment is shown.
    pub withheld: u64,
    /// Files.
    pub files: u64,
}
