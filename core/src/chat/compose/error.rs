//! Why something was not sent. Everything here happens before the intent is in the journal: nothing left the device.

use crate::{chat::media::TakeInError, error::Error, store::StoreError};

/// Refusals of the composer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ComposeError {
    /// Nobody of this device is in that room.
    #[error("not a member of the room")]
    NotInRoom,
    /// The event to reply to, edit or react to is not in that room's timeline.
    #[error("event is not in the room")]
    NoSuchEvent,
    /// No message was sent under this transaction id.
    #[error("no such message")]
    NoSuchMessage,
    /// Only own messages can be edited.
    #[error("event is of somebody else")]
    NotOwn,
    /// Nothing to send.
    #[error("message is empty")]
    Empty,
    /// Too large for an event, and not the kind that can travel as a file.
    #[error("message is too long")]
    TooLong,
    /// Not a regular file.
    #[error("not a file")]
    NotAFile,
    /// A file, but none that shows as a picture.
    #[error("not a picture")]
    NotAPicture,
    /// The file is larger than policy allows.
    #[error("file is larger than policy allows")]
    TooBig,
    /// The outbox is over its limit: policy wants the archive to catch up first.
    #[error("archive is too far behind")]
    Blocked(&'static str),
    /// The user's file, or our copy of it.
    #[error("file")]
    Io(#[from] std::io::Error),
    /// The database.
    #[error("store")]
    Store(#[from] StoreError),
    /// A thread of ours ended early.
    #[error("a worker thread ended early")]
    Worker,
}

impl From<TakeInError> for ComposeError {
    fn from(error: TakeInError) -> Self {
        match error {
            TakeInError::TooBig => Self::TooBig,
            TakeInError::Io(error) => Self::Io(error),
        }
    }
}

impl From<ComposeError> for Error {
    fn from(error: ComposeError) -> Self {
        let rejected = |code: &str| Self::Rejected {
            code: code.to_owned(),
        };
        match error {
            ComposeError::NotInRoom => rejected("not_in_room"),
            ComposeError::NoSuchEvent => rejected("no_such_event"),
            ComposeError::NoSuchMessage => rejected("no_such_message"),
            ComposeError::NotOwn => rejected("not_own"),
            ComposeError::Empty => rejected("empty"),
            ComposeError::TooLong => rejected("too_long"),
            ComposeError::NotAFile => rejected("not_a_file"),
            ComposeError::NotAPicture => rejected("not_a_picture"),
            ComposeError::TooBig => rejected("too_big"),
            ComposeError::Blocked(code) => Self::ArchiveBlocked {
                code: code.to_owned(),
            },
            ComposeError::Io(error) => match StoreError::from(error) {
                StoreError::Full => Self::StorageFull,
                _ => rejected("file_unreadable"),
            },
            ComposeError::Store(error) => error.into(),
            ComposeError::Worker => Self::Bug {
                code: "worker".to_owned(),
            },
        }
    }
}
