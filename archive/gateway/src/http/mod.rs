//! The HTTP faces: the public one under `/v1` and the vault's on the internal socket.
//!
//! It must not know SQL or files; handlers read the request, call one part each, and write the answer.
//!
//! - [`routes`]      every route of both faces, in tables that a test compares with `openapi.json`
//! - [`refusal`]     every "no", as a problem document
//! - [`parameters`], [`body`], [`signed`]  a request's path, its bytes, its signature
//! - [`activate`], [`login`], [`config`], [`objects`], [`attachments`], [`receipts`], [`log`]  the public calls
//! - [`internal`], [`verdicts`], [`metrics`]  the vault's calls
//! - [`carried`]     what came on a stick

mod activate;
mod attachments;
mod body;
mod carried;
mod config;
mod internal;
mod log;
mod login;
mod metrics;
mod objects;
mod parameters;
mod recalls;
mod receipts;
mod refusal;
mod routes;
mod signed;
mod verdicts;

pub(crate) use metrics::Health;
pub(crate) use parameters::Source;
pub(crate) use routes::{internal_router, public_router};
