//! The loop that fetches what events refer to, a few files at a time, and gives up none for want of a network.

use std::{collections::BTreeSet, time::Duration};

use futures_util::{StreamExt, stream::FuturesUnordered};
use griffie_wire::policy::Media;
use tokio_util::sync::CancellationToken;

use super::{
    LocalFile, MediaDir, MediaError, MediaParts, dir,
    fetch::{FetchError, fetch},
    inspect::{self, Inspected},
    seal::{SealFileError, Sealer},
    settle::{End, settle},
    verdict::{Verdict, bad_address, on_matrix, too_big},
};
use crate::{
    chat::{
        backoff,
        transfer::{Moving, TransferId, Who},
    },
    store::{
        Store, StoreError,
        attachment::{self, AttachmentRow},
        config, queue,
    },
};

/// Files at the same time.
const AT_ONCE: usize = 3;
/// Rows looked at for one to fetch, beside those that wait for other conditions.
const DUE: usize = 64;
/// A file with the wrong digest is fetched again this often: the transfer may have been cut without anybody noticing.
const TRIES_WHEN_WRONG: u32 = 3;
/// Longest sleep without a wake.
const LONGEST_NAP: Duration = Duration::from_secs(60);

/// What became of one try.
enum Tried {
    End(End),
    Later(Option<Duration>),
    /// Too large for the network or the disk of now.
    Held,
}

/// Runs until told to stop. An error means that files or their records cannot be kept.
pub(crate) async fn run(parts: MediaParts, stop: CancellationToken) -> Result<(), MediaError> {
    sweep(&parts).await?;
    let mut busy = BTreeSet::new();
    let mut flying = FuturesUnordered::new();
    let mut held = BTreeSet::new();
    let mut conditions = parts.wakes.conditions.changes();
    loop {
        let now = parts.clock.now();
        let network = conditions.borrow_and_update().network;
        let due = parts
            .store
            .read(|c| attachment::due(c, now, u32::try_from(DUE + held.len()).unwrap_or(u32::MAX)))?;
        for row in due {
            let may_go = !held.contains(&row.id) && (network || row.own.is_some());
            if may_go && busy.len() < AT_ONCE && busy.insert(row.id) {
                flying.push(one(&parts, row));
            }
        }
        let nap = nap(&parts, busy.len() >= AT_ONCE)?;
        tokio::select! {
            biased;
            () = stop.cancelled() => return Ok(()),
            Some(done) = flying.next(), if !flying.is_empty() => {
                let (row, is_held) = done?;
                busy.remove(&row);
                if is_held {
                    held.insert(row);
                }
            }
            Ok(()) = conditions.changed() => held.clear(),
            () = parts.wakes.media.notified() => {}
            () = parts.clock.sleep(nap) => {}
        }
    }
}

fn nap(parts: &MediaParts, full: bool) -> Result<Duration, StoreError> {
    let next = parts.store.read(attachment::next_due)?;
    let wait = next.map_or(LONGEST_NAP, |next| {
        Duration::from_millis(next.0.saturating_sub(parts.clock.now().0)).min(LONGEST_NAP)
    });
    // What is due while all hands are full, or is in flight itself, is seen again when one comes free.
    Ok(if full || wait.is_zero() { LONGEST_NAP } else { wait })
}

/// One try; gives the row, and whether it waits for other conditions.
async fn one(parts: &MediaParts, row: AttachmentRow) -> Result<(i64, bool), MediaError> {
    match attempt(parts, &row).await? {
        Tried::Held => return Ok((row.id, true)),
        Tried::End(end) => {
            let lost = matches!(end, End::Lost(_));
            settle(parts, &row, end).await?;
            if lost {
                dir::remove(&parts.dir.part(row.id))?;
            }
            drop_own(parts, &row)?;
        }
        Tried::Later(asked) => {
            let next = backoff::next_try(parts.clock.now(), row.attempts, asked);
            let unit = parts.store.begin("postpone file").await?;
            unit.write(|c| attachment::postpone(c, row.id, next))?;
            unit.commit().await?;
        }
    }
    Ok((row.id, false))
}

