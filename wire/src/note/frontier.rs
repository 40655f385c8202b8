//! The right edge of a growing RFC 6962 tree: enough to append leaves and to know the root, in at most 64 hashes.

use tlog_tiles::{EMPTY_HASH, Hash, node_hash};

use super::Checkpointed;

/// Roots of the complete subtrees, largest first, one for each bit that is set in `size`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Frontier {
    size: u64,
    subtrees: Vec<Hash>,
}

impl Frontier {
    /// Continues from stored parts; `None` if they cannot belong together.
    pub fn from_parts(size: u64, subtrees: Vec<Hash>) -> Option<Self> {
        let fits = usize::try_from(size.count_ones()).is_ok_and(|count| count == subtrees.len());
        fits.then_some(Self { size, subtrees })
    }

    /// The hashes to store beside the size.
    pub fn subtrees(&self) -> &[Hash] {
        &self.subtrees
    }

    /// Adds the leaf hash of the next object.
    pub fn push(&mut self, leaf: Hash) {
        let joins = usize::try_from(self.size.trailing_ones()).unwrap_or(usize::MAX);
        let kept = self.subtrees.len().saturating_sub(joins);
        let joined = self
            .subtrees
            .drain(kept..)
            .rev()
            .fold(leaf, |right, left| node_hash(left, right));
        self.subtrees.push(joined);
        self.size += 1;
    }

    /// Size and root of the tree so far.
    pub fn state(&self) -> Checkpointed {
        let root = self
            .subtrees
            .iter()
            .copied()
            .rev()
            .reduce(|right, left| node_hash(left, right));
        Checkpointed {
            size: self.size,
            root: root.unwrap_or(EMPTY_HASH),
        }
    }
}
