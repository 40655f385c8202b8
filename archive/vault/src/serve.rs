//! The loop: a round with the gateway, a pause, again, until it is told to stop.

use std::{io::Write as _, time::Duration};

use tokio::signal::unix::{SignalKind, signal};

use crate::{
    error::VaultError,
    fetch::Gateway,
    ingest::Ingested,
    pull::{Pulled, pull},
    vault::Vault,
};

/// Pause after a round.
const PAUSE: Duration = Duration::from_secs(1);
/// Pause after a failed round; doubles up to the longest.
const FIRST_BACK_OFF: Duration = Duration::from_secs(2);
const LONGEST_BACK_OFF: Duration = Duration::from_secs(60);

/// Pulls until SIGTERM or SIGINT; a gateway that is away or a full disk is waited out, each with an alarm line.
///
/// # Errors
/// [`VaultError`] when waiting cannot help.
pub async fn serve(vault: &mut Vault, gateway: &mut Gateway) -> Result<(), VaultError> {
    let outside = |error| VaultError::Outside("signals and standard output".to_owned(), error);
    let mut terminate = signal(SignalKind::terminate()).map_err(outside)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(outside)?;
    writeln!(std::io::stdout(), "ready")
        .and_then(|()| std::io::stdout().flush())
        .map_err(outside)?;
    let mut back_off = FIRST_BACK_OFF;
    loop {
        let pause = tokio::select! {
            biased;
            _ = terminate.recv() => return Ok(()),
            _ = interrupt.recv() => return Ok(()),
            // Dropped at an await point this loses at most an answer: what is kept is kept in whole transactions.
            round = pull(vault, gateway) => match round {
                Ok(pulled) => {
                    report(&pulled);
                    back_off = FIRST_BACK_OFF;
                    PAUSE
                }
                Err(error) if passes(&error) => {
                    tracing::error!(error = %error, "alarm: round not finished, trying again");
                    let pause = back_off;
                    back_off = (back_off * 2).min(LONGEST_BACK_OFF);
                    pause
                }
                Err(error) => return Err(error),
            },
        };
        tokio::select! {
            _ = terminate.recv() => return Ok(()),
            _ = interrupt.recv() => return Ok(()),
            () = vault.clock.sleep(pause) => {}
        }
    }
}

/// Whether the cause may go away without us.
fn passes(error: &VaultError) -> bool {
    error.is_full()
        || matches!(
            error,
            VaultError::Fetch(_) | VaultError::KeyHolder(_) | VaultError::Log(_)
        )
}

/// One line for a round in which anything happened; an alarm line when faults were found.
pub(crate) fn report(pulled: &Pulled) {
    let Ingested {
        new,
        accepted,
        rejected,
        records,
        events,
        proven,
        new_faults,
    } = pulled.ingested;
    if !pulled.is_quiet() {
        tracing::info!(
            new,
            accepted,
            rejected,
            records,
            events,
            proven,
            told = pulled.told.accepted,
            "round"
        );
    }
    if new_faults > 0 || rejected > 0 {
        tracing::error!(
            new_faults,
            rejected,
            "alarm: faults found; see griffie-vault show faults"
        );
    }
}
