//! Labels, from the public side: business, private or party-political, for a message and for a room (docs/decisions/0018).

use griffie_wire::record::Label;

use super::Griffie;
use crate::{
    error::Error,
    review::{self, LabelParts, Labelled, Terms},
};

/// What the user may say of messages and rooms, by the policy in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelChoice {
    /// Seconds after a message came in which a label still keeps it here.
    pub window_seconds: u64,
    /// Labels that may be given beside `business`.
    pub labels: Vec<Label>,
    /// Whether each needs a reason, which the archive gets.
    pub needs_reason: bool,
}

impl Griffie {
    /// What may be said of messages and rooms; `None` when policy knows no labels.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn label_choice(&self) -> Result<Option<LabelChoice>, Error> {
        let terms = self.parts.store.read(Terms::in_force)?;
        Ok(terms.map(|terms| LabelChoice {
            window_seconds: terms.window.as_secs(),
            labels: terms.labels,
            needs_reason: terms.needs_reason,
        }))
    }

    /// Says what an event is, and with it its edits, its reactions and what takes it back. Inside its review window `private` and `party`
    /// keep it on this device; later they leave a trace in the archive and no more. `business` lets follow what had stayed here.
    ///
    /// # Errors
    /// [`Error::Rejected`] with `labels_off`, `label_not_allowed`, `label_needs_reason`, `too_long`, `no_such_event`;
    /// [`Error::NotSignedIn`], [`Error::StorageFull`], [`Error::Storage`].
    pub async fn label_event(
        &self,
        event_id: &str,
        label: Label,
        reason: Option<&str>,
    ) -> Result<Labelled, Error> {
        self.parts.session()?;
        Ok(review::label_event(&self.label_parts(), event_id, label, reason).await?)
    }

    /// Says what a room is, for everything that is said in it from now on.
    ///
    /// # Errors
    /// As [`Griffie::label_event`], with `not_in_room` for `no_such_event`.
    pub async fn label_room(&self, room_id: &str, label: Label, reason: Option<&str>) -> Result<(), Error> {
        self.parts.session()?;
        Ok(review::label_room(&self.label_parts(), room_id, label, reason).await?)
    }

    /// Ends every review window now: what has no label that keeps it here goes to the archive. Gives the number of records that had
    /// been waiting.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`], [`Error::StorageFull`], [`Error::Storage`].
    pub async fn end_review(&self) -> Result<u64, Error> {
        self.parts.session()?;
        Ok(review::end_review(&self.label_parts()).await?)
    }

    fn label_parts(&self) -> LabelParts<'_> {
        let parts = &self.parts;
        LabelParts {
            store: &parts.store,
            clock: &parts.clock,
            changes: &parts.changes,
            wakes: &parts.wakes,
        }
    }
}
