//! zstd with our static dictionary: the C library writes on the device, a pure Rust decoder reads in the vault.
//!
//! The dictionary is trained on made-up records only (`wire/examples/train_dictionary.rs`); one trained on real ones
//! would hand them to everybody. It must not know what the bytes are.

/// Clear bytes of a frame.
pub(crate) const MAX_FRAME: u64 = 64 << 20;
/// Clear bytes of all frames of a batch.
pub(crate) const MAX_BATCH: u64 = 256 << 20;
/// zstd window.
#[cfg(feature = "open")]
const MAX_WINDOW: u64 = 8 << 20;
/// Clear bytes for one stored byte, above [`RATIO_FREE`].
const MAX_RATIO: u64 = 1000;
/// A frame may always have this many clear bytes.
const RATIO_FREE: u64 = 1 << 20;

/// Belongs to codec 1 for ever; a better one becomes another codec.
static DICTIONARY: &[u8] = include_bytes!("dictionary.zstd");

/// Whether an honest writer can have made `stored` bytes of `clear` bytes; it stores them as they are otherwise.
pub(crate) fn is_plausible(clear: u64, stored: u64) -> bool {
    clear <= RATIO_FREE || clear <= stored.saturating_mul(MAX_RATIO)
}

#[cfg(feature = "seal")]
pub(crate) use self::write::Compressor;

#[cfg(feature = "open")]
pub(crate) use self::read::{BadFrame, Decompressor};

#[cfg(feature = "seal")]
mod write {
    use std::{io, sync::LazyLock};

    use zstd::{bulk, dict::EncoderDictionary};

    use super::DICTIONARY;

    /// Level 9 gains 5 % for six times the work (sealing.md 1.5).
    const LEVEL: i32 = 3;

    static PREPARED: LazyLock<EncoderDictionary<'static>> =
        LazyLock::new(|| EncoderDictionary::copy(DICTIONARY, LEVEL));

    pub(crate) struct Compressor(bulk::Compressor<'static>);

    impl Compressor {
        pub(crate) fn new() -> io::Result<Self> {
            bulk::Compressor::with_prepared_dictionary(&PREPARED).map(Self)
        }

        /// One zstd frame of all of `clear`.
        pub(crate) fn compress(&mut self, clear: &[u8]) -> io::Result<Vec<u8>> {
            self.0.compress(clear)
        }
    }
}

#[cfg(feature = "open")]
mod read {
    use std::io::Read as _;

    use ruzstd::decoding::{Dictionary, FrameDecoder, StreamingDecoder};

    use super::{DICTIONARY, MAX_WINDOW};

    /// Not one zstd frame of just this many clear bytes and a window within the bound.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) struct BadFrame;

    pub(crate) struct Decompressor(FrameDecoder);

    impl Decompressor {
        pub(crate) fn new() -> Self {
            let dictionary = Dictionary::decode_dict(DICTIONARY).expect("our own dictionary is one");
            let mut decoder = FrameDecoder::new();
            decoder.set_max_window_size(MAX_WINDOW);
            decoder
                .add_dict(dictionary)
                .expect("a new decoder has no dictionary yet");
            Self(decoder)
        }

        /// The clear bytes of one frame, when they are `len` and `stored` holds nothing else.
        pub(crate) fn decompress(&mut self, stored: &[u8], len: usize) -> Result<Vec<u8>, BadFrame> {
            let mut frame = StreamingDecoder::new_with_decoder(stored, &mut self.0).map_err(|_| BadFrame)?;
            let mut clear = Vec::with_capacity(len);
            // One byte more than promised shows that there is more; a bomb is not unpacked any further.
            let limit = u64::try_from(len).map_err(|_| BadFrame)?.saturating_add(1);
            frame
                .by_ref()
                .take(limit)
                .read_to_end(&mut clear)
                .map_err(|_| BadFrame)?;
            if clear.len() == len && frame.get_ref().is_empty() {
                Ok(clear)
            } else {
                Err(BadFrame)
            }
        }
    }
}
