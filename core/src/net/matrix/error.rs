//! What a homeserver can answer instead of what was asked, cut by what the caller can do about it.

use std::time::Duration;

use serde::Deserialize;

use crate::{
    error::plain_code,
    net::http::{Answer, HttpError},
};

/// Longest wait that a server can impose on us; the wish is noted, not obeyed for ever.
const LONGEST_WAIT: Duration = Duration::from_secs(300);
/// Wait when a server limits us and does not say for how long.
const USUAL_WAIT: Duration = Duration::from_secs(2);

/// An error of the homeserver or of the way to it. Its text holds codes only.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MatrixError {
    /// The way there.
    #[error("homeserver")]
    Http(#[from] HttpError),
    /// Too many requests; try again after this time.
    #[error("limited for {} ms", retry_after.as_millis())]
    Limited { retry_after: Duration },
    /// The access token is not good (any more). `soft`: the device and its keys are still there, sign in again.
    #[error("access token refused")]
    UnknownToken { soft: bool },
    /// The server wants the user to prove who they are in some other way first (user-interactive authentication).
    #[error("homeserver asks for interactive authentication")]
    Interactive,
    /// Refused with a Matrix error code such as `M_FORBIDDEN`.
    #[error("refused with {status} {code}")]
    Refused { status: u16, code: String },
    /// An error that is not from Matrix: a proxy's page, a crash.
    #[error("status {status} without a matrix error")]
    Status { status: u16 },
    /// Status 200, but not the JSON that this endpoint gives.
    #[error("answer is not what the endpoint gives")]
    Malformed,
    /// No token, and the endpoint needs one.
    #[error("not signed in")]
    NotSignedIn,
    /// Plain HTTP to another machine.
    #[error("homeserver without tls")]
    Insecure,
    /// Our own request could not be written down.
    #[error("request")]
    Request,
}

/// What may not be there: the homeserver's 404 is `None`.
pub(super) fn if_there<T>(answer: Result<T, MatrixError>) -> Result<Option<T>, MatrixError> {
    match answer {
        Err(MatrixError::Refused { status: 404, .. }) => Ok(None),
        answer => answer.map(Some),
    }
}

impl MatrixError {
    /// Whether the same request may succeed later without anybody doing anything.
    pub(crate) fn is_passing(&self) -> bool {
        match self {
            Self::Http(HttpError::Setup(_)) => false,
            Self::Http(_) | Self::Limited { .. } | Self::Malformed => true,
            Self::Status { status } | Self::Refused { status, .. } => *status >= 500 || *status == 408,
            Self::UnknownToken { .. }
            | Self::Interactive
            | Self::NotSignedIn
            | Self::Insecure
            | Self::Request => false,
        }
    }

    /// Whether it proves that the server did not carry out the request: it refused it, or never got it.
    pub(crate) fn proves_nothing_happened(&self) -> bool {
        match self {
            Self::Http(error) => error.never_connected(),
            Self::Refused { status, .. } => (400..500).contains(status),
            Self::Limited { .. }
            | Self::UnknownToken { .. }
            | Self::Interactive
            | Self::NotSignedIn
            | Self::Insecure
            | Self::Request => true,
            Self::Status { .. } | Self::Malformed => false,
        }
    }

    /// A stable word for the status: the server's own code, or what went wrong on the way.
    pub(crate) fn word(&self) -> String {
        match self {
            Self::Http(error) => error.code().to_owned(),
            Self::Status { status } => format!("http_{status}"),
            Self::Malformed => "not_the_answer".to_owned(),
            Self::Interactive => "interactive_authentication".to_owned(),
            Self::Insecure => "homeserver_without_tls".to_owned(),
            Self::NotSignedIn => "not_signed_in".to_owned(),
            Self::Request => "bad_request".to_owned(),
            Self::Refused { code, .. } => plain_code(code),
            Self::UnknownToken { .. } => "unknown_token".to_owned(),
            Self::Limited { .. } => "limited".to_owned(),
        }
    }
}

#[derive(Deserialize)]
struct ErrorBody {
    errcode: Option<String>,
    retry_after_ms: Option<u64>,
    #[serde(default)]
    soft_logout: bool,
    flows: Option<serde::de::IgnoredAny>,
}

