//! Tells the journal what became of a file, in one unit of work with its row and its place in the queue for the archive.

use griffie_wire::{
    ids::{EntryNo, Sha256},
    record::{
        AttachmentFact, AttachmentForm, AttachmentRole, AttachmentState, Fact, GapCause, GapFact, RoomThen,
    },
};
use uuid::Uuid;

use super::{LocalFile, MediaDir, MediaParts, inspect::Inspected};
use crate::{
    chat::rooms::room_then,
    clock::Clock,
    e2ee::attachment::Measure,
    store::{
        StoreError, Unit,
        attachment::{self, AttachmentRow, NewAttachment, Settled, UploadRow},
        journal,
        queue::{QueuedSend, Uploaded},
    },
};

/// Why there will be no file, as far as anybody knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Loss {
    pub(super) state: AttachmentState,
    pub(super) cause: GapCause,
    pub(super) code: String,
}

/// The end of a wanted file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum End {
    Stored {
        plain: Measure,
        stored: Measure,
        sealed: bool,
        /// `EncryptedFile` of an own file, which its event may not tell any more when it comes back.
        key: Option<String>,
    },
    Lost(Loss),
}

impl End {
    /// The end that an inspection means, when it is not tried again.
    pub(super) fn of(inspected: Inspected) -> Self {
        match inspected {
            Inspected::Good {
                plain,
                stored,
                sealed,
            } => Self::Stored {
                plain,
                stored,
                sealed,
                key: None,
            },
            Inspected::Wrong { code } => Self::Lost(Loss {
                state: AttachmentState::HashMismatch,
                cause: GapCause::MediaHashMismatch,
                code: code.to_owned(),
            }),
        }
    }
}

/// Journals the end of a wanted file; nothing happens when it has one already.
pub(super) async fn settle(parts: &MediaParts, row: &AttachmentRow, end: End) -> Result<(), StoreError> {
    let unit = parts.store.begin("settle file").await?;
    if unit.write(|c| attachment::is_wanted(c, row.id))? {
        let room = room_then(&unit, &row.room_id)?;
        write(&unit, parts.clock.as_ref(), room, row, &end)?;
    }
    unit.commit().await?;
    parts.changes.room(&row.room_id);
    parts.wakes.seal.notify_one();
    parts.wakes.route.notify_one();
    Ok(())
}

/// The homeserver took an own event with a file: the copy made when the user pressed send goes to the archive. Of a room in clear
/// the copy is left to the loop, which seals it. Part of the unit of work that journals the send result.
pub(crate) fn settle_own(
    unit: &Unit,
    clock: &dyn Clock,
    room: Option<RoomThen>,
    send: &QueuedSend,
    event_id: &str,
) -> Result<(), StoreError> {
    let (Some(json), Some(Uploaded { mxc, encrypted })) = (&send.file, &send.uploaded) else {
        return Ok(());
    };
    let local: LocalFile = serde_json::from_str(json)?;
    let new = NewAttachment {
        event_id: event_id.to_owned(),
        role: "file",
        room_id: send.room_id.clone(),
        mxc: mxc.clone(),
        file_name: Some(local.name.clone()),
        mime: Some(local.mime.clone()),
        key: encrypted.then(|| local.key.to_string()),
        own: (!encrypted).then(|| json.clone()),
    };
    unit.write(|c| attachment::want(c, &new))?;
    if !encrypted {
        return Ok(());
    }
    let row = unit.write(|c| attachment::find(c, event_id, "file"))?;
    let row = row.filter(|row| row.state == "wanted");
    row.map_or(Ok(()), |row| {
        let plain = Measure {
            sha256: local.sha256,
            size: local.size,
        };
        let stored = Measure {
            sha256: local.stored_sha256,
            size: local.stored_size,
        };
        write(
            unit,
            clock,
            room,
            &row,
            &End::Stored {
                plain,
                stored,
                sealed: false,
                key: Some(local.key.to_string()),
            },
        )
    })
}

fn write(
    unit: &Unit,
    clock: &dyn Clock,
    room: Option<RoomThen>,
    row: &AttachmentRow,
    end: &End,
) -> Result<(), StoreError> {
    let entry = journal::append(unit, clock, room.clone(), Fact::Attachment(fact(row, end)))?;
    if let End::Lost(loss) = end {
        let gap = GapFact {
            gap_id: Uuid::now_v7().to_string(),
            cause: loss.cause,
            event_id: Some(row.event_id.clone()),
            session_id: None,
            from: None,
            to: None,
            code: Some(loss.code.clone()),
        };
        journal::append(unit, clock, room, Fact::Gap(gap))?;
    }
    unit.write(|c| {
        attachment::settle(c, row.id, &settled(end, entry))?;
        match end {
            End::Stored { stored, .. } => attachment::put_upload(
                c,
                &UploadRow {
                    sha256: stored.sha256,
                    path: MediaDir::relative(&stored.sha256),
                    size: stored.size,
                },
            ),
            End::Lost(_) => Ok(()),
        }
    })
}

fn settled(end: &End, entry: EntryNo) -> Settled<'static> {
    match end {
        End::Stored {
            plain,
            stored,
            sealed,
            ..
        } => Settled {
            state: "stored",
            sha256_plain: Some(plain.sha256),
            sha256_stored: Some(stored.sha256),
            sealed: *sealed,
            entry,
        },
        End::Lost(loss) => Settled {
            state: state_name(loss.state),
            sha256_plain: None,
            sha256_stored: None,
            sealed: false,
            entry,
        },
    }
}

fn fact(row: &AttachmentRow, end: &End) -> AttachmentFact {
    let nothing = Measure {
        sha256: Sha256::of(b""),
        size: 0,
    };
    let (plain, stored, sealed, state, key) = match end {
        End::Stored {
            plain,
            stored,
            sealed,
            key,
        } => (
            Some(*plain),
            *stored,
            *sealed,
            AttachmentState::Stored,
            key.clone(),
        ),
        End::Lost(loss) => (None, nothing, row.key.is_none(), loss.state, None),
    };
    AttachmentFact {
        event_id: row.event_id.clone(),
        mxc: row.mxc.clone(),
        role: if row.role == "thumbnail" {
            AttachmentRole::Thumbnail
        } else {
            AttachmentRole::File
        },
        file_name: row.file_name.clone(),
        mime: row.mime.clone(),
        size: plain.map_or(0, |plain| plain.size),
        sha256_plain: plain.map(|plain| plain.sha256),
        sha256_stored: stored.sha256,
        stored_size: stored.size,
        form: if sealed {
            AttachmentForm::Gso1
        } else {
            AttachmentForm::MatrixCiphertext
        },
        state,
        key,
    }
}

fn state_name(state: AttachmentState) -> &'static str {
    match state {
        AttachmentState::Stored => "stored",
        AttachmentState::Missing => "missing",
        AttachmentState::Forbidden => "forbidden",
        AttachmentState::HashMismatch => "hash_mismatch",
        AttachmentState::TooBig => "too_big",
    }
}
