//! The seal configurations and policies of a bundle: those that the vault kept when they were signed, those given, those in the log.
//!
//! Only what the vault's own root signed goes in, each version once.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use griffie_wire::signed::{DocumentKind, MAX_PAYLOAD, SignedDocument};
use serde::Deserialize;

use crate::{error::VaultError, export::outside, store::documents, vault::Vault};

/// A member of the bundle.
pub(super) struct Document {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

#[derive(Deserialize)]
struct Version {
    version: u32,
}

/// Policies, then seal configurations, by version.
pub(super) fn read(vault: &Vault, given: &[PathBuf]) -> Result<Vec<Document>, VaultError> {
    let mut paths = kept(&vault.files.root().join("documents"))?;
    paths.extend(given.iter().cloned());
    let mut found: BTreeMap<(&'static str, u32), Vec<u8>> = BTreeMap::new();
    for path in paths {
        let size = fs::metadata(&path).map_err(outside(&path))?.len();
        if size > 2 * MAX_PAYLOAD as u64 {
            return Err(VaultError::Malformed("document"));
        }
        let bytes = fs::read(&path).map_err(outside(&path))?;
        let place = place(vault, &bytes)?;
        if found.get(&place).is_some_and(|other| *other != bytes) {
            return Err(VaultError::OtherSetting("document of this version"));
        }
        found.insert(place, bytes);
    }
    // The log has every version; a file that was given may spell it otherwise, and stays.
    for listed in documents::all(&vault.store)? {
        let bytes = serde_json::to_vec(&listed.document).map_err(|_| VaultError::Malformed("document"))?;
        if let Ok(place) = place(vault, &bytes) {
            found.entry(place).or_insert(bytes);
        }
    }
    let named = |((kind, version), bytes)| Document {
        name: format!("documents/{kind}-{version}.json"),
        bytes,
    };
    Ok(found.into_iter().map(named).collect())
}

fn kept(folder: &Path) -> Result<Vec<PathBuf>, VaultError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(outside(folder)(error)),
    };
    entries
        .map(|entry| Ok(entry.map_err(outside(folder))?.path()))
        .collect()
}

fn place(vault: &Vault, bytes: &[u8]) -> Result<(&'static str, u32), VaultError> {
    let document: SignedDocument =
        serde_json::from_slice(bytes).map_err(|_| VaultError::Malformed("document"))?;
    let root = vault.root()?;
    for (kind, name) in [
        (DocumentKind::Policy, "policy"),
        (DocumentKind::SealConfig, "seal-config"),
    ] {
        if let Ok(payload) = document.verify(kind, &root) {
            let version: Version =
                serde_json::from_str(payload).map_err(|_| VaultError::Malformed("document"))?;
            return Ok((name, version.version));
        }
    }
    Err(VaultError::OtherSetting("root key than the document's"))
}
