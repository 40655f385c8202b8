//! One round with the gateway: everything new in, everything that waits once more, verdicts out.

use std::collections::BTreeSet;

use griffie_wire::{DeviceId, api::StoredObject};

use crate::{
    cosign::{self, Told},
    error::VaultError,
    fault::{Fault, Hold},
    fetch::{FetchError, Gateway},
    ingest::{
        Arriving, Ingested, documents::take_documents, ingest, pin_device, retry, supply, to_ask_again,
    },
    recover,
    store::{
        attachments, devices,
        faults::{self, About},
        objects, tree,
    },
    vault::Vault,
};

/// Bytes of objects that are taken in with one transaction and one round of fsync.
const GROUP_BYTES: u64 = 32 << 20;

/// What a round did.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pulled {
    /// Objects and what became of them.
    pub ingested: Ingested,
    /// Verdicts that reached the gateway.
    pub told: Told,
}

impl Pulled {
    /// Whether anything at all happened.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.ingested == Ingested::default() && self.told == Told::default()
    }
}

/// Runs rounds until one brings nothing new.
///
/// # Errors
/// [`VaultError`] when the gateway or the vault itself fails; what was kept stays kept.
pub async fn pull(vault: &mut Vault, gateway: &mut Gateway) -> Result<Pulled, VaultError> {
    let mut all = Pulled::default();
    loop {
        let round = round(vault, gateway).await?;
        all.ingested += round.ingested;
        all.told += round.told;
        if round.is_quiet() {
            return Ok(all);
        }
    }
}

async fn round(vault: &mut Vault, gateway: &mut Gateway) -> Result<Pulled, VaultError> {
    let mut ingested = take_in(vault, gateway).await?;
    ingested += fetch_missing(vault, gateway).await?;
    ingested += fetch_attachments(vault, gateway).await?;
    ingested += look_again_at_devices(vault, gateway).await?;
    ingested += retry(vault)?;
    recover::ask_for_objects(vault)?;
    let recalled = recover::post(vault, gateway).await?;
    if recalled > 0 {
        tracing::info!(recalled, "devices are asked for what is missing");
    }
    let told = cosign::tell(vault, gateway).await?;
    ingested.new_faults += told.new_faults;
    Ok(Pulled { ingested, told })
}

async fn take_in(vault: &mut Vault, gateway: &mut Gateway) -> Result<Ingested, VaultError> {
    let mut done = Ingested::default();
    loop {
        let next = tree::size(&vault.store)?;
        let mut listed = gateway.list(next).await?;
        let run = run(listed.iter().map(|object| object.index), next);
        if run == 0 {
            match take_lines(vault, gateway, next, listed.is_empty()).await? {
                Some(taken) => done += taken,
                None => return Ok(done),
            }
            continue;
        }
        listed.truncate(run);
        let mut group = Vec::new();
        let mut bytes = 0;
        for listed in listed {
            done += meet(vault, gateway, listed.device).await?;
            let object = object_or_nothing(gateway, &listed).await?;
            bytes += object.len() as u64;
            group.push(Arriving {
                listed,
                bytes: object,
            });
            if bytes >= GROUP_BYTES {
                done += ingest(vault, &std::mem::take(&mut group))?;
                bytes = 0;
            }
        }
        done += ingest(vault, &group)?;
    }
}

/// What stands at place `next` of the log if it is no object: documents. Nothing when the log ends there.
///
/// Both lists are asked for at different moments, so an object may have come between: then another look finds it.
async fn take_lines(
    vault: &mut Vault,
    gateway: &mut Gateway,
    next: u64,
    ended: bool,
) -> Result<Option<Ingested>, VaultError> {
    let mut documents = gateway.documents(next).await?;
    let run = run(documents.iter().map(|document| document.index), next);
    if run > 0 {
        documents.truncate(run);
        return take_documents(vault, &documents).map(Some);
    }
    if ended && documents.is_empty() {
        return Ok(None);
    }
    let again = gateway.list(next).await?;
    if again.first().is_some_and(|object| object.index == next) {
        return Ok(Some(Ingested::default()));
    }
    faults::insert(&vault.store, Fault::LogHole, About::default(), vault.clock.now())?;
    Err(VaultError::Log(Fault::LogHole))
}

/// How many of these places follow `next` without a hole.
fn run(places: impl Iterator<Item = u64>, next: u64) -> usize {
    places
        .zip(next..)
        .take_while(|(place, index)| place == index)
        .count()
}

/// The bytes, or none when the gateway lists an object and cannot give it, so that one loss does not stop all others.
async fn object_or_nothing(gateway: &mut Gateway, listed: &StoredObject) -> Result<Vec<u8>, FetchError> {
    match gateway.object(listed).await {
        Err(FetchError::NotFound | FetchError::TooLong) => Ok(Vec::new()),
        // A body that ends too early is a loss on its side if it still listens, and a broken connection if not.
        Err(FetchError::Http(_)) => match gateway.object(listed).await {
            Err(FetchError::Http(_)) => gateway.checkpoint().await.map(|_| Vec::new()),
            other => other,
        },
        other => other,
    }
}

/// Asks again for objects that are listed and were not given, or not as they are.
async fn fetch_missing(vault: &mut Vault, gateway: &mut Gateway) -> Result<Ingested, VaultError> {
    let mut done = Ingested::default();
    for row in to_ask_again(vault)? {
        let bytes = object_or_nothing(gateway, &row.listed).await?;
        done += supply(
            vault,
            &[Arriving {
                listed: row.listed,
                bytes,
            }],
        )?;
    }
    Ok(done)
}

/// Pins a device before its first object is looked at.
async fn meet(vault: &Vault, gateway: &mut Gateway, device: DeviceId) -> Result<Ingested, VaultError> {
    if devices::get(&vault.store, device)?.is_some() {
        return Ok(Ingested::default());
    }
    match gateway.device(device).await? {
        Some(info) => pin_device(vault, &info),
        None => Ok(Ingested::default()),
    }
}

/// Asks who the known devices are now: a changed key or owner is an alarm. Also asks for those not known yet.
async fn look_again_at_devices(vault: &Vault, gateway: &mut Gateway) -> Result<Ingested, VaultError> {
    let mut done = Ingested::default();
    let unknown = objects::held(&vault.store, Hold::DeviceUnknown)?;
    let known = devices::all(&vault.store)?.into_iter().map(|info| info.device);
    let all: BTreeSet<DeviceId> = known
        .chain(unknown.into_iter().map(|row| row.listed.device))
        .collect();
    for device in all {
        match gateway.device(device).await? {
            Some(info) => done += pin_device(vault, &info)?,
            None => {
                let about = About {
                    device: Some(device),
                    ..About::default()
                };
                let new = faults::insert(&vault.store, Fault::DeviceUnknown, about, vault.clock.now())?;
                done.new_faults += u64::from(new);
            }
        }
    }
    Ok(done)
}

async fn fetch_attachments(vault: &Vault, gateway: &mut Gateway) -> Result<Ingested, VaultError> {
    let mut done = Ingested::default();
    for digest in attachments::wanted_files(&vault.store)? {
        if vault.files.open_attachment(digest)?.is_some() {
            continue;
        }
        let Some(draft) = gateway.attachment(&vault.files, digest).await? else {
            continue;
        };
        if !vault.files.finish(draft, digest)? {
            let new = faults::insert(
                &vault.store,
                Fault::AttachmentCorrupt,
                About::default(),
                vault.clock.now(),
            )?;
            done.new_faults += u64::from(new);
        }
    }
    Ok(done)
}
