//! What a batch promises: `whole` (round trips, rooms, padding) and `hostile` (what a bad device may send).

mod hostile;
mod whole;

use super::*;
use crate::{
    entry::Entry,
    ids::{Commitment, DeviceId, EntryNo, Epoch, Millis, ObjectId, Seq, StreamId, TenantId},
};

pub(super) const PREV: Commitment = Commitment::from_bytes([0xcc; 32]);

pub(super) fn header(n_entries: u32, codec: u8) -> Header {
    Header {
        kind: Kind::Batch,
        tenant: TenantId::from_bytes([1; 16]),
        device: DeviceId::from_bytes([2; 16]),
        epoch: Epoch::from_bytes([3; 16]),
        seq: Seq(4),
        prev_object_id: ObjectId::from_bytes([5; 32]),
        n_entries,
        first_entry: EntryNo(101),
        last_entry: EntryNo(100 + u64::from(n_entries)),
        codec,
        created: Millis(1_790_000_000_000),
        policy_version: 6,
        seal_config_version: 7,
        stream_id: StreamId::NONE,
    }
}

/// Entries 101, 102 ... with these rooms and records.
pub(super) fn entries(contents: &[(Option<&str>, &[u8])]) -> Vec<Entry> {
    (101..)
        .zip(contents)
        .map(|(number, (room, record))| Entry {
            seq: EntryNo(number),
            salt: [number as u8; 32],
            room: room.map(str::to_owned),
            record: record.to_vec(),
        })
        .collect()
}

pub(super) fn encoded(codec: u8, entries: &[Entry]) -> Vec<u8> {
    encode(&header(entries.len() as u32, codec), &PREV, entries).unwrap()
}
