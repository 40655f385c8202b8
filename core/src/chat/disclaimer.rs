//! Who is to be told about the archive before we say something in a room, and whether somebody did it for us (D14, 000-RO-08,
//! decision 19). Must not know queues and networks.

use std::collections::BTreeSet;

use griffie_wire::{
    ids::Millis,
    policy::{Disclaimer, Language, MARK, Mark, Occasion, Policy},
};
use serde_json::{Value, json};

use crate::store::{
    Connection, StoreError, config, label, members,
    rooms::StoredRoom,
    told::{self, Told},
};

const YEAR: u64 = 365 * 86_400_000;

/// A notice that is due.
#[derive(Debug)]
pub(crate) struct Due {
    pub(crate) content: Value,
    tell: Vec<Told>,
}

/// What is to be said in the room now, if anything.
pub(crate) fn due(
    c: &Connection,
    room: &StoredRoom,
    me: &str,
    now: Millis,
) -> Result<Option<Due>, StoreError> {
    let Some((policy, disclaimer)) = in_force(c)? else {
        return Ok(None);
    };
    // What is said in such a room stays here: there is nothing to tell.
    if label::of_room_now(c, &room.room_id)?.stays() {
        return Ok(None);
    }
    let present = members::present(c, room.id)?.into_iter();
    let others: Vec<String> = present
        .map(|member| member.user_id)
        .filter(|user| user != me)
        .collect();
    let new = untold(&disclaimer, others, &told::in_room(c, &room.room_id)?, now);
    let Some(tenant) = policy.tenant.filter(|_| !new.is_empty()) else {
        return Ok(None);
    };
    let languages: BTreeSet<Language> = new.iter().map(|user| disclaimer.language_of(user)).collect();
    let body = disclaimer.say(&languages);
    let mark = Mark {
        tenant,
        version: disclaimer.version,
        languages,
    };
    let told = |user_id| Told {
        user_id,
        version: disclaimer.version,
        at: now,
    };
    Ok(Some(Due {
        content: json!({ "msgtype": "m.notice", "body": body, MARK: mark }),
        tell: new.into_iter().map(told).collect(),
    }))
}

impl Due {
    /// Notes who is told by the notice that goes out under `txn_id`.
    pub(crate) fn note(&self, c: &Connection, room_id: &str, txn_id: &str) -> Result<(), StoreError> {
        self.tell
            .iter()
            .try_for_each(|told| told::put(c, room_id, told, Some(txn_id)))
    }
}

/// Those of `others` who are to be told. Pure.
///
/// When nobody was told the text in force, or everybody so long ago that a year makes them new, all of it begins again: for those too
/// who came in between and were rightly told nothing then (decision 19).
fn untold(disclaimer: &Disclaimer, others: Vec<String>, told: &[Told], now: Millis) -> Vec<String> {
    let yearly = disclaimer.when.contains(&Occasion::Yearly);
    let counts = |told: &Told| {
        let old = yearly && told.at.0.saturating_add(YEAR) <= now.0;
        told.version == disclaimer.version && !old
    };
    let first = !told.iter().any(counts);
    let is_new = |user: &String| match told.iter().find(|told| told.user_id == *user) {
        None => first || disclaimer.when.contains(&Occasion::Joined),
        Some(told) => !counts(told),
    };
    others.into_iter().filter(is_new).collect()
}

/// Somebody said something in the room, live: when it is our organisation's notice, everybody there is told. `content` is JSON.
pub(crate) fn heard(
    c: &Connection,
    room: (i64, &str),
    [sender, me]: [&str; 2],
    content: &str,
    now: Millis,
) -> Result<(), StoreError> {
    // Nearly nothing that is said is a notice: what is not is not parsed for it.
    if !content.contains(MARK) {
        return Ok(());
    }
    let Some((policy, disclaimer)) = in_force(c)? else {
        return Ok(());
    };
    let Ok(content) = serde_json::from_str::<Value>(content) else {
        return Ok(());
    };
    let is_ours = Mark::of(&content).is_some_and(|mark| {
        Some(mark.tenant) == policy.tenant
            && mark.version == disclaimer.version
            && content.get("body").and_then(Value::as_str) == Some(&disclaimer.say(&mark.languages))
    });
    if !is_ours || server(sender) != server(me) {
        return Ok(());
    }
    for member in members::present(c, room.0)? {
        if member.user_id != me {
            let told = Told {
                user_id: member.user_id,
                version: disclaimer.version,
                at: now,
            };
            told::put(c, room.1, &told, None)?;
        }
    }
    Ok(())
}

