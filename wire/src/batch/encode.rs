//! From journal entries to the padded payload of a batch.

use std::collections::HashMap;

use super::{BatchError, CODEC_PER_ROOM, ENTRY_LEN, METHOD_STORED, METHOD_ZSTD, check_header};
use crate::{
    compress::{Compressor, MAX_BATCH, MAX_FRAME, is_plausible},
    entry::Entry,
    gso1::Header,
    ids::Commitment,
    padme::padded_len,
};

/// Entries of one room; nothing of another room is ever compressed together with them.
struct Frame<'a> {
    room: Option<&'a str>,
    entries: Vec<(u32, &'a Entry)>,
}

/// The payload of a batch of `entries`, which continue the chain at `prev` and are those that `header` counts.
///
/// # Errors
/// [`BatchError`] when header and entries do not fit together or are too big.
pub fn encode(header: &Header, prev: &Commitment, entries: &[Entry]) -> Result<Vec<u8>, BatchError> {
    check_header(header)?;
    check_entries(header, entries)?;
    let last = entries
        .iter()
        .fold(*prev, |commitment, entry| entry.commitment(&commitment));
    let frames = frames_by_room(entries)?;

    let mut body = Vec::new();
    body.extend_from_slice(&header.to_bytes());
    body.extend_from_slice(prev.as_bytes());
    body.extend_from_slice(last.as_bytes());
    body.extend_from_slice(&length(frames.len())?.to_be_bytes());
    let mut compressor = match header.codec {
        CODEC_PER_ROOM => Some(Compressor::new().map_err(BatchError::Compress)?),
        _ => None,
    };
    for frame in &frames {
        append_frame(&mut body, frame, compressor.as_mut())?;
    }
    Ok(pad(&body))
}

fn check_entries(header: &Header, entries: &[Entry]) -> Result<(), BatchError> {
    let in_order = entries
        .iter()
        .zip(header.first_entry.0..)
        .all(|(entry, number)| entry.seq.0 == number);
    if !in_order || u32::try_from(entries.len()) != Ok(header.n_entries) {
        return Err(BatchError::Entries);
    }
    let clear: u64 = entries.iter().map(|entry| entry.record.len() as u64).sum();
    if clear > MAX_BATCH {
        Err(BatchError::TooBig)
    } else {
        Ok(())
    }
}

/// In the order in which the rooms first occur.
fn frames_by_room(entries: &[Entry]) -> Result<Vec<Frame<'_>>, BatchError> {
    let mut order: Vec<Option<&str>> = Vec::new();
    let mut by_room: HashMap<Option<&str>, Vec<(u32, &Entry)>> = HashMap::new();
    for (offset, entry) in entries.iter().enumerate() {
        let room = entry.room.as_deref();
        let list = by_room.entry(room).or_insert_with(|| {
            order.push(room);
            Vec::new()
        });
        list.push((length(offset)?, entry));
    }
    Ok(order
        .into_iter()
        .map(|room| Frame {
            room,
            entries: by_room.remove(&room).unwrap_or_default(),
        })
        .collect())
}

fn append_frame(
    body: &mut Vec<u8>,
    frame: &Frame<'_>,
    compressor: Option<&mut Compressor>,
) -> Result<(), BatchError> {
    body.push(u8::from(frame.room.is_some()));
    if let Some(room) = frame.room {
        let len = u16::try_from(room.len()).map_err(|_| BatchError::RoomId)?;
        body.extend_from_slice(&len.to_be_bytes());
        body.extend_from_slice(room.as_bytes());
    }
    body.extend_from_slice(&length(frame.entries.len())?.to_be_bytes());
    body.reserve(frame.entries.len() * ENTRY_LEN);
    let mut clear = Vec::with_capacity(frame.entries.iter().map(|(_, entry)| entry.record.len()).sum());
    for (offset, entry) in &frame.entries {
        body.extend_from_slice(&offset.to_be_bytes());
        body.extend_from_slice(&length(entry.record.len())?.to_be_bytes());
        body.extend_from_slice(&entry.salt);
        clear.extend_from_slice(&entry.record);
    }
    if clear.len() as u64 > MAX_FRAME {
        return Err(BatchError::TooBig);
    }
    let (method, stored) = store(clear, compressor)?;
    body.push(method);
    body.extend_from_slice(&length(stored.len())?.to_be_bytes());
    body.extend_from_slice(&stored);
    Ok(())
}

/// Compressed, unless that gains nothing or looks like a bomb to the reader.
fn store(clear: Vec<u8>, compressor: Option<&mut Compressor>) -> Result<(u8, Vec<u8>), BatchError> {
    let Some(compressor) = compressor else {
        return Ok((METHOD_STORED, clear));
    };
    let packed = compressor.compress(&clear).map_err(BatchError::Compress)?;
    if packed.len() < clear.len() && is_plausible(clear.len() as u64, packed.len() as u64) {
        Ok((METHOD_ZSTD, packed))
    } else {
        Ok((METHOD_STORED, clear))
    }
}

/// Length, body, zeros up to the Padmé length.
fn pad(body: &[u8]) -> Vec<u8> {
    let len = body.len() as u64;
    let padded = padded_len(len.saturating_add(8));
    let padded = usize::try_from(padded).expect("a body that is in memory has a padded length that fits");
    let mut payload = Vec::with_capacity(padded);
    payload.extend_from_slice(&len.to_be_bytes());
    payload.extend_from_slice(body);
    payload.resize(padded, 0);
    payload
}

fn length(len: usize) -> Result<u32, BatchError> {
    u32::try_from(len).map_err(|_| BatchError::TooBig)
}
