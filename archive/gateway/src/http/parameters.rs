//! What a request's path, query and connection say, parsed once.

use std::{net::IpAddr, str::FromStr};

use axum::{
    extract::{FromRequestParts, Query, RawPathParams},
    http::{HeaderMap, Uri, request::Parts},
};
use griffie_wire::problem::ProblemKind;
use serde::de::DeserializeOwned;

use super::refusal::Refusal;

/// Where a connection comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source(pub(crate) IpAddr);

/// Variable parts of the path.
pub(crate) struct Parameters(RawPathParams);

impl Parameters {
    /// The part called `name`, in its one spelling.
    pub(crate) fn get<T: FromStr>(&self, name: &str) -> Result<T, Refusal> {
        let text = self
            .0
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, text)| text);
        text.and_then(|text| text.parse().ok())
            .ok_or_else(|| ProblemKind::BadRequest.into())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Parameters {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let raw = RawPathParams::from_request_parts(parts, state).await;
        raw.map(Self).map_err(|_| ProblemKind::BadRequest.into())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Source {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        // The accept loop sets it on every request.
        parts
            .extensions
            .get()
            .copied()
            .ok_or_else(|| ProblemKind::Internal.into())
    }
}

/// The query, in the form of `T`.
pub(crate) fn query<T: DeserializeOwned>(uri: &Uri) -> Result<T, Refusal> {
    Query::try_from_uri(uri)
        .map(|Query(value)| value)
        .map_err(|_| ProblemKind::BadRequest.into())
}

/// A header that occurs once and holds a `T`.
pub(crate) fn header<T: FromStr>(headers: &HeaderMap, name: &str) -> Result<T, Refusal> {
    single(headers, name)
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| ProblemKind::BadRequest.into())
}

/// The text of a header that occurs exactly once.
pub(crate) fn single<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    values.next().is_none().then(|| value.to_str().ok())?
}
