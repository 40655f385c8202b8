//! What happens by the clock: publishing the checkpoint every second, cleaning up every hour.

use std::{sync::Arc, time::Duration};

use griffie_wire::ids::Millis;
use tokio_util::sync::CancellationToken;

use crate::{
    gateway::Gateway,
    store::{StoreError, attachments, lines, recalls, segment, segments, usage},
};

const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(3600);

/// Shows the world the newest checkpoint once a second: readers and witnesses see few states, receipts many.
pub(super) async fn publish(gateway: Arc<Gateway>, stopping: CancellationToken) {
    while !ends_within(&gateway, SECOND, &stopping).await {
        if let Err(error) = log_documents(&gateway).await {
            tracing::error!(%error, "logging a document");
        }
        let newest = gateway.writer.signed();
        gateway.published.send_if_modified(|published| {
            let grown = published.size != newest.size;
            *published = newest;
            grown
        });
    }
}

/// A document that `config set` brought while we run gets its line, also when no device asks.
async fn log_documents(gateway: &Gateway) -> Result<(), StoreError> {
    if gateway.readers.read(lines::any_pending).await? {
        let written = gateway.writer.log_documents().await?;
        tracing::info!(written, "documents in the log");
    }
    Ok(())
}

/// Removes what is no longer needed.
pub(super) async fn clean(gateway: Arc<Gateway>, stopping: CancellationToken) {
    loop {
        if let Err(error) = clean_once(&gateway).await {
            tracing::error!(%error, "cleaning up");
        }
        if ends_within(&gateway, HOUR, &stopping).await {
            return;
        }
    }
}

async fn clean_once(gateway: &Gateway) -> Result<(), StoreError> {
    let now = gateway.clock.now();
    let keep = gateway.settings.limits.keep_final_hours.saturating_mul(3_600_000);
    let before = Millis(now.0.saturating_sub(keep));
    let removable = gateway
        .readers
        .read(move |connection| segments::removable(connection, before))
        .await?;
    for id in &removable {
        let id = *id;
        // First the row, then the file: a file too many is harmless, a file too few is damage.
        gateway
            .writer
            .write(move |transaction| segments::drop(transaction, id, now))
            .await?;
        segment::remove(&gateway.dir, id)?;
    }
    gateway
        .writer
        .write(move |transaction| {
            recalls::forget(transaction, now)?;
            usage::forget(transaction, now)
        })
        .await?;
    let dir = gateway.dir.clone();
    let stale = tokio::task::spawn_blocking(move || attachments::remove_stale(&dir, now)).await;
    let stale = stale.map_err(|_| StoreError::Stopped)??;
    if stale > 0 || !removable.is_empty() {
        tracing::info!(segments = removable.len(), partials = stale, "cleaned up");
    }
    Ok(())
}

/// Waits `time`. Says whether the gateway ends.
async fn ends_within(gateway: &Gateway, time: Duration, stopping: &CancellationToken) -> bool {
    tokio::select! {
        () = gateway.clock.sleep(time) => false,
        () = stopping.cancelled() => true,
    }
}
