//! Appends to the journal, inside the caller's unit of work, and reads it back in order. The only file that inserts journal rows.

use griffie_wire::{
    canonical::MAX_SAFE_INTEGER,
    ids::{Commitment, EntryNo, Millis, Sha256},
    record::{Fact, RoomThen},
};
use rusqlite::{Connection, OptionalExtension, named_params};

use super::{
    StoreError, Unit,
    aside::{self, AsideRow},
    config, label, seen,
};
use crate::{
    clock::Clock,
    journal::{self, Author, EntryRandom},
    review::{self, Held, Terms},
};

/// The last link of the chain: what the next entry builds on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) seq: EntryNo,
    pub(crate) commitment: Commitment,
}

/// Journals `fact` in the caller's transaction and returns its number.
///
/// # Errors
/// `NotSignedIn` before there is a user; `Record` when the fact has no canonical form; any storage fault.
pub(crate) fn append(
    unit: &Unit,
    clock: &dyn Clock,
    room: Option<RoomThen>,
    fact: Fact,
) -> Result<EntryNo, StoreError> {
    unit.write(|c| append_with(c, clock, room, fact))
}

/// Puts a policy in force whose moment has come, though nothing else is journaled now.
pub(crate) fn begin_policy(unit: &Unit, clock: &dyn Clock) -> Result<(), StoreError> {
    unit.write(|c| begin_due(c, clock, clock.now()))
}

/// A record is made under the policy of its moment: one that begins now is in force before it.
fn begin_due(c: &Connection, clock: &dyn Clock, now: Millis) -> Result<(), StoreError> {
    if let Some(begun) = config::begin(c, now)? {
        append_with(c, clock, None, Fact::Config(begun))?;
    }
    Ok(())
}

/// [`append`] for code that already is inside `unit.write`.
pub(crate) fn append_with(
    c: &Connection,
    clock: &dyn Clock,
    room: Option<RoomThen>,
    fact: Fact,
) -> Result<EntryNo, StoreError> {
    let now = clock.now();
    begin_due(c, clock, now)?;
    let author = author(c)?;
    let head = head(c)?;
    let seq = EntryNo(head.seq.0 + 1);
    let (room, fact) = set_aside(c, &author, seq, now, room, fact)?;
    let kind = fact.kind();
    let event_id = journal::event_id(&fact).map(str::to_owned);
    let entry = journal::write(&author, seq, now, fresh_random()?, room, fact)?;
    c.prepare_cached(
        "INSERT INTO journal (seq, kind, room_id, event_id, salt, record, commitment, captured_at)
         VALUES (:seq, :kind, :room_id, :event_id, :salt, :record, :commitment, :captured_at)",
    )?
    .execute(named_params! {
        ":seq": seq.0,
        ":kind": kind,
        ":room_id": entry.room,
        ":event_id": event_id,
        ":salt": entry.salt,
        ":record": entry.record,
        ":commitment": entry.commitment(&head.commitment).as_bytes(),
        ":captured_at": now.0,
    })?;
    Ok(seq)
}

/// Where policy gives a review window, or does not want all of this user's messages, what is said in a room is kept beside the journal,
/// which gets the commitment to it: the room and the fact to journal (docs/decisions/0018 and 0034).
fn set_aside(
    c: &Connection,
    author: &Author,
    seq: EntryNo,
    now: Millis,
    room: Option<RoomThen>,
    fact: Fact,
) -> Result<(Option<RoomThen>, Fact), StoreError> {
    let Some(room_id) = room.as_ref().map(|room| room.room_id.clone()) else {
        return Ok((room, fact));
    };
    let Some(terms) = Terms::in_force(c)? else {
        return Ok((room, fact));
    };
    let given = label::given_room(c, &room_id, seq)?;
    let label = given.unwrap_or_default();
    let stays = label::stays(given, terms.scope);
    let about = review::about(&fact);
    if terms.window.is_zero() && !stays {
        return Ok((room, fact));
    }
    if !review::held_back(&fact, stays) || has_gone(c, &fact, about.event_id.as_deref())? {
        return Ok((room, fact));
    }
    let until = window_end(c, now, &terms, &fact, about.event_id.as_deref())?;
    let kind = fact.kind().to_owned();
    let random = fresh_random()?;
    let salt = Sha256::from_bytes(random.salt);
    let record = journal::write(author, seq, now, random, room, fact.clone())?.record;
    let held = Held {
        label,
        until,
        scope: terms.scope,
    };
    let said = held.tombstone(&fact, &room_id, &salt, &record);
    let row = AsideRow {
        seq,
        kind,
        room_id,
        event_id: about.event_id,
        txn_id: about.txn_id,
        target: about.target,
        salt,
        record,
        until,
        scope: terms.scope,
    };
    aside::put(c, &row)?;
    Ok((None, said))
}

