//! The payload of a heartbeat (docs/formats/gso1.md, section 7): where the chain of sealed entries ends, and how far the journal had come.

use crate::{
    cursor::{Cursor, Truncated},
    gso1::Header,
    ids::{Commitment, EntryNo},
    padme::padded_len,
};

/// A place in a device's chain of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Journaled {
    /// Number of the entry, from 1.
    pub entry: EntryNo,
    /// Its commitment, which stands for every entry before it too.
    pub commitment: Commitment,
}

/// The header once more, the commitment of the last sealed entry, and the last journaled entry if it is not sealed yet;
/// padded like a small batch, so that silence and activity look alike.
///
/// What a device has told this way it can neither rewrite nor lose unnoticed, though nobody has it yet.
///
/// # Panics
/// Never: the length is that of three fixed fields.
#[must_use]
pub fn encode(header: &Header, sealed: &Commitment, journaled: Option<Journaled>) -> Vec<u8> {
    let mut payload = header.to_bytes().to_vec();
    payload.extend_from_slice(sealed.as_bytes());
    if let Some(Journaled { entry, commitment }) = journaled {
        payload.extend_from_slice(&entry.0.to_be_bytes());
        payload.extend_from_slice(commitment.as_bytes());
    }
    let padded = padded_len(u64::try_from(payload.len()).expect("a length fits in 64 bits"));
    payload.resize(usize::try_from(padded).expect("a few KiB"), 0);
    payload
}

/// The last journaled entry that a heartbeat tells of; nothing when all was sealed, and in a heartbeat of before this field.
#[must_use]
pub fn journaled(payload: &[u8]) -> Option<Journaled> {
    read(payload).ok().filter(|told| told.entry.0 > 0)
}

fn read(payload: &[u8]) -> Result<Journaled, Truncated> {
    let mut cursor = Cursor::new(payload);
    cursor.take(Header::LEN)?;
    let _sealed: [u8; 32] = cursor.array()?;
    Ok(Journaled {
        entry: EntryNo(cursor.u64()?),
        commitment: Commitment::from_bytes(cursor.array()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        gso1::Kind,
        ids::{DeviceId, Epoch, Millis, ObjectId, Seq, StreamId, TenantId},
    };

    fn header() -> Header {
        Header {
            kind: Kind::Heartbeat,
            tenant: TenantId::from_bytes([1; 16]),
            device: DeviceId::from_bytes([2; 16]),
            epoch: Epoch::from_bytes([3; 16]),
            seq: Seq(7),
            prev_object_id: ObjectId::from_bytes([4; 32]),
            n_entries: 0,
            first_entry: EntryNo(0),
            last_entry: EntryNo(0),
            codec: 0,
            created: Millis(1),
            policy_version: 1,
            seal_config_version: 1,
            stream_id: StreamId::NONE,
        }
    }

    #[test]
    fn what_was_told_is_read_and_both_forms_have_one_length() {
        let sealed = Commitment::from_bytes([5; 32]);
        let told = Journaled {
            entry: EntryNo(513),
            commitment: Commitment::from_bytes([6; 32]),
        };
        let with = encode(&header(), &sealed, Some(told));
        let without = encode(&header(), &sealed, None);
        assert_eq!((with.len(), without.len()), (4096, 4096));
        assert_eq!((journaled(&with), journaled(&without)), (Some(told), None));
        let front = crate::bundle::ends(Kind::Heartbeat, &with).unwrap();
        assert_eq!((front.header, front.last), (header().to_bytes(), sealed));
    }

    #[test]
    fn a_payload_that_is_cut_off_or_of_an_older_device_tells_nothing() {
        for payload in [&[][..], &[0; 64], &[0xff; Header::LEN + 32 + 39], &[0; 4096]] {
            assert_eq!(journaled(payload), None);
        }
    }
}
