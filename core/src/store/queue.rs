//! Rows of the send queue: what waits, in which order, and what exactly travels. Must not know what is sent or how.

use griffie_wire::ids::Millis;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::StoreError;

/// A row to be queued.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewSend<'a> {
    pub(crate) txn_id: &'a str,
    pub(crate) room_id: &'a str,
    pub(crate) event_type: &'a str,
    pub(crate) content: &'a str,
    pub(crate) redacts: Option<&'a str>,
    pub(crate) file: Option<&'a str>,
}

/// What travels to the homeserver, the same bytes in every try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OnWire {
    pub(crate) event_type: String,
    pub(crate) content: String,
}

/// Where the homeserver put the file of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Uploaded {
    pub(crate) mxc: String,
    pub(crate) encrypted: bool,
}

/// A queued row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QueuedSend {
    pub(crate) txn_id: String,
    pub(crate) room_id: String,
    pub(crate) event_type: String,
    pub(crate) content: String,
    pub(crate) redacts: Option<String>,
    pub(crate) file: Option<String>,
    pub(crate) uploaded: Option<Uploaded>,
    pub(crate) on_wire: Option<OnWire>,
    /// A try may have reached the homeserver.
    pub(crate) may_have_left: bool,
    pub(crate) attempts: u32,
    pub(crate) next_try: Millis,
}

/// What became of a row for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The homeserver took it; the event's id.
    Sent(String),
    /// The homeserver refused it; the code.
    Refused(String),
    /// The user took it back before it left.
    Cancelled,
}

const COLUMNS: &str = "txn_id, room_id, event_type, content, redacts, file, mxc, encrypted, wire_type, wire_content, \
                       attempts, next_try, may_have_left";

/// Puts a row behind all others.
pub(crate) fn push(c: &Connection, send: NewSend<'_>) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO queue (txn_id, room_id, event_type, content, redacts, file)
         VALUES (:txn_id, :room_id, :event_type, :content, :redacts, :file)",
    )?
    .execute(named_params! {
        ":txn_id": send.txn_id,
        ":room_id": send.room_id,
        ":event_type": send.event_type,
        ":content": send.content,
        ":redacts": send.redacts,
        ":file": send.file,
    })?;
    Ok(())
}

/// The first waiting row of each room, oldest first.
pub(crate) fn heads(c: &Connection) -> Result<Vec<QueuedSend>, StoreError> {
    let mut statement = c.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM queue WHERE position IN
             (SELECT min(position) FROM queue WHERE waiting = 1 GROUP BY room_id) ORDER BY position"
    ))?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The waiting row with this transaction id.
pub(crate) fn waiting(c: &Connection, txn_id: &str) -> Result<Option<QueuedSend>, StoreError> {
    Ok(c.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM queue WHERE txn_id = :txn_id AND waiting = 1"
    ))?
    .query_row(named_params! { ":txn_id": txn_id }, read)
    .optional()?)
}

/// How many rows wait.
pub(crate) fn count_waiting(c: &Connection) -> Result<u64, StoreError> {
    Ok(c.prepare_cached("SELECT count(*) FROM queue WHERE waiting = 1")?
        .query_row([], |row| row.get(0))?)
}

/// Whether a waiting row put this file on the homeserver.
pub(crate) fn uploaded(c: &Connection, mxc: &str) -> Result<bool, StoreError> {
    Ok(
        c.prepare_cached("SELECT 1 FROM queue WHERE mxc = :mxc AND waiting = 1")?
            .exists(named_params! { ":mxc": mxc })?,
    )
}

/// The own copies that waiting rows still need, as JSON.
pub(crate) fn files(c: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = c.prepare_cached("SELECT file FROM queue WHERE file IS NOT NULL AND waiting = 1")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Notes where the homeserver put the file; the next try starts afresh.
pub(crate) fn set_uploaded(c: &Connection, txn_id: &str, uploaded: &Uploaded) -> Result<(), StoreError> {
    c.prepare_cached(
        "UPDATE queue SET mxc = :mxc, encrypted = :encrypted, attempts = 0 WHERE txn_id = :txn_id",
    )?
    .execute(named_params! {
        ":txn_id": txn_id,
        ":mxc": uploaded.mxc,
        ":encrypted": uploaded.encrypted,
    })?;
    Ok(())
}

/// Notes that a try begins, which may reach the homeserver; or that the last one did not.
pub(crate) fn set_may_have_left(c: &Connection, txn_id: &str, may_have: bool) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE queue SET may_have_left = :may_have WHERE txn_id = :txn_id AND waiting = 1")?
        .execute(named_params! { ":txn_id": txn_id, ":may_have": may_have })?;
    Ok(())
}

/// Fixes what travels. A row is fixed once: a later call changes nothing.
pub(crate) fn set_on_wire(c: &Connection, txn_id: &str, on_wire: &OnWire) -> Result<(), StoreError> {
    c.prepare_cached(
        "UPDATE queue SET wire_type = :wire_type, wire_content = :wire_content
         WHERE txn_id = :txn_id AND wire_type IS NULL",
    )?
    .execute(named_params! {
        ":txn_id": txn_id,
        ":wire_type": on_wire.event_type,
        ":wire_content": on_wire.content,
    })?;
    Ok(())
}

/// Notes a try that failed for now.
pub(crate) fn postpone(c: &Connection, txn_id: &str, next_try: Millis) -> Result<(), StoreError> {
    c.prepare_cached(
        "UPDATE queue SET attempts = attempts + 1, next_try = :next_try WHERE txn_id = :txn_id",
    )?
    .execute(named_params! { ":txn_id": txn_id, ":next_try": next_try.0 })?;
    Ok(())
}

