//! Loses bytes on purpose: of one object in twenty the log has the line and the device the receipt, and the disk has nothing.
//!
//! Only in builds with the feature `faults` (docs/decisions/0029). Each loss is written to the file that the environment names, before it happens.
//! What a device brings again is kept.

use std::{
    fs::File,
    io::{self, Write as _},
    path::PathBuf,
};

use bytes::Bytes;
use griffie_wire::ids::Millis;

use crate::writer::Upload;

/// Names the file; without it nothing is lost.
const FILE: &str = "GRIFFIE_FAULTS_OBJECTS";
/// One place of the log in so many, and which of them.
const EVERY: u64 = 20;
const WHICH: u64 = 7;

/// What goes to the disk for this upload at this place of the log.
pub(crate) fn kept(upload: &Upload, index: u64, now: Millis) -> Bytes {
    let Some(file) = std::env::var_os(FILE).filter(|_| index % EVERY == WHICH) else {
        return upload.bytes.clone();
    };
    match note(PathBuf::from(file), index, now) {
        Ok(()) => Bytes::from(vec![0; upload.bytes.len()]),
        Err(error) => {
            tracing::error!(%error, "a loss could not be noted and does not happen");
            upload.bytes.clone()
        }
    }
}

fn note(file: PathBuf, index: u64, now: Millis) -> io::Result<()> {
    let mut file = File::options().create(true).append(true).open(file)?;
    writeln!(file, "{index} {}", now.0)?;
    file.sync_all()
}
