//! An upload on its way to the writer, and what became of it.

use std::sync::Arc;

use bytes::Bytes;
use griffie_wire::leaf::Leaf;
use tlog_tiles::Hash;

/// An object whose form and signatures have been checked.
pub(crate) struct Upload {
    pub(crate) leaf: Leaf,
    pub(crate) bytes: Bytes,
}

/// What became of an upload.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// It is in the log; these are the parts of its provisional receipt.
    New {
        index: u64,
        path: Vec<Hash>,
        note: Arc<str>,
    },
    /// This very object was here already, as leaf `index`.
    Same { index: u64 },
    /// Another object has its number.
    Equivocation,
    /// The device has brought its share for today.
    Quota { retry_after_s: u64 },
}
