//! Journals what was set aside and is due: its window is over and no label keeps it. What a label keeps is marked, and looked at again
//! when a label changes.
//!
//! Each handful is one unit of work: the keys that its texts need, the records, and the places that refer to them. A kill before its
//! commit changes nothing, and the next run finds the same records due; after it they are in the journal, once. Labels are written in
//! units too, so that none comes between looking at the labels and journaling.

use std::{collections::BTreeMap, sync::Arc};

use griffie_wire::{
    ids::{EntryNo, Millis},
    record::{AlarmFact, Encryption, Fact, Record, SessionKeyFact},
};

use crate::{
    capture::CaptureError,
    clock::Clock,
    e2ee,
    store::{
        Connection, Store, StoreError, Unit,
        aside::{self, AsideRow},
        journal, label, megolm, queue,
    },
};

/// Records looked at in one unit of work, so that the writer is never held for long.
const ROWS_PER_UNIT: u32 = 200;

/// When the next window ends; `None` when none is open.
pub(crate) fn next_due(store: &Store, now: Millis) -> Result<Option<Millis>, StoreError> {
    store.read(|c| aside::next_due(c, now))
}

/// Journals everything that is due now. Gives the number of records.
pub(crate) async fn disclose_due(store: &Store, clock: &Arc<dyn Clock>) -> Result<u64, CaptureError> {
    let now = clock.now();
    let (mut after, mut count) = (EntryNo(0), 0);
    loop {
        if store.read(|c| aside::due(c, now, after, 1))?.is_empty() {
            return Ok(count);
        }
        let unit = store.begin("disclose").await?;
        let rows = unit.write(|c| aside::due(c, now, after, ROWS_PER_UNIT))?;
        let Some(last) = rows.last() else {
            return Ok(unit.commit().await.map(|()| count)?);
        };
        after = last.seq;
        count += disclose(&unit, &**clock, now, rows).await?;
        unit.commit().await?;
    }
}

async fn disclose(
    unit: &Unit,
    clock: &dyn Clock,
    now: Millis,
    rows: Vec<AsideRow>,
) -> Result<u64, CaptureError> {
    let mut ready = Vec::new();
    for row in rows {
        if unit.write(|c| is_ready(c, now, &row))? {
            let record: Record =
                serde_json::from_slice(&row.record).map_err(|_| StoreError::Malformed("record"))?;
            ready.push((row, record));
        }
    }
    journal_keys(unit, clock, &ready).await?;
    for (row, record) in &ready {
        unit.write(|c| aside::disclose(c, clock, row, record))?;
    }
    Ok(u64::try_from(ready.len()).expect("a count fits in 64 bits"))
}

/// Whether the record goes now. One that a label keeps is marked.
fn is_ready(c: &Connection, now: Millis, row: &AsideRow) -> Result<bool, StoreError> {
    if label::row_stays(c, row)? {
        aside::hold(c, row.seq)?;
        return Ok(false);
    }
    let Some(txn_id) = &row.txn_id else {
        return Ok(true);
    };
    // An own message goes as a whole: not before it has left, and not before the window of its event.
    Ok(match queue::outcome(c, txn_id)? {
        Some(None) => false,
        Some(Some(queue::Outcome::Sent(event_id))) => {
            aside::window_of(c, &event_id)?.is_none_or(|until| until <= now)
        }
        _ => true,
    })
}

/// The keys that these texts need and that the archive does not have, each from the lowest index that is needed: what was said before
/// that in the same session stays closed.
async fn journal_keys(
    unit: &Unit,
    clock: &dyn Clock,
    ready: &[(AsideRow, Record)],
) -> Result<(), CaptureError> {
    let mut lowest: BTreeMap<(&str, &str), (u32, &Encryption, &Record)> = BTreeMap::new();
    for (_, record) in ready {
        let Some((encryption, room)) = encryption(record).zip(record.room.as_ref()) else {
            continue;
        };
        let Some(index) = encryption.message_index else {
            continue;
        };
        let entry = lowest
            .entry((&room.room_id, &encryption.session_id))
            .or_insert((index, encryption, record));
        if index < entry.0 {
            *entry = (index, encryption, record);
        }
    }
    for ((room_id, session_id), (index, encryption, record)) in lowest {
        let known = unit.write(|c| megolm::exported(c, room_id, session_id))?;
        if known.is_some_and(|known| known.first_index <= index) {
            continue;
        }
        let fact = match e2ee::export_key(unit, room_id, session_id, index).await? {
            Some(key) => Fact::SessionKey(SessionKeyFact {
                session_id: session_id.to_owned(),
                sender_key: encryption.sender_key.clone(),
                first_index: index,
                key,
            }),
            // It opened the event once; that it is gone now must not stop the record, but must be seen.
            None => Fact::Alarm(AlarmFact {
                code: "session_key_missing".to_owned(),
                detail: session_id.to_owned(),
            }),
        };
        let exported = matches!(fact, Fact::SessionKey(_));
        journal::append(unit, clock, record.room.clone(), fact)?;
        if exported {
            unit.write(|c| megolm::set_exported(c, room_id, session_id, index))?;
        }
    }
    Ok(())
}

fn encryption(record: &Record) -> Option<&Encryption> {
    match &record.fact {
        Fact::Event(event) => event.decrypted.as_ref().and(event.encryption.as_ref()),
        Fact::LateKey(late) => Some(&late.encryption),
        _ => None,
    }
}
