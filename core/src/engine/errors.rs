//! From the rich errors inside to the small public one. The only place that decides what an app gets to know.

use std::{error::Error as StdError, io::ErrorKind};

use crate::{
    activate::{ActivateError, InvitationError},
    capture::CaptureError,
    chat::{media::MediaError, queue::QueueError},
    e2ee::{E2eeError, secret_storage::SecretError, verify::ActError},
    error::{Error, plain_code},
    fill::FillError,
    net::{gateway::GatewayError, http::HttpError, matrix::MatrixError},
    recovery::RecoveryError,
    route::RouteError,
    seal::SealingError,
    store::StoreError,
    sync::SyncError,
    verify::VerifyError,
};

fn storage(code: &str) -> Error {
    Error::Storage {
        code: code.to_owned(),
    }
}

fn rejected(code: impl Into<String>) -> Error {
    Error::Rejected { code: code.into() }
}

fn bug(code: &str, error: &dyn StdError) -> Error {
    tracing::error!(code, chain = chain(error), "fault");
    Error::Bug {
        code: code.to_owned(),
    }
}

/// The texts of an error and its sources; by house rule 19 none of them holds content.
fn chain(error: &dyn StdError) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text = format!("{text}: {error}");
        source = error.source();
    }
    text
}

/// Whether a full disk is behind it.
fn is_full(error: &(dyn StdError + 'static)) -> bool {
    let mut error = Some(error);
    while let Some(found) = error {
        let io = found.downcast_ref::<std::io::Error>();
        if io.is_some_and(|io| io.kind() == std::io::ErrorKind::StorageFull) {
            return true;
        }
        error = found.source();
    }
    false
}

/// Whether the system says that there can be no such place.
fn is_bad_path(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::InvalidInput | ErrorKind::InvalidFilename | ErrorKind::NotADirectory
    )
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::StorageFull,
            StoreError::NotSignedIn => Self::NotSignedIn,
            StoreError::WrongKey => storage("wrong_key"),
            StoreError::Corrupt { .. } => storage("corrupt"),
            StoreError::Damaged => storage("damaged"),
            StoreError::InUse => storage("in_use"),
            StoreError::TooOldSqlite { .. } => storage("too_old_sqlite"),
            StoreError::NewerSchema { .. } => storage("newer_schema"),
            // Cursors come back from callers: a wrong one is theirs.
            StoreError::Malformed("cursor") => rejected("bad_cursor"),
            // So do paths; what we name ourselves in them is always right.
            StoreError::Io(error) if is_bad_path(error.kind()) => rejected("bad_path"),
            other => bug("store", &other),
        }
    }
}

impl From<GatewayError> for Error {
    fn from(error: GatewayError) -> Self {
        let code = error.code();
        match error {
            GatewayError::Problem { kind, .. } if kind.status() < 500 => Self::Rejected { code },
            GatewayError::NoRandomness => bug("no_randomness", &error),
            _ => Self::Offline { code },
        }
    }
}

impl From<HttpError> for Error {
    fn from(error: HttpError) -> Self {
        GatewayError::from(error).into()
    }
}

impl From<MatrixError> for Error {
    fn from(error: MatrixError) -> Self {
        match error {
            MatrixError::Http(error) => error.into(),
            MatrixError::Limited { .. } => Self::Offline {
                code: "limited".to_owned(),
            },
            MatrixError::Status { status } => Self::Offline {
                code: format!("http_{status}"),
            },
            MatrixError::Malformed => Self::Offline {
                code: "not_the_answer".to_owned(),
            },
            MatrixError::Refused { code, .. } => rejected(plain_code(&code)),
            MatrixError::UnknownToken { .. } => rejected("unknown_token"),
            MatrixError::Interactive => rejected("interactive_authentication"),
            MatrixError::Insecure => rejected("homeserver_without_tls"),
            MatrixError::NotSignedIn => Self::NotSignedIn,
            MatrixError::Request => bug("request", &error),
        }
    }
}

impl From<E2eeError> for Error {
    fn from(error: E2eeError) -> Self {
        match error {
            E2eeError::Store(error) => error.into(),
            E2eeError::Matrix(error) => error.into(),
            E2eeError::BadId => rejected("bad_matrix_id"),
            E2eeError::OtherIdentity => rejected("recovery_other_identity"),
            other => bug("encryption", &other),
        }
    }
}

