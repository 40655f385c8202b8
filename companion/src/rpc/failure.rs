//! An error answer: the number of the JSON-RPC specification, a sentence, and for faults of the application `data` to act on.

use serde::Serialize;
use serde_json::{Value, json};

/// What goes in the answer's `error`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Failure {
    pub(crate) code: i64,
    pub(crate) message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) data: Option<Value>,
}

impl Failure {
    /// The line is no JSON.
    pub(crate) fn parse() -> Self {
        Self::of(-32_700, "parse_error", "the line is not JSON")
    }

    /// JSON, but no request.
    pub(crate) fn invalid_request(why: &str) -> Self {
        Self::of(-32_600, "invalid_request", why)
    }

    /// No such method.
    pub(crate) fn method() -> Self {
        Self::of(
            -32_601,
            "method_not_found",
            "there is no such method; see docs/companion.md",
        )
    }

    /// The parameters do not fit the method.
    pub(crate) fn params(why: &str) -> Self {
        Self::of(-32_602, "invalid_params", why)
    }

    /// Our own fault.
    pub(crate) fn internal() -> Self {
        Self::of(-32_603, "internal", "the companion could not finish this request")
    }

    /// A fault that the caller can act on: `data.code` is stable, `data.nl` and `data.en` say to a person what to do.
    pub(crate) fn application(message: &str, data: Value) -> Self {
        Self {
            code: -32_000,
            message: message.to_owned(),
            data: Some(data),
        }
    }

    fn of(code: i64, name: &str, why: &str) -> Self {
        Self {
            code,
            message: why.to_owned(),
            data: Some(json!({ "code": name })),
        }
    }
}
