//! Opens an object of any length in constant memory: a few reused buffers of a chunk.

use std::{
    io::{self, Read},
    mem,
};

use zeroize::Zeroizing;

use super::{
    CHUNK, Header, ID_DOMAIN, OpenError, Opener, ParseError, TAG,
    open::unlock,
    parse::{FIXED_LEN, read_fixed, read_prelude, variable_len, verify_object},
    side_hash::SideHash,
    stream::Stream,
};
use crate::{
    cursor::Cursor,
    ids::{ObjectId, Sha256Hasher},
    key::{PublicKey, Signature},
};

const SEALED: usize = CHUNK + TAG;
/// A whole last chunk and the signature; one byte more proves that the chunk in front is not the last.
const LOOK_AHEAD: usize = SEALED + Signature::LEN + 1;

/// Reads the payload of an object from its source, chunk by authenticated chunk.
///
/// The end of the payload is told only after the last chunk opened; who signed the object is known only after
/// [`Self::finish`], so nothing that was read may be relied on before.
pub struct OpenReader<R> {
    source: R,
    header: Header,
    stream: Stream,
    id: SideHash,
    /// Sealed bytes; always [`LOOK_AHEAD`] long, the first `ahead` of them read together with the chunk before.
    sealed: Vec<u8>,
    ahead: usize,
    /// The chunk that was opened last; of it `ready` is not handed out yet.
    clear: Zeroizing<Vec<u8>>,
    ready: std::ops::Range<usize>,
    /// Whether a chunk was opened.
    begun: bool,
    state: State,
}

enum State {
    Chunks,
    Ended(Signature),
    Broken,
}

impl<R: Read> OpenReader<R> {
    /// Reads everything before the chunks and unlocks the payload key.
    ///
    /// # Errors
    /// [`OpenError`] when the object is not valid, is sealed to others, or the source fails.
    pub fn new(mut source: R, opener: &dyn Opener) -> Result<Self, OpenError> {
        let mut prelude = vec![0; FIXED_LEN];
        read_exactly(&mut source, &mut prelude)?;
        let (suite, _, _, count) = read_fixed(&mut Cursor::new(&prelude))?;
        prelude.resize(FIXED_LEN + variable_len(suite, count), 0);
        read_exactly(
            &mut source,
            prelude.get_mut(FIXED_LEN..).expect("longer by resize"),
        )?;

        let (suite, header, parts) = read_prelude(&mut Cursor::new(&prelude))?;
        let stream = unlock(suite, &parts, opener)?;
        let mut id = Sha256Hasher::new();
        id.update(ID_DOMAIN);
        id.update(&prelude);
        Ok(Self {
            source,
            header,
            stream,
            id: SideHash::new(id),
            sealed: vec![0; LOOK_AHEAD],
            ahead: 0,
            clear: Zeroizing::new(Vec::with_capacity(SEALED)),
            ready: 0..0,
            begun: false,
            state: State::Chunks,
        })
    }

    /// The clear header; its device is who must have signed.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Checks, after the payload was read to its end, that this device signed the object.
    ///
    /// # Errors
    /// [`OpenError::Signature`] when it did not, [`ParseError::Truncated`] when the payload was not read to its end.
    pub fn finish(self, device: &PublicKey) -> Result<ObjectId, OpenError> {
        let State::Ended(signature) = self.state else {
            return Err(ParseError::Truncated.into());
        };
        let id = ObjectId::from_bytes(*self.id.finish().as_bytes());
        verify_object(device, &id, &signature).map_err(|_| OpenError::Signature)?;
        Ok(id)
    }

    /// Opens the next chunk into `ready`.
    fn advance(&mut self) -> Result<(), OpenError> {
        let room = self.sealed.get_mut(self.ahead..).expect("less than all is ahead");
        let held = self.ahead + read_full(&mut self.source, room).map_err(OpenError::Io)?;
        let last = held < LOOK_AHEAD;
        let len = if last { self.last_chunk(held)? } else { SEALED };
        self.clear.clear();
        self.clear
            .extend_from_slice(self.sealed.get(..len).expect("counted above"));
        self.hand_over(len);
        let clear = self.stream.open(&mut self.clear, last)?;
        if last && clear == 0 && self.begun {
            return Err(ParseError::Chunks.into());
        }
        self.begun = true;
        self.ready = 0..clear;
        Ok(())
    }

    /// Gives the chunk to the digest; what was read ahead moves to the front of the next buffer.
    fn hand_over(&mut self, len: usize) {
        let mut ahead = [0; LOOK_AHEAD - SEALED];
        self.ahead = ahead.len();
        ahead.copy_from_slice(self.sealed.get(SEALED..).expect("as long as both"));
        self.sealed = self.id.update(mem::take(&mut self.sealed), len);
        self.sealed.resize(LOOK_AHEAD, 0);
        self.sealed
            .get_mut(..ahead.len())
            .expect("shorter than a chunk")
            .copy_from_slice(&ahead);
    }

    /// Splits the signature from the `held` bytes that are left and returns the length of the last chunk.
    fn last_chunk(&mut self, held: usize) -> Result<usize, OpenError> {
        let sealed = held.checked_sub(Signature::LEN).filter(|len| *len >= TAG);
        let sealed = sealed.ok_or(ParseError::Truncated)?;
        let signature = self
            .sealed
            .get(sealed..held)
            .and_then(|bytes| bytes.try_into().ok());
        self.state = State::Ended(Signature::from_bytes(signature.ok_or(ParseError::Truncated)?));
        Ok(sealed)
    }
}

impl<R: Read> Read for OpenReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.ready.is_empty() && !out.is_empty() {
            match self.state {
                State::Ended(_) => return Ok(0),
                State::Broken => return Err(io::Error::other("the object did not open at an earlier chunk")),
                State::Chunks => {}
            }
            if let Err(error) = self.advance() {
                self.state = State::Broken;
                return Err(error.into());
            }
        }
        let mut clear = self
            .clear
            .get(self.ready.clone())
            .expect("ready is within the buffer");
        let count = clear.read(out)?;
        self.ready.start += count;
        Ok(count)
    }
}

/// Fills `room` as far as the source goes and returns how far that was.
fn read_full(source: &mut impl Read, room: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = room.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match source.read(rest) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

fn read_exactly(source: &mut impl Read, buffer: &mut [u8]) -> Result<(), OpenError> {
    source.read_exact(buffer).map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => ParseError::Truncated.into(),
        _ => OpenError::Io(error),
    })
}

impl From<OpenError> for io::Error {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Io(error) => error,
            other => Self::new(io::ErrorKind::InvalidData, other),
        }
    }
}

impl<R> std::fmt::Debug for OpenReader<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OpenReader")
    }
}
