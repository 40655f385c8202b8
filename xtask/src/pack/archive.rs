//! Zip files (jar, AAR, Swift package) whose bytes depend on their content alone: sorted entries, one time, one mode.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write as _},
    path::Path,
};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::folder::{self, Folder};
use crate::shell::Done;

/// First in every jar; readers that stream look for it there.
const MANIFEST: &str = "META-INF/MANIFEST.MF";

/// Entries by name.
#[derive(Default)]
pub(super) struct Archive(BTreeMap<String, Vec<u8>>);

impl Archive {
    /// One entry.
    pub(super) fn put(&mut self, name: &str, bytes: impl Into<Vec<u8>>) {
        self.0.insert(name.to_owned(), bytes.into());
    }

    /// Every file below `dir` whose name ends so, under `prefix`.
    pub(super) fn put_all(&mut self, prefix: &str, dir: &Path, end: &str) -> Done {
        for (name, path) in folder::files(dir)? {
            if name.ends_with(end) {
                self.put(&format!("{prefix}{name}"), folder::read(&path)?);
            }
        }
        Ok(())
    }

    /// The entries as files below `name` in a folder, to look at.
    pub(super) fn lay_out(&self, folder: &Folder, name: &str) -> Done {
        for (entry, bytes) in &self.0 {
            folder.put(&format!("{name}/{entry}"), bytes)?;
        }
        Ok(())
    }

    #[cfg(test)]
    pub(super) fn names(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    /// The zip file.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, String> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            // The first moment that a zip file can say; the commit's time stands in the bill of materials.
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let first = self.0.get_key_value(MANIFEST);
        let others = self.0.iter().filter(|(name, _)| *name != MANIFEST);
        for (name, bytes) in first.into_iter().chain(others) {
            let told = |error: String| format!("{name}: {error}");
            writer
                .start_file(name.as_str(), options)
                .map_err(|error| told(error.to_string()))?;
            writer.write_all(bytes).map_err(|error| told(error.to_string()))?;
        }
        let done = writer.finish().map_err(|error| error.to_string())?;
        Ok(done.into_inner())
    }
}

/// What stands in the manifest of a jar.
pub(super) fn manifest(title: &str, version: &str) -> String {
    format!(
        "Manifest-Version: 1.0\r\nImplementation-Title: {title}\r\nImplementation-Version: {version}\r\n\
         Automatic-Module-Name: eu.griffie.core\r\n\r\n"
    )
}
