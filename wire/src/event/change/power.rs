//! Who may do what: the difference between two `m.room.power_levels`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::event::content::{Fields, Malformed};

/// One level that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PowerChange {
    /// Whose, or what for.
    pub over: PowerOver,
    /// What it was.
    pub before: i64,
    /// What it is.
    pub now: i64,
}

/// Whose level, or what one needs it for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum PowerOver {
    /// A person's.
    User {
        /// Matrix user id.
        user: String,
    },
    /// Everybody else's.
    Users,
    /// To do this: `ban`, `kick`, `redact`, `invite`, `state_default`, `events_default`, `notifications.room`, or a type of event.
    Act {
        /// What.
        act: String,
    },
}

const ACTS: [(&str, i64); 6] = [
    ("ban", 50),
    ("kick", 50),
    ("redact", 50),
    ("invite", 0),
    ("state_default", 50),
    ("events_default", 0),
];

/// What changed, in order; a level that is not written down has its default.
pub(super) fn changes(now: Fields<'_>, before: Option<Fields<'_>>) -> Result<Vec<PowerChange>, Malformed> {
    let now = Levels::read(now)?;
    // What was before is no part of this event: if it cannot be read, everything is new.
    let before = before
        .and_then(|before| Levels::read(before).ok())
        .unwrap_or_default();
    let names = now.levels.keys().chain(before.levels.keys());
    let mut names: Vec<&PowerOver> = names.collect();
    names.sort();
    names.dedup();
    Ok(names
        .into_iter()
        .map(|over| PowerChange {
            over: over.clone(),
            before: before.of(over),
            now: now.of(over),
        })
        .filter(|change| change.before != change.now)
        .take(super::MOST)
        .collect())
}

#[derive(Default)]
struct Levels {
    levels: BTreeMap<PowerOver, i64>,
}

impl Levels {
    fn read(fields: Fields<'_>) -> Result<Self, Malformed> {
        let mut levels = BTreeMap::new();
        for (act, _) in ACTS {
            if let Some(value) = fields.get(act) {
                levels.insert(PowerOver::Act { act: act.to_owned() }, level(value)?);
            }
        }
        if let Some(value) = fields.get("users_default") {
            levels.insert(PowerOver::Users, level(value)?);
        }
        for (user, value) in fields.object("users")?.into_iter().flat_map(Fields::entries) {
            levels.insert(
                PowerOver::User {
                    user: user.to_owned(),
                },
                level(value)?,
            );
        }
        for (act, value) in fields.object("events")?.into_iter().flat_map(Fields::entries) {
            levels.insert(PowerOver::Act { act: act.to_owned() }, level(value)?);
        }
        for (act, value) in fields
            .object("notifications")?
            .into_iter()
            .flat_map(Fields::entries)
        {
            levels.insert(
                PowerOver::Act {
                    act: format!("notifications.{act}"),
                },
                level(value)?,
            );
        }
        Ok(Self { levels })
    }

    fn of(&self, over: &PowerOver) -> i64 {
        if let Some(level) = self.levels.get(over) {
            return *level;
        }
        match over {
            PowerOver::User { .. } => self.levels.get(&PowerOver::Users).copied().unwrap_or(0),
            PowerOver::Users => 0,
            PowerOver::Act { act } => match ACTS.iter().find(|(name, _)| name == act) {
                Some((_, usual)) => *usual,
                None if act == "notifications.room" => 50,
                // Whether a type is state is not known here; nearly all that have a level of their own are.
                None => self.of(&PowerOver::Act {
                    act: "state_default".to_owned(),
                }),
            },
        }
    }
}

/// Old rooms write levels as text.
fn level(value: &Value) -> Result<i64, Malformed> {
    let text = value.as_str().and_then(|text| text.trim().parse().ok());
    value.as_i64().or(text).ok_or(Malformed)
}
