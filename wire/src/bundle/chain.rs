//! Whose objects these are, where each stands in the log, and what is shown of its entries.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{Commitment, DeviceId, EntryNo, Epoch, Millis, ObjectId, Seq, TenantId},
    key::PublicKey,
    leaf::Leaf,
};

/// `chains/<n>/device.json`: a device in one epoch, as the vault pinned it at first sight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holder {
    pub device: DeviceId,
    pub epoch: Epoch,
    pub tenant: TenantId,
    /// The custodian.
    pub user_id: String,
    pub public_key: PublicKey,
    /// Since when the vault knows the key, by its clock.
    pub first_seen: Millis,
    /// From here to `last` no object of the epoch is left out.
    pub first: Seq,
    pub last: Seq,
}

/// `chains/<n>/<seq>/proof.json`: an object and its place in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObjectProof {
    pub object: Listed,
    /// Place in the log, from 0.
    pub index: u64,
    /// When the gateway received it, by its clock.
    pub received: Millis,
    /// Inclusion path to the bundle's checkpoint, standard base64, from the leaf's sibling upwards.
    pub path: Vec<String>,
    /// What the vault decided.
    pub state: State,
    /// Why, unless accepted.
    pub reason: String,
    /// The final receipt as the device got it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// Consistency proof from the receipt's checkpoint to the bundle's.
    pub consistency: Vec<String>,
    /// The object's data key in hex, when all its entries are shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

/// A [`Leaf`] as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    pub object_id: ObjectId,
    pub device: DeviceId,
    pub epoch: Epoch,
    pub seq: Seq,
    pub size: u64,
}

/// What the vault decided about an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Accepted,
    Held,
    Rejected,
}

/// First line of `records.jsonl`: the commitment that the first entry builds on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prev {
    pub prev: Commitment,
}

/// `proof` of every other line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryProof {
    pub commitment: Commitment,
    pub entry: EntryNo,
    /// Hex; only when the record is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<String>,
    /// The vault does not vouch for the record's clear text: its proof is wanting.
    pub unproven: bool,
    pub why: Why,
}

/// Why an entry is in the bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It matches the selection.
    Asked,
    /// It proves or explains one that does, or shares its object.
    Context,
    /// It is not shown.
    Withheld,
}

impl Listed {
    /// What the log commits to.
    #[must_use]
    pub const fn leaf(&self) -> Leaf {
        Leaf {
            object_id: self.object_id,
            device: self.device,
            epoch: self.epoch,
            seq: self.seq,
            size: self.size,
        }
    }
}

impl From<Leaf> for Listed {
    fn from(leaf: Leaf) -> Self {
        Self {
            object_id: leaf.object_id,
            device: leaf.device,
            epoch: leaf.epoch,
            seq: leaf.seq,
            size: leaf.size,
        }
    }
}
