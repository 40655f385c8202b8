//! An object of the bundle: where the log has it, what the vault decided, and of its entries what may be shown.

use std::{collections::HashMap, io::Write};

use griffie_wire::{
    EntryNo,
    bundle::{Disclosure, EntryProof, ObjectProof, Prev, State, Why},
    gso1::{Kind, OpenError, data_key, parse},
    receipt::Receipt,
};
use tlog_tiles::{Hash, prove_record, prove_tree};

use super::{Frame, canonical, write::Writer};
use crate::{
    error::VaultError,
    store::{
        StoreError,
        objects::{self, ObjectRow},
        reading::{self, Kept},
        selecting,
        tree::Tree,
        verdicts,
    },
};

/// Writes the members of the object at this place of the log.
pub(super) fn write(
    frame: &Frame<'_>,
    writer: &mut Writer<impl Write>,
    folder: &str,
    index: u64,
) -> Result<(), VaultError> {
    let vault = frame.vault;
    let row = objects::get(&vault.store, index)?.ok_or(StoreError::Row("object"))?;
    let folder = format!("{folder}/{:010}", row.listed.seq.0);
    let picked: HashMap<EntryNo, bool> = selecting::of_object(&vault.store, index)?.into_iter().collect();
    let kept = reading::of_object(&vault.store, index)?;
    let bytes = vault.files.read_object(index, row.listed.object_id)?;
    let bytes = bytes.ok_or(VaultError::Malformed("stored object"))?;
    let envelope = parse(&bytes).map_err(|_| VaultError::Malformed("stored object"))?;
    let heartbeat = envelope.header.kind == Kind::Heartbeat && frame.disclose == Disclosure::Objects;
    let shown = !picked.is_empty() || heartbeat;
    let whole = shown && picked.len() == kept.len();
    let key = if whole {
        Some(hex::encode(
            data_key(&envelope, vault.keys.opener())
                .map_err(refused)?
                .as_bytes(),
        ))
    } else {
        None
    };
    writer.json(&format!("{folder}/proof.json"), &proof(frame, &row, key)?)?;
    if !shown {
        return Ok(());
    }
    writer.bytes(&format!("{folder}/object.gso1"), &bytes)?;
    if !kept.is_empty() {
        let prev = previous(frame, &row, kept.first())?;
        writer.bytes(&format!("{folder}/records.jsonl"), &lines(prev, &kept, &picked)?)?;
    }
    Ok(())
}

fn refused(error: OpenError) -> VaultError {
    match error {
        OpenError::Opener(error) => VaultError::KeyHolder(error),
        _ => VaultError::Malformed("stored object"),
    }
}

fn proof(frame: &Frame<'_>, row: &ObjectRow, key: Option<String>) -> Result<ObjectProof, VaultError> {
    let tree = Tree(&frame.vault.store);
    let size = frame.cosigned.state.size;
    let index = row.listed.index;
    let path = prove_record(size, index, &tree).map_err(|_| StoreError::Row("tree"))?;
    let receipt = verdicts::receipt(&frame.vault.store, index)?;
    let consistency = match &receipt {
        Some(text) => consistency(text, size, &tree)?,
        None => Vec::new(),
    };
    Ok(ObjectProof {
        object: row.listed.leaf().into(),
        index,
        received: row.listed.received,
        path: texts(&path),
        state: match row.state {
            objects::State::Accepted => State::Accepted,
            objects::State::Held => State::Held,
            objects::State::Rejected => State::Rejected,
        },
        reason: row.reason.clone(),
        receipt,
        consistency,
        key,
    })
}

/// From the checkpoint of a receipt to the bundle's, so that both are of one log.
fn consistency(receipt: &str, size: u64, tree: &Tree<'_>) -> Result<Vec<String>, VaultError> {
    let receipt = Receipt::parse(receipt).map_err(|_| VaultError::Malformed("receipt"))?;
    let old: Option<u64> = receipt
        .checkpoint()
        .lines()
        .nth(1)
        .and_then(|line| line.parse().ok());
    match old {
        Some(old) if old == 0 || old == size => Ok(Vec::new()),
        Some(old) if old < size => {
            let proof = prove_tree(size, old, tree).map_err(|_| StoreError::Row("tree"))?;
            Ok(texts(&proof))
        }
        _ => Err(VaultError::Malformed("receipt")),
    }
}

fn texts(hashes: &[Hash]) -> Vec<String> {
    hashes.iter().map(ToString::to_string).collect()
}

/// Commitment before the first entry of an object.
fn previous(frame: &Frame<'_>, row: &ObjectRow, first: Option<&Kept>) -> Result<Prev, VaultError> {
    let chain = row.chain.ok_or(StoreError::Row("chain"))?;
    let prev = match first.map_or(0, |kept| kept.entry) {
        0 => return Err(StoreError::Row("record").into()),
        1 => griffie_wire::Commitment::GENESIS,
        entry => selecting::commitment(&frame.vault.store, chain, entry - 1)?,
    };
    Ok(Prev { prev })
}

fn lines(prev: Prev, kept: &[Kept], picked: &HashMap<EntryNo, bool>) -> Result<Vec<u8>, VaultError> {
    let mut text = canonical(&prev)?;
    text.push(b'\n');
    for entry in kept {
        let why = match picked.get(&EntryNo(entry.entry)) {
            Some(true) => Why::Asked,
            Some(false) => Why::Context,
            None => Why::Withheld,
        };
        let shown = why != Why::Withheld;
        let proof = EntryProof {
            commitment: entry.commitment,
            entry: EntryNo(entry.entry),
            salt: shown.then(|| hex::encode(entry.salt)),
            unproven: shown && entry.unproven,
            why,
        };
        text.extend_from_slice(b"{\"proof\":");
        text.extend(canonical(&proof)?);
        if shown {
            text.extend_from_slice(b",\"record\":");
            text.extend_from_slice(&entry.body);
        }
        text.extend_from_slice(b"}\n");
    }
    Ok(text)
}
