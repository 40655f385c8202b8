//! The ledger at work: takes in what is pushed, and compares with the homeserver's list at the start and then regularly.

use std::{io::Write as _, net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use parking_lot::Mutex;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};
use tokio_util::sync::CancellationToken;

use super::{
    Ledger, LedgerError, Walked,
    admin::Admin,
    face::{self, Face},
    rows::settings,
    walk::walk,
};
use crate::{
    clock::Clock,
    keys::{KeysError, read_secret_text},
};

/// Pause after a comparison that failed.
const AGAIN: Duration = Duration::from_secs(10);

/// How to serve.
#[derive(Clone, Debug)]
pub struct ServeLedger {
    /// Address for the homeserver; loopback or an inside network.
    pub listen: SocketAddr,
    /// The homeserver's base URL and a file with the token of a server admin. Without them nothing is compared.
    pub homeserver: Option<(String, PathBuf)>,
    /// Time between two comparisons.
    pub every: Duration,
}

/// Serves until SIGTERM or SIGINT; prints `ready ADDRESS` once the homeserver may call.
///
/// # Errors
/// [`LedgerError`] when waiting cannot help.
pub async fn serve(ledger: Ledger, options: &ServeLedger) -> Result<(), LedgerError> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let token = settings::get(&ledger.store, "hs_token_sha256")?;
    let token = token.and_then(|token| token.parse().ok());
    let token = token.ok_or(LedgerError::NotSetUp("token"))?;
    let listener = TcpListener::bind(options.listen).await?;
    let address = listener.local_addr()?;
    let clock = Arc::clone(&ledger.clock);
    let ledger = Arc::new(Mutex::new(ledger));
    let stop = CancellationToken::new();
    let router = face::router(Face {
        ledger: Arc::clone(&ledger),
        token,
    });
    let serving = axum::serve(listener, router).with_graceful_shutdown(stop.clone().cancelled_owned());
    let serving = tokio::spawn(serving.into_future());
    let mut out = std::io::stdout();
    writeln!(out, "ready {address}").and_then(|()| out.flush())?;
    let ended = tokio::select! {
        _ = terminate.recv() => Ok(()),
        _ = interrupt.recv() => Ok(()),
        ended = walk_on(&ledger, &*clock, options) => ended,
    };
    stop.cancel();
    serving.await.map_err(std::io::Error::other)??;
    ended
}

/// Walks at once and then every so often. Ends only when waiting cannot help.
async fn walk_on(
    ledger: &Mutex<Ledger>,
    clock: &dyn Clock,
    options: &ServeLedger,
) -> Result<(), LedgerError> {
    let Some((homeserver, token_file)) = &options.homeserver else {
        tracing::warn!("no admin token: after downtime the ledger relies on the homeserver to send again");
        return std::future::pending().await;
    };
    let token = read_secret_text(token_file).map_err(KeysError::from)?;
    let admin = Admin::new(homeserver, &token)?;
    loop {
        let pause = match walk(ledger, &admin).await {
            Ok(walked) => {
                let Walked { rooms, found, odd } = walked;
                tracing::info!(rooms, found, odd, "compared with the homeserver");
                options.every
            }
            Err(error) if error.passes() => {
                tracing::error!(%error, "alarm: comparison not finished, trying again");
                AGAIN
            }
            Err(error) => return Err(error),
        };
        clock.sleep(pause).await;
    }
}
