//! One page of history, one unit of work: its events, and where the next page begins.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::FillError;
use crate::{
    capture::{Intake, Page},
    clock::Clock,
    store::{
        Store,
        earlier::{self, Earlier},
        gap::{self, Hole},
    },
};

#[derive(Deserialize)]
struct Messages<'a> {
    #[serde(borrow, default)]
    chunk: Vec<&'a RawValue>,
    end: Option<String>,
}

impl Messages<'_> {
    fn page(&self) -> Page<'_> {
        Page {
            events: &self.chunk,
            next: self.end.as_deref(),
        }
    }
}

/// What taking a page in needs.
#[derive(Clone, Copy)]
pub(crate) struct Parts<'a> {
    pub(crate) store: &'a Store,
    pub(crate) clock: &'a dyn Clock,
    pub(crate) me: &'a str,
}

/// Takes the page in that begins where the hole stands. Says whether the hole is closed; `None` when the hole was closed or moved
/// meanwhile, so that the page is not the one that is due.
///
/// # Errors
/// [`FillError::NotJson`] for a page that is none: nothing was changed, ask again.
pub(crate) async fn take_hole(parts: Parts<'_>, hole: &Hole, page: &[u8]) -> Result<Option<bool>, FillError> {
    let text = String::from_utf8_lossy(page);
    let messages: Messages<'_> = serde_json::from_str(&text).map_err(|_| FillError::NotJson)?;
    let unit = parts.store.begin("fill").await?;
    if unit.write(|c| gap::find_hole(c, &hole.gap_id))?.as_ref() != Some(hole) {
        unit.commit().await?;
        return Ok(None);
    }
    let mut intake = Intake::new(&unit, parts.clock, parts.me);
    let closed = intake.take_page(hole, messages.page()).await?;
    intake.follow_newcomers().await?;
    unit.commit().await?;
    Ok(Some(closed))
}

/// The same for what was said before the user joined. Says whether it was the last page.
///
/// # Errors
/// As [`take_hole`].
pub(crate) async fn take_earlier(
    parts: Parts<'_>,
    wanted: &Earlier,
    page: &[u8],
) -> Result<Option<bool>, FillError> {
    let text = String::from_utf8_lossy(page);
    let messages: Messages<'_> = serde_json::from_str(&text).map_err(|_| FillError::NotJson)?;
    let unit = parts.store.begin("fill").await?;
    if !unit.write(earlier::all)?.contains(wanted) {
        unit.commit().await?;
        return Ok(None);
    }
    let mut intake = Intake::new(&unit, parts.clock, parts.me);
    let last = intake.take_earlier(wanted, messages.page()).await?;
    intake.follow_newcomers().await?;
    unit.commit().await?;
    Ok(Some(last))
}

/// Closes the hole with what came so far, because the homeserver will not show more.
pub(super) async fn give_up(parts: Parts<'_>, hole: &Hole, code: &str) -> Result<(), FillError> {
    let unit = parts.store.begin("fill").await?;
    let mut intake = Intake::new(&unit, parts.clock, parts.me);
    let mut room = intake.open_room(&hole.room_id)?;
    intake.record_refusal(&mut room, code)?;
    intake.close_hole(&mut room, hole, hole.events)?;
    intake.close_room(&room)?;
    Ok(unit.commit().await?)
}
