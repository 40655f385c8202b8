//! The payload cipher: chunks of 64 KiB, each sealed in place under a counter and a mark on the last (age v1 STREAM).
//!
//! It must not know where chunks come from or go to.

use ring::aead::{Aad, LessSafeKey, Nonce};

/// A chunk was changed, moved, or is not the last that it should be.
#[cfg(feature = "disclosed")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BadChunk {
    pub(super) index: u64,
}

/// Key and position in the payload.
pub(super) struct Stream {
    key: LessSafeKey,
    next: u64,
}

impl Stream {
    pub(super) fn new(key: LessSafeKey) -> Self {
        Self { key, next: 0 }
    }

    /// Seals `chunk` in place and returns its tag.
    #[cfg(feature = "seal")]
    pub(super) fn seal(&mut self, chunk: &mut [u8], last: bool) -> [u8; super::TAG] {
        let (_, nonce) = self.nonce(last);
        let tag = self
            .key
            .seal_in_place_separate_tag(nonce, Aad::empty(), chunk)
            .expect("chunks are short enough");
        tag.as_ref()
            .try_into()
            .expect("both algorithms have tags of 16 bytes")
    }

    /// Opens `sealed` (ciphertext and tag) in place and returns the length of the clear bytes at its front.
    #[cfg(feature = "disclosed")]
    pub(super) fn open(&mut self, sealed: &mut [u8], last: bool) -> Result<usize, BadChunk> {
        let (index, nonce) = self.nonce(last);
        let clear = self
            .key
            .open_in_place(nonce, Aad::empty(), sealed)
            .map_err(|_| BadChunk { index })?;
        Ok(clear.len())
    }

    /// Three zero bytes, the counter, and 1 on the last chunk; no two chunks of an object share one.
    fn nonce(&mut self, last: bool) -> (u64, Nonce) {
        let index = self.next;
        self.next = index.checked_add(1).expect("nobody seals 2^64 chunks of 64 KiB");
        let mut bytes = [0; 12];
        let (_, tail) = bytes.split_at_mut(3);
        let (counter, mark) = tail.split_at_mut(8);
        counter.copy_from_slice(&index.to_be_bytes());
        mark.fill(u8::from(last));
        (index, Nonce::assume_unique_for_key(bytes))
    }
}
