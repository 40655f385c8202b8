//! Who is in a room: written when it changes, referred to by digest in every record of the room.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::RecordError;
use crate::{canonical::to_canonical, ids::Sha256};

/// Who is in the room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembersFact {
    /// SHA-256 over the canonical JSON of `members`.
    pub digest: Sha256,
    /// In order of user id.
    pub members: Vec<Member>,
}

/// One member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Matrix user id.
    pub user_id: String,
    /// Name shown in this room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// Matrix membership.
    pub membership: String,
    /// Power level, within plus or minus 2^53 - 1.
    pub power: i64,
}

impl MembersFact {
    /// Sorts the members by user id and computes their digest.
    ///
    /// # Errors
    /// [`RecordError::Canonical`] when a power level is no safe integer.
    pub fn of(mut members: Vec<Member>) -> Result<Self, RecordError> {
        members.sort_by(|a, b| a.user_id.cmp(&b.user_id));
        let digest = Sha256::of(&to_canonical(&members)?);
        Ok(Self { digest, members })
    }

    /// Whether the digest is that of the members.
    #[must_use]
    pub fn is_consistent(&self) -> bool {
        to_canonical(&self.members).is_ok_and(|bytes| Sha256::of(&bytes) == self.digest)
    }
}

/// The homeservers that hold copies of what is said while these are the members: those of everybody who is in, sorted. One that was only
/// invited has the invitation, not the room.
#[must_use]
pub fn servers_of(members: &[Member]) -> Vec<&str> {
    let joined = members.iter().filter(|member| member.membership == "join");
    let servers = joined.filter_map(|member| Some(member.user_id.split_once(':')?.1));
    servers.collect::<BTreeSet<_>>().into_iter().collect()
}