/// The answer itself when it is a success, else what its error means.
///
/// A page that a proxy gives with status 200 is no success: who believed it would count a key as delivered that never went out.
pub(super) fn check(answer: Answer) -> Result<Answer, MatrixError> {
    if !answer.is_success() {
        return Err(read(&answer));
    }
    match answer.body.trim_ascii_start().first() {
        Some(b'{' | b'[') => Ok(answer),
        _ => Err(MatrixError::Malformed),
    }
}

fn read(answer: &Answer) -> MatrixError {
    let status = answer.status;
    let Ok(body) = serde_json::from_slice::<ErrorBody>(&answer.body) else {
        return if status == 429 {
            MatrixError::Limited {
                retry_after: wait(answer, None),
            }
        } else {
            MatrixError::Status { status }
        };
    };
    match (status, body.errcode.as_deref()) {
        (429, _) | (_, Some("M_LIMIT_EXCEEDED")) => MatrixError::Limited {
            retry_after: wait(answer, body.retry_after_ms),
        },
        (401, Some("M_UNKNOWN_TOKEN" | "M_MISSING_TOKEN")) => MatrixError::UnknownToken {
            soft: body.soft_logout,
        },
        (401, _) if body.flows.is_some() => MatrixError::Interactive,
        (_, Some(code)) => MatrixError::Refused {
            status,
            code: safe(code),
        },
        (_, None) => MatrixError::Status { status },
    }
}

fn wait(answer: &Answer, asked_ms: Option<u64>) -> Duration {
    let header = || {
        let seconds = answer
            .headers
            .get("retry-after")?
            .to_str()
            .ok()?
            .trim()
            .parse()
            .ok()?;
        Some(Duration::from_secs(seconds))
    };
    asked_ms
        .map(Duration::from_millis)
        .or_else(header)
        .unwrap_or(USUAL_WAIT)
        .min(LONGEST_WAIT)
}

/// A code is the server's text: only what can be a code is let into errors and logs.
fn safe(code: &str) -> String {
    let is_code = code.len() <= 64
        && code
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_.".contains(&b));
    if is_code {
        code.to_owned()
    } else {
        "unreadable".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use reqwest::header::HeaderMap;

    use super::*;

    fn answer(status: u16, body: &'static str) -> Answer {
        Answer {
            status,
            headers: HeaderMap::new(),
            body: Bytes::from_static(body.as_bytes()),
        }
    }

    #[test]
    fn each_answer_has_its_meaning() {
        let said = |status, body| format!("{}", check(answer(status, body)).unwrap_err());
        assert_eq!(
            said(403, r#"{"errcode":"M_FORBIDDEN"}"#),
            "refused with 403 M_FORBIDDEN"
        );
        assert_eq!(
            said(429, r#"{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":7}"#),
            "limited for 7 ms"
        );
        assert_eq!(said(429, "slow down"), "limited for 2000 ms");
        assert_eq!(
            said(502, "<html>Bad Gateway"),
            "status 502 without a matrix error"
        );
        assert_eq!(
            said(401, r#"{"flows":[],"session":"x"}"#),
            "homeserver asks for interactive authentication"
        );
        assert_eq!(
            said(401, r#"{"errcode":"M_UNKNOWN_TOKEN","soft_logout":true}"#),
            "access token refused"
        );
        assert_eq!(said(200, "<html>Log in"), "answer is not what the endpoint gives");
        assert_eq!(said(200, ""), "answer is not what the endpoint gives");
        assert!(check(answer(200, "{}")).is_ok());
    }

    #[test]
    fn a_server_cannot_make_us_wait_for_a_year_or_put_text_in_a_log() {
        let limited = check(answer(429, r#"{"retry_after_ms":31536000000}"#)).unwrap_err();
        assert!(matches!(limited, MatrixError::Limited { retry_after } if retry_after == LONGEST_WAIT));
        let code = check(answer(400, r#"{"errcode":"Alice said hello"}"#)).unwrap_err();
        assert_eq!(code.word(), "unreadable");
    }

    #[test]
    fn only_what_may_pass_is_retried() {
        assert!(MatrixError::Status { status: 502 }.is_passing());
        assert!(
            !MatrixError::Refused {
                status: 403,
                code: String::new()
            }
            .is_passing()
        );
        assert!(MatrixError::Http(HttpError::Timeout).is_passing());
    }
}
