//! What any message may carry besides what it says.

use griffie_wire::event::vanish::Vanish;
use serde::Deserialize;

/// Whom a message mentions and when it is to vanish, as stored among its particulars.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Carried {
    pub(crate) mentions: Vec<String>,
    pub(crate) vanishes: Option<Vanish>,
}

impl Carried {
    pub(crate) fn read(detail: Option<&str>) -> Self {
        detail
            .filter(|detail| detail.contains("mentions") || detail.contains("vanishes"))
            .and_then(|detail| serde_json::from_str(detail).ok())
            .unwrap_or_default()
    }
}
