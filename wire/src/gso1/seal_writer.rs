//! Seals a payload of any length in constant memory: a few reused buffers of a chunk.

use std::{
    io::{self, Write},
    mem,
};

use zeroize::Zeroizing;

use super::{
    CHUNK, Header, Recipient, SealError, Suite, TAG, parse::signed_message, seal::Opening,
    side_hash::SideHash, stream::Stream,
};
use crate::{ids::ObjectId, key::SigningKey};

/// Takes clear bytes and writes the object to its sink; without [`Self::finish`] the object has no end and opens nowhere.
pub struct SealWriter<W> {
    sink: W,
    stream: Stream,
    id: SideHash,
    /// Clear bytes of the chunk that is being filled; wiped on drop.
    chunk: Zeroizing<Vec<u8>>,
    /// The sink failed: the object cannot be continued, since a chunk may be there in part.
    broken: bool,
}

impl<W: Write> SealWriter<W> {
    /// Writes everything before the chunks.
    ///
    /// # Errors
    /// [`SealError`] when header or recipients are not usable, or the sink fails.
    pub fn new(
        suite: Suite,
        header: &Header,
        recipients: &[Recipient],
        mut sink: W,
    ) -> Result<Self, SealError> {
        let Opening { prelude, stream, id } = Opening::new(suite, header, recipients)?;
        sink.write_all(&prelude)?;
        Ok(Self {
            sink,
            stream,
            id: SideHash::new(id),
            chunk: Zeroizing::new(Vec::with_capacity(CHUNK + TAG)),
            broken: false,
        })
    }

    /// Seals the last chunk, signs the object as this device and flushes the sink.
    ///
    /// # Errors
    /// [`SealError::Io`] when the sink fails or has failed before.
    pub fn finish(mut self, device: &SigningKey) -> Result<ObjectId, SealError> {
        self.seal_chunk(true)?;
        let id = ObjectId::from_bytes(*self.id.finish().as_bytes());
        self.sink
            .write_all(device.sign(&signed_message(&id)).as_bytes())?;
        self.sink.flush()?;
        Ok(id)
    }

    fn seal_chunk(&mut self, last: bool) -> io::Result<()> {
        if self.broken {
            return Err(io::Error::other(
                "the object was broken off by an earlier failure",
            ));
        }
        let tag = self.stream.seal(&mut self.chunk, last);
        self.chunk.extend_from_slice(&tag);
        self.broken = true;
        self.sink.write_all(&self.chunk)?;
        self.broken = false;
        let len = self.chunk.len();
        *self.chunk = self.id.update(mem::take(&mut *self.chunk), len);
        self.chunk.clear();
        Ok(())
    }
}

impl<W: Write> Write for SealWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full chunk is sealed only when more comes: the last one carries the mark, and it is never empty.
        if self.broken || (self.chunk.len() == CHUNK && !bytes.is_empty()) {
            self.seal_chunk(false)?;
        }
        let (now, _) = bytes
            .split_at_checked(CHUNK - self.chunk.len())
            .unwrap_or((bytes, &[]));
        self.chunk.extend_from_slice(now);
        Ok(now.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

impl<W> std::fmt::Debug for SealWriter<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealWriter")
    }
}
