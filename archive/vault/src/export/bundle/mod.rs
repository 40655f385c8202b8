//! An evidence bundle: a selection of records that a stranger can check with public keys alone (docs/formats/bundle.md).
//!
//! - `documents`: what the root signed
//! - `object`: an object, its place in the log, its entries
//! - `write`: the tar file and its manifest
//!
//! The same selection of the same vault gives the same bytes: no clock, no chance. Memory is that of the largest object,
//! and some 150 bytes for each object written.

mod documents;
mod object;
mod write;

use std::{
    fs::{self, File},
    io::BufWriter,
    path::{Path, PathBuf},
};

pub use griffie_wire::bundle::Disclosure;
use griffie_wire::{
    Millis,
    bundle::{Asked, CHECKPOINT, Holder, Inside, SCHEMA, STATEMENT, Statement},
    canonical::to_canonical,
    note::add_signature,
};
use serde::Serialize;

use self::{documents::Document, write::Writer};
use super::{Written, outside};
use crate::{
    cosign,
    error::VaultError,
    keep::files::FilesError,
    store::{
        StoreError, chains, devices,
        selecting::{self, Segment, Selection},
        tree::Cosigned,
    },
    vault::Vault,
};

/// What to put into a bundle.
#[derive(Clone, Debug)]
pub struct Request {
    /// Folder in which `bundle.tar` is written.
    pub out: PathBuf,
    /// Only these custodians; all when empty.
    pub users: Vec<String>,
    /// Only these rooms; all when empty.
    pub rooms: Vec<String>,
    /// Captured or sent at or after.
    pub from: Option<Millis>,
    /// Captured or sent before.
    pub to: Option<Millis>,
    /// How much is shown of objects.
    pub disclose: Disclosure,
    /// With the files that records name.
    pub files: bool,
    /// Root-signed documents beside those that the vault kept.
    pub documents: Vec<PathBuf>,
}

/// What the bundle is under: the newest checkpoint that the vault co-signed.
struct Frame<'a> {
    vault: &'a Vault,
    cosigned: Cosigned,
    disclose: Disclosure,
}

/// Writes `bundle.tar`.
///
/// # Errors
/// [`VaultError`] when nothing was co-signed yet, a document is not the root's, the vault cannot be read or the file not
/// be written.
pub fn export(vault: &Vault, request: &Request) -> Result<Written, VaultError> {
    // One moment, though `serve` may take in more meanwhile.
    let _moment = vault.store.unchecked_transaction()?;
    let cosigned = cosign::newest(vault)?.ok_or(VaultError::NotSetUp("co-signed checkpoint", "pull"))?;
    let asked = pick(vault, request, cosigned.state.size)?;
    let frame = Frame {
        vault,
        cosigned,
        disclose: request.disclose,
    };
    let documents = documents::read(vault, &request.documents)?;
    let path = request.out.join("bundle.tar");
    fs::create_dir_all(&request.out).map_err(outside(&path))?;
    let draft = request.out.join(".bundle.tar");
    let written = fill(&frame, request, asked, &documents, &draft);
    if written.is_err() {
        // Half a bundle is of no use, and clear text: whether it could be removed changes nothing about the failure.
        let _gone = fs::remove_file(&draft);
    }
    let written = written?;
    fs::rename(&draft, &path).map_err(outside(&path))?;
    Ok(written)
}