impl From<ActError> for Error {
    fn from(error: ActError) -> Self {
        match error {
            ActError::E2ee(error) => error.into(),
            ActError::None => rejected("verification_none"),
            ActError::NotNow => rejected("verification_not_now"),
            ActError::WrongCode => rejected("verification_wrong_code"),
            ActError::NoDevice => rejected("verification_no_device"),
        }
    }
}

impl From<VerifyError> for Error {
    fn from(error: VerifyError) -> Self {
        match error {
            VerifyError::Store(error) => error.into(),
            VerifyError::E2ee(error) => error.into(),
        }
    }
}

impl From<RecoveryError> for Error {
    fn from(error: RecoveryError) -> Self {
        match error {
            RecoveryError::Store(error) => error.into(),
            RecoveryError::Capture(error) => error.into(),
            RecoveryError::E2ee(error) => error.into(),
            RecoveryError::Matrix(error) => error.into(),
            RecoveryError::Secret(SecretError::Malformed) => rejected("recovery_key_malformed"),
            RecoveryError::Secret(SecretError::Wrong) => rejected("recovery_key_wrong"),
            RecoveryError::Secret(SecretError::Unusable) => rejected("recovery_unusable"),
            RecoveryError::NoStorage => rejected("recovery_none"),
        }
    }
}

impl From<InvitationError> for Error {
    fn from(error: InvitationError) -> Self {
        rejected(error.code())
    }
}

impl From<ActivateError> for Error {
    fn from(error: ActivateError) -> Self {
        match error {
            ActivateError::Store(error) => error.into(),
            ActivateError::Gateway(error) => error.into(),
            ActivateError::Matrix(error) => error.into(),
            ActivateError::Encryption(error) => error.into(),
            ActivateError::NotBegun => Self::NotSignedIn,
            ActivateError::AlreadyActivated => rejected("already_activated"),
            ActivateError::Config(code) => rejected(code),
            ActivateError::OtherUser => rejected("other_user"),
            ActivateError::OtherHomeserver => rejected("other_homeserver"),
            ActivateError::BadGrant => rejected("bad_grant"),
            ActivateError::NoRandomness => bug("no_randomness", &error),
        }
    }
}

impl From<CaptureError> for Error {
    fn from(error: CaptureError) -> Self {
        match error {
            CaptureError::Store(error) => error.into(),
            CaptureError::E2ee(error) => error.into(),
            other => bug("capture", &other),
        }
    }
}

impl From<SyncError> for Error {
    fn from(error: SyncError) -> Self {
        match error {
            SyncError::Store(error) => error.into(),
            SyncError::Capture(error) => error.into(),
            SyncError::E2ee(error) => error.into(),
            SyncError::NotJson => bug("sync", &error),
        }
    }
}

impl From<FillError> for Error {
    fn from(error: FillError) -> Self {
        match error {
            FillError::Store(error) => error.into(),
            FillError::Capture(error) => error.into(),
            FillError::E2ee(error) => error.into(),
            FillError::NotJson => bug("fill", &error),
        }
    }
}

impl From<QueueError> for Error {
    fn from(error: QueueError) -> Self {
        match error {
            QueueError::Store(error) => error.into(),
            QueueError::Io(error) => StoreError::from(error).into(),
        }
    }
}

impl From<MediaError> for Error {
    fn from(error: MediaError) -> Self {
        match error {
            MediaError::Store(error) => error.into(),
            MediaError::Io(error) => StoreError::from(error).into(),
            other if is_full(&other) => Self::StorageFull,
            other => bug("media", &other),
        }
    }
}

impl From<RouteError> for Error {
    fn from(error: RouteError) -> Self {
        match error {
            RouteError::Store(error) => error.into(),
            RouteError::Gateway(error) => error.into(),
            RouteError::File(error) => StoreError::from(error).into(),
            other => Self::Rejected { code: other.code() },
        }
    }
}

impl From<SealingError> for Error {
    fn from(error: SealingError) -> Self {
        match error {
            SealingError::Store(error) => error.into(),
            SealingError::Review(error) => error.into(),
            other => bug("seal", &other),
        }
    }
}
