//! A small picture of an event's file: from the thumbnail that came with it, or from the picture itself. Clear bytes stay in memory: on
//! disk this device keeps none.

use std::io::{self, Write};

use tokio::sync::Semaphore;

use super::{
    MediaParts,
    save::{SaveError, copy, key},
    source::{Source, here, source},
};
use crate::{
    chat::{
        picture::{MOST_BYTES, PictureError, longer_side, shrink},
        transfer::{TransferId, Who},
    },
    error::Error,
    store::attachment::{self, AttachmentRow},
};

/// Pictures at the same time: each may need its share of memory.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// The picture, at most `edge` pixels on its longer side; `None` when the event has none that can be shown.
pub(crate) async fn thumbnail(
    parts: &MediaParts,
    event_id: &str,
    edge: u32,
) -> Result<Option<Vec<u8>>, Error> {
    let (small, large) = parts.store.read(|c| {
        let small = attachment::find(c, event_id, "thumbnail")?;
        Ok((small, attachment::find(c, event_id, "file")?))
    })?;
    let large = large.filter(may_be_picture);
    if let Some(small) = small {
        let better = large.as_ref().filter(|large| here(&parts.dir, large).is_some());
        match shrunk(parts, &small, edge, better.is_some()).await {
            Ok(Some(picture)) => return Ok(Some(picture)),
            // The sender's thumbnail is worth less than the picture, or nothing: the picture itself decides.
            Ok(None) => {}
            Err(error) if large.is_none() => return Err(error.into()),
            Err(_) => {}
        }
    }
    match large {
        Some(large) => Ok(shrunk(parts, &large, edge, false).await?),
        None => Ok(None),
    }
}

/// By what its sender says; without a word on it, its bytes tell.
fn may_be_picture(row: &AttachmentRow) -> bool {
    row.mime.as_deref().is_none_or(|mime| mime.starts_with("image/"))
}

/// With `enough` only a picture that need not be larger than it is.
async fn shrunk(
    parts: &MediaParts,
    row: &AttachmentRow,
    edge: u32,
    enough: bool,
) -> Result<Option<Vec<u8>>, SaveError> {
    let _turn = AT_ONCE.acquire().await.map_err(|_| SaveError::Worker)?;
    let id = TransferId::Fetching {
        event_id: row.event_id.clone(),
    };
    let moving = parts.transfers.begin(id, Who::Nobody, 0);
    let source = source(parts, row, MOST_BYTES, &moving).await?;
    let (key, expected) = (key(row.key.as_deref())?, row.sha256_plain);
    let made = tokio::task::spawn_blocking(move || {
        let clear = clear(&source, key.as_ref(), expected)?;
        if enough && longer_side(&clear).is_none_or(|side| side < edge) {
            return Ok(None);
        }
        Ok(shrink(&clear, edge)?)
    });
    made.await
        .map_err(|_| SaveError::Picture(PictureError::Unreadable))?
}

fn clear(
    source: &Source,
    key: Option<&serde_json::Value>,
    expected: Option<griffie_wire::ids::Sha256>,
) -> Result<Vec<u8>, SaveError> {
    if std::fs::metadata(source.path())?.len() > MOST_BYTES {
        return Err(SaveError::Picture(PictureError::TooLarge));
    }
    let mut bytes = Bounded(Vec::new());
    let sha256 = copy(source.path(), key, &mut bytes)?;
    if expected.is_some_and(|expected| expected != sha256) {
        return Err(SaveError::Mismatch);
    }
    Ok(bytes.0)
}

/// Takes no more than a picture may have, also when the file grows meanwhile.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if (self.0.len() as u64).saturating_add(bytes.len() as u64) > MOST_BYTES {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
