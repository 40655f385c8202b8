//! The loop of the key backup. What the homeserver refuses or forgets costs time and an alarm, never a record.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::{
    RecoveryError,
    ask::{Asked, ask},
    from_device::take_from_device,
    publish::publish,
    restore::{restore, version_in_use},
    upload::{Uploaded, upload},
    version::settle,
};
use crate::{
    chat::backoff,
    e2ee::{self, E2eeError, secret_storage::SecretError},
    net::matrix::MatrixError,
    store::{identity, recovery},
    sync::SyncParts,
};

/// The name under which this part complains.
const PART: &str = "backup";
/// A version that is gone again after it was settled so often in one turn is not worth another try now.
const SETTLINGS: usize = 3;

/// What the loop knows since its start.
#[derive(Default)]
struct Known {
    /// This device was looked at: it is vouched for, or cannot be.
    looked: bool,
    /// Secret storage is there and the version of the backup is right.
    settled: bool,
    asked: Asked,
}

/// Runs until told to stop. An error means that this device cannot keep what it reads (invariant 10).
pub(crate) async fn run(parts: SyncParts, stop: CancellationToken) -> Result<(), RecoveryError> {
    let me = parts.store.read(identity::require)?.user_id;
    let mut known = Known::default();
    let mut failures = 0;
    loop {
        if !parts.wakes.conditions.network(&stop).await {
            return Ok(());
        }
        let turned = tokio::select! {
            biased;
            () = stop.cancelled() => return Ok(()),
            turned = turn(&parts, &me, &mut known) => turned,
        };
        let pause = match turned {
            Ok(()) => {
                failures = 0;
                if parts.health.well(PART) {
                    parts.changes.archive();
                }
                None
            }
            Err(error) => {
                let pause = complain(&parts, error, failures)?;
                failures += 1;
                Some(pause)
            }
        };
        tokio::select! {
            biased;
            () = stop.cancelled() => return Ok(()),
            () = parts.wakes.backup.notified(), if pause.is_none() => {}
            () = parts.clock.sleep(pause.unwrap_or_default()), if pause.is_some() => {}
        }
    }
}

/// Everything that is due now.
async fn turn(parts: &SyncParts, me: &str, known: &mut Known) -> Result<(), RecoveryError> {
    take_from_device(parts).await?;
    // The private identity comes at activation, with the recovery key, or from a device that verified this one, and never by itself.
    let (key, by_device) = parts
        .store
        .read(|c| Ok((recovery::read(c)?, recovery::by_device(c)?)))?;
    if known.looked && key.is_none() && by_device.is_none() {
        return Ok(());
    }
    for _ in 0..SETTLINGS {
        if !known.settled || version_in_use(parts).await?.is_none() {
            known.settled = false;
            e2ee::sign_own_device(&parts.store, &parts.matrix).await?;
            known.looked = true;
            if !publish(parts, me).await? {
                return Ok(());
            }
            if !settle(parts, me).await? {
                return Err(MatrixError::Refused {
                    status: 403,
                    code: "BACKUP_REPLACED".to_owned(),
                }
                .into());
            }
            known.settled = true;
        }
        if restore(parts, me).await? && upload(parts).await? == Uploaded::All {
            return ask(parts, me, &mut known.asked).await;
        }
        known.settled = false;
    }
    Err(MatrixError::Malformed.into())
}

/// Says what is wrong and gives the pause before the next turn. An error of this device ends the loop.
fn complain(parts: &SyncParts, error: RecoveryError, failures: u32) -> Result<Duration, RecoveryError> {
    let (word, asked) = match error {
        RecoveryError::Matrix(error) => {
            tracing::warn!(code = %error, "key backup");
            if matches!(error, MatrixError::UnknownToken { .. }) {
                parts.wakes.login.notify_one();
            }
            let asked = match error {
                MatrixError::Limited { retry_after } => Some(retry_after),
                _ => None,
            };
            (error.word(), asked)
        }
        // What the homeserver holds in our name is not what it should be: nothing that is journaled depends on it.
        RecoveryError::Secret(SecretError::Malformed | SecretError::Wrong | SecretError::Unusable)
        | RecoveryError::NoStorage => ("recovery_unusable".to_owned(), None),
        RecoveryError::E2ee(E2eeError::OtherIdentity | E2eeError::Olm(_)) => {
            tracing::warn!("key backup refused by the machine");
            ("key_backup".to_owned(), None)
        }
        other => return Err(other),
    };
    parts.health.ill(PART, word);
    parts.changes.archive();
    let now = parts.clock.now();
    let next = backoff::next_try(now, failures, asked);
    Ok(Duration::from_millis(next.0.saturating_sub(now.0)))
}
