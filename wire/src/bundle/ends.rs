//! What stands in front of a payload: enough to hold the entries shown beside it against what the device sealed.

use crate::{
    cursor::{Cursor, Truncated},
    gso1::{Header, Kind},
    ids::Commitment,
};

/// The front of an opened object (docs/formats/gso1.md, sections 5 and 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// The header, repeated inside.
    pub header: [u8; Header::LEN],
    /// Commitment before the first entry; a heartbeat has none.
    pub prev: Option<Commitment>,
    /// Commitment of the last entry of the chain.
    pub last: Commitment,
}

/// Reads the front of a batch or a heartbeat; nothing of any other kind.
#[must_use]
pub fn ends(kind: Kind, payload: &[u8]) -> Option<Ends> {
    read(kind, payload).ok().flatten()
}

fn read(kind: Kind, payload: &[u8]) -> Result<Option<Ends>, Truncated> {
    let mut cursor = Cursor::new(payload);
    let batch = match kind {
        Kind::Batch => true,
        Kind::Heartbeat => false,
        Kind::Attachment | Kind::Evidence => return Ok(None),
    };
    if batch {
        cursor.u64()?;
    }
    let header = cursor.array()?;
    let prev = if batch {
        Some(Commitment::from_bytes(cursor.array()?))
    } else {
        None
    };
    Ok(Some(Ends {
        header,
        prev,
        last: Commitment::from_bytes(cursor.array()?),
    }))
}
