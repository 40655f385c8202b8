//! Independent witnesses of the log (c2sp.org/tlog-witness): who they are, and how many must have co-signed what is final.
//!
//! A witness holds no objects. Its co-signature says that it saw this log and no other, so log and vault together cannot show two.

use serde::{Deserialize, Serialize};

use super::{CosignerVerifier, LogVerifier, open_cosigned};

const MOST: usize = 8;

/// Witnesses as the root names them in a seal configuration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witnesses {
    /// So many of them, at least.
    pub quorum: u8,
    /// Their verifier keys, type 0x04.
    pub keys: Vec<String>,
}

impl Witnesses {
    /// Whether each key is one, none stands here twice or is `vault`, and the quorum can be reached and is not nothing.
    pub(crate) fn are_usable(&self, vault: &str) -> bool {
        let mut keys: Vec<_> = self.keys.iter().map(String::as_str).chain([vault]).collect();
        keys.sort_unstable();
        keys.dedup();
        (1..=MOST).contains(&self.keys.len())
            && keys.len() == self.keys.len() + 1
            && (1..=self.keys.len()).contains(&usize::from(self.quorum))
            && self
                .keys
                .iter()
                .all(|key| key.parse::<CosignerVerifier>().is_ok())
    }

    /// How many of them co-signed this checkpoint of `log`. A wrong signature counts as none.
    pub fn count(&self, note: &str, log: &LogVerifier) -> usize {
        let signed = |key: &&String| {
            let key = key.parse::<CosignerVerifier>();
            key.is_ok_and(|key| open_cosigned(note, log, &key).is_ok())
        };
        self.keys.iter().filter(signed).count()
    }

    /// Whether enough of them co-signed this checkpoint of `log`.
    pub fn suffice(&self, note: &str, log: &LogVerifier) -> bool {
        self.quorum > 0 && self.count(note, log) >= usize::from(self.quorum)
    }
}
