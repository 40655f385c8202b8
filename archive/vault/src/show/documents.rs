//! The versions of a document of the root: what each says of itself, and where it stands in the log, with the proof (D23).

use std::fmt::Write as _;

use griffie_wire::{api::StoredDocument, note::add_signature, receipt::Receipt, signed::DocumentKind};
use tlog_tiles::prove_record;

use super::time;
use crate::{
    error::VaultError,
    ingest::documents::is_signed,
    store::{
        StoreError, documents,
        tree::{self, Cosigned, Tree},
    },
    vault::Vault,
};

/// All versions of a kind in the order of the log.
pub(super) fn versions(vault: &Vault, kind: DocumentKind) -> Result<String, VaultError> {
    let cosigned = tree::last_cosigned(&vault.store)?;
    let mut text = String::new();
    for listed in documents::all(&vault.store)?
        .into_iter()
        .filter(|listed| listed.kind == kind)
    {
        text.push_str(&version(vault, &listed, cosigned.as_ref())?);
    }
    if text.is_empty() {
        text.push_str("the log has no line for one\n");
    }
    Ok(text)
}

fn version(
    vault: &Vault,
    listed: &StoredDocument,
    cosigned: Option<&Cosigned>,
) -> Result<String, VaultError> {
    let signed = if is_signed(listed, &vault.root()?) {
        "signed by the root"
    } else {
        "NOT signed by the root"
    };
    let said: serde_json::Value = serde_json::from_str(&listed.document.payload).unwrap_or_default();
    let said_time = |name: &str| {
        said.get(name)
            .and_then(serde_json::Value::as_u64)
            .map(griffie_wire::Millis)
    };
    let from = said_time("valid_from").map_or_else(|| "as soon as a device has it".to_owned(), time);
    let mut text = format!(
        "{} {}, {signed}\nvalid from {from}\nline {} of the log, written {}\n",
        listed.kind.name(),
        listed.version,
        listed.index,
        time(listed.received),
    );
    for (name, value) in said.as_object().into_iter().flatten() {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {name} {value}");
    }
    match cosigned.filter(|cosigned| listed.index < cosigned.state.size) {
        None => text.push_str("not under a checkpoint that this vault co-signed yet\n\n"),
        Some(cosigned) => {
            let _ = writeln!(text, "proof:\n{}", proof(vault, listed.index, cosigned)?);
        }
    }
    Ok(text)
}

/// From the line to the checkpoint that we co-signed, by our own tree.
fn proof(vault: &Vault, index: u64, cosigned: &Cosigned) -> Result<String, VaultError> {
    let note = add_signature(&cosigned.note, &cosigned.cosignature)
        .map_err(|_| VaultError::Malformed("checkpoint"))?;
    let path =
        prove_record(cosigned.state.size, index, &Tree(&vault.store)).map_err(|_| StoreError::Row("tree"))?;
    Ok(Receipt::build(index, &path, &note, None).text())
}
