//! Uploads the files an object speaks of: small ones before the object itself, large ones behind all words (issue 5.5). In pieces, from
//! where it broke off, in constant memory.

use std::{io::SeekFrom, path::Path};

use bytes::Bytes;
use griffie_wire::{
    ids::{Seq, Sha256},
    problem::ProblemKind,
    record::GapCause,
};
use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncSeekExt},
};

use super::{
    RouteError,
    contact::Visit,
    lost::{self, Loss},
    objects, quota,
};
use crate::{
    net::gateway::{GatewayError, Held},
    store::attachment::{self, UploadRow},
};

/// Bytes per request: few round trips, little memory, little lost when a line breaks.
const PIECE: u64 = 2 << 20;
/// How often the two sides may disagree about the offset before the gateway is left.
const DISAGREEMENTS: u32 = 3;

/// What came of the files that objects left behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Behind {
    /// All that may travel now are with the gateway; so many wait for a better network or for power.
    Waiting(u64),
    /// A sealed object has come up meanwhile: words go before video.
    Words,
}

/// Uploads the small files that the records of `object` call stored and that the gateway does not have. Large ones come behind the
/// words ([`upload_left_behind`]).
pub(super) async fn upload_small(visit: &Visit<'_>, object: Seq) -> Result<(), RouteError> {
    let large = visit.large()?;
    for file in visit.store.read(|c| attachment::uploads_for(c, object))? {
        if file.size <= large && !quota::holds(visit, object)? {
            upload(visit, object, &file, large).await?;
        }
    }
    Ok(())
}

/// Uploads what objects left behind that went without a file: nothing else would ever ask for it, and the vault waits. Stops between
/// two pieces when a sealed object waits, and goes on from there when it is called again.
pub(super) async fn upload_left_behind(visit: &Visit<'_>) -> Result<Behind, RouteError> {
    let large = visit.large()?;
    let mut waiting = 0;
    for object in visit.store.read(attachment::left_behind)? {
        for file in visit.store.read(|c| attachment::uploads_for(c, object))? {
            if (file.size > large && !visit.conduct.large) || quota::holds(visit, object)? {
                waiting += 1;
            } else if upload(visit, object, &file, large).await? == Upload::Interrupted {
                return Ok(Behind::Words);
            }
        }
    }
    Ok(Behind::Waiting(waiting))
}

/// How far a file came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Upload {
    /// As far as it ever comes: it is with the gateway, or a gap tells why not.
    Ended,
    /// A large file, in favour of words.
    Interrupted,
}

async fn upload(visit: &Visit<'_>, object: Seq, file: &UploadRow, large: u64) -> Result<Upload, RouteError> {
    match upload_one(visit, file, file.size > large).await {
        Ok(Upload::Interrupted) => return Ok(Upload::Interrupted),
        Ok(Upload::Ended) => {
            let unit = visit.store.begin("attachment uploaded").await?;
            unit.write(|c| attachment::set_uploaded(c, &file.sha256, visit.clock.now()))?;
            lost::found(&unit, visit.clock, &file.sha256)?;
            unit.commit().await?;
        }
        Err(error) => alarm_or_pass_on(visit, object, &file.sha256, error).await?,
    }
    Ok(Upload::Ended)
}

/// A file that is damaged or refused for good must not hold up the records: its event gets a gap, and the vault holds the object
/// until the file comes or a person has looked.
async fn alarm_or_pass_on(
    visit: &Visit<'_>,
    object: Seq,
    sha256: &Sha256,
    error: RouteError,
) -> Result<(), RouteError> {
    let loss = match &error {
        RouteError::File(_) => Loss::UNREADABLE,
        RouteError::Gateway(GatewayError::Problem {
            kind: ProblemKind::TooLarge,
            ..
        }) => Loss {
            alarm: "attachment_too_large",
            cause: GapCause::Oversized,
            code: "too_large_for_gateway",
        },
        RouteError::Gateway(GatewayError::Problem {
            kind: ProblemKind::MalformedObject,
            ..
        }) => Loss {
            alarm: "attachment_damaged",
            cause: GapCause::MediaHashMismatch,
            code: "local_file_damaged",
        },
        _ => return Err(error),
    };
    lost::tell(visit.store, visit.clock, object, sha256, loss).await
}

/// Uploads one; where it `gives_way`, only as far as no object waits.
async fn upload_one(visit: &Visit<'_>, file: &UploadRow, gives_way: bool) -> Result<Upload, RouteError> {
    let path = visit.data_dir.join(Path::new(&file.path));
    let mut source = File::open(path).await.map_err(RouteError::File)?;
    let mut held = visit.gateway.attachment_held(&file.sha256).await?;
    let mut disagreements = 0;
    while let Held::UpTo(at) = held {
        let piece = piece(&mut source, at, file.size).await?;
        let bytes = u64::try_from(piece.len()).expect("a piece fits in 64 bits");
        let end = at + bytes;
        let answer = visit
            .gateway
            .put_attachment(&file.sha256, at, file.size, piece)
            .await?;
        quota::note(visit, bytes).await?;
        if answer != Some(Held::Complete) && answer != Some(Held::UpTo(end)) {
            disagreements += 1;
            if disagreements > DISAGREEMENTS {
                return Err(GatewayError::Malformed.into());
            }
        }
        held = match answer {
            Some(held) => held,
            None => visit.gateway.attachment_held(&file.sha256).await?,
        };
        // All bytes are there and it still wants some: ask how much, and count it as a disagreement next time round.
        if held == Held::UpTo(file.size) && file.size > 0 {
            return Err(GatewayError::Malformed.into());
        }
        if held != Held::Complete && gives_way && objects::next(visit)?.is_some() {
            return Ok(Upload::Interrupted);
        }
    }
    Ok(Upload::Ended)
}

/// The bytes from `at`, at most [`PIECE`]. A file that is shorter than it was is unreadable: it is not what the record names.
async fn piece(source: &mut File, at: u64, size: u64) -> Result<Bytes, RouteError> {
    let left = size
        .checked_sub(at)
        .ok_or(RouteError::Gateway(GatewayError::Malformed))?;
    let mut piece = vec![0; usize::try_from(left.min(PIECE)).expect("a piece fits in memory")];
    source.seek(SeekFrom::Start(at)).await.map_err(RouteError::File)?;
    source.read_exact(&mut piece).await.map_err(RouteError::File)?;
    Ok(piece.into())
}
