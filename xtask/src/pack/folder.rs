//! One package's folder in target/pack/: made anew each time, closed with the checksums of all that is in it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use ring::digest::{SHA256, digest};

use crate::shell::{Done, root};

const SUMS: &str = "SHA256SUMS";

/// A package in the making.
pub(super) struct Folder {
    dir: PathBuf,
}

impl Folder {
    /// An empty one of that name.
    pub(super) fn fresh(name: &str) -> Result<Self, String> {
        Self::at(root().join("target/pack").join(name))
    }

    pub(super) fn at(dir: PathBuf) -> Result<Self, String> {
        let told = |error: std::io::Error| format!("{}: {error}", dir.display());
        if dir.exists() {
            fs::remove_dir_all(&dir).map_err(told)?;
        }
        fs::create_dir_all(&dir).map_err(told)?;
        Ok(Self { dir })
    }

    /// Writes a file.
    pub(super) fn put(&self, name: &str, bytes: &[u8]) -> Done {
        let path = self.dir.join(name);
        let told = |error: std::io::Error| format!("{}: {error}", path.display());
        fs::create_dir_all(path.parent().unwrap_or(&self.dir)).map_err(told)?;
        fs::write(&path, bytes).map_err(told)
    }

    /// Writes a file that can be run.
    pub(super) fn put_program(&self, name: &str, bytes: &[u8]) -> Done {
        use std::os::unix::fs::PermissionsExt as _;
        self.put(name, bytes)?;
        let path = self.dir.join(name);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755))
            .map_err(|error| format!("{}: {error}", path.display()))
    }

    /// The checksums, in the form that `sha256sum --check` reads; says what is in the package.
    pub(super) fn close(&self) -> Done {
        let mut sums = String::new();
        for (name, path) in files(&self.dir)? {
            let bytes = read(&path)?;
            println!("{:>10} bytes  {name}", bytes.len());
            sums.push_str(&format!("{}  {name}\n", hex::encode(digest(&SHA256, &bytes))));
        }
        self.put(SUMS, sums.as_bytes())?;
        println!(
            "packed in {}; `sha256sum --check {SUMS}` verifies it",
            self.dir.display()
        );
        Ok(())
    }
}

/// Every file below `dir` by its name with slashes, sorted; links are followed.
pub(super) fn files(dir: &Path) -> Result<Vec<(String, PathBuf)>, String> {
    let mut found = Vec::new();
    collect(dir, "", &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(dir: &Path, prefix: &str, found: &mut Vec<(String, PathBuf)>) -> Done {
    let told = |error: std::io::Error| format!("{}: {error}", dir.display());
    for entry in fs::read_dir(dir).map_err(told)? {
        let entry = entry.map_err(told)?;
        let (name, path) = (entry.file_name(), entry.path());
        let name = format!("{prefix}{}", name.to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), found)?;
        } else {
            found.push((name, path));
        }
    }
    Ok(())
}

/// A file, or which one is missing.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}
