//! What was changed about the room, with the sentence that says it.

use std::collections::BTreeMap;

use griffie_wire::event::change::{Change, Tongue, sentence};
use serde::{Deserialize, Serialize};

/// A change of the room that has no content of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeRow {
    /// What was changed.
    #[serde(flatten)]
    pub change: Change,
    /// The sentence that says it, in Dutch.
    pub nl: String,
    /// The same in English.
    pub en: String,
    /// Where somebody was last who shares where they are: `geo:` URI of RFC 5870.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geo_uri: Option<String>,
}

impl ChangeRow {
    /// Out of the stored particulars; `None` when they are gone or of another form.
    pub(super) fn read(detail: Option<&str>, sender: &str) -> Option<Self> {
        let change = serde_json::from_str(detail?).ok()?;
        let mut row = Self {
            change,
            nl: String::new(),
            en: String::new(),
            geo_uri: None,
        };
        row.say(sender, &BTreeMap::new());
        Some(row)
    }

    /// Makes the sentences with these names; who has none is called by their id.
    pub(crate) fn say(&mut self, by: &str, names: &BTreeMap<String, String>) {
        let name = |user: &str| names.get(user).map_or(user, String::as_str).to_owned();
        self.nl = sentence(&self.change, by, &name, Tongue::Dutch);
        self.en = sentence(&self.change, by, &name, Tongue::English);
    }
}

/// Particulars of a place, as `chat::fold` stores them.
#[derive(Deserialize)]
pub(crate) struct StoredPlace {
    pub(crate) geo_uri: String,
}