async fn attempt(parts: &MediaParts, row: &AttachmentRow) -> Result<Tried, MediaError> {
    if let Some(own) = &row.own {
        let local: LocalFile = serde_json::from_str(own).map_err(StoreError::from)?;
        return seal(parts, move |media, sealer| inspect::own(&media, &local, &sealer)).await;
    }
    let part = parts.dir.part(row.id);
    let moving = of_archive(parts, row);
    let policy = parts.store.read(config::policy)?;
    let limit = policy
        .as_ref()
        .map_or(u64::MAX, |policy| policy.max_attachment_bytes);
    let large = policy
        .map_or(Media::STANDARD, |policy| policy.media())
        .large_bytes;
    let bound = parts.wakes.conditions.now().largest(limit, large);
    match fetch(&parts.matrix, &row.mxc, &part, bound, &moving).await {
        Ok(()) => {}
        Err(FetchError::TooBig) if bound < limit => return Ok(Tried::Held),
        Err(FetchError::Address) => return Ok(Tried::End(End::Lost(bad_address()))),
        Err(FetchError::TooBig) => return Ok(Tried::End(End::Lost(too_big()))),
        Err(FetchError::Io(error)) => return Err(error.into()),
        Err(FetchError::Matrix(error)) => {
            return Ok(match on_matrix(&error, row.attempts) {
                Verdict::Later(asked) => Tried::Later(asked),
                Verdict::Lost(loss) => Tried::End(End::Lost(loss)),
            });
        }
    }
    match row.key.clone() {
        Some(key) => check(parts, row, key).await,
        None => seal(parts, move |media, sealer| inspect::clear(&media, &part, &sealer)).await,
    }
}

/// A thumbnail is part of its event's file: what a person waits for is the file itself.
fn of_archive(parts: &MediaParts, row: &AttachmentRow) -> Moving {
    let id = TransferId::Fetching {
        event_id: row.event_id.clone(),
    };
    let who = if row.role == "file" {
        Who::Archive
    } else {
        Who::Nobody
    };
    parts.transfers.begin(id, who, 0)
}

async fn check(parts: &MediaParts, row: &AttachmentRow, key: String) -> Result<Tried, MediaError> {
    let (media, part) = (parts.dir.clone(), parts.dir.part(row.id));
    let looked = tokio::task::spawn_blocking(move || inspect::ciphertext(&media, &part, &key));
    let inspected = looked.await.map_err(|_| MediaError::Worker)??;
    if matches!(inspected, Inspected::Wrong { .. }) && row.attempts + 1 < TRIES_WHEN_WRONG {
        dir::remove(&parts.dir.part(row.id))?;
        return Ok(Tried::Later(None));
    }
    Ok(Tried::End(End::of(inspected)))
}

async fn seal(
    parts: &MediaParts,
    work: impl FnOnce(MediaDir, Sealer) -> Result<Inspected, SealFileError> + Send + 'static,
) -> Result<Tried, MediaError> {
    let sealer = match Sealer::now(&parts.store, parts.clock.now()) {
        Err(SealFileError::NoConfig) => return Ok(Tried::Later(None)),
        sealer => sealer?,
    };
    let media = parts.dir.clone();
    let inspected = tokio::task::spawn_blocking(move || work(media, sealer))
        .await
        .map_err(|_| MediaError::Worker)?;
    Ok(Tried::End(End::of(inspected?)))
}

/// The own copy of a room in clear has served: its sealed form is what travels.
fn drop_own(parts: &MediaParts, row: &AttachmentRow) -> Result<(), MediaError> {
    let Some(own) = &row.own else { return Ok(()) };
    let local: LocalFile = serde_json::from_str(own).map_err(StoreError::from)?;
    Ok(parts.dir.remove(&local.stored_sha256)?)
}

async fn sweep(parts: &MediaParts) -> Result<(), MediaError> {
    // What no row knows may be evidence of a database that was set aside (invariant 8).
    if !parts.store.set_aside()?.is_empty() {
        return Ok(());
    }
    let known = known(&parts.store)?;
    let media = parts.dir.clone();
    let swept = tokio::task::spawn_blocking(move || media.sweep(&known));
    let swept = swept.await.map_err(|_| MediaError::Worker)??;
    tracing::debug!(files = swept, "swept the media directory");
    Ok(())
}

/// Names in the media directory that some row still needs.
pub(super) fn known(store: &Store) -> Result<BTreeSet<String>, StoreError> {
    let (kept, wanted, own) = store.read(|c| {
        let own = [queue::files(c)?, attachment::own_files(c)?].concat();
        Ok((
            attachment::kept(c)?,
            attachment::due(c, griffie_wire::ids::Millis(u64::MAX >> 1), u32::MAX)?,
            own,
        ))
    })?;
    let mut known: BTreeSet<String> = kept.iter().map(ToString::to_string).collect();
    known.extend(wanted.iter().map(|row| format!("{}.part", row.id)));
    for json in &own {
        known.insert(serde_json::from_str::<LocalFile>(json)?.stored_sha256.to_string());
    }
    Ok(known)
}
