//! What a checked object means in the database. The caller's transaction makes it all or nothing.

use griffie_wire::{
    Fact, Millis,
    api::StoredObject,
    gso1::Header,
    record::{AttachmentFact, AttachmentState},
};
use rusqlite::Connection;

use crate::{
    check::{Checked, CheckedEntry, Text},
    fault::Fault,
    store::{
        StoreError, attachments,
        chains::{self, Chain},
        faults::{self, About},
        objects,
        records::{self, Origin},
        sessions::{self, Session},
        told, withheld,
    },
};

/// What was kept.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Kept {
    pub(crate) records: u64,
    pub(crate) events: u64,
    pub(crate) proven: u64,
    pub(crate) new_faults: u64,
}

/// Keeps all entries of an object and moves the chain forward.
pub(crate) fn keep(
    connection: &Connection,
    chain: &Chain,
    listed: &StoredObject,
    header: &Header,
    checked: &Checked,
    now: Millis,
) -> Result<Kept, StoreError> {
    let mut kept = Kept::default();
    let origin = Origin {
        log_index: listed.index,
        chain: chain.id,
    };
    for entry in &checked.entries {
        let record = records::insert(connection, origin, &entry.entry, &entry.record, &entry.commitment)?;
        keep_fact(connection, origin, record, entry, &mut kept, now)?;
        kept.records += 1;
        kept.events += u64::from(matches!(entry.record.fact, Fact::Event(_)));
        kept.proven += u64::from(matches!(entry.text, Text::Proven(_)));
    }
    objects::kept(connection, listed.index, chain.id, header)?;
    if let Some(told) = &checked.told {
        told::insert(connection, chain.id, told, header.created, listed.index)?;
    }
    chains::advance(connection, chain.id, &checked.head)?;
    Ok(kept)
}

fn keep_fact(
    connection: &Connection,
    origin: Origin,
    record: i64,
    entry: &CheckedEntry,
    kept: &mut Kept,
    now: Millis,
) -> Result<(), StoreError> {
    let mut fault = |fault| -> Result<(), StoreError> {
        let about = About {
            log_index: Some(origin.log_index),
            entry: Some(entry.entry.seq.0),
            device: None,
        };
        kept.new_faults += u64::from(faults::insert(connection, fault, about, now)?);
        Ok(())
    };
    if entry.record.seq != entry.entry.seq {
        withheld::disclose(connection, origin.chain, entry.record.seq, entry.entry.seq)?;
    }
    match &entry.record.fact {
        Fact::Event(fact) => {
            let first = records::insert_event(connection, record, origin.chain, fact)?;
            if !first {
                fault(Fault::EventRepeated)?;
            }
        }
        Fact::SessionKey(fact) => {
            // The check let no key of no room through.
            let room = entry.record.room.as_ref().ok_or(StoreError::Row("room_id"))?;
            let session = Session {
                chain: origin.chain,
                room_id: &room.room_id,
                session_id: &fact.session_id,
            };
            sessions::insert(connection, session, fact.first_index, record)?;
        }
        Fact::Withheld(fact) => withheld::insert(connection, origin.chain, entry.entry.seq, fact)?,
        Fact::Label(fact) => withheld::insert_label(connection, origin.chain, entry.entry.seq, fact)?,
        Fact::Attachment(fact) if travels(fact) => attachments::insert(connection, origin, record, fact)?,
        _ => {}
    }
    match &entry.text {
        Text::Proven(message) => sessions::insert_message(
            connection,
            message.session(origin.chain),
            message.index,
            &message.event_id,
        ),
        Text::Unproven(reason) => fault(*reason),
        Text::None => Ok(()),
    }
}

/// Whether the device says that this file comes to us.
pub(crate) fn travels(fact: &AttachmentFact) -> bool {
    fact.state == AttachmentState::Stored
}
