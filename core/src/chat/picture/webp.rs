//! WebP: whole, and only so large; of a moving one the first picture.

use std::io::Cursor;

use image_webp::{DecodingError, WebPDecoder};

use super::{
    canvas::Small,
    header::Header,
    orient::Orientation,
    shrink::{MOST_MEMORY, PictureError, fits_whole, whole},
};

pub(super) fn shrink(bytes: &[u8], header: &Header, edge: u32) -> Result<Small, PictureError> {
    fits_whole(header.width, header.height)?;
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(fault)?;
    decoder.set_memory_limit(MOST_MEMORY);
    let (width, height) = decoder.dimensions();
    fits_whole(width, height)?;
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    let mut all = vec![0; decoder.output_buffer_size().ok_or(PictureError::TooLarge)?];
    decoder.read_image(&mut all).map_err(fault)?;
    // Exif data that cannot be read turn nothing.
    let exif = decoder.exif_metadata().ok().flatten();
    let orientation = Orientation::of_exif(exif.as_deref());
    Ok(whole((width, height), &all, channels, edge, orientation))
}

fn fault(error: DecodingError) -> PictureError {
    match error {
        DecodingError::MemoryLimitExceeded | DecodingError::ImageTooLarge => PictureError::TooLarge,
        _ => PictureError::Unreadable,
    }
}
