//! What a log calls: `POST /add-checkpoint` (c2sp.org/tlog-witness). Nothing else answers.

use std::{io::Write as _, net::SocketAddr, sync::Arc};

use axum::{
    Router,
    extract::{DefaultBodyLimit, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use parking_lot::Mutex;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};
use tokio_util::sync::CancellationToken;

use super::{
    Witness, WitnessError,
    judge::{Answer, add_checkpoint},
};

/// A note and 63 hashes have less.
const LARGEST: usize = 32 << 10;

/// Serves until SIGTERM or SIGINT; prints `ready ADDRESS` once a log may call.
///
/// # Errors
/// [`WitnessError`] when the address cannot be taken.
pub async fn serve(witness: Witness, listen: SocketAddr) -> Result<(), WitnessError> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let listener = TcpListener::bind(listen).await?;
    let address = listener.local_addr()?;
    let stop = CancellationToken::new();
    let router = router(Arc::new(Mutex::new(witness)));
    let serving = axum::serve(listener, router).with_graceful_shutdown(stop.clone().cancelled_owned());
    let serving = tokio::spawn(serving.into_future());
    let mut out = std::io::stdout();
    writeln!(out, "ready {address}").and_then(|()| out.flush())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    stop.cancel();
    serving.await.map_err(std::io::Error::other)??;
    Ok(())
}

pub(crate) fn router(witness: Arc<Mutex<Witness>>) -> Router {
    Router::new()
        .route("/add-checkpoint", post(add))
        .layer(DefaultBodyLimit::max(LARGEST))
        .with_state(witness)
}

async fn add(State(witness): State<Arc<Mutex<Witness>>>, body: String) -> Response {
    let judged = tokio::task::spawn_blocking(move || add_checkpoint(&mut witness.lock(), &body)).await;
    match judged {
        Ok(Ok(answer)) => answer.into_response(),
        Ok(Err(error)) => {
            tracing::error!(%error, "alarm: a checkpoint could not be judged");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        match self {
            Self::Signed(line) => line.into_response(),
            Self::Malformed => StatusCode::BAD_REQUEST.into_response(),
            Self::NotFromLog => StatusCode::FORBIDDEN.into_response(),
            Self::UnknownLog => StatusCode::NOT_FOUND.into_response(),
            Self::Conflict(size) => {
                let kind = [(header::CONTENT_TYPE, "text/x.tlog.size")];
                (StatusCode::CONFLICT, kind, format!("{size}\n")).into_response()
            }
            Self::BadProof => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        }
    }
}
