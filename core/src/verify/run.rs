//! The loop of verifications: takes up emoji that the other side began with, tells the other side of what a restart ended, and repeats
//! signatures that a kill kept from the homeserver. Nothing of it decides anything: that is the user's.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::{VerificationStep, VerifyError, read, refresh};
use crate::{
    chat::backoff,
    e2ee::{E2eeError, verify},
    store::verification,
    sync::SyncParts,
};

/// Runs until told to stop.
pub(crate) async fn run(parts: SyncParts, stop: CancellationToken) -> Result<(), VerifyError> {
    let mut failures = 0;
    loop {
        if !parts.wakes.conditions.network(&stop).await {
            return Ok(());
        }
        let turned = tokio::select! {
            biased;
            () = stop.cancelled() => return Ok(()),
            turned = turn(&parts) => turned,
        };
        let pause = match turned {
            Ok(()) => {
                failures = 0;
                None
            }
            Err(VerifyError::E2ee(E2eeError::Matrix(error))) => {
                tracing::warn!(code = %error, "verification");
                let now = parts.clock.now();
                let next = backoff::next_try(now, failures, None);
                failures += 1;
                Some(Duration::from_millis(next.0.saturating_sub(now.0)))
            }
            Err(error) => return Err(error),
        };
        tokio::select! {
            biased;
            () = stop.cancelled() => return Ok(()),
            () = parts.wakes.verify.notified() => {}
            () = parts.clock.sleep(pause.unwrap_or_default()), if pause.is_some() => {}
        }
    }
}

async fn turn(parts: &SyncParts) -> Result<(), VerifyError> {
    let unit = parts.store.begin("verifications").await?;
    let changed = refresh(&unit, &*parts.clock, &[])?;
    let mut out = Vec::new();
    for flow in unit.write(verification::live)? {
        if read(&flow)?.step == VerificationStep::Started {
            out.push(verify::take_up(&unit, &flow.user_id, &flow.flow_id).await?);
        }
    }
    let untold = unit.write(verification::untold)?;
    unit.commit().await?;
    if changed {
        parts.changes.verifications();
    }
    for messages in out {
        verify::send_out(&parts.store, &parts.matrix, &messages).await?;
    }
    for flow in untold {
        let device = read(&flow)?.matrix_device;
        verify::call_off(&parts.matrix, &flow.user_id, device.as_deref(), &flow.flow_id).await?;
        let unit = parts.store.begin("verification called off").await?;
        unit.write(|c| verification::told(c, &flow))?;
        unit.commit().await?;
    }
    Ok(verify::sign_verified_devices(&parts.store, &parts.matrix).await?)
}
