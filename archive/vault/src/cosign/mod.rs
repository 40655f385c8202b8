//! Puts the vault's name under the log, and under the objects it has opened, checked and keeps.
//!
//! A checkpoint is co-signed only when our own copy of the tree has the same root at that size, so the gateway cannot
//! show us one log and others another. The signature is kept before anyone sees it. Telling is idempotent and goes on
//! where a crash left it.

mod witnesses;

use griffie_wire::{
    api::{Accepted, Rejected, Verdicts},
    note::{Checkpointed, LogVerifier, add_signature, open_checkpoint},
    receipt::Receipt,
};
use tlog_tiles::{prove_record, tree_hash};

pub(crate) use self::witnesses::{Gathered, gather, newest};
use crate::{
    error::VaultError,
    fault::Fault,
    fetch::Gateway,
    store::{
        StoreError,
        faults::{self, About},
        objects,
        tree::{self, Cosigned, Tree},
        verdicts::{self, Owed},
    },
    vault::Vault,
};

/// Verdicts in one message.
const BATCH: u32 = 500;

/// What the gateway was told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Objects accepted.
    pub accepted: u64,
    /// Objects rejected.
    pub rejected: u64,
    /// Faults of the log that were not known before.
    pub(crate) new_faults: u64,
}

impl std::ops::AddAssign for Told {
    fn add_assign(&mut self, other: Self) {
        self.accepted += other.accepted;
        self.rejected += other.rejected;
        self.new_faults += other.new_faults;
    }
}

/// Co-signs the log's newest checkpoint, if we hold all of it, and tells all verdicts below it.
///
/// # Errors
/// [`VaultError`] when the gateway does not answer or the database fails.
pub(crate) async fn tell(vault: &mut Vault, gateway: &mut Gateway) -> Result<Told, VaultError> {
    // Before the first seal configuration it is not known which log to believe.
    let Some(log) = vault.log()? else {
        return Ok(Told::default());
    };
    let log: LogVerifier = log.parse().map_err(|_| VaultError::Malformed("log key"))?;
    let note = gateway.checkpoint().await?;
    let signed = match accept_checkpoint(vault, &note, &log)? {
        Ok(Some(signed)) => signed,
        Ok(None) => return Ok(Told::default()),
        Err(fault) => {
            let new = faults::insert(&vault.store, fault, About::default(), vault.clock.now())?;
            return Ok(Told {
                new_faults: u64::from(new),
                ..Told::default()
            });
        }
    };
    let Gathered { enough, new_fault } = gather(vault, &log, signed).await?;
    let mut told = Told {
        new_faults: u64::from(new_fault),
        ..Told::default()
    };
    let Some(signed) = enough else {
        return Ok(told);
    };
    loop {
        let owed = verdicts::owed(&vault.store, signed.state.size, BATCH)?;
        if owed.is_empty() {
            return Ok(told);
        }
        let message = with_receipts(vault, &signed, &owed)?;
        gateway.tell(&message).await?;
        told.accepted += message.accepted.len() as u64;
        told.rejected += message.rejected.len() as u64;
        let unit = vault.store.transaction()?;
        for one in &owed {
            verdicts::posted(&unit, one.log_index, signed.state.size)?;
        }
        unit.commit()?;
    }
}

/// Our signature on a checkpoint: a new one, or the one we gave before. Nothing while we do not hold all under it.
pub(crate) fn accept_checkpoint(
    vault: &mut Vault,
    note: &str,
    log: &LogVerifier,
) -> Result<Result<Option<Cosigned>, Fault>, VaultError> {
    let Ok(state) = open_checkpoint(note, log) else {
        return Ok(Err(Fault::LogSignature));
    };
    let held = objects::count_whole(&vault.store)?;
    let last = tree::last_cosigned(&vault.store)?;
    if last.as_ref().is_some_and(|last| state.size < last.state.size) {
        return Ok(Err(Fault::LogShrank));
    }
    if state.size > held || state.size == 0 {
        return Ok(Ok(None));
    }
    if own_root(vault, state.size)? != state || !still_ours(vault, last.as_ref())? {
        return Ok(Err(Fault::LogForked));
    }
    if let Some(last) = last
        && last.state.size == state.size
    {
        return Ok(Ok(Some(last)));
    }
    let now = vault.clock.now();
    let cosignature = vault
        .keys
        .cosigner()
        .cosign(note, now)
        .map_err(|_| VaultError::Malformed("checkpoint"))?;
    let signed = Cosigned {
        state,
        note: note.to_owned(),
        cosignature,
    };
    let unit = vault.store.transaction()?;
    tree::insert_cosigned(&unit, &signed, now)?;
    unit.commit()?;
    Ok(Ok(Some(signed)))
}

/// Our own tree over the first `size` objects.
fn own_root(vault: &Vault, size: u64) -> Result<Checkpointed, VaultError> {
    let root = tree_hash(size, &Tree(&vault.store)).map_err(|_| StoreError::Row("tree"))?;
    Ok(Checkpointed { size, root })
}

/// Whether what we signed last is still a part of our tree.
fn still_ours(vault: &Vault, last: Option<&Cosigned>) -> Result<bool, VaultError> {
    match last {
        Some(last) => Ok(own_root(vault, last.state.size)? == last.state),
        None => Ok(true),
    }
}

/// The message, after the final receipts of the accepted objects are kept.
pub(crate) fn with_receipts(
    vault: &mut Vault,
    signed: &Cosigned,
    owed: &[Owed],
) -> Result<Verdicts, VaultError> {
    let note =
        add_signature(&signed.note, &signed.cosignature).map_err(|_| VaultError::Malformed("checkpoint"))?;
    let mut message = Verdicts {
        checkpoint: signed.note.clone(),
        cosignature: signed.cosignature.clone(),
        accepted: Vec::new(),
        rejected: Vec::new(),
    };
    let unit = vault.store.transaction()?;
    for one in owed {
        let index = one.log_index;
        if let Some(code) = &one.rejected {
            message.rejected.push(Rejected {
                index,
                code: code.clone(),
            });
            continue;
        }
        let row = objects::get(&unit, index)?.ok_or(StoreError::Row("object"))?;
        let accept = vault.keys.cosigner().accept(&row.listed.leaf());
        let path =
            prove_record(signed.state.size, index, &Tree(&unit)).map_err(|_| StoreError::Row("tree"))?;
        verdicts::set_receipt(
            &unit,
            index,
            &Receipt::build(index, &path, &note, Some(accept)).text(),
        )?;
        message.accepted.push(Accepted { index, accept });
    }
    unit.commit()?;
    Ok(message)
}
