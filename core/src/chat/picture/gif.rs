//! GIF: the first frame, where it stands on the canvas.

use std::num::NonZeroU64;

use gif::{ColorOutput, DecodeOptions, DecodingError, MemoryLimit};

use super::{
    canvas::{Canvas, Small},
    header::Header,
    orient::Orientation,
    shrink::{MOST_MEMORY, PictureError, fits_whole, pixels},
};

pub(super) fn shrink(bytes: &[u8], header: &Header, edge: u32) -> Result<Small, PictureError> {
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::RGBA);
    let limit = NonZeroU64::new(MOST_MEMORY as u64).ok_or(PictureError::TooLarge)?;
    options.set_memory_limit(MemoryLimit::Bytes(limit));
    let mut decoder = options.read_info(bytes).map_err(fault)?;
    let frame = decoder.next_frame_info().map_err(fault)?;
    let frame = frame.ok_or(PictureError::Unreadable)?;
    let (left, top, width) = (frame.left, frame.top, frame.width);
    fits_whole(width.into(), frame.height.into())?;
    let mut all = vec![0; decoder.buffer_size()];
    decoder.read_into_buffer(&mut all).map_err(fault)?;
    let mut canvas = Canvas::new(header.width, header.height, edge);
    let rows = all.chunks_exact((usize::from(width) * 4).max(4));
    for (y, row) in (u32::from(top)..).zip(rows) {
        canvas.row(left.into(), y, pixels(row, 4));
    }
    Ok(canvas.finish(Orientation::default()))
}

fn fault(error: DecodingError) -> PictureError {
    match error {
        DecodingError::OutOfMemory | DecodingError::MemoryLimit => PictureError::TooLarge,
        _ => PictureError::Unreadable,
    }
}
