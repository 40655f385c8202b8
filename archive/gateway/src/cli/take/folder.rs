//! One device's folder on a stick. Form: docs/formats/carry.md.

use std::{
    collections::HashSet,
    fs::{self, File},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};

use griffie_wire::{
    api::{DeviceInfo, ReceiptItem, Receipts},
    carry::{self, CarriedFile, CarriedObject, MAX_MANIFEST, Manifest, SignedManifest},
    ids::{ObjectId, Seq},
    problem::ProblemKind,
};

use super::{CliError, Socket, Taken};
use crate::{limits::PAGE, settings::Settings};

/// A folder whose manifest the device signed.
pub(super) struct Folder {
    path: PathBuf,
    manifest: Manifest,
}

impl Folder {
    /// Reads and checks the manifest. The inner error is the code of what is wrong with it.
    pub(super) fn read(
        path: PathBuf,
        settings: &Settings,
        socket: &Socket,
    ) -> Result<Result<Self, String>, CliError> {
        let signed = match read_manifest(&path) {
            Ok(signed) => signed,
            Err(code) => return Ok(Err(code.to_owned())),
        };
        let claims = signed.claims();
        if claims.tenant != settings.tenant {
            return Ok(Err("other_organisation".to_owned()));
        }
        let answer = socket.ask("GET", &format!("/devices/{}", claims.device), &[], &[])?;
        let Some(device) = answer.json::<DeviceInfo>().filter(|_| answer.is_good()) else {
            let code = match answer.status {
                404 => ProblemKind::DeviceUnknown.code().to_owned(),
                _ => answer.code(),
            };
            return Ok(Err(code));
        };
        if device.revoked {
            return Ok(Err(ProblemKind::DeviceRevoked.code().to_owned()));
        }
        let manifest = signed.verify(&device.public_key);
        Ok(manifest
            .map(|manifest| Self { path, manifest })
            .map_err(|_| "manifest_signature".to_owned()))
    }

    /// Hands over the files, before the objects that speak of them. One that is not right holds up nothing else.
    pub(super) fn take_files(
        &self,
        settings: &Settings,
        socket: &Socket,
        taken: &mut Taken,
    ) -> Result<(), CliError> {
        for file in &self.manifest.files {
            let name = format!("{}/{}", carry::FILES, file.sha256);
            if file.size > settings.limits.attachment_bytes {
                taken.fault(&name, ProblemKind::TooLarge.code());
                continue;
            }
            match self.take_file(&name, file, settings.limits.chunk_bytes, socket)? {
                Ok(new) => taken.file(new),
                Err(code) => taken.fault(&name, code),
            }
        }
        Ok(())
    }

    /// Hands over one file from where an earlier time broke off; gives whether it is news.
    fn take_file(
        &self,
        name: &str,
        file: &CarriedFile,
        chunk: u64,
        socket: &Socket,
    ) -> Result<Result<bool, String>, CliError> {
        let target = format!("/carried/{}/files/{}", self.manifest.device, file.sha256);
        let held = socket.ask("HEAD", &target, &[], &[])?;
        let mut at = match held.status {
            200 => return Ok(Ok(false)),
            206 => held.header("upload-offset").unwrap_or(0),
            _ => 0,
        };
        let mut source = match self.open(name, file.size) {
            Ok(source) => source,
            Err(code) => return Ok(Err(code.to_owned())),
        };
        loop {
            let Ok(piece) = piece(&mut source, at, chunk.min(file.size.saturating_sub(at))) else {
                return Ok(Err("unreadable".to_owned()));
            };
            let headers = [("Upload-Offset", at), ("Upload-Length", file.size)];
            let answer = socket.ask("PUT", &target, &headers, &piece)?;
            match answer.status {
                201 => return Ok(Ok(true)),
                // Never without progress: what the gateway holds grows with each piece.
                204 if answer.header("upload-offset") > Some(at) => {
                    at = answer.header("upload-offset").unwrap_or(file.size);
                }
                _ => return Ok(Err(answer.code())),
            }
        }
    }

    /// Hands over the objects, in the order of their numbers.
    pub(super) fn take_objects(
        &self,
        settings: &Settings,
        socket: &Socket,
        taken: &mut Taken,
    ) -> Result<(), CliError> {
        for object in &self.manifest.objects {
            let name = format!("{}/{}", carry::OBJECTS, carry::object_name(object.object_id));
            if object.size > settings.limits.object_bytes {
                taken.fault(&name, ProblemKind::TooLarge.code());
                continue;
            }
            match self.take_object(&name, object, socket)? {
                Ok(new) => taken.object(new),
                Err(code) => taken.fault(&name, code),
            }
        }
        Ok(())
    }

