//! The state after any stop, made whole before the first request.
//!
//! A group of objects goes to disk in this order; a crash may come before and after every step:
//!
//! 1. transaction begun, bytes appended to the segment file   → bytes behind the last row are cut off here
//! 2. segment file synced                                      → the same
//! 3. transaction committed (rows, hashes, holes together)     → everything is there, nobody was told: the device
//!    sends again, finds the same object id and gets the same receipt
//! 4. checkpoint signed in memory, receipts answered           → everything is there
//!
//! A new segment file is created before its row is committed; without the row it is an empty name that the next
//! start overwrites. Nothing is ever answered before step 3, and no root is ever signed for rows that may vanish.

use std::{fs, path::Path};

use rusqlite::Connection;
use tlog_tiles::stored_hash_count;

use super::{
    StoreError,
    hashes::{self, StoredHashes},
    segment::{self, Segment},
    segments,
};
use crate::log::Edge;

/// What the writer goes on from.
pub(crate) struct Recovered {
    pub(crate) edge: Edge,
    pub(crate) segment: Option<Segment>,
}

/// Cuts off what was never committed and checks that database, log and files fit together.
pub(crate) fn recover(dir: &Path, connection: &Connection) -> Result<Recovered, StoreError> {
    fs::create_dir_all(dir.join(segment::FOLDER))?;
    let (leaves, stored) = hashes::extent(connection)?;
    if stored != stored_hash_count(leaves) {
        return Err(StoreError::Damaged("log and objects have different lengths"));
    }
    let edge = Edge::load(leaves, &StoredHashes(connection))?;
    for present in segments::present(connection)? {
        if !segment::path(dir, present).is_file() {
            return Err(StoreError::Damaged("a segment file is missing"));
        }
    }
    let newest = segments::newest(connection)?;
    let segment = newest
        .map(|(id, kept)| Segment::reopen(dir, id, kept))
        .transpose()?;
    Ok(Recovered { edge, segment })
}
