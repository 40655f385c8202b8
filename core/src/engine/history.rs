//! What was said, from the public side: projections of the journal.

use super::Griffie;
use crate::{
    chat::{rebuild, row::TimelineRow, search, timeline},
    error::Error,
};

impl Griffie {
    /// The newest `limit` lines of a room, or those before the line with this cursor; newest first.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn timeline(
        &self,
        room_id: &str,
        before: Option<&str>,
        limit: u32,
    ) -> Result<Vec<TimelineRow>, Error> {
        Ok(timeline::timeline(&self.parts.store, room_id, before, limit)?)
    }

    /// Messages that hold all these words, newest first.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn search(&self, text: &str) -> Result<Vec<TimelineRow>, Error> {
        Ok(search::search(&self.parts.store, text)?)
    }

    /// Makes timeline, rooms, members and search anew from the journal. Gives the number of records they were made from.
    ///
    /// # Errors
    /// [`Error::Storage`], [`Error::StorageFull`].
    pub async fn rebuild(&self) -> Result<u64, Error> {
        let records = rebuild::rebuild(&self.parts.store, &*self.parts.clock).await?;
        self.parts.changes.bump();
        Ok(records)
    }
}