    fn take_object(
        &self,
        name: &str,
        object: &CarriedObject,
        socket: &Socket,
    ) -> Result<Result<bool, String>, CliError> {
        let bytes = match self.open(name, object.size) {
            Ok(mut source) => match piece(&mut source, 0, object.size) {
                Ok(bytes) => bytes,
                Err(_) => return Ok(Err("unreadable".to_owned())),
            },
            Err(code) => return Ok(Err(code.to_owned())),
        };
        let Manifest { device, epoch, .. } = self.manifest;
        let target = format!("/carried/{device}/objects/{epoch}/{}", object.seq);
        let answer = socket.ask("PUT", &target, &[], &bytes)?;
        Ok(match answer.status {
            201 => Ok(true),
            200 => Ok(false),
            _ => Err(answer.code()),
        })
    }

    /// The vault's receipts for what the manifest lists. Refusals stay here: nobody need believe them from a stick.
    pub(super) fn receipts(&self, socket: &Socket) -> Result<Receipts, CliError> {
        let listed: HashSet<(Seq, ObjectId)> = self
            .manifest
            .objects
            .iter()
            .map(|object| (object.seq, object.object_id))
            .collect();
        let ours = |item: &ReceiptItem| {
            item.epoch == self.manifest.epoch
                && item.receipt.is_some()
                && listed.contains(&(item.seq, item.object_id))
        };
        let mut receipts = Receipts {
            items: Vec::new(),
            next: 0,
        };
        loop {
            let target = format!(
                "/carried/{}/receipts?after={}&limit={PAGE}",
                self.manifest.device, receipts.next
            );
            let answer = socket.ask("GET", &target, &[], &[])?;
            let Some(page) = answer.json::<Receipts>().filter(|_| answer.is_good()) else {
                return Ok(receipts);
            };
            if page.items.is_empty() {
                return Ok(receipts);
            }
            receipts.next = page.next;
            receipts.items.extend(page.items.into_iter().filter(ours));
        }
    }

    /// Puts the receipts on the stick for the way home; what was there from an earlier time is in them, or known to the device.
    pub(super) fn leave_receipts(&self, receipts: &Receipts, taken: &mut Taken) {
        if receipts.items.is_empty() {
            return;
        }
        let text = serde_json::to_vec(receipts).expect("receipts are text and numbers");
        match replace(&self.path.join(carry::RECEIPTS), &text) {
            Ok(()) => taken.receipts = receipts.items.len(),
            Err(error) => taken.fault(carry::RECEIPTS, unwritable(&error)),
        }
    }

    /// A file of the size that the manifest names; never through a link.
    fn open(&self, name: &str, size: u64) -> Result<File, &'static str> {
        let path = self.path.join(name);
        let found = fs::symlink_metadata(&path).map_err(|error| absent(&error))?;
        if !found.is_file() || found.len() != size {
            return Err("wrong_size");
        }
        File::open(&path).map_err(|error| absent(&error))
    }
}

fn read_manifest(folder: &Path) -> Result<SignedManifest, &'static str> {
    let path = folder.join(carry::MANIFEST);
    let found = fs::symlink_metadata(&path).map_err(|error| absent(&error))?;
    if !found.is_file() || found.len() > MAX_MANIFEST as u64 {
        return Err("manifest_malformed");
    }
    let text = fs::read(&path).map_err(|error| absent(&error))?;
    let text = String::from_utf8(text).map_err(|_| "manifest_malformed")?;
    Manifest::read(&text).map_err(|_| "manifest_malformed")
}

fn absent(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "missing",
        _ => "unreadable",
    }
}

fn unwritable(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => "stick_read_only",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "stick_full"
        }
        _ => "stick_unwritable",
    }
}

/// `size` bytes from `at` on.
fn piece(source: &mut File, at: u64, size: u64) -> io::Result<Vec<u8>> {
    use io::Seek as _;
    source.seek(io::SeekFrom::Start(at))?;
    let mut bytes = Vec::new();
    source.take(size).read_to_end(&mut bytes)?;
    (bytes.len() as u64 == size)
        .then_some(bytes)
        .ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))
}

/// A whole new file in the place of an old one, durably; a half one goes.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut part = path.to_owned().into_os_string();
    part.push(carry::PART);
    match fs::remove_file(&part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let written = File::create_new(&part).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, path)
    });
    if written.is_err() {
        drop(fs::remove_file(&part));
    }
    written
}
