//! Draws pictures to send: a PNG, and a JPEG that carries its place in EXIF as a phone's camera writes it.

use crate::kit::{Outcome, dice::Dice};

const WIDTH: u16 = 640;
const HEIGHT: u16 = 400;

/// A landscape as PNG.
pub(super) fn png(dice: &mut Dice) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, u32::from(WIDTH), u32::from(HEIGHT));
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&landscape(dice))?;
    writer.finish()?;
    Ok(bytes)
}

/// A landscape as JPEG with GPS coordinates (52.0799 N, 4.3113 E: the Binnenhof).
pub(super) fn jpeg(dice: &mut Dice) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 85);
    encoder.add_app_segment(1, exif_with_place().to_vec())?;
    encoder.encode(&landscape(dice), WIDTH, HEIGHT, jpeg_encoder::ColorType::Rgb)?;
    Ok(bytes)
}

/// Sky, sun and two lines of hills.
fn landscape(dice: &mut Dice) -> Vec<u8> {
    let phase = dice.below(628) as f64 / 100.0;
    let (sun_x, sun_y) = (120.0 + dice.below(400) as f64, 70.0 + dice.below(60) as f64);
    let mut pixels = Vec::with_capacity(usize::from(WIDTH) * usize::from(HEIGHT) * 3);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            pixels.extend_from_slice(&colour(f64::from(x), f64::from(y), phase, (sun_x, sun_y)));
        }
    }
    pixels
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a colour is between 0 and 255"
)]
fn colour(x: f64, y: f64, phase: f64, (sun_x, sun_y): (f64, f64)) -> [u8; 3] {
    let far = 230.0 + 28.0 * (x / 90.0 + phase).sin() + 10.0 * (x / 31.0).sin();
    let near = 300.0 + 34.0 * (x / 140.0 + 2.0 * phase).cos();
    if y > near {
        return [46, (110.0 + (y - near) * 0.25) as u8, 62];
    }
    if y > far {
        return [90, 140, (96.0 + (y - far) * 0.4) as u8];
    }
    if (x - sun_x).hypot(y - sun_y) < 34.0 {
        return [255, 214, 102];
    }
    [(120.0 + y * 0.45) as u8, (175.0 + y * 0.22) as u8, 235]
}

/// A TIFF block (big-endian) with one GPS directory; EXIF 2.32, 4.6.6.
fn exif_with_place() -> &'static [u8] {
    b"Exif\0\0MM\0\x2a\0\0\0\x08\
      \0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0\
      \0\x04\
      \0\x01\0\x02\0\0\0\x02N\0\0\0\
      \0\x02\0\x05\0\0\0\x03\0\0\0\x50\
      \0\x03\0\x02\0\0\0\x02E\0\0\0\
      \0\x04\0\x05\0\0\0\x03\0\0\0\x68\
      \0\0\0\0\
      \0\0\0\x34\0\0\0\x01\0\0\0\x04\0\0\0\x01\0\0\xb9\xd8\0\0\x03\xe8\
      \0\0\0\x04\0\0\0\x01\0\0\0\x12\0\0\0\x01\0\0\x9f\xd8\0\0\x03\xe8"
}
