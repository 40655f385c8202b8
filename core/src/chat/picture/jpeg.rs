//! JPEG: decoded at an eighth, a quarter or half of its size where that is enough, so that a photo of any camera fits.

use std::io::Cursor;

use jpeg_decoder::{CodingProcess, Decoder, PixelFormat};
use jpeg_encoder::{Encoder, ImageBuffer, JpegColorType, rgb_to_ycbcr};

use super::{
    canvas::Small,
    orient::Orientation,
    shrink::{MOST_MEMORY, PictureError, fits_whole, whole},
};

pub(super) fn shrink(bytes: &[u8], edge: u32) -> Result<Small, PictureError> {
    let unreadable = |_| PictureError::Unreadable;
    let mut decoder = Decoder::new(Cursor::new(bytes));
    decoder.set_max_decoding_buffer_size(MOST_MEMORY);
    decoder.read_info().map_err(unreadable)?;
    let info = decoder.info().ok_or(PictureError::Unreadable)?;
    if info.coding_process != CodingProcess::DctSequential {
        // All coefficients are held until the last scan.
        fits_whole(info.width.into(), info.height.into())?;
    }
    let (width, height) = enough((info.width, info.height), edge);
    let (width, height) = decoder.scale(width, height).map_err(unreadable)?;
    fits_whole(width.into(), height.into())?;
    let decoded = decoder.decode().map_err(unreadable)?;
    let (decoded, channels) = match info.pixel_format {
        PixelFormat::L8 => (decoded, 1),
        PixelFormat::L16 => (decoded.chunks_exact(2).map(high).collect(), 1),
        PixelFormat::RGB24 => (decoded, 3),
        PixelFormat::CMYK32 => (decoded.chunks_exact(4).flat_map(on_screen).collect(), 3),
    };
    let orientation = Orientation::of_exif(decoder.exif_data());
    Ok(whole(
        (width.into(), height.into()),
        &decoded,
        channels,
        edge,
        orientation,
    ))
}

/// The decoder takes the smallest size that is no smaller than this: neither side may fall below what comes out.
fn enough((width, height): (u16, u16), edge: u32) -> (u16, u16) {
    let longest = u32::from(width.max(height)).max(1);
    let side = |side: u16| {
        let wanted = (u32::from(side) * edge.min(longest)).div_ceil(longest);
        u16::try_from(wanted).unwrap_or(u16::MAX).max(1)
    };
    (side(width), side(height))
}

/// Samples of two bytes come in the order of this machine.
fn high(sample: &[u8]) -> u8 {
    let sample = <[u8; 2]>::try_from(sample).map_or(0, u16::from_ne_bytes);
    sample.to_be_bytes()[0]
}

fn on_screen(ink: &[u8]) -> [u8; 3] {
    let [cyan, magenta, yellow, black] = <[u8; 4]>::try_from(ink).unwrap_or([u8::MAX; 4]);
    [cyan, magenta, yellow].map(|ink| {
        let light = u16::from(u8::MAX - ink) * u16::from(u8::MAX - black) / u16::from(u8::MAX);
        u8::try_from(light).unwrap_or(u8::MAX)
    })
}

pub(super) fn encode(small: &Small, quality: u8) -> Result<Vec<u8>, PictureError> {
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, quality)
        .encode_image(Opaque::of(small)?)
        .map_err(|_| PictureError::Unreadable)?;
    Ok(bytes)
}

/// The one kind of picture that is encoded. The encoder's own choice of ten kinds would be a hundred kilobytes of code.
struct Opaque<'a> {
    width: u16,
    height: u16,
    pixels: &'a [[u8; 4]],
}

impl<'a> Opaque<'a> {
    fn of(small: &'a Small) -> Result<Self, PictureError> {
        let side = |side: u32| u16::try_from(side).map_err(|_| PictureError::Unreadable);
        Ok(Self {
            width: side(small.width)?,
            height: side(small.height)?,
            pixels: &small.pixels,
        })
    }
}

impl ImageBuffer for Opaque<'_> {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        JpegColorType::Ycbcr
    }

    fn width(&self) -> u16 {
        self.width
    }

    fn height(&self) -> u16 {
        self.height
    }

    fn fill_buffers(&self, y: u16, [luma, blue, red, _]: &mut [Vec<u8>; 4]) {
        let width = usize::from(self.width);
        let row = self.pixels.chunks_exact(width.max(1)).nth(usize::from(y));
        for [r, g, b, _] in row.unwrap_or_default() {
            let (y, cb, cr) = rgb_to_ycbcr(*r, *g, *b);
            luma.push(y);
            blue.push(cb);
            red.push(cr);
        }
    }
}
