//! What became of one device's folder, for people and machines. Names of files and codes only.

use std::path::Path;

use serde::Serialize;

/// One device's folder after taking it in.
#[derive(Debug, Serialize)]
pub(super) struct Taken {
    folder: String,
    objects_new: usize,
    objects_known: usize,
    files_new: usize,
    files_known: usize,
    /// Receipts that go home with the stick.
    pub(super) receipts: usize,
    pub(super) faults: Vec<Fault>,
}

/// Something that was not taken in.
#[derive(Debug, Serialize)]
pub(super) struct Fault {
    name: String,
    code: String,
}

impl Taken {
    pub(super) fn of(folder: &Path) -> Self {
        let name = folder.file_name().unwrap_or_default();
        Self {
            folder: name.to_string_lossy().into_owned(),
            objects_new: 0,
            objects_known: 0,
            files_new: 0,
            files_known: 0,
            receipts: 0,
            faults: Vec::new(),
        }
    }

    pub(super) fn object(&mut self, new: bool) {
        if new {
            self.objects_new += 1;
        } else {
            self.objects_known += 1;
        }
    }

    pub(super) fn file(&mut self, new: bool) {
        if new {
            self.files_new += 1;
        } else {
            self.files_known += 1;
        }
    }

    pub(super) fn fault(&mut self, name: &str, code: impl Into<String>) {
        self.faults.push(Fault {
            name: name.to_owned(),
            code: code.into(),
        });
    }

    /// Objects that the gateway has now.
    pub(super) fn objects(&self) -> usize {
        self.objects_new + self.objects_known
    }

    pub(super) fn text(&self) -> String {
        let mut text = format!(
            "{}: {} objects taken, {} known; {} files taken, {} known; {} receipts for the way home",
            self.folder,
            self.objects_new,
            self.objects_known,
            self.files_new,
            self.files_known,
            self.receipts
        );
        for Fault { name, code } in &self.faults {
            text = format!("{text}\n  NOT TAKEN {name}: {code}");
        }
        text
    }
}
