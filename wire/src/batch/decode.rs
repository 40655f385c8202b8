//! From the payload of an opened batch to its entries, trusting the device only half: every promise is checked first.

use std::collections::HashSet;

use super::{BatchError, CODEC_PER_ROOM, ENTRY_LEN, METHOD_STORED, METHOD_ZSTD, check_header};
use crate::{
    compress::{BadFrame, Decompressor, MAX_BATCH, MAX_FRAME, is_plausible},
    cursor::Cursor,
    entry::Entry,
    gso1::Header,
    ids::{Commitment, EntryNo},
    padme::padded_len,
};

/// The entries of a batch and the ends of their chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Commitment of the entry before the first; the vault compares it with its own.
    pub prev: Commitment,
    /// Commitment of the last entry, recomputed here.
    pub last: Commitment,
    /// In order of their numbers.
    pub entries: Vec<Entry>,
}

/// What a frame says of one entry before its records.
struct Place {
    offset: u32,
    salt: [u8; 32],
    len: usize,
}

/// The entries of a payload that came out of an object with this `header`.
///
/// # Errors
/// [`BatchError`] when the payload belongs to another header, is not exactly what [`super::encode`] writes, does not
/// chain, or would unpack to more than 64 MiB a frame or 256 MiB in all.
pub fn decode(payload: &[u8], header: &Header) -> Result<Batch, BatchError> {
    check_header(header)?;
    let mut body = Cursor::new(unpad(payload)?);
    if body.array::<{ Header::LEN }>()? != header.to_bytes() {
        return Err(BatchError::OtherHeader);
    }
    let prev = Commitment::from_bytes(body.array()?);
    let last = Commitment::from_bytes(body.array()?);
    let entries = read_frames(&mut body, header)?;
    if !body.rest().is_empty() {
        return Err(BatchError::Padding);
    }
    if entries
        .iter()
        .fold(prev, |commitment, entry| entry.commitment(&commitment))
        != last
    {
        return Err(BatchError::Chain);
    }
    Ok(Batch { prev, last, entries })
}

fn unpad(payload: &[u8]) -> Result<&[u8], BatchError> {
    let mut cursor = Cursor::new(payload);
    let len = cursor.u64()?;
    if len.checked_add(8).map(padded_len) != Some(payload.len() as u64) {
        return Err(BatchError::Padding);
    }
    let body = cursor.take(usize::try_from(len).map_err(|_| BatchError::Truncated)?)?;
    if cursor.rest().iter().any(|byte| *byte != 0) {
        return Err(BatchError::Padding);
    }
    Ok(body)
}

fn read_frames(body: &mut Cursor<'_>, header: &Header) -> Result<Vec<Entry>, BatchError> {
    let total = usize::try_from(header.n_entries).map_err(|_| BatchError::TooBig)?;
    if total.saturating_mul(ENTRY_LEN) > body.rest().len() {
        return Err(BatchError::Truncated);
    }
    let mut slots: Vec<Option<Entry>> = vec![None; total];
    let mut rooms = HashSet::new();
    let mut unpacker = Unpacker {
        decompressor: None,
        codec: header.codec,
        clear: 0,
    };
    let mut first_offset = None;
    for index in 0..body.u32()? {
        let room = read_room(body)?;
        let places = read_places(body, total)?;
        let first = places.first().map(|place| place.offset);
        if first <= first_offset {
            return Err(BatchError::Entries);
        }
        first_offset = first;
        let records = unpacker.unpack(body, &places, index)?;
        fill(&mut slots, header, room.as_deref(), &places, &records)?;
        if !rooms.insert(room) {
            return Err(BatchError::RoomTwice);
        }
    }
    slots
        .into_iter()
        .collect::<Option<Vec<_>>>()
        .ok_or(BatchError::Entries)
}

