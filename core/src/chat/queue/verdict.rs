//! Reads what the homeserver's error means for a message: refused for good, or to be tried again. Pure.

use std::time::Duration;

use crate::{e2ee::E2eeError, net::matrix::MatrixError, store::StoreError};

/// What to do about a try that failed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The homeserver will never take it. The code goes into the journal.
    Refused(String),
    /// Try again, at the earliest after the time the server asked for.
    Later(Option<Duration>),
}

/// Only a Matrix error is believed: a proxy or a hotel's login page answers 403 too, and says nothing about the message.
pub(super) fn of(error: &MatrixError) -> Verdict {
    match error {
        MatrixError::Limited { retry_after } => Verdict::Later(Some(*retry_after)),
        // A user over the server's limits, or locked, may write again once an administrator has seen to it.
        MatrixError::Refused { code, .. }
            if code == "M_RESOURCE_LIMIT_EXCEEDED" || code == "M_USER_LOCKED" =>
        {
            Verdict::Later(None)
        }
        MatrixError::Refused {
            status: 401 | 408 | 425,
            ..
        } => Verdict::Later(None),
        MatrixError::Refused {
            status: 400..=499,
            code,
        } => Verdict::Refused(code.clone()),
        // Proxies bound the size of requests too, and mean it.
        MatrixError::Status { status: 413 } => Verdict::Refused("M_TOO_LARGE".to_owned()),
        MatrixError::Request => Verdict::Refused("bad_request".to_owned()),
        _ => Verdict::Later(None),
    }
}

/// What an error on the way to the ciphertext means. What a homeserver refuses there (keys of others) is not about the message.
///
/// # Errors
/// The store's, which end the queue.
pub(super) fn of_e2ee(error: E2eeError) -> Result<Verdict, StoreError> {
    match error {
        E2eeError::Store(error) => Err(error),
        E2eeError::Matrix(MatrixError::Limited { retry_after }) => Ok(Verdict::Later(Some(retry_after))),
        E2eeError::BadId => Ok(Verdict::Refused("bad_room_id".to_owned())),
        _ => Ok(Verdict::Later(None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::http::HttpError;

    fn refused(status: u16, code: &str) -> MatrixError {
        MatrixError::Refused {
            status,
            code: code.into(),
        }
    }

    #[test]
    fn what_the_homeserver_refuses_for_good_is_not_tried_again() {
        for (status, code) in [
            (403, "M_FORBIDDEN"),
            (413, "M_TOO_LARGE"),
            (400, "M_BAD_JSON"),
            (404, "M_NOT_FOUND"),
        ] {
            assert_eq!(of(&refused(status, code)), Verdict::Refused(code.into()));
        }
        assert_eq!(
            of(&MatrixError::Status { status: 413 }),
            Verdict::Refused("M_TOO_LARGE".into())
        );
    }

    #[test]
    fn what_may_pass_is_tried_again_for_ever() {
        for error in [
            MatrixError::Http(HttpError::Timeout),
            MatrixError::Malformed,
            MatrixError::UnknownToken { soft: true },
            MatrixError::Status { status: 403 },
            refused(502, "M_UNKNOWN"),
            refused(403, "M_RESOURCE_LIMIT_EXCEEDED"),
        ] {
            assert_eq!(of(&error), Verdict::Later(None), "{error}");
        }
        let wait = Duration::from_secs(7);
        assert_eq!(
            of(&MatrixError::Limited { retry_after: wait }),
            Verdict::Later(Some(wait))
        );
    }
}
