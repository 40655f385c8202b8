//! What a person carries to the archive on a stick: the names on it, and the manifest that the device signs. Layout: docs/formats/carry.md.
//!
//! It must not know how files are written or read, nor what is inside an object.

use std::{fmt::Write as _, str::FromStr};

use thiserror::Error;

use crate::{
    ids::{DeviceId, Epoch, Millis, ObjectId, Seq, Sha256, TenantId},
    key::{BadSignature, PublicKey, Signature, SigningKey},
};

const HEADER: &str = "griffie-carry 1";
const DOMAIN: &[u8] = b"griffie-carry\0";
/// Longest manifest, in bytes: half a million objects.
pub const MAX_MANIFEST: usize = 64 << 20;

/// Beginning of the name of each device's folder on a stick.
pub const FOLDER_PREFIX: &str = "griffie-";
/// The manifest, in the device's folder.
pub const MANIFEST: &str = "manifest";
/// The folder of the sealed objects, inside the device's.
pub const OBJECTS: &str = "objects";
/// The folder of the files that objects speak of, inside the device's.
pub const FILES: &str = "files";
/// The way home: the vault's receipts, in the form of [`crate::api::Receipts`].
pub const RECEIPTS: &str = "receipts.json";
/// End of the name of a file that is not whole yet.
pub const PART: &str = ".part";

/// The folder of one device on a stick.
pub fn folder(device: DeviceId) -> String {
    format!("{FOLDER_PREFIX}{device}")
}

/// The name of an object's file in [`OBJECTS`].
pub fn object_name(id: ObjectId) -> String {
    format!("{id}.gso1")
}

/// A sealed object on a stick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CarriedObject {
    pub seq: Seq,
    /// Bytes.
    pub size: u64,
    pub object_id: ObjectId,
}

/// A file on a stick, as the records name it by its stored form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CarriedFile {
    /// Bytes.
    pub size: u64,
    pub sha256: Sha256,
}

/// Everything that one device put on a stick; nothing in it that the objects' clear headers do not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    pub tenant: TenantId,
    pub device: DeviceId,
    pub epoch: Epoch,
    /// By the device's clock.
    pub made: Millis,
    /// Numbers rise.
    pub objects: Vec<CarriedObject>,
    /// Digests rise.
    pub files: Vec<CarriedFile>,
}

/// A manifest as it was read. What it claims is nobody's word before [`SignedManifest::verify`].
#[derive(Debug, Clone)]
pub struct SignedManifest {
    manifest: Manifest,
    signed: String,
    signature: Signature,
}

/// Why a text is no manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ManifestError {
    #[error("not a manifest of this version, or cut off")]
    Malformed,
    #[error("the manifest is not signed by this device")]
    Signature,
}

impl Manifest {
    /// Bytes of all objects and files together.
    pub fn bytes(&self) -> u64 {
        let objects = self.objects.iter().map(|object| object.size);
        let files = self.files.iter().map(|file| file.size);
        objects.chain(files).fold(0, u64::saturating_add)
    }

    /// The manifest as it stands on the stick, signed by the device.
    pub fn sign(&self, key: &SigningKey) -> String {
        let text = self.text();
        let signature = key.sign(&message(&text));
        format!("{text}signature {signature}\n")
    }

    /// Reads a manifest. There is one spelling of each: whatever [`Manifest::sign`] would not write is refused.
    pub fn read(text: &str) -> Result<SignedManifest, ManifestError> {
        let read = |text: &str| {
            let (head, signature) = text.strip_suffix('\n')?.rsplit_once('\n')?;
            let signature = signature.strip_prefix("signature ")?.parse().ok()?;
            let manifest = Self::parse(head)?;
            let signed = format!("{head}\n");
            (manifest.text() == signed).then_some(SignedManifest {
                manifest,
                signed,
                signature,
            })
        };
        if text.len() > MAX_MANIFEST {
            return Err(ManifestError::Malformed);
        }
        read(text).ok_or(ManifestError::Malformed)
    }

    fn text(&self) -> String {
        let mut text = format!(
            "{HEADER}\ntenant {}\ndevice {}\nepoch {}\nmade {}\nholds {} {} {}\n",
            self.tenant,
            self.device,
            self.epoch,
            self.made,
            self.objects.len(),
            self.files.len(),
            self.bytes(),
        );
        for object in &self.objects {
            writeln!(text, "object {} {} {}", object.seq, object.size, object.object_id)
                .expect("a string takes all");
        }
        for file in &self.files {
            writeln!(text, "file {} {}", file.size, file.sha256).expect("a string takes all");
        }
        text
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines().peekable();
        lines.next().filter(|line| *line == HEADER)?;
        let (tenant, device) = (value(lines.next()?, "tenant ")?, value(lines.next()?, "device ")?);
        let (epoch, made) = (value(lines.next()?, "epoch ")?, value(lines.next()?, "made ")?);
        // The numbers of this line are compared with the whole by the caller, who writes the text anew.
        lines.next().filter(|line| line.starts_with("holds "))?;
        let mut objects: Vec<CarriedObject> = Vec::new();
        while let Some(line) = lines.next_if(|line| line.starts_with("object ")) {
            let object = object(line)?;
            let rises = objects.last().is_none_or(|last| last.seq < object.seq) && object.seq.0 > 0;
            rises.then(|| objects.push(object))?;
        }
        let mut files: Vec<CarriedFile> = Vec::new();
        for line in lines {
            let file = file(line)?;
            let rises = files.last().is_none_or(|last| last.sha256 < file.sha256);
            rises.then(|| files.push(file))?;
        }
        Some(Self {
            tenant,
            device,
            epoch,
            made,
            objects,
            files,
        })
    }
}

impl SignedManifest {
    /// What it claims, not yet proved.
    pub fn claims(&self) -> &Manifest {
        &self.manifest
    }

    /// What it says, if this device signed it.
    pub fn verify(self, device: &PublicKey) -> Result<Manifest, ManifestError> {
        device
            .verify(&message(&self.signed), &self.signature)
            .map_err(|BadSignature| ManifestError::Signature)?;
        Ok(self.manifest)
    }
}

fn message(text: &str) -> Vec<u8> {
    [DOMAIN, text.as_bytes()].concat()
}

fn value<T: FromStr>(line: &str, name: &str) -> Option<T> {
    line.strip_prefix(name)?.parse().ok()
}

fn object(line: &str) -> Option<CarriedObject> {
    let mut words = line.strip_prefix("object ")?.split(' ');
    let object = CarriedObject {
        seq: words.next()?.parse().ok()?,
        size: words.next()?.parse().ok()?,
        object_id: words.next()?.parse().ok()?,
    };
    words.next().is_none().then_some(object)
}

fn file(line: &str) -> Option<CarriedFile> {
    let mut words = line.strip_prefix("file ")?.split(' ');
    let file = CarriedFile {
        size: words.next()?.parse().ok()?,
        sha256: words.next()?.parse().ok()?,
    };
    words.next().is_none().then_some(file)
}

#[cfg(test)]
mod tests;