/// Notes what became of a row. What would have travelled is forgotten.
pub(crate) fn settle(c: &Connection, txn_id: &str, outcome: &Outcome) -> Result<(), StoreError> {
    let (event_id, refused) = match outcome {
        Outcome::Sent(event_id) => (Some(event_id.as_str()), None),
        Outcome::Refused(code) => (None, Some(code.as_str())),
        Outcome::Cancelled => (None, Some("cancelled")),
    };
    c.prepare_cached(
        "UPDATE queue SET event_id = :event_id, refused = :refused, cancelled = :cancelled, waiting = 0, content = '',
             file = NULL, wire_type = NULL, wire_content = NULL
         WHERE txn_id = :txn_id AND waiting = 1",
    )?
    .execute(named_params! {
        ":txn_id": txn_id,
        ":event_id": event_id,
        ":refused": refused,
        ":cancelled": *outcome == Outcome::Cancelled,
    })?;
    Ok(())
}

/// Whether this device sent the event: then its journal has what it said, as the user sent it.
pub(crate) fn was_sent(c: &Connection, event_id: &str) -> Result<bool, StoreError> {
    let mut query = c.prepare_cached("SELECT EXISTS (SELECT 1 FROM queue WHERE event_id = ?1)")?;
    Ok(query.query_row([event_id], |row| row.get(0))?)
}

/// What became of a row: `None` when there is none, `Some(None)` while it waits.
pub(crate) fn outcome(c: &Connection, txn_id: &str) -> Result<Option<Option<Outcome>>, StoreError> {
    Ok(
        c.prepare_cached("SELECT event_id, refused, cancelled FROM queue WHERE txn_id = :txn_id")?
            .query_row(named_params! { ":txn_id": txn_id }, |row| {
                if row.get(2)? {
                    return Ok(Some(Outcome::Cancelled));
                }
                let sent = row.get::<_, Option<String>>(0)?.map(Outcome::Sent);
                Ok(sent.or(row.get::<_, Option<String>>(1)?.map(Outcome::Refused)))
            })
            .optional()?,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<QueuedSend> {
    let encrypted = row.get(7)?;
    let mxc: Option<String> = row.get(6)?;
    let wire: (Option<String>, Option<String>) = (row.get(8)?, row.get(9)?);
    Ok(QueuedSend {
        txn_id: row.get(0)?,
        room_id: row.get(1)?,
        event_type: row.get(2)?,
        content: row.get(3)?,
        redacts: row.get(4)?,
        file: row.get(5)?,
        uploaded: mxc.map(|mxc| Uploaded { mxc, encrypted }),
        on_wire: match wire {
            (Some(event_type), Some(content)) => Some(OnWire { event_type, content }),
            _ => None,
        },
        attempts: row.get(10)?,
        next_try: Millis(row.get(11)?),
        may_have_left: row.get(12)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue() -> Connection {
        let c = Connection::open_in_memory().unwrap();
        c.execute_batch(include_str!("migrations/0006_queue.sql"))
            .unwrap();
        c.execute_batch(include_str!("migrations/0008_cancel.sql"))
            .unwrap();
        c
    }

    fn send(c: &Connection, txn_id: &str, room_id: &str) {
        let row = NewSend {
            txn_id,
            room_id,
            event_type: "m.room.message",
            content: "{}",
            redacts: None,
            file: None,
        };
        push(c, row).unwrap();
    }

    fn txns(rows: Vec<QueuedSend>) -> Vec<String> {
        rows.into_iter().map(|row| row.txn_id).collect()
    }

    #[test]
    fn each_room_has_its_own_head_and_a_refusal_lets_the_next_through() {
        let c = queue();
        for (txn, room) in [("1", "a"), ("2", "b"), ("3", "a")] {
            send(&c, txn, room);
        }
        assert_eq!(txns(heads(&c).unwrap()), ["1", "2"]);
        let refused = Outcome::Refused("M_FORBIDDEN".into());
        settle(&c, "1", &refused).unwrap();
        assert_eq!(txns(heads(&c).unwrap()), ["2", "3"]);
        settle(&c, "2", &Outcome::Sent("$2".into())).unwrap();
        assert_eq!(count_waiting(&c).unwrap(), 1);
        assert_eq!(outcome(&c, "1").unwrap(), Some(Some(refused)));
        assert_eq!(outcome(&c, "3").unwrap(), Some(None));
        settle(&c, "3", &Outcome::Cancelled).unwrap();
        assert_eq!(outcome(&c, "3").unwrap(), Some(Some(Outcome::Cancelled)));
        assert_eq!(outcome(&c, "4").unwrap(), None);
    }

    #[test]
    fn what_travels_is_fixed_once() {
        let c = queue();
        send(&c, "1", "a");
        let wire = |content: &str| OnWire {
            event_type: "m.room.encrypted".into(),
            content: content.into(),
        };
        set_on_wire(&c, "1", &wire("first")).unwrap();
        set_on_wire(&c, "1", &wire("second")).unwrap();
        assert_eq!(waiting(&c, "1").unwrap().unwrap().on_wire, Some(wire("first")));
    }

    #[test]
    fn an_own_upload_is_known_until_its_row_is_settled() {
        let c = queue();
        send(&c, "1", "a");
        let there = Uploaded {
            mxc: "mxc://x/1".into(),
            encrypted: true,
        };
        set_uploaded(&c, "1", &there).unwrap();
        assert!(uploaded(&c, "mxc://x/1").unwrap());
        assert_eq!(waiting(&c, "1").unwrap().unwrap().uploaded, Some(there));
        settle(&c, "1", &Outcome::Sent("$1".into())).unwrap();
        assert!(!uploaded(&c, "mxc://x/1").unwrap());
    }
}
