//! From a picture of a stranger to a small one for a screen: JPEG, or PNG when it can be seen through.

use std::io::Cursor;

use super::{
    canvas::{Canvas, Small},
    gif,
    header::{Format, Header, header},
    jpeg,
    orient::Orientation,
    png, webp,
};

/// Larger files are not looked at.
pub(crate) const MOST_BYTES: u64 = 48 << 20;
/// Pixels of a picture that is decoded row by row: what is held does not grow with it, only the time it takes.
pub(super) const MOST_PIXELS: u64 = 120_000_000;
/// Pixels of a picture that has to be held whole while it is decoded.
pub(super) const MOST_PIXELS_WHOLE: u64 = 16_000_000;
/// Memory that a decoder may reserve.
pub(super) const MOST_MEMORY: usize = 96 << 20;
/// The longest side that is made.
const LONGEST: u32 = 1_024;
/// Good enough for a list, at a tenth of the bytes of a PNG.
const QUALITY: u8 = 82;

/// Why there is no small picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PictureError {
    #[error("picture is larger than is decoded")]
    TooLarge,
    #[error("picture cannot be read")]
    Unreadable,
}

/// The picture, at most `edge` pixels (1 to 1,024) on its longer side, upright; `None` when it is none of a known format.
pub(crate) fn shrink(bytes: &[u8], edge: u32) -> Result<Option<Vec<u8>>, PictureError> {
    let Some(header) = header(&mut Cursor::new(bytes)) else {
        return Ok(None);
    };
    if header.pixels() > MOST_PIXELS {
        return Err(PictureError::TooLarge);
    }
    let edge = edge.clamp(1, LONGEST);
    let small = match header.format {
        Format::Jpeg => jpeg::shrink(bytes, edge),
        Format::Png => png::shrink(bytes, edge),
        Format::Gif => gif::shrink(bytes, &header, edge),
        Format::Webp => webp::shrink(bytes, &header, edge),
    }?;
    encode(&small).map(Some)
}

/// The longer side as the header says; `None` for no picture.
pub(crate) fn longer_side(bytes: &[u8]) -> Option<u32> {
    header(&mut Cursor::new(bytes)).map(|header| header.width.max(header.height))
}

impl Header {
    /// As the header says; what is decoded is checked again.
    pub(super) fn pixels(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }
}

/// Refuses what has to be held whole and is too large for that.
pub(super) fn fits_whole(width: u32, height: u32) -> Result<(), PictureError> {
    if u64::from(width) * u64::from(height) > MOST_PIXELS_WHOLE {
        return Err(PictureError::TooLarge);
    }
    Ok(())
}

/// A picture that is here whole: `channels` bytes a pixel, grey, grey and alpha, red green blue, or those and alpha.
pub(super) fn whole(
    (width, height): (u32, u32),
    bytes: &[u8],
    channels: usize,
    edge: u32,
    orientation: Orientation,
) -> Small {
    let mut canvas = Canvas::new(width, height, edge);
    for (y, row) in (0..height).zip(bytes.chunks(width as usize * channels)) {
        canvas.row(0, y, pixels(row, channels));
    }
    canvas.finish(orientation)
}

/// The pixels of a row.
pub(super) fn pixels(row: &[u8], channels: usize) -> impl Iterator<Item = [u8; 4]> {
    row.chunks_exact(channels).map(|pixel| match *pixel {
        [grey] => [grey, grey, grey, u8::MAX],
        [grey, alpha] => [grey, grey, grey, alpha],
        [red, green, blue] => [red, green, blue, u8::MAX],
        [red, green, blue, alpha] => [red, green, blue, alpha],
        _ => [0; 4],
    })
}

fn encode(small: &Small) -> Result<Vec<u8>, PictureError> {
    if small.pixels.iter().all(|[.., alpha]| *alpha == u8::MAX) {
        jpeg::encode(small, QUALITY)
    } else {
        png::encode(small)
    }
}
