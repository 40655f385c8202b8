//! Finds messages by their words, in every room.

use super::{row::TimelineRow, timeline};
use crate::store::{Store, StoreError, search};

/// So many hits are enough to choose from.
const LIMIT: u32 = 100;

/// Messages that hold all words of `text`, the last one as a beginning; newest first. A message is found by its earlier versions too,
/// and by nothing once it was redacted.
pub(crate) fn search(store: &Store, text: &str) -> Result<Vec<TimelineRow>, StoreError> {
    store.read(|c| {
        let ids = search::find(c, text, LIMIT)?;
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let mut rows = timeline::of_events(c, &ids)?;
        rows.sort_by_key(|row| std::cmp::Reverse(row.at.0));
        Ok(rows)
    })
}
