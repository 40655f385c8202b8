//! Why the gateway gave no usable answer.

use std::io;

use http::StatusCode;
use thiserror::Error;

use crate::keep::files::FilesError;

/// The gateway, or the way to it, failed. Ask again later: nothing was lost.
#[derive(Debug, Error)]
pub enum FetchError {
    /// Nobody listens on the socket.
    #[error("the gateway's socket cannot be reached")]
    Connect(#[source] io::Error),
    /// The connection broke, or what came is no HTTP.
    #[error("the connection to the gateway broke")]
    Http(#[from] hyper::Error),
    /// A request that cannot be written.
    #[error("not a request")]
    Request(#[from] http::Error),
    /// It is not there.
    #[error("the gateway does not have it")]
    NotFound,
    /// Another answer than expected.
    #[error("the gateway answered {0}")]
    Status(StatusCode),
    /// The answer is not of the agreed form.
    #[error("the gateway's {0} is not of the agreed form")]
    Malformed(&'static str),
    /// More bytes than there can be.
    #[error("the gateway's answer is too long")]
    TooLong,
    /// Silence.
    #[error("the gateway does not answer in time")]
    Timeout,
    /// The disk did not take it.
    #[error(transparent)]
    Files(#[from] FilesError),
}
