//! Computes everything again from the stored files alone, and compares it with what the database says.
//!
//! All objects go through the whole pipeline once more, into a scratch database with a key of its own: signatures,
//! chains, commitments, re-decryption, attachments. Then verdicts, records, the log's tree and every stored receipt are
//! held against the result. It changes nothing in the vault.

mod report;
mod scratch;

use griffie_wire::{
    Millis, PublicKey,
    api::StoredDocument,
    receipt::{LogTrust, Receipt, verify_final},
};
use rusqlite::Connection;
use tlog_tiles::tree_hash;

pub use self::report::{Finding, Report};
use self::scratch::Scratch;
use crate::{
    check::SessionCache,
    error::VaultError,
    fault::{Fault, Hold},
    ingest::{Arriving, Parts, documents as ingest, replay, settle_all},
    store::{
        StoreError, chains, devices, documents,
        objects::{self, ObjectRow, State},
        reading,
        tree::{self, Tree},
        verdicts,
    },
    vault::Vault,
};

/// Objects in one transaction.
const GROUP: u32 = 64;

/// Verifies a vault.
///
/// # Errors
/// [`VaultError`] when the vault cannot be read or the scratch database cannot be written; findings are no errors.
pub fn verify(vault: &Vault) -> Result<Report, VaultError> {
    // One moment, though `serve` may take in more meanwhile.
    let _moment = vault.store.unchecked_transaction()?;
    let mut scratch = Scratch::create(vault.files.root())?;
    for device in devices::all(&vault.store)? {
        devices::pin(&scratch.store, &device, vault.clock.now())?;
    }
    let mut report = Report::default();
    recompute(vault, &mut scratch.store, &mut report)?;
    compare_objects(vault, &scratch.store, &mut report)?;
    compare_chains(vault, &scratch.store, &mut report)?;
    check_log(vault, &scratch.store, &mut report)?;
    count(vault, &scratch.store, &mut report)?;
    scratch.remove()?;
    Ok(report)
}

fn recompute(vault: &Vault, store: &mut Connection, report: &mut Report) -> Result<(), VaultError> {
    let mut sessions = SessionCache::default();
    let tenant = vault.tenant()?;
    let now = vault.clock.now();
    let root = vault.root()?;
    let mut documents = documents::all(&vault.store)?.into_iter().peekable();
    let mut from = 0;
    loop {
        let mut rows = objects::page(&vault.store, from, GROUP)?;
        // Up to the next document, which has its place in the tree between two objects.
        let next = rows.first().map_or(u64::MAX, |row| row.listed.index);
        while let Some(document) = documents.next_if(|document| document.index < next) {
            enter(store, &document, &root, report, now)?;
        }
        let until = documents.peek().map_or(u64::MAX, |document| document.index);
        rows.retain(|row| row.listed.index < until);
        let Some(last) = rows.last() else { break };
        from = last.listed.index + 1;
        let objects = rows
            .iter()
            .map(|row| load(vault, row, report))
            .collect::<Result<Vec<_>, VaultError>>()?;
        let parts = Parts {
            store,
            files: &vault.files,
            keys: vault.keys.as_ref(),
            sessions: &mut sessions,
            tenant,
            now,
        };
        let done = replay(parts, &objects)?;
        report.records += done.records;
        report.events += done.events;
        report.proven += done.proven;
    }
    let parts = Parts {
        store,
        files: &vault.files,
        keys: vault.keys.as_ref(),
        sessions: &mut sessions,
        tenant,
        now,
    };
    settle_all(parts)?;
    Ok(())
}

/// A document's line once more, and whether it holds.
fn enter(
    store: &Connection,
    document: &StoredDocument,
    root: &PublicKey,
    report: &mut Report,
    now: Millis,
) -> Result<(), VaultError> {
    report.documents += 1;
    if let Some(fault) = ingest::judge(store, document, root)? {
        report.find(fault, Some(document.index));
    }
    Ok(ingest::enter(store, document, now)?)
}