/// Writes all members to this file.
fn fill(
    frame: &Frame<'_>,
    request: &Request,
    asked: u64,
    documents: &[Document],
    path: &Path,
) -> Result<Written, VaultError> {
    let vault = frame.vault;
    let mut writer = Writer::new(BufWriter::new(File::create(path).map_err(outside(path))?));
    let segments = selecting::segments(&vault.store)?;
    let files = if request.files {
        selecting::files(&vault.store)?
    } else {
        Vec::new()
    };
    let (shown, withheld) = selecting::count(&vault.store)?;
    let inside = Inside {
        chains: segments.len() as u64,
        objects: count_objects(vault, &segments)?,
        asked,
        context: shown.saturating_sub(asked),
        withheld,
        files: files.len() as u64,
    };
    writer.json(STATEMENT, &statement(frame, request, inside)?)?;
    for document in documents {
        writer.bytes(&document.name, &document.bytes)?;
    }
    let note = add_signature(&frame.cosigned.note, &frame.cosigned.cosignature)
        .map_err(|_| VaultError::Malformed("checkpoint"))?;
    writer.bytes(CHECKPOINT, note.as_bytes())?;
    for (number, segment) in (1..).zip(&segments) {
        chain(frame, &mut writer, number, *segment)?;
    }
    for digest in files {
        let source = vault.files.open_attachment(digest)?;
        let source = source.ok_or(VaultError::Malformed("verified file"))?;
        let size = source.metadata().map_err(FilesError::from)?.len();
        writer.stream(&format!("files/{digest}"), size, source)?;
    }
    let file = writer.finish(vault.keys.cosigner())?;
    let file = file
        .into_inner()
        .map_err(|error| outside(path)(error.into_error()))?;
    file.sync_all().map_err(outside(path))?;
    Ok(Written {
        files: 1,
        records: shown,
    })
}

fn pick(vault: &Vault, request: &Request, below: u64) -> Result<u64, VaultError> {
    let selection = Selection {
        users: &request.users,
        rooms: &request.rooms,
        from: request.from.map(|at| at.0),
        to: request.to.map(|at| at.0),
        below,
    };
    let whole = request.disclose == Disclosure::Objects;
    Ok(selecting::pick(&vault.store, &selection, whole)?)
}

fn count_objects(vault: &Vault, segments: &[Segment]) -> Result<u64, VaultError> {
    segments.iter().try_fold(0, |sum, segment| {
        Ok(sum + selecting::places(&vault.store, *segment)?.len() as u64)
    })
}

fn statement(frame: &Frame<'_>, request: &Request, inside: Inside) -> Result<Statement, VaultError> {
    let vault = frame.vault;
    Ok(Statement {
        schema: SCHEMA,
        tenant: vault
            .tenant()?
            .ok_or(VaultError::NotSetUp("organisation", "seal-config sign"))?,
        root: vault.root()?,
        log: vault
            .log()?
            .ok_or(VaultError::NotSetUp("log key", "seal-config sign"))?,
        vault: vault.keys.cosigner().vkey(),
        asked: Asked {
            users: request.users.clone(),
            rooms: request.rooms.clone(),
            from: request.from,
            to: request.to,
            disclose: request.disclose,
            files: request.files,
        },
        inside,
        producer: concat!("griffie-vault ", env!("CARGO_PKG_VERSION")).to_owned(),
    })
}

fn chain(
    frame: &Frame<'_>,
    writer: &mut Writer<impl std::io::Write>,
    number: u32,
    segment: Segment,
) -> Result<(), VaultError> {
    let store = &frame.vault.store;
    let chain = chains::numbered(store, segment.chain)?;
    let device = devices::get(store, chain.device)?.ok_or(StoreError::Row("device"))?;
    let holder = Holder {
        device: device.device,
        epoch: chain.epoch,
        tenant: device.tenant,
        user_id: device.user_id,
        public_key: device.public_key,
        first_seen: selecting::first_seen(store, chain.device)?,
        first: segment.first,
        last: segment.last,
    };
    let folder = format!("chains/{number:06}");
    writer.json(&format!("{folder}/device.json"), &holder)?;
    for index in selecting::places(store, segment)? {
        object::write(frame, writer, &folder, index)?;
    }
    Ok(())
}

fn canonical(value: &impl Serialize) -> Result<Vec<u8>, VaultError> {
    Ok(to_canonical(value).map_err(|_| StoreError::Row("bundle"))?)
}
