//! Files that came: checks each against its event, and decides the objects that waited for them.

use std::collections::BTreeSet;

use griffie_wire::Fact;
use rusqlite::Connection;

use crate::{
    check::attachment::{Context, Found, check},
    error::VaultError,
    fault::Fault,
    keep::files::Files,
    keys::Custody,
    store::{StoreError, attachments, chains, devices, faults, objects, records},
};

/// What was decided.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Settled {
    pub(crate) accepted: u64,
    pub(crate) rejected: u64,
    pub(crate) new_faults: u64,
}

/// Checks every file that is waited for and has come, and decides the objects that need nothing more.
///
/// Call it within a transaction. `only` limits it to the object at that place of the log.
pub(crate) fn settle(
    connection: &Connection,
    files: &Files,
    keys: &dyn Custody,
    only: Option<u64>,
    now: griffie_wire::Millis,
) -> Result<Settled, VaultError> {
    let mut touched: BTreeSet<u64> = only.into_iter().collect();
    let mut settled = Settled::default();
    for wanted in attachments::wanted(connection, only)? {
        let Fact::Attachment(fact) = records::read(&wanted.body)?.fact else {
            return Err(StoreError::Row("attachment").into());
        };
        let chain = chains::numbered(connection, wanted.chain)?;
        let device = devices::get(connection, chain.device)?.ok_or(StoreError::Row("device"))?;
        let context = Context {
            connection,
            files,
            opener: keys.opener(),
            device: &device,
            chain: chain.id,
        };
        let found = check(&fact, &context)?;
        if found == Found::NotYet {
            continue;
        }
        attachments::settle(connection, wanted.record, found == Found::Verified)?;
        touched.insert(wanted.log_index);
        if found == Found::Mismatch {
            let about = faults::About {
                log_index: Some(wanted.log_index),
                entry: Some(wanted.entry),
                device: Some(chain.device),
            };
            settled.new_faults +=
                u64::from(faults::insert(connection, Fault::AttachmentMismatch, about, now)?);
        }
    }
    for index in touched {
        decide(connection, index, &mut settled)?;
    }
    Ok(settled)
}

fn decide(connection: &Connection, index: u64, settled: &mut Settled) -> Result<(), StoreError> {
    match attachments::open_and_failed(connection, index)? {
        (_, failed) if failed > 0 => {
            objects::reject(connection, index, Fault::AttachmentMismatch)?;
            settled.rejected += 1;
        }
        (0, _) => {
            objects::accept(connection, index)?;
            settled.accepted += 1;
        }
        _ => {}
    }
    Ok(())
}