fn read_room(body: &mut Cursor<'_>) -> Result<Option<String>, BatchError> {
    match body.u8()? {
        0 => Ok(None),
        1 => {
            let len = u16::from_be_bytes(body.array()?);
            let room = std::str::from_utf8(body.take(len.into())?).map_err(|_| BatchError::RoomId)?;
            Ok(Some(room.to_owned()))
        }
        _ => Err(BatchError::RoomId),
    }
}

/// At least one entry, in rising order.
fn read_places(body: &mut Cursor<'_>, total: usize) -> Result<Vec<Place>, BatchError> {
    let count = usize::try_from(body.u32()?).map_err(|_| BatchError::TooBig)?;
    if count == 0 || count > total {
        return Err(BatchError::Entries);
    }
    let mut places: Vec<Place> = Vec::with_capacity(count);
    for _ in 0..count {
        let offset = body.u32()?;
        let len = usize::try_from(body.u32()?).map_err(|_| BatchError::TooBig)?;
        if places.last().is_some_and(|before| before.offset >= offset) {
            return Err(BatchError::Entries);
        }
        places.push(Place {
            offset,
            len,
            salt: body.array()?,
        });
    }
    Ok(places)
}

fn fill(
    slots: &mut [Option<Entry>],
    header: &Header,
    room: Option<&str>,
    places: &[Place],
    records: &[u8],
) -> Result<(), BatchError> {
    let mut records = Cursor::new(records);
    for place in places {
        let slot = usize::try_from(place.offset)
            .ok()
            .and_then(|offset| slots.get_mut(offset));
        let slot = slot.filter(|slot| slot.is_none()).ok_or(BatchError::Entries)?;
        *slot = Some(Entry {
            seq: EntryNo(header.first_entry.0 + u64::from(place.offset)),
            salt: place.salt,
            room: room.map(str::to_owned),
            record: records.take(place.len)?.to_vec(),
        });
    }
    Ok(())
}

/// Unpacks frame after frame and counts what came out in all.
struct Unpacker {
    /// Made when first needed: it loads the dictionary.
    decompressor: Option<Decompressor>,
    codec: u8,
    clear: u64,
}

impl Unpacker {
    /// All promises are weighed before a byte is unpacked.
    fn unpack(&mut self, body: &mut Cursor<'_>, places: &[Place], index: u32) -> Result<Vec<u8>, BatchError> {
        let method = body.u8()?;
        let stored_len = usize::try_from(body.u32()?).map_err(|_| BatchError::TooBig)?;
        let stored = body.take(stored_len)?;
        let clear: u64 = places.iter().map(|place| place.len as u64).sum();
        self.clear = self.clear.saturating_add(clear);
        if clear > MAX_FRAME || self.clear > MAX_BATCH {
            return Err(BatchError::TooBig);
        }
        let len = usize::try_from(clear).map_err(|_| BatchError::TooBig)?;
        match method {
            METHOD_STORED if stored.len() == len => Ok(stored.to_vec()),
            METHOD_ZSTD if self.codec == CODEC_PER_ROOM => {
                if !is_plausible(clear, stored.len() as u64) {
                    return Err(BatchError::Ratio);
                }
                let decompressor = self.decompressor.get_or_insert_with(Decompressor::new);
                decompressor
                    .decompress(stored, len)
                    .map_err(|BadFrame| BatchError::Frame { index })
            }
            _ => Err(BatchError::Frame { index }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_frames_together_are_bounded() {
        let unpack = |before: u64| {
            let places = [Place {
                offset: 0,
                salt: [0; 32],
                len: 10,
            }];
            let stored = [&[METHOD_STORED, 0, 0, 0, 10][..], &[b'x'; 10]].concat();
            let mut unpacker = Unpacker {
                decompressor: None,
                codec: CODEC_PER_ROOM,
                clear: before,
            };
            unpacker.unpack(&mut Cursor::new(&stored), &places, 0)
        };
        assert_eq!(unpack(MAX_BATCH - 10).unwrap(), [b'x'; 10]);
        assert!(matches!(unpack(MAX_BATCH - 9), Err(BatchError::TooBig)));
    }
}
