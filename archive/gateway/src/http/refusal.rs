//! Every "no" of the gateway: an RFC 9457 problem document with the headers that belong to it.

use std::sync::Arc;

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use griffie_wire::{
    ids::Millis,
    problem::{CONTENT_TYPE, Problem, ProblemKind},
};

use crate::store::StoreError;

/// Tus-like header that says where an attachment goes on.
pub(crate) const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");

/// Seconds after which a busy gateway may be asked again.
const SOON: u64 = 1;
/// Seconds after which a full one may.
const LATER: u64 = 60;

/// A problem on its way out. Boxed: most requests have none.
#[derive(Debug)]
pub(crate) struct Refusal(Box<Problem>, ProblemKind, Option<u64>);

/// The code of a problem, left in the answer's extensions for the counter.
#[derive(Clone, Copy)]
pub(crate) struct ProblemCode(pub(crate) &'static str);

impl Refusal {
    /// The clock of the device is off; it learns ours.
    pub(crate) fn clock_skew(now: Millis) -> Self {
        let kind = ProblemKind::ClockSkew;
        Self(Box::new(kind.problem().with_server_time(now.0)), kind, None)
    }

    /// Over quota or over a rate, until `seconds` have passed.
    pub(crate) fn wait(kind: ProblemKind, seconds: u64) -> Self {
        Self(
            Box::new(kind.problem().with_retry_after(seconds.max(1))),
            kind,
            None,
        )
    }

    /// Too much at once; a moment later there is room.
    pub(crate) fn busy() -> Self {
        Self::wait(ProblemKind::Quota, SOON)
    }

    /// The attachment goes on at `offset`.
    pub(crate) fn wrong_offset(offset: u64) -> Self {
        let kind = ProblemKind::UploadOffset;
        Self(Box::new(kind.problem()), kind, Some(offset))
    }
}

impl From<ProblemKind> for Refusal {
    fn from(kind: ProblemKind) -> Self {
        match kind {
            ProblemKind::StorageFull => Self::wait(kind, LATER),
            ProblemKind::Quota => Self::wait(kind, SOON),
            _ => Self(Box::new(kind.problem()), kind, None),
        }
    }
}

impl From<&StoreError> for Refusal {
    fn from(error: &StoreError) -> Self {
        match error {
            StoreError::Full => ProblemKind::StorageFull.into(),
            StoreError::TooLarge => ProblemKind::BadRequest.into(),
            other => {
                tracing::error!(error = %Chain(other), "storage");
                ProblemKind::Internal.into()
            }
        }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::from(&error)
    }
}

impl From<Arc<StoreError>> for Refusal {
    fn from(error: Arc<StoreError>) -> Self {
        Self::from(&*error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Self(problem, kind, offset) = self;
        let body = serde_json::to_vec(&problem).expect("a problem is text and numbers");
        let mut response = Response::new(Body::from(body));
        *response.status_mut() =
            StatusCode::from_u16(kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE));
        if let Some(seconds) = problem.retry_after_s {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(offset) = offset {
            headers.insert(UPLOAD_OFFSET, HeaderValue::from(offset));
        }
        response.extensions_mut().insert(ProblemCode(kind.code()));
        response
    }
}

/// An error with its sources. Storage errors carry paths and SQLite texts, never values.
pub(crate) struct Chain<'a>(pub(crate) &'a dyn std::error::Error);

impl std::fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)?;
        let mut source = self.0.source();
        while let Some(error) = source {
            write!(f, ": {error}")?;
            source = error.source();
        }
        Ok(())
    }
}
