//! JSON-RPC 2.0 (jsonrpc.org/specification), one line a message, parameters by name, no batches. Must not know any method.
//!
//! Reading order: `lines` cuts the input, [`Request`] reads a line, [`Failure`] is an error answer, [`Output`] writes.

mod failure;
mod lines;
mod output;
mod request;

pub(crate) use self::{
    failure::Failure,
    lines::{Line, Lines},
    output::Output,
    request::Request,
};
