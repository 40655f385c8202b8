//! What the homeserver calls (Matrix application service API): transactions in, each on disk before it is acknowledged.
//!
//! Idempotent: a transaction comes again until the homeserver hears that we have it, and an event may come in two of them.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post, put},
};
use griffie_wire::Sha256;
use parking_lot::Mutex;
use rusqlite::TransactionBehavior;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Ledger,
    error::LedgerError,
    event::{self, Source},
    rows::events,
};

/// Synapse sends at most 100 events at a time, each at most 64 KiB.
const LARGEST: usize = 32 << 20;
const LONGEST_TXN: usize = 255;

/// What requests share.
pub(super) struct Face {
    pub(super) ledger: Arc<Mutex<Ledger>>,
    pub(super) token: Sha256,
}

#[derive(Deserialize)]
struct Transaction {
    #[serde(default)]
    events: Vec<Value>,
}

/// A refusal in the form of the Matrix specification.
struct Refusal(StatusCode, &'static str, &'static str);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Self(status, code, error) = self;
        (status, Json(json!({ "errcode": code, "error": error }))).into_response()
    }
}

pub(super) fn router(face: Face) -> Router {
    Router::new()
        .route("/_matrix/app/v1/transactions/{txn}", put(transaction))
        .route("/_matrix/app/v1/ping", post(ping))
        .route("/_matrix/app/v1/users/{user}", get(unknown))
        .route("/_matrix/app/v1/rooms/{alias}", get(unknown))
        .fallback(unrecognised)
        .layer(DefaultBodyLimit::max(LARGEST))
        .with_state(Arc::new(face))
}

async fn transaction(
    State(face): State<Arc<Face>>,
    Path(txn): Path<String>,
    headers: HeaderMap,
    body: axum::body::Bytes,
) -> Result<Json<Value>, Refusal> {
    face.check(&headers)?;
    if txn.len() > LONGEST_TXN {
        return Err(Refusal(
            StatusCode::BAD_REQUEST,
            "M_INVALID_PARAM",
            "transaction id is too long",
        ));
    }
    let given: Transaction = serde_json::from_slice(&body)
        .map_err(|_| Refusal(StatusCode::BAD_REQUEST, "M_NOT_JSON", "not a transaction"))?;
    let ledger = Arc::clone(&face.ledger);
    let stored = tokio::task::spawn_blocking(move || take_in(&mut ledger.lock(), given.events)).await;
    match stored {
        Ok(Ok(taken)) => {
            if taken.odd > 0 {
                tracing::error!(
                    odd = taken.odd,
                    "alarm: events that cannot be listed; they are kept"
                );
            }
            tracing::debug!(new = taken.new, "transaction");
            Ok(Json(json!({})))
        }
        Ok(Err(error)) => {
            tracing::error!(%error, "alarm: a transaction could not be stored; the homeserver will send it again");
            Err(Refusal(
                StatusCode::SERVICE_UNAVAILABLE,
                "M_UNKNOWN",
                "not stored; send it again",
            ))
        }
        Err(_) => Err(Refusal(
            StatusCode::INTERNAL_SERVER_ERROR,
            "M_UNKNOWN",
            "not stored; send it again",
        )),
    }
}

/// What a transaction brought.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Taken {
    pub(super) new: u64,
    pub(super) odd: u64,
}

/// Lists the events of a transaction, all or none.
pub(super) fn take_in(ledger: &mut Ledger, given: Vec<Value>) -> Result<Taken, LedgerError> {
    let now = ledger.clock.now();
    let unit = ledger
        .store
        .transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut taken = Taken { new: 0, odd: 0 };
    for event in given {
        match event::read(event) {
            Ok(listed) => taken.new += u64::from(events::append(&unit, &listed, Source::Pushed, now)?),
            Err((reason, body)) => {
                taken.odd += u64::from(events::keep_odd(&unit, reason, &body.to_string(), now)?);
            }
        }
    }
    unit.commit()?;
    Ok(taken)
}

/// MSC2659, Matrix 1.7: lets the homeserver's operator try the way.
async fn ping(State(face): State<Arc<Face>>, headers: HeaderMap) -> Result<Json<Value>, Refusal> {
    face.check(&headers)?;
    Ok(Json(json!({})))
}

/// We stand for no user and no room.
async fn unknown(State(face): State<Arc<Face>>, headers: HeaderMap) -> Result<Json<Value>, Refusal> {
    face.check(&headers)?;
    Err(Refusal(StatusCode::NOT_FOUND, "M_NOT_FOUND", "not one of ours"))
}

async fn unrecognised() -> Refusal {
    Refusal(StatusCode::NOT_FOUND, "M_UNRECOGNIZED", "no such call")
}

impl Face {
    fn check(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let given = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok());
        let Some(token) = given.and_then(|value| value.strip_prefix("Bearer ")) else {
            return Err(Refusal(StatusCode::UNAUTHORIZED, "M_MISSING_TOKEN", "no token"));
        };
        // Digests are compared: how long that takes tells nothing of the token.
        if Sha256::of(token.as_bytes()) == self.token {
            Ok(())
        } else {
            Err(Refusal(
                StatusCode::FORBIDDEN,
                "M_FORBIDDEN",
                "not the token of the registration",
            ))
        }
    }
}