/// Whether the fact follows an event whose record is in the journal: then it goes there too.
fn has_gone(c: &Connection, fact: &Fact, event_id: Option<&str>) -> Result<bool, StoreError> {
    let Some(event_id) = event_id.filter(|_| matches!(fact, Fact::Attachment(_) | Fact::SendResult(_)))
    else {
        return Ok(false);
    };
    Ok(seen::find(c, event_id)?.is_some() && aside::of_event(c, event_id)?.is_none())
}

/// What follows an event has the window of that.
fn window_end(
    c: &Connection,
    now: Millis,
    terms: &Terms,
    fact: &Fact,
    event_id: Option<&str>,
) -> Result<Millis, StoreError> {
    let of_event = match (fact, event_id) {
        (Fact::Attachment(_) | Fact::SendResult(_), Some(event_id)) => aside::window_of(c, event_id)?,
        _ => None,
    };
    let window = u64::try_from(terms.window.as_millis()).unwrap_or(u64::MAX);
    Ok(of_event.unwrap_or(Millis(now.0.saturating_add(window).min(MAX_SAFE_INTEGER))))
}

/// The last link, in the journal or, when that is pruned, among its stubs.
pub(crate) fn head(c: &Connection) -> Result<Head, StoreError> {
    // Two look-ups at the end of a b-tree each; a held object may leave journal rows below pruned ones.
    let row = c
        .prepare_cached(
            "SELECT seq, commitment FROM (
                 SELECT * FROM (SELECT seq, commitment FROM journal ORDER BY seq DESC LIMIT 1)
                 UNION ALL
                 SELECT * FROM (SELECT seq, commitment FROM journal_stub ORDER BY seq DESC LIMIT 1))
             ORDER BY seq DESC LIMIT 1",
        )?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(match row {
        Some((seq, commitment)) => Head {
            seq: EntryNo(seq),
            commitment: Commitment::from_bytes(commitment),
        },
        None => Head {
            seq: EntryNo(0),
            commitment: Commitment::GENESIS,
        },
    })
}

/// The commitment of entry `seq`, pruned or not; the genesis value for entry 0.
pub(crate) fn commitment_at(c: &Connection, seq: EntryNo) -> Result<Commitment, StoreError> {
    if seq.0 == 0 {
        return Ok(Commitment::GENESIS);
    }
    let bytes = c
        .prepare_cached(
            "SELECT commitment FROM journal WHERE seq = :seq
             UNION ALL SELECT commitment FROM journal_stub WHERE seq = :seq",
        )?
        .query_row(named_params! { ":seq": seq.0 }, |row| row.get(0))?;
    Ok(Commitment::from_bytes(bytes))
}

/// What one journal entry is about and where it stands, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JournalRow {
    pub(crate) seq: EntryNo,
    pub(crate) kind: String,
    pub(crate) commitment: Commitment,
    pub(crate) captured_at: Millis,
    pub(crate) object_seq: Option<u64>,
}

/// Entries after `after`, oldest first, at most `limit`; pruned ones are not among them.
pub(crate) fn rows_after(c: &Connection, after: EntryNo, limit: u32) -> Result<Vec<JournalRow>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT seq, kind, commitment, captured_at, object_seq FROM journal
         WHERE seq > :after ORDER BY seq LIMIT :limit",
    )?;
    // What a caller may ask for is more than SQLite counts to.
    let after = i64::try_from(after.0).unwrap_or(i64::MAX);
    let rows = statement.query_map(named_params! { ":after": after, ":limit": limit }, |row| {
        Ok(JournalRow {
            seq: EntryNo(row.get(0)?),
            kind: row.get(1)?,
            commitment: Commitment::from_bytes(row.get(2)?),
            captured_at: Millis(row.get(3)?),
            object_seq: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn author(c: &Connection) -> Result<Author, StoreError> {
    c.prepare_cached(
        "SELECT user_id, matrix_device,
                coalesce((SELECT version FROM accepted_config WHERE kind = 'policy'), 0)
         FROM identity WHERE id = 1 AND user_id IS NOT NULL",
    )?
    .query_row([], |row| {
        Ok(Author {
            custodian: row.get(0)?,
            matrix_device: row.get(1)?,
            policy_version: row.get(2)?,
        })
    })
    .optional()?
    .ok_or(StoreError::NotSignedIn)
}

fn fresh_random() -> Result<EntryRandom, StoreError> {
    let mut random = EntryRandom {
        salt: [0; 32],
        id: [0; 10],
    };
    getrandom::fill(&mut random.salt).map_err(|_| StoreError::NoRandomness)?;
    getrandom::fill(&mut random.id).map_err(|_| StoreError::NoRandomness)?;
    Ok(random)
}
