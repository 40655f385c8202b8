//! The tar file: members in a row, then the manifest that names them all, then the vault's signature.

use std::io::{Read, Write};

use griffie_wire::{
    Sha256, Sha256Hasher,
    bundle::{MANIFEST, MANIFEST_HEAD, SIGNATURE, header, manifest_line, padding},
    note::CosignerKey,
};
use serde::Serialize;

use super::canonical;
use crate::error::VaultError;

/// A bundle that is being written.
pub(super) struct Writer<W> {
    out: W,
    manifest: String,
}

impl<W: Write> Writer<W> {
    pub(super) fn new(out: W) -> Self {
        Self {
            out,
            manifest: MANIFEST_HEAD.to_owned(),
        }
    }

    /// A member in canonical JSON.
    pub(super) fn json(&mut self, name: &str, value: &impl Serialize) -> Result<(), VaultError> {
        self.bytes(name, &canonical(value)?)
    }

    /// A member of these bytes.
    pub(super) fn bytes(&mut self, name: &str, bytes: &[u8]) -> Result<(), VaultError> {
        self.manifest
            .push_str(&manifest_line(&Sha256::of(bytes), bytes.len() as u64, name));
        self.member(name, bytes)
    }

    /// A member of `size` bytes from a source.
    pub(super) fn stream(&mut self, name: &str, size: u64, source: impl Read) -> Result<(), VaultError> {
        self.put(&header(name, size).ok_or(VaultError::Malformed("member of the bundle"))?)?;
        let mut source = source.take(size);
        let mut hasher = Sha256Hasher::new();
        let mut buffer = vec![0; 64 * 1024];
        let mut copied = 0;
        loop {
            let count = source.read(&mut buffer).map_err(write_fault)?;
            let Some(read) = buffer.get(..count).filter(|read| !read.is_empty()) else {
                break;
            };
            hasher.update(read);
            copied += read.len() as u64;
            self.put(read)?;
        }
        if copied != size {
            return Err(VaultError::Malformed("file"));
        }
        self.put(&vec![0; padding(size)])?;
        self.manifest
            .push_str(&manifest_line(&hasher.finish(), size, name));
        Ok(())
    }

    /// Writes the manifest, the vault's signature on it, and the end.
    pub(super) fn finish(mut self, vault: &CosignerKey) -> Result<W, VaultError> {
        let manifest = std::mem::take(&mut self.manifest);
        let signature = format!("{}\n", vault.sign_bundle(manifest.as_bytes()));
        self.member(MANIFEST, manifest.as_bytes())?;
        self.member(SIGNATURE, signature.as_bytes())?;
        self.put(&[0; 1024])?;
        self.out.flush().map_err(write_fault)?;
        Ok(self.out)
    }

    fn member(&mut self, name: &str, bytes: &[u8]) -> Result<(), VaultError> {
        let size = bytes.len() as u64;
        self.put(&header(name, size).ok_or(VaultError::Malformed("member of the bundle"))?)?;
        self.put(bytes)?;
        self.put(&vec![0; padding(size)])
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), VaultError> {
        self.out.write_all(bytes).map_err(write_fault)
    }
}

fn write_fault(error: std::io::Error) -> VaultError {
    VaultError::Outside("file of the export (.tar)".to_owned(), error)
}
