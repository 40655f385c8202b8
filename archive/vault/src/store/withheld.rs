//! Records that stay on their device, the labels that say why, and what followed after all (docs/decisions/0018).

use griffie_wire::{
    EntryNo, Sha256,
    record::{Label, LabelFact, LabelTarget, WithheldFact, room_digest},
};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{StoreError, rows::bytes};

/// Records of a room that stay on their devices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Withheld {
    /// Messages that are private.
    pub(crate) private: u64,
    /// Messages that are of a party.
    pub(crate) party: u64,
    /// Messages whose review window was not over when their device last reported.
    pub(crate) in_review: u64,
    /// Messages of people whom policy does not capture.
    pub(crate) excluded: u64,
    /// All other records: files, results, keys.
    pub(crate) others: u64,
}

impl Withheld {
    /// Messages of every sort.
    pub(crate) const fn messages(self) -> u64 {
        self.private + self.party + self.in_review + self.excluded
    }
}

/// Why an event is not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stays {
    /// Its window was not over when its device last reported.
    InReview,
    /// By its label.
    Private,
    /// By policy, which does not capture this person.
    Excluded,
}

/// Keeps a tombstone.
pub(crate) fn insert(
    connection: &Connection,
    chain: i64,
    entry: EntryNo,
    fact: &WithheldFact,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO withheld (chain, entry, digest, event, room, label, until, scope)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            chain,
            entry.0,
            fact.digest.as_bytes(),
            fact.event.map(|event| *event.as_bytes()),
            fact.room.as_bytes(),
            word(fact.label),
            fact.until.0,
            fact.scope.word()
        ])?;
    Ok(())
}

/// The digest of what was withheld as this entry, unless it was disclosed since.
pub(crate) fn open(
    connection: &Connection,
    chain: i64,
    entry: EntryNo,
) -> Result<Option<Sha256>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT digest FROM withheld WHERE chain = ?1 AND entry = ?2 AND disclosed IS NULL",
    )?;
    Ok(query
        .query_row(params![chain, entry.0], |row| {
            Ok(Sha256::from_bytes(bytes(row, "digest")?))
        })
        .optional()?)
}

/// Entry `by` brought it.
pub(crate) fn disclose(
    connection: &Connection,
    chain: i64,
    entry: EntryNo,
    by: EntryNo,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE withheld SET disclosed = ?3 WHERE chain = ?1 AND entry = ?2")?
        .execute(params![chain, entry.0, by.0])?;
    Ok(())
}

/// Keeps a label.
pub(crate) fn insert_label(
    connection: &Connection,
    chain: i64,
    entry: EntryNo,
    fact: &LabelFact,
) -> Result<(), StoreError> {
    let (LabelTarget::Event(target) | LabelTarget::Room(target)) = fact.target;
    connection
        .prepare_cached(
            "INSERT INTO label (chain, entry, target, label, inside) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            chain,
            entry.0,
            target.as_bytes(),
            word(fact.label),
            fact.inside
        ])?;
    Ok(())
}

/// What a tombstone is: the event's own label, else its room's; without one what policy excluded, and else in review until its device
/// reported after the window, and private after that, for then it goes with a message that is.
const SORT: &str = "
    CASE coalesce((SELECT label.label FROM label WHERE label.target = withheld.event AND label.chain = withheld.chain
                   ORDER BY label.entry DESC LIMIT 1), withheld.label)
        WHEN 'private' THEN 'private' WHEN 'party' THEN 'party'
        ELSE CASE WHEN withheld.scope <> 'all' THEN 'excluded' WHEN EXISTS (SELECT 1 FROM record WHERE record.chain = withheld.chain AND record.captured_at > withheld.until)
             THEN 'private' ELSE 'in_review' END END";

/// What of a room stays on devices.
pub(crate) fn of_room(connection: &Connection, room_id: &str) -> Result<Withheld, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT CASE WHEN event IS NULL THEN 'others' ELSE {SORT} END AS sort, count(*) FROM withheld
         WHERE room = ?1 AND disclosed IS NULL GROUP BY sort"
    ))?;
    let mut found = Withheld::default();
    let mut rows = query.query([room_digest(room_id).as_bytes()])?;
    while let Some(row) = rows.next()? {
        let count: u64 = row.get(1)?;
        match row
            .get_ref(0)?
            .as_str()
            .map_err(|_| StoreError::Row("withheld"))?
        {
            "private" => found.private = count,
            "party" => found.party = count,
            "in_review" => found.in_review = count,
            "excluded" => found.excluded = count,
            _ => found.others = count,
        }
    }
    Ok(found)
}

/// How many messages stay on devices, by sort.
pub(crate) fn all(connection: &Connection) -> Result<Vec<(String, u64)>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {SORT} AS sort, count(*) FROM withheld WHERE event IS NOT NULL AND disclosed IS NULL
         GROUP BY sort ORDER BY sort"
    ))?;
    let rows = query
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

/// Calls `each` with person, digest of the event id, and why, for every event that is not here.
pub(crate) fn each_event(
    connection: &Connection,
    mut each: impl FnMut(&str, Sha256, Stays),
) -> Result<(), StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT device.user_id, withheld.event, {SORT} AS sort FROM withheld
         JOIN chain ON chain.id = withheld.chain JOIN device ON device.device = chain.device
         WHERE withheld.event IS NOT NULL AND withheld.disclosed IS NULL"
    ))?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let user = row.get_ref(0)?.as_str().map_err(|_| StoreError::Row("device"))?;
        let stays = match row
            .get_ref(2)?
            .as_str()
            .map_err(|_| StoreError::Row("withheld"))?
        {
            "in_review" => Stays::InReview,
            "excluded" => Stays::Excluded,
            _ => Stays::Private,
        };
        each(user, Sha256::from_bytes(bytes(row, "event")?), stays);
    }
    Ok(())
}

const fn word(label: Label) -> &'static str {
    match label {
        Label::Business => "business",
        Label::Private => "private",
        Label::Party => "party",
    }
}
