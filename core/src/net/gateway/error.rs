//! What a gateway can answer instead of what was asked, cut by what the caller can do about it. Codes only, no text of a server.

use std::time::Duration;

use griffie_wire::problem::{Problem, ProblemKind};

use crate::net::http::{Answer, HttpError};

/// Longest wait that a gateway can impose; its wish is noted, not obeyed for ever.
const LONGEST_WAIT: Duration = Duration::from_secs(3600);

/// An error of the gateway or of the way to it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum GatewayError {
    /// The way there: unreachable, silent, broken off.
    #[error("gateway")]
    Http(#[from] HttpError),
    /// It said no, and why.
    #[error("gateway refused with {}", kind.code())]
    Problem {
        kind: ProblemKind,
        retry_after: Option<Duration>,
        server_time_ms: Option<u64>,
    },
    /// A status that is not in the contract: a proxy's page, a crash, a newer gateway.
    #[error("gateway answered {status} without a known problem")]
    Status { status: u16 },
    /// A good status, but not the body that belongs to it.
    #[error("gateway's answer is not what was asked")]
    Malformed,
    /// The address of the gateway is no address.
    #[error("gateway address")]
    Address,
    /// The system gives no random bytes for a nonce.
    #[error("no randomness from the system")]
    NoRandomness,
}

impl GatewayError {
    /// A stable word for status and log.
    pub(crate) fn code(&self) -> String {
        match self {
            Self::Http(error) => error.code().to_owned(),
            Self::Problem { kind, .. } => kind.code().to_owned(),
            Self::Status { status } => format!("http_{status}"),
            Self::Malformed => "not_the_answer".to_owned(),
            Self::Address => "bad_address".to_owned(),
            Self::NoRandomness => "no_randomness".to_owned(),
        }
    }

    /// Which problem, if it is a known one.
    pub(crate) fn problem(&self) -> Option<ProblemKind> {
        match self {
            Self::Problem { kind, .. } => Some(*kind),
            _ => None,
        }
    }

    /// How long the gateway wants us to wait.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Problem { retry_after, .. } => retry_after.map(|wait| wait.min(LONGEST_WAIT)),
            _ => None,
        }
    }

    /// Whether another gateway may do better.
    pub(crate) fn is_of_this_gateway(&self) -> bool {
        match self {
            Self::Http(_) | Self::Malformed | Self::Status { .. } | Self::Address => true,
            Self::Problem { kind, .. } => kind.status() >= 500,
            Self::NoRandomness => false,
        }
    }
}

/// The answer itself when it is a success, else what its error means.
pub(super) fn check(answer: Answer) -> Result<Answer, GatewayError> {
    if answer.is_success() {
        Ok(answer)
    } else {
        Err(read(&answer))
    }
}

fn read(answer: &Answer) -> GatewayError {
    let problem: Option<Problem> = serde_json::from_slice(&answer.body).ok();
    let Some((problem, kind)) = problem.and_then(|problem| problem.known().map(|kind| (problem, kind)))
    else {
        return GatewayError::Status {
            status: answer.status,
        };
    };
    GatewayError::Problem {
        kind,
        retry_after: problem.retry_after_s.map(Duration::from_secs),
        server_time_ms: problem.server_time_ms,
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use reqwest::header::HeaderMap;

    use super::*;

    fn answer(status: u16, body: impl Into<Bytes>) -> Answer {
        Answer {
            status,
            headers: HeaderMap::new(),
            body: body.into(),
        }
    }

    #[test]
    fn each_answer_has_its_code_and_says_whether_another_gateway_may_help() {
        let problem = |kind: ProblemKind| serde_json::to_vec(&kind.problem()).unwrap();
        let cases = [
            (answer(500, "<html>oops"), "http_500", true),
            (answer(404, "{}"), "http_404", true),
            (
                answer(507, problem(ProblemKind::StorageFull)),
                "storage_full",
                true,
            ),
            (
                answer(409, problem(ProblemKind::Equivocation)),
                "equivocation",
                false,
            ),
            (
                answer(403, problem(ProblemKind::DeviceRevoked)),
                "device_revoked",
                false,
            ),
        ];
        for (answer, code, elsewhere) in cases {
            let error = check(answer).unwrap_err();
            assert_eq!(
                (error.code().as_str(), error.is_of_this_gateway()),
                (code, elsewhere)
            );
        }
        assert!(check(answer(204, "")).is_ok());
    }

    #[test]
    fn a_wait_is_bounded() {
        let body = serde_json::to_vec(&ProblemKind::Quota.problem().with_retry_after(u64::MAX)).unwrap();
        assert_eq!(
            check(answer(429, body)).unwrap_err().retry_after(),
            Some(LONGEST_WAIT)
        );
    }
}
