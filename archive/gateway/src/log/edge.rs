//! The right edge of the log: the few stored hashes from which new leaves, their proofs and the root follow.
//!
//! A left sibling of a new leaf is either a complete subtree of the old tree's edge or made of new leaves, so
//! the writer never reads older hashes back. It must not know where hashes are kept.

use std::collections::BTreeMap;

use thiserror::Error;
use tlog_tiles::{
    Hash, HashReader, prove_record, stored_hash_index, stored_hashes_for_record_hash, sub_tree_index,
    tree_hash,
};

/// The tree as far as the writer must see it. Cheap to clone: about 20 hashes between two groups.
#[derive(Clone, Debug, Default)]
pub(crate) struct Edge {
    size: u64,
    hashes: BTreeMap<u64, Hash>,
}

/// A hash that the edge should hold is not there: the log on disk is damaged.
#[derive(Debug, Error)]
#[error("the log lacks a hash that its size requires")]
pub(crate) struct LogDamaged(#[from] tlog_tiles::Error);

/// A hash to store, with its place in the dense order of [`stored_hash_index`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct StoredHash {
    pub(crate) index: u64,
    pub(crate) hash: Hash,
}

impl Edge {
    /// The edge of a log of `size` leaves whose hashes `stored` holds.
    pub(crate) fn load(size: u64, stored: &impl HashReader) -> Result<Self, LogDamaged> {
        let indexes = sub_tree_index(0, size, Vec::new());
        let hashes = stored.read_hashes(&indexes)?;
        Ok(Self {
            size,
            hashes: indexes.into_iter().zip(hashes).collect(),
        })
    }

    /// Number of leaves.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf and returns the hashes to store for it.
    pub(crate) fn append(&mut self, leaf: Hash) -> Result<Vec<StoredHash>, LogDamaged> {
        let first = stored_hash_index(0, self.size);
        let hashes = stored_hashes_for_record_hash(self.size, leaf, self)?;
        let new: Vec<_> = (first..)
            .zip(hashes)
            .map(|(index, hash)| StoredHash { index, hash })
            .collect();
        self.hashes
            .extend(new.iter().map(|stored| (stored.index, stored.hash)));
        self.size += 1;
        Ok(new)
    }

    /// The root of the tree.
    pub(crate) fn root(&self) -> Result<Hash, LogDamaged> {
        Ok(tree_hash(self.size, self)?)
    }

    /// Inclusion path of a leaf added since the last [`Self::settle`].
    pub(crate) fn prove(&self, index: u64) -> Result<Vec<Hash>, LogDamaged> {
        Ok(prove_record(self.size, index, self)?)
    }

    /// Forgets what later leaves will not need.
    pub(crate) fn settle(&mut self) {
        let keep = sub_tree_index(0, self.size, Vec::new());
        self.hashes.retain(|index, _| keep.contains(index));
    }
}

impl HashReader for Edge {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, tlog_tiles::Error> {
        let found = |index| {
            self.hashes
                .get(index)
                .copied()
                .ok_or(tlog_tiles::Error::IndexesNotInTree)
        };
        indexes.iter().map(found).collect()
    }
}

#[cfg(test)]
mod tests {
    use tlog_tiles::{check_record, record_hash};

    use super::*;

    #[test]
    fn every_leaf_of_every_group_is_proven_from_the_edge_alone() {
        let mut edge = Edge::default();
        for group in [1_u64, 2, 3, 7, 64, 5, 256, 1] {
            let first = edge.size();
            for n in first..first + group {
                edge.append(record_hash(&n.to_be_bytes())).unwrap();
            }
            let (size, root) = (edge.size(), edge.root().unwrap());
            for n in first..size {
                let path = edge.prove(n).unwrap();
                check_record(&path, size, root, n, record_hash(&n.to_be_bytes())).unwrap();
            }
            edge.settle();
            assert!(
                edge.hashes.len() <= 10,
                "the edge stays small, has {}",
                edge.hashes.len()
            );
        }
    }

    #[test]
    fn an_edge_loaded_from_stored_hashes_continues_the_same_log() {
        let mut whole = Edge::default();
        for n in 0_u64..100 {
            whole.append(record_hash(&n.to_be_bytes())).unwrap();
        }
        let mut loaded = Edge::load(100, &whole).unwrap();
        whole.append(record_hash(b"next")).unwrap();
        loaded.append(record_hash(b"next")).unwrap();
        assert_eq!(whole.root().unwrap(), loaded.root().unwrap());
    }

    #[test]
    fn a_missing_hash_is_an_error_and_no_panic() {
        assert!(Edge::load(3, &Edge::default()).is_err());
    }
}
