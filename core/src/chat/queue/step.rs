//! One try of one row: upload its file, fix what travels, send it, and settle or postpone.

use griffie_wire::record::{Fact, KeyHolder, KeySharedFact, Withheld};
use serde_json::Value;

use super::{
    QueueError, QueueParts, settle,
    upload::upload,
    verdict::{self, Verdict},
};
use crate::{
    chat::{
        backoff, disclaimer,
        rooms::{is_encrypted, room_then},
        transfer,
    },
    e2ee::{self, E2eeError, Shared},
    net::matrix::MatrixError,
    store::{
        StoreError, Unit, journal,
        queue::{self, OnWire, QueuedSend, Uploaded},
        timeline,
    },
};

/// Types that travel in clear also in encrypted rooms, as matrix-sdk and Element send them: homeservers and clients aggregate
/// reactions by what they refer to, and a redaction is the homeserver's business (docs/decisions, "Reactions travel in clear").
const ALWAYS_CLEAR: [&str; 2] = ["m.reaction", "m.room.redaction"];

/// Why a try did not get through.
#[derive(Debug, thiserror::Error)]
pub(super) enum StepError {
    #[error("homeserver")]
    Matrix(#[from] MatrixError),
    #[error("encrypt")]
    E2ee(#[source] E2eeError),
    #[error("store")]
    Store(#[from] StoreError),
    #[error("file")]
    Io(#[from] std::io::Error),
    #[error("own copy is damaged")]
    OwnCopy,
    /// The user took it back meanwhile: there is nothing left to do.
    #[error("taken back")]
    TakenBack,
    /// The homeserver says that the room is encrypted, and the sync has not told so yet.
    #[error("encryption of the room is not here yet")]
    NotHereYet,
}

/// Takes a row as far as it goes.
pub(super) async fn step(parts: &QueueParts, row: QueuedSend) -> Result<(), QueueError> {
    let code = match attempt(parts, row.clone()).await {
        Ok(()) => return Ok(()),
        Err(StepError::Store(error)) => return Err(error.into()),
        Err(StepError::Io(error)) => return Err(error.into()),
        Err(StepError::TakenBack) => return Ok(()),
        Err(StepError::NotHereYet) => return postpone(parts, &row, None, true).await,
        Err(StepError::OwnCopy) => "own_copy_damaged".to_owned(),
        Err(StepError::E2ee(error)) => match verdict::of_e2ee(error)? {
            Verdict::Refused(code) => code,
            Verdict::Later(asked) => return postpone(parts, &row, asked, false).await,
        },
        Err(StepError::Matrix(error)) => match verdict::of(&error) {
            Verdict::Refused(code) => code,
            Verdict::Later(asked) => {
                return postpone(parts, &row, asked, error.proves_nothing_happened()).await;
            }
        },
    };
    settle::refused(parts, &row, &code).await
}

async fn attempt(parts: &QueueParts, mut row: QueuedSend) -> Result<(), StepError> {
    if row.on_wire.is_none() {
        if drop_needless(parts, &row).await? {
            return Ok(());
        }
        stays_in_clear(parts, &row.room_id).await?;
        if row.file.is_some() && row.uploaded.is_none() {
            let uploaded = upload(parts, &row).await?;
            let unit = parts.store.begin("note upload").await?;
            unit.write(|c| queue::set_uploaded(c, &row.txn_id, &uploaded))?;
            unit.commit().await?;
            row.uploaded = Some(uploaded);
        }
        row.on_wire = Some(fix(parts, &row).await?);
    } else {
        let unit = parts.store.begin("try message").await?;
        leaves(&unit, &row.txn_id)?;
        unit.commit().await?;
    }
    parts.changes.room(&row.room_id);
    let event_id = send(parts, &row).await?;
    settle::sent(parts, &row.txn_id, &row.room_id, &event_id).await?;
    Ok(())
}

/// A notice that a colleague has said meanwhile is taken back before it leaves. Whether it was.
async fn drop_needless(parts: &QueueParts, row: &QueuedSend) -> Result<bool, StepError> {
    if !disclaimer::is_notice(&row.content) {
        return Ok(false);
    }
    let unit = parts.store.begin("drop notice").await?;
    let waits = unit.write(|c| queue::waiting(c, &row.txn_id))?.is_some();
    if !waits || !unit.write(|c| disclaimer::is_needless(c, &row.txn_id, &row.content))? {
        return Ok(false);
    }
    transfer::take_back(&unit, &*parts.clock, row)?;
    unit.commit().await?;
    parts.changes.room(&row.room_id);
    parts.wakes.queue.notify_one();
    Ok(true)
}

/// From here on nobody can say that the message did not leave. Not when it was taken back before.
fn leaves(unit: &Unit, txn_id: &str) -> Result<(), StepError> {
    if unit.write(|c| queue::waiting(c, txn_id))?.is_none() {
        return Err(StepError::TakenBack);
    }
    unit.write(|c| {
        queue::set_may_have_left(c, txn_id, true)?;
        timeline::set_echo_state(c, txn_id, "sending", None)
    })?;
    Ok(())
}

/// Fixes what travels. For an encrypted room the keys are shared first; then ratchet and ciphertext are committed together.
async fn fix(parts: &QueueParts, row: &QueuedSend) -> Result<OnWire, StepError> {
    let room = row.room_id.as_str();
    let encrypted = parts.store.read(|c| is_encrypted(c, room))?;
    let clear = OnWire {
        event_type: row.event_type.clone(),
        content: with_file(row)?,
    };
    let hide = encrypted && !ALWAYS_CLEAR.contains(&row.event_type.as_str());
    if hide {
        let note = |unit: &Unit, shared| note_shared(parts, unit, room, shared);
        e2ee::prepare_room(&parts.store, &parts.matrix, room, &note)
            .await
            .map_err(StepError::E2ee)?;
    }
    let unit = parts.store.begin("fix message").await?;
    leaves(&unit, &row.txn_id)?;
    let on_wire = if hide {
        let content = e2ee::encrypt(&unit, room, &clear.event_type, &clear.content)
            .await
            .map_err(StepError::E2ee)?;
        OnWire {
            event_type: "m.room.encrypted".to_owned(),
            content,
        }
    } else {
        clear
    };
    unit.write(|c| queue::set_on_wire(c, &row.txn_id, &on_wire))?;
    unit.commit().await?;
    Ok(on_wire)
}

/// That nothing goes in clear to an encrypted room whose sync lags: a room that is new here may be half made.
async fn stays_in_clear(parts: &QueueParts, room: &str) -> Result<(), StepError> {
    if parts.in_clear.lock().contains(room) || parts.store.read(|c| is_encrypted(c, room))? {
        return Ok(());
    }
    if parts.matrix.state(room, "m.room.encryption", "").await?.is_some() {
        return Err(StepError::NotHereYet);
    }
    parts.in_clear.lock().insert(room.to_owned());
    Ok(())
}

/// Who can read what is sent here from now on is evidence (D17).
fn note_shared(parts: &QueueParts, unit: &Unit, room: &str, shared: Shared) -> Result<(), StoreError> {
    let mut devices: Vec<KeyHolder> = shared
        .devices
        .into_iter()
        .map(|(user_id, device_id)| KeyHolder { user_id, device_id })
        .collect();
    let mut withheld: Vec<Withheld> = shared
        .withheld
        .into_iter()
        .map(|(user_id, device_id, code)| Withheld {
            user_id,
            device_id,
            code,
        })
        .collect();
    devices.sort();
    withheld.sort();
    let fact = KeySharedFact {
        session_id: shared.session_id,
        first_index: shared.first_index,
        devices,
        withheld,
    };
    journal::append(unit, &*parts.clock, room_then(unit, room)?, Fact::KeyShared(fact))?;
    Ok(())
}

async fn send(parts: &QueueParts, row: &QueuedSend) -> Result<String, StepError> {
    if let Some(target) = &row.redacts {
        let content: Value = serde_json::from_str(&row.content).map_err(StoreError::from)?;
        let reason = content.get("reason").and_then(Value::as_str);
        return Ok(parts
            .matrix
            .redact(&row.room_id, target, &row.txn_id, reason)
            .await?);
    }
    let on_wire = row.on_wire.clone().ok_or(StoreError::Malformed("queue row"))?;
    let sent = parts
        .matrix
        .send_event(&row.room_id, &on_wire.event_type, &row.txn_id, on_wire.content);
    Ok(sent.await?)
}

/// The content with the address of its file, and the key when the homeserver has ciphertext.
fn with_file(row: &QueuedSend) -> Result<String, StepError> {
    let (Some(file), Some(Uploaded { mxc, encrypted })) = (&row.file, &row.uploaded) else {
        return Ok(row.content.clone());
    };
    let mut content: Value = serde_json::from_str(&row.content).map_err(StoreError::from)?;
    let mut local: Value = serde_json::from_str(file).map_err(StoreError::from)?;
    let fields = content
        .as_object_mut()
        .ok_or(StoreError::Malformed("queue row"))?;
    let address = Value::String(mxc.clone());
    if *encrypted {
        let mut key = local
            .get_mut("key")
            .map(Value::take)
            .ok_or(StoreError::Malformed("queue row"))?;
        key.as_object_mut()
            .ok_or(StoreError::Malformed("queue row"))?
            .insert("url".to_owned(), address);
        fields.insert("file".to_owned(), key);
    } else {
        fields.insert("url".to_owned(), address);
    }
    Ok(content.to_string())
}

/// `stayed`: this try did not reach the homeserver. What an earlier one did stays as it was.
async fn postpone(
    parts: &QueueParts,
    row: &QueuedSend,
    asked: Option<std::time::Duration>,
    stayed: bool,
) -> Result<(), QueueError> {
    let next = backoff::next_try(parts.clock.now(), row.attempts, asked);
    let unit = parts.store.begin("postpone message").await?;
    unit.write(|c| {
        queue::postpone(c, &row.txn_id, next)?;
        if stayed && !row.may_have_left {
            queue::set_may_have_left(c, &row.txn_id, false)?;
            timeline::set_echo_state(c, &row.txn_id, "queued", None)?;
        }
        Ok(())
    })?;
    unit.commit().await?;
    parts.changes.room(&row.room_id);
    Ok(())
}
