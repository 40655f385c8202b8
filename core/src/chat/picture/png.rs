//! PNG: row by row, so that memory does not grow with the picture; interlaced ones whole, and only so large.

use std::io::Cursor;

use png::{ColorType, DecodingError, Limits, Transformations};

use super::{
    canvas::{Canvas, Small},
    orient::Orientation,
    shrink::{MOST_MEMORY, PictureError, fits_whole, pixels, whole},
};

pub(super) fn shrink(bytes: &[u8], edge: u32) -> Result<Small, PictureError> {
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: MOST_MEMORY });
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let mut reader = decoder.read_info().map_err(fault)?;
    let channels = match reader.output_color_type().0 {
        ColorType::Grayscale | ColorType::Indexed => 1,
        ColorType::GrayscaleAlpha => 2,
        ColorType::Rgb => 3,
        ColorType::Rgba => 4,
    };
    let (width, height, interlaced) = {
        let info = reader.info();
        (info.width, info.height, info.interlaced)
    };
    if interlaced {
        fits_whole(width, height)?;
        let mut all = vec![0; reader.output_buffer_size().ok_or(PictureError::TooLarge)?];
        reader.next_frame(&mut all).map_err(fault)?;
        let orientation = Orientation::of_exif(reader.info().exif_metadata.as_deref());
        return Ok(whole((width, height), &all, channels, edge, orientation));
    }
    let mut canvas = Canvas::new(width, height, edge);
    let mut y = 0;
    while let Some(row) = reader.next_row().map_err(fault)? {
        canvas.row(0, y, pixels(row.data(), channels));
        y += 1;
    }
    if y < height {
        return Err(PictureError::Unreadable);
    }
    Ok(canvas.finish(Orientation::of_exif(reader.info().exif_metadata.as_deref())))
}

fn fault(error: DecodingError) -> PictureError {
    match error {
        DecodingError::LimitsExceeded => PictureError::TooLarge,
        _ => PictureError::Unreadable,
    }
}

pub(super) fn encode(small: &Small) -> Result<Vec<u8>, PictureError> {
    let unreadable = |_| PictureError::Unreadable;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, small.width, small.height);
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(unreadable)?;
    writer
        .write_image_data(small.pixels.as_flattened())
        .map_err(unreadable)?;
    writer.finish().map_err(unreadable)?;
    Ok(bytes)
}
