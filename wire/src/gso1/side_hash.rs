//! The digest that names an object, taken beside the cipher: short objects on the caller's thread, long ones on a second thread, since
//! SHA-256 over all bytes costs as much as sealing them.
//!
//! It sees sealed bytes only, never clear ones.

use std::{
    sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel},
    thread::{Builder, JoinHandle},
};

use super::{CHUNK, TAG};
use crate::ids::{Sha256, Sha256Hasher};

/// A digest of so many chunks is worth a thread.
const LONG: usize = 16;
/// Chunks on their way to the second thread; with those being filled and digested this bounds the memory to about 1 MiB.
const QUEUE: usize = 12;
/// Room for a sealed chunk and what a reader looks ahead.
const ROOM: usize = CHUNK + TAG + 128;

/// A digest over chunks that are handed in one after the other.
pub(super) struct SideHash {
    place: Place,
    chunks: usize,
}

enum Place {
    Here(Sha256Hasher),
    Beside {
        to: SyncSender<Filled>,
        back: Receiver<Vec<u8>>,
        made: usize,
        thread: JoinHandle<Sha256Hasher>,
    },
}

/// A buffer and how much of it counts.
struct Filled {
    buffer: Vec<u8>,
    len: usize,
}

impl SideHash {
    /// Goes on from `hasher`, which has seen what comes before the chunks.
    pub(super) fn new(hasher: Sha256Hasher) -> Self {
        Self {
            place: Place::Here(hasher),
            chunks: 0,
        }
    }

    /// Takes in the first `len` bytes of `buffer` and gives back a buffer for the next chunk, of any length and content.
    pub(super) fn update(&mut self, buffer: Vec<u8>, len: usize) -> Vec<u8> {
        self.chunks += 1;
        if self.chunks == LONG {
            self.step_aside();
        }
        match &mut self.place {
            Place::Here(hasher) => {
                hasher.update(buffer.get(..len).expect("callers count what they filled"));
                buffer
            }
            Place::Beside { to, back, made, .. } => {
                to.send(Filled { buffer, len }).expect(ALIVE);
                if let Ok(used) = back.try_recv() {
                    return used;
                }
                if *made < QUEUE {
                    *made += 1;
                    return Vec::with_capacity(ROOM);
                }
                back.recv().expect(ALIVE)
            }
        }
    }

    /// The digest of all that was taken in.
    pub(super) fn finish(self) -> Sha256 {
        match self.place {
            Place::Here(hasher) => hasher.finish(),
            Place::Beside { to, thread, .. } => {
                // Without a sender the thread ends once its queue is empty.
                drop(to);
                thread.join().expect(ALIVE).finish()
            }
        }
    }

    /// Moves to a second thread. Where none can be had the digest goes on here, slower.
    fn step_aside(&mut self) {
        let Place::Here(hasher) = &self.place else {
            return;
        };
        let begun = hasher.clone();
        let (to, queue) = sync_channel(QUEUE);
        let (give, back) = channel();
        let Ok(thread) = Builder::new()
            .name("griffie-digest".to_owned())
            .spawn(move || digest(begun, &queue, &give))
        else {
            return;
        };
        self.place = Place::Beside {
            to,
            back,
            made: 1,
            thread,
        };
    }
}

const ALIVE: &str = "the digest thread ends only after its sender";

/// Runs until the last sender is gone.
fn digest(mut hasher: Sha256Hasher, queue: &Receiver<Filled>, give: &Sender<Vec<u8>>) -> Sha256Hasher {
    while let Ok(Filled { buffer, len }) = queue.recv() {
        hasher.update(buffer.get(..len).expect("callers count what they filled"));
        // Nobody takes buffers back after the last chunk.
        let _ = give.send(buffer);
    }
    hasher
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_digest_of_all_chunks_whatever_their_number() {
        for chunks in [0, 1, LONG - 1, LONG, LONG + 1, 5 * LONG] {
            let mut hasher = Sha256Hasher::new();
            hasher.update(b"before");
            let mut expected = b"before".to_vec();
            let mut side = SideHash::new(hasher);
            let mut buffer = Vec::new();
            for chunk in 0..chunks {
                let len = CHUNK + TAG - chunk;
                buffer.clear();
                buffer.resize(len, u8::try_from(chunk).unwrap());
                expected.extend_from_slice(&buffer);
                buffer.extend_from_slice(b"not part of it");
                buffer = side.update(buffer, len);
            }
            assert_eq!(side.finish(), Sha256::of(&expected), "{chunks} chunks");
        }
    }

    #[test]
    fn one_that_is_dropped_halfway_ends_its_thread() {
        let mut side = SideHash::new(Sha256Hasher::new());
        let mut buffer = vec![0; CHUNK];
        for _ in 0..2 * LONG {
            buffer.resize(CHUNK, 0);
            buffer = side.update(buffer, CHUNK);
        }
        let Place::Beside { to, thread, .. } = side.place else {
            panic!("a long digest has a thread");
        };
        drop(to);
        assert!(thread.join().is_ok(), "the thread is gone");
    }
}
