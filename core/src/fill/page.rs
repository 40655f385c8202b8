//! One page of history, one unit of work: its events, and where the next page begins.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::FillError;
use crate::{
    capture::{Intake, Page},
    clock::Clock,
    store::{Store, gap},
};

#[derive(Deserialize)]
struct Messages<'a> {
    #[serde(borrow, default)]
    chunk: Vec<&'a RawValue>,
    end: Option<String>,
}

/// Takes the page in that begins where the hole stands. Says whether the hole is closed; `None` when the hole was closed or moved
/// meanwhile, so that the page is not the one that is due.
///
/// # Errors
/// [`FillError::NotJson`] for a page that is none: nothing was changed, ask again.
pub(crate) async fn take_page(
    store: &Store,
    clock: &dyn Clock,
    me: &str,
    hole: &gap::Hole,
    page: &[u8],
) -> Result<Option<bool>, FillError> {
    let text = String::from_utf8_lossy(page);
    let messages: Messages<'_> = serde_json::from_str(&text).map_err(|_| FillError::NotJson)?;
    let unit = store.begin("fill").await?;
    if unit.write(|c| gap::find_hole(c, &hole.gap_id))?.as_ref() != Some(hole) {
        unit.commit().await?;
        return Ok(None);
    }
    let mut intake = Intake::new(&unit, clock, me);
    let page = Page {
        events: &messages.chunk,
        next: messages.end.as_deref(),
    };
    let closed = intake.take_page(hole, page).await?;
    intake.follow_newcomers().await?;
    unit.commit().await?;
    Ok(Some(closed))
}

/// Closes the hole with what came so far, because the homeserver will not show more.
pub(super) async fn give_up(
    store: &Store,
    clock: &dyn Clock,
    me: &str,
    hole: &gap::Hole,
    code: &str,
) -> Result<(), FillError> {
    let unit = store.begin("fill").await?;
    let mut intake = Intake::new(&unit, clock, me);
    let mut room = intake.open_room(&hole.room_id)?;
    intake.record_refusal(&mut room, code)?;
    intake.close_hole(&mut room, hole, hole.events)?;
    intake.close_room(&room)?;
    Ok(unit.commit().await?)
}
