//! Is it true: the object continues its chain, and no clear text in it is other than its ciphertext says.
//!
//! Reads what is kept, writes nothing: the answer is a [`Checked`] object or the reason why not.
//!
//! - `chain`: object after object, entry after entry
//! - `told`: what comes is what the device had told of
//! - `records`: each record against its device and against the records before it
//! - `event`: what a record says of an event against the event itself
//! - `megolm`: session keys, and the clear text that they prove
//! - `plaintext`: same meaning, not same bytes
//! - `attachment`, `matrix_file`: a file against the event that names it

pub(crate) mod attachment;
mod chain;
mod event;
pub(crate) mod matrix_file;
pub(crate) mod megolm;
mod plaintext;
mod records;
mod told;

use griffie_wire::{Commitment, Entry, Record, api::DeviceInfo, gso1::Header, heartbeat::Journaled};

use crate::{
    error::Stop,
    fault::Fault,
    open::Opened,
    store::{chains::Head, sessions::Session},
};

pub(crate) use self::{megolm::SessionCache, records::Past};

/// An object all of whose entries hold.
pub(crate) struct Checked {
    pub(crate) entries: Vec<CheckedEntry>,
    /// What the next object must build on.
    pub(crate) head: Head,
    /// Journaled at the device, and in no object yet.
    pub(crate) told: Option<Journaled>,
}

/// An entry that holds.
pub(crate) struct CheckedEntry {
    pub(crate) entry: Entry,
    /// What the entry tells: its own record, or the one that it discloses.
    pub(crate) record: Record,
    pub(crate) commitment: Commitment,
    pub(crate) text: Text,
}

/// Whether the clear text of a record is proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Text {
    /// The record has none that would need a proof.
    None,
    /// It is what this message says.
    Proven(Message),
    /// Nothing contradicts it and nothing proves it: the record is kept and its text is not believed.
    Unproven(Fault),
}

/// One message of a Megolm session and the event it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) room_id: String,
    pub(crate) session_id: String,
    pub(crate) index: u32,
    pub(crate) event_id: String,
}

impl Message {
    /// Its session in this chain.
    pub(crate) fn session(&self, chain: i64) -> Session<'_> {
        Session {
            chain,
            room_id: &self.room_id,
            session_id: &self.session_id,
        }
    }
}

/// Checks an opened object against everything kept before it.
pub(crate) fn check(
    header: &Header,
    object_id: griffie_wire::ObjectId,
    opened: Opened,
    device: &DeviceInfo,
    past: &mut Past<'_>,
) -> Result<Checked, Stop> {
    chain::check_place(header, past.head())?;
    chain::check_entries(header, &opened, past.head())?;
    let told = opened.told;
    let mut commitment = past.head().commitment;
    let mut entries = Vec::with_capacity(opened.entries.len());
    for entry in opened.entries {
        commitment = entry.commitment(&commitment);
        let number = entry.seq.0;
        let (record, text) = past
            .check_record(&entry, header, device)
            .map_err(|stop| stop.at(number))?;
        entries.push(CheckedEntry {
            entry,
            record,
            commitment,
            text,
        });
    }
    told::check(past, &entries, told)?;
    Ok(Checked {
        entries,
        told,
        head: chain::next_head(header, object_id, past.head(), commitment),
    })
}
