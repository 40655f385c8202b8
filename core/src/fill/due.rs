//! What is fetched next: holes first, for they are owed; then what policy wants of before the user's own join.

use super::{FillError, page::Parts};
use crate::store::{
    Connection, StoreError,
    earlier::{self, Earlier},
    gap::{self, Hole},
};

/// Something whose next page is to be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Due {
    Hole(Hole),
    Earlier(Earlier),
}

impl Due {
    /// All of it.
    pub(super) fn all(c: &Connection) -> Result<Vec<Self>, StoreError> {
        let holes = gap::holes(c)?.into_iter().map(Self::Hole);
        let earlier = earlier::all(c)?.into_iter().map(Self::Earlier);
        Ok(holes.chain(earlier).collect())
    }

    pub(super) fn room_id(&self) -> &str {
        match self {
            Self::Hole(hole) => &hole.room_id,
            Self::Earlier(earlier) => &earlier.room_id,
        }
    }

    /// Where its next page begins.
    pub(super) fn token(&self) -> Option<&str> {
        match self {
            Self::Hole(hole) => hole.token.as_deref(),
            Self::Earlier(earlier) => Some(&earlier.token),
        }
    }

    pub(super) async fn take(&self, parts: Parts<'_>, page: &[u8]) -> Result<(), FillError> {
        match self {
            Self::Hole(hole) => super::page::take_hole(parts, hole, page).await.map(drop),
            Self::Earlier(earlier) => super::page::take_earlier(parts, earlier, page).await.map(drop),
        }
    }

    /// The homeserver will not show more.
    pub(super) async fn give_up(&self, parts: Parts<'_>, code: &str) -> Result<(), FillError> {
        match self {
            Self::Hole(hole) => super::page::give_up(parts, hole, code).await,
            Self::Earlier(earlier) => {
                let unit = parts.store.begin("fill").await?;
                unit.write(|c| earlier::end(c, earlier))?;
                Ok(unit.commit().await?)
            }
        }
    }
}