/// The stored bytes, whatever they are by now.
fn load(vault: &Vault, row: &ObjectRow, report: &mut Report) -> Result<Arriving, VaultError> {
    let index = row.listed.index;
    let bytes = vault.files.read_object(index, row.listed.object_id)?;
    match &bytes {
        // One that the gateway never gave is a hold, not a loss of ours.
        None if row.reason != Hold::Missing.code() => report.find(Fault::FileMissing, Some(index)),
        Some(bytes) if griffie_wire::Sha256::of(bytes) != row.digest => {
            report.find(Fault::FileChanged, Some(index));
        }
        _ => {}
    }
    report.objects += 1;
    Ok(Arriving {
        listed: row.listed,
        bytes: bytes.unwrap_or_default(),
    })
}

fn compare_objects(vault: &Vault, again: &Connection, report: &mut Report) -> Result<(), VaultError> {
    let mut from = 0;
    loop {
        let rows = objects::page(&vault.store, from, GROUP)?;
        let Some(last) = rows.last() else { return Ok(()) };
        from = last.listed.index + 1;
        for row in &rows {
            let index = row.listed.index;
            match row.state {
                State::Accepted => report.accepted += 1,
                State::Held => report.held += 1,
                State::Rejected => report.reject(row),
            }
            let recomputed = objects::get(again, index)?.ok_or(StoreError::Row("object"))?;
            if !same(row, &recomputed)
                || reading::of_object(&vault.store, index)? != reading::of_object(again, index)?
            {
                report.find(Fault::RowsDiffer, Some(index));
            }
        }
    }
}

fn same(row: &ObjectRow, recomputed: &ObjectRow) -> bool {
    // Its last file came, and no round has looked at it since.
    let just_complete = row.state == State::Held
        && row.reason == Hold::Attachments.code()
        && recomputed.state == State::Accepted;
    let verdict = (recomputed.state, recomputed.reason.as_str()) == (row.state, row.reason.as_str());
    (verdict || just_complete) && (recomputed.claims, recomputed.created) == (row.claims, row.created)
}

fn compare_chains(vault: &Vault, again: &Connection, report: &mut Report) -> Result<(), VaultError> {
    for chain in chains::all(&vault.store)? {
        let recomputed = chains::of(again, chain.device, chain.epoch)?;
        if (recomputed.head, recomputed.broken_at) != (chain.head, chain.broken_at) {
            report.find(Fault::RowsDiffer, None);
        }
        report.chains += 1;
    }
    Ok(())
}

/// Our tree, the checkpoints we signed, and every receipt.
fn check_log(vault: &Vault, again: &Connection, report: &mut Report) -> Result<(), VaultError> {
    report.log_size = tree::size(&vault.store)?;
    let Some(last) = tree::last_cosigned(&vault.store)? else {
        return Ok(());
    };
    report.cosigned = last.state.size;
    let root = tree_hash(last.state.size, &Tree(again)).ok();
    if root != Some(last.state.root) {
        report.find(Fault::LogForked, None);
    }
    let trust = LogTrust {
        log: vault.log()?.unwrap_or_default(),
        vault: Some(vault.keys.cosigner().vkey()),
        witnesses: None,
    };
    for (index, leaf) in objects::leaves(&vault.store)? {
        let Some(text) = verdicts::receipt(&vault.store, index)? else {
            continue;
        };
        let proven = Receipt::parse(&text)
            .is_ok_and(|receipt| receipt.index() == index && verify_final(&receipt, &leaf, &trust).is_ok());
        if proven {
            report.receipts += 1;
        } else {
            report.find(Fault::ReceiptInvalid, Some(index));
        }
    }
    Ok(())
}

fn count(vault: &Vault, again: &Connection, report: &mut Report) -> Result<(), VaultError> {
    let number = |connection, wanted: &str| -> Result<u64, VaultError> {
        let all = reading::attachment_states(connection)?;
        Ok(all
            .iter()
            .find(|(state, _)| state == wanted)
            .map_or(0, |(_, count)| *count))
    };
    report.attachments = number(again, "verified")?;
    report.attachments_missing = number(again, "wanted")?;
    // A file that was here when its object was accepted and is gone or changed now.
    if number(&vault.store, "verified")? > report.attachments {
        report.find(Fault::FileMissing, None);
    }
    Ok(())
}
