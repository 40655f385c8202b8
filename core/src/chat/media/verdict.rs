//! Decides, from an error and the number of tries, whether a file is tried again or given up as a gap. Pure.

use std::time::Duration;

use griffie_wire::record::{AttachmentState, GapCause};

use super::settle::Loss;
use crate::net::matrix::MatrixError;

/// A refusal may be a homeserver that has not everything yet; it is believed after this many tries.
const TRIES_WHEN_REFUSED: u32 = 4;

/// What to do about a try that failed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Again, at the earliest after the time the server asked for.
    Later(Option<Duration>),
    /// There will be no file.
    Lost(Loss),
}

/// `attempts` tries failed before this one.
pub(super) fn on_matrix(error: &MatrixError, attempts: u32) -> Verdict {
    let MatrixError::Refused {
        status: status @ 400..=499,
        code,
    } = error
    else {
        let asked = match error {
            MatrixError::Limited { retry_after } => Some(*retry_after),
            _ => None,
        };
        return Verdict::Later(asked);
    };
    if attempts + 1 < TRIES_WHEN_REFUSED || *status == 408 || *status == 401 {
        return Verdict::Later(None);
    }
    let state = if *status == 403 {
        AttachmentState::Forbidden
    } else {
        AttachmentState::Missing
    };
    Verdict::Lost(Loss {
        state,
        cause: GapCause::MediaUnreachable,
        code: code.clone(),
    })
}

/// The address in the event is none.
pub(super) fn bad_address() -> Loss {
    let code = "bad_address".to_owned();
    Loss {
        state: AttachmentState::Missing,
        cause: GapCause::MediaUnreachable,
        code,
    }
}

/// Larger than policy allows.
pub(super) fn too_big() -> Loss {
    Loss {
        state: AttachmentState::TooBig,
        cause: GapCause::Oversized,
        code: "too_big".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::http::HttpError;

    fn refused(status: u16) -> MatrixError {
        MatrixError::Refused {
            status,
            code: "M_X".into(),
        }
    }

    fn state(verdict: Verdict) -> Option<AttachmentState> {
        match verdict {
            Verdict::Later(_) => None,
            Verdict::Lost(loss) => Some(loss.state),
        }
    }

    #[test]
    fn a_refusal_is_believed_only_when_it_is_repeated() {
        assert_eq!(state(on_matrix(&refused(404), 0)), None);
        assert_eq!(state(on_matrix(&refused(404), 3)), Some(AttachmentState::Missing));
        assert_eq!(
            state(on_matrix(&refused(403), 3)),
            Some(AttachmentState::Forbidden)
        );
    }

    #[test]
    fn a_network_that_fails_never_makes_a_gap() {
        for error in [
            MatrixError::Http(HttpError::Timeout),
            refused(502),
            MatrixError::Status { status: 404 },
        ] {
            assert_eq!(on_matrix(&error, 1_000_000), Verdict::Later(None), "{error}");
        }
        let limited = MatrixError::Limited {
            retry_after: Duration::from_secs(9),
        };
        assert_eq!(
            on_matrix(&limited, 9),
            Verdict::Later(Some(Duration::from_secs(9)))
        );
    }
}
