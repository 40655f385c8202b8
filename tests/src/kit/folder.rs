//! How much a folder holds.

use std::path::Path;

use super::Outcome;

/// Bytes of all files below it; none when there is no such folder.
pub fn size_of(folder: &Path) -> Outcome<u64> {
    let mut bytes = 0;
    if !folder.exists() {
        // An empty vault exports nothing; the difference says so.
        return Ok(bytes);
    }
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let meta = entry.metadata()?;
        bytes += if meta.is_dir() {
            size_of(&entry.path())?
        } else {
            meta.len()
        };
    }
    Ok(bytes)
}
