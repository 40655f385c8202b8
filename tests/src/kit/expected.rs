//! What the archive must hold, read from the homeserver's own database: the independent side.
//!
//! Must not know anything of Griffie.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use rusqlite::{Connection, OpenFlags};

use super::Outcome;

/// The expectation by person.
pub type Expected = BTreeMap<String, OfPerson>;

/// Event ids that concern one person.
#[derive(Default)]
pub struct OfPerson {
    /// Everything that was accepted in a room while they were joined to it: must be held.
    pub must: BTreeSet<String>,
    /// What came before in those rooms, which the homeserver may have shown them: may be held.
    pub may: BTreeSet<String>,
}

/// Membership changes of one person in one room, by place in the stream.
type Changes = Vec<(i64, bool)>;

/// Reads the expectation for these users from Synapse's `homeserver.db`.
pub fn read(database: &Path, users: &[String]) -> Outcome<Expected> {
    let connection = open(database)?;
    users
        .iter()
        .map(|user| Ok((user.clone(), of_person(&connection, user)?)))
        .collect()
}

/// Every account that the homeserver has.
pub fn users(database: &Path) -> Outcome<Vec<String>> {
    let connection = open(database)?;
    let mut statement = connection.prepare("SELECT name FROM users ORDER BY name")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn open(database: &Path) -> Outcome<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(database, flags)?;
    connection.busy_timeout(std::time::Duration::from_secs(20))?;
    Ok(connection)
}

fn of_person(connection: &Connection, user: &str) -> Outcome<OfPerson> {
    let mut person = OfPerson::default();
    for (room, changes) in memberships(connection, user)? {
        for (from, to) in joined_intervals(&changes) {
            person.must.extend(between(connection, &room, from, to)?);
            person.may.extend(between(connection, &room, 0, from)?);
        }
    }
    Ok(person)
}

fn between(connection: &Connection, room: &str, from: i64, to: i64) -> Outcome<Vec<String>> {
    let mut statement = connection.prepare_cached(
        "SELECT event_id FROM events WHERE room_id = ?1 AND stream_ordering BETWEEN ?2 AND ?3
         AND outlier = 0 AND rejection_reason IS NULL",
    )?;
    let rows = statement.query_map((room, from, to), |row| row.get::<_, String>(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn memberships(connection: &Connection, user: &str) -> Outcome<BTreeMap<String, Changes>> {
    let mut statement = connection.prepare(
        "SELECT e.room_id, e.stream_ordering, m.membership FROM room_memberships m JOIN events e USING (event_id)
         WHERE m.user_id = ?1 AND e.outlier = 0 AND e.rejection_reason IS NULL ORDER BY e.stream_ordering",
    )?;
    let rows = statement.query_map([user], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, i64>(1)?,
            row.get::<_, String>(2)?,
        ))
    })?;
    let mut rooms = BTreeMap::<String, Changes>::new();
    for row in rows {
        let (room, place, membership) = row?;
        rooms.entry(room).or_default().push((place, membership == "join"));
    }
    Ok(rooms)
}

/// From the event that joins up to and with the event that ends it (leave, kick, ban); open at the end.
fn joined_intervals(changes: &Changes) -> Vec<(i64, i64)> {
    let mut intervals = Vec::new();
    let mut since = None;
    for (place, joined) in changes {
        match (since, joined) {
            (None, true) => since = Some(*place),
            (Some(from), false) => {
                intervals.push((from, *place));
                since = None;
            }
            _ => {}
        }
    }
    intervals.extend(since.map(|from| (from, i64::MAX)));
    intervals
}

#[cfg(test)]
mod tests {
    use super::joined_intervals;

    #[test]
    fn leaving_closes_an_interval_and_a_profile_change_does_not() {
        let changes = vec![(3, false), (5, true), (7, true), (9, false), (12, true)];
        assert_eq!(joined_intervals(&changes), [(5, 9), (12, i64::MAX)]);
    }
}
