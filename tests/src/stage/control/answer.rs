//! How an order is read and what goes back: JSON, or the sentence that says why not.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::kit::Failure;

/// An order that could not be followed: the sentence goes back to who gave it.
pub(super) struct Refused(pub(super) StatusCode, pub(super) String);

/// What an order is answered with.
pub(super) type Answer = Result<Json<Value>, Refused>;

/// An order's JSON; nothing counts as an empty object.
pub(super) fn order<T: DeserializeOwned>(body: &str) -> Result<T, Refused> {
    let body = if body.trim().is_empty() { "{}" } else { body };
    serde_json::from_str(body).map_err(|error| Refused(StatusCode::BAD_REQUEST, error.to_string()))
}

/// The answer when there is nothing to tell.
pub(super) fn done() -> Answer {
    Ok(Json(json!({})))
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Self(StatusCode::INTERNAL_SERVER_ERROR, failure.to_string())
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (self.0, Json(json!({"error": self.1}))).into_response()
    }
}