/// Whether a queued content is a notice that somebody else has said meanwhile.
pub(crate) fn is_needless(c: &Connection, txn_id: &str, content: &str) -> Result<bool, StoreError> {
    Ok(is_notice(content) && !told::by(c, txn_id)?)
}

/// Whether a queued content is a notice of ours.
pub(crate) fn is_notice(content: &str) -> bool {
    content.contains(MARK)
        && serde_json::from_str::<Value>(content).is_ok_and(|content| content.get(MARK).is_some())
}

fn in_force(c: &Connection) -> Result<Option<(Policy, Disclaimer)>, StoreError> {
    let policy = config::policy(c)?;
    Ok(policy.and_then(|mut policy| {
        let disclaimer = policy.disclaimer.take()?;
        Some((policy, disclaimer))
    }))
}

fn server(user_id: &str) -> Option<&str> {
    user_id.split_once(':').map(|(_, server)| server)
}

#[cfg(test)]
mod tests {
    use super::*;

    const YESTERDAY: u64 = 2 * YEAR - 86_400_000;
    const NOW: Millis = Millis(2 * YEAR);

    fn disclaimer(version: u32, when: &[Occasion]) -> Disclaimer {
        Disclaimer {
            version,
            texts: [(Language::Nl, "Bewaard.".to_owned())].into(),
            language: Language::Nl,
            servers: [].into(),
            privacy_url: None,
            when: when.iter().copied().collect(),
        }
    }

    fn told(told: &[(&str, u32, u64)]) -> Vec<Told> {
        let one = |&(user, version, at): &(&str, u32, u64)| Told {
            user_id: user.to_owned(),
            version,
            at: Millis(at),
        };
        told.iter().map(one).collect()
    }

    /// Decision 19: another version, and with `yearly` the passing of a year, makes everybody new, also who came in between and was
    /// rightly told nothing then.
    #[test]
    fn a_new_version_and_a_new_year_make_everybody_new() {
        use Occasion::{FirstMessage as First, Joined, Yearly};
        type Row<'a> = (&'a [Occasion], u32, &'a [(&'a str, u32, u64)], &'a [&'a str]);
        let table: [Row<'_>; 11] = [
            (&[First], 1, &[], &["a", "b"]),
            (&[First], 1, &[("a", 1, 0)], &[]),
            (&[First], 2, &[("a", 1, 0)], &["a", "b"]),
            (&[First], 2, &[("a", 2, 0)], &[]),
            (&[First], 2, &[("gone", 1, 0)], &["a", "b"]),
            (&[First, Yearly], 1, &[("a", 1, YEAR + 1)], &[]),
            (&[First, Yearly], 1, &[("a", 1, YEAR)], &["a", "b"]),
            (&[First, Yearly], 2, &[("a", 2, YESTERDAY)], &[]),
            (&[First, Joined], 1, &[("a", 1, 0)], &["b"]),
            (
                &[First, Joined, Yearly],
                1,
                &[("a", 1, 0), ("b", 1, YESTERDAY)],
                &["a"],
            ),
            (&[First, Yearly], 1, &[("a", 1, 0), ("b", 1, YESTERDAY)], &["a"]),
        ];
        for (row, (when, version, before, expected)) in table.into_iter().enumerate() {
            let others = vec!["a".to_owned(), "b".to_owned()];
            let new = untold(&disclaimer(version, when), others, &told(before), NOW);
            assert_eq!(new, expected, "row {row}");
        }
    }
}
