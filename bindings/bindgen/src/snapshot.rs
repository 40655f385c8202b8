//! What is committed, and whether it is what would be written now. A reviewer sees every change of the surface as a diff.

use std::{collections::BTreeSet, fs};

use anyhow::{Context, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};

/// A file of the snapshot: its path from the root of the checkout, and what is in it.
pub(crate) type Files = Vec<(Utf8PathBuf, String)>;

/// Everything below belongs to the snapshot alone.
const OWN: &str = "bindings/generated";

/// Writes every file, and removes what is no longer made.
pub(crate) fn write(root: &Utf8Path, files: &Files) -> Result<()> {
    for path in stale(root, files)? {
        fs::remove_file(root.join(&path)).with_context(|| format!("removing {path}"))?;
    }
    for (path, text) in files {
        let path = root.join(path);
        if fs::read_to_string(&path).is_ok_and(|found| found == *text) {
            continue;
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, text).with_context(|| format!("writing {path}"))?;
    }
    Ok(())
}

/// Fails with the names of the files that differ.
pub(crate) fn check(root: &Utf8Path, files: &Files) -> Result<()> {
    let mut wrong = stale(root, files)?;
    for (path, text) in files {
        let found = fs::read_to_string(root.join(path)).unwrap_or_default();
        let differs = found.lines().zip(text.lines()).position(|(a, b)| a != b);
        if found != *text {
            let line = differs.unwrap_or(found.lines().count().min(text.lines().count())) + 1;
            println!("{path}: differs from line {line} on");
            wrong.push(path.clone());
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    bail!(
        "{} files are not what the library says; run `cargo xtask bindgen` and look at the diff: {wrong:?}",
        wrong.len()
    )
}

/// Files of the snapshot that would not be written now.
fn stale(root: &Utf8Path, files: &Files) -> Result<Vec<Utf8PathBuf>> {
    let made: BTreeSet<&Utf8Path> = files.iter().map(|(path, _)| path.as_path()).collect();
    let mut stale = Vec::new();
    let mut folders = vec![Utf8PathBuf::from(OWN)];
    while let Some(folder) = folders.pop() {
        if !root.join(&folder).exists() {
            continue;
        }
        for entry in root.join(&folder).read_dir_utf8()? {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            match entry.file_type()?.is_dir() {
                true => folders.push(path),
                false if !made.contains(path.as_path()) => stale.push(path),
                false => {}
            }
        }
    }
    Ok(stale)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Files {
        vec![("bindings/generated/a.kt".into(), text.to_owned())]
    }

    #[test]
    fn what_was_written_passes_and_any_other_text_fails() {
        let place = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(place.path()).unwrap();
        assert!(check(root, &one("a\n")).is_err());
        write(root, &one("a\n")).unwrap();
        check(root, &one("a\n")).unwrap();
        assert!(check(root, &one("a")).is_err());
        assert!(check(root, &one("a\nb\n")).is_err());
    }

    #[test]
    fn a_file_that_is_no_longer_made_fails_and_is_removed_by_writing() {
        let place = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(place.path()).unwrap();
        let old = root.join("bindings/generated/old/b.swift");
        fs::create_dir_all(old.parent().unwrap()).unwrap();
        fs::write(&old, "b").unwrap();
        write(root, &one("a\n")).unwrap();
        assert!(!old.exists());
        fs::write(&old, "b").unwrap();
        assert!(check(root, &one("a\n")).is_err());
    }
}
