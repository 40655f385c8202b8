//! Pictures as they are, as they lie, and as they are meant to harm.

use std::io::Cursor;

use jpeg_encoder::{ColorType as JpegColor, Encoder as JpegEncoder};

use super::{PictureError, header, shrink};

/// Red, green, blue and yellow quarters, clockwise from the top left.
fn quarters(width: u32, height: u32) -> Vec<u8> {
    let mut pixels = Vec::new();
    for y in 0..height {
        for x in 0..width {
            pixels.extend(match (x * 2 < width, y * 2 < height) {
                (true, true) => [255, 0, 0],
                (false, true) => [0, 255, 0],
                (false, false) => [0, 0, 255],
                (true, false) => [255, 255, 0],
            });
        }
    }
    pixels
}

fn jpeg(width: u16, height: u16, orientation: Option<u8>, progressive: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new(&mut bytes, 95);
    encoder.set_progressive(progressive);
    if let Some(orientation) = orientation {
        encoder.add_app_segment(1, exif(orientation)).unwrap();
    }
    let pixels = quarters(width.into(), height.into());
    encoder.encode(&pixels, width, height, JpegColor::Rgb).unwrap();
    bytes
}

fn exif(orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    exif
}

fn png(width: u32, height: u32, color: png::ColorType, pixels: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(color);
    encoder.write_header().unwrap().write_image_data(pixels).unwrap();
    bytes
}

/// Width, height and the colours near the four corners, clockwise from the top left; each one letter.
fn seen(bytes: &[u8]) -> (u32, u32, String) {
    let size = header(&mut Cursor::new(bytes)).expect("a small picture is a picture");
    let (width, height) = (size.width, size.height);
    let (pixels, channels) = match size.format {
        super::header::Format::Jpeg => {
            let mut decoder = jpeg_decoder::Decoder::new(bytes);
            (decoder.decode().unwrap(), 3)
        }
        _ => {
            let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().unwrap();
            let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
            reader.next_frame(&mut pixels).unwrap();
            (pixels, 4)
        }
    };
    let at = |x: u32, y: u32| {
        let pixel = &pixels[(y * width + x) as usize * channels..][..channels];
        if pixel.get(3) == Some(&0) {
            return '.';
        }
        match [pixel[0] > 127, pixel[1] > 127, pixel[2] > 127] {
            [true, false, false] => 'r',
            [false, true, false] => 'g',
            [false, false, true] => 'b',
            [true, true, false] => 'y',
            [true, true, true] => 'w',
            _ => '?',
        }
    };
    let (near_x, near_y) = (width / 5, height / 5);
    let (far_x, far_y) = (width - 1 - near_x, height - 1 - near_y);
    let corners = [
        at(near_x, near_y),
        at(far_x, near_y),
        at(far_x, far_y),
        at(near_x, far_y),
    ];
    (width, height, corners.into_iter().collect())
}

fn small(bytes: &[u8], edge: u32) -> (u32, u32, String) {
    seen(&shrink(bytes, edge).unwrap().unwrap())
}

#[test]
fn every_format_comes_out_small_and_in_proportion() {
    let expected = (100, 50, "rgby".to_owned());
    assert_eq!(small(&jpeg(1600, 800, None, false), 100), expected);
    assert_eq!(small(&jpeg(1600, 800, None, true), 100), expected);
    let pixels = quarters(400, 200);
    assert_eq!(small(&png(400, 200, png::ColorType::Rgb, &pixels), 100), expected);
    assert_eq!(small(&gif_of(400, 200, &pixels), 100), expected);
    let mut webp = Vec::new();
    image_webp::WebPEncoder::new(&mut webp)
        .encode(&pixels, 400, 200, image_webp::ColorType::Rgb8)
        .unwrap();
    assert_eq!(small(&webp, 100), expected);
}

fn gif_of(width: u16, height: u16, pixels: &[u8]) -> Vec<u8> {
    let palette = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0];
    let indices: Vec<u8> = pixels
        .chunks(3)
        .map(|pixel| u8::try_from(palette.chunks(3).position(|color| color == pixel).unwrap()).unwrap())
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = gif::Encoder::new(&mut bytes, width, height, &palette).unwrap();
    let frame = gif::Frame::from_indexed_pixels(width, height, indices, None);
    encoder.write_frame(&frame).unwrap();
    drop(encoder);
    bytes
}

#[test]
fn a_small_picture_is_not_blown_up() {
    assert_eq!(
        small(&jpeg(40, 20, None, false), 1000),
        (40, 20, "rgby".to_owned())
    );
    assert_eq!(
        small(&jpeg(40, 20, None, false), 0).0,
        1,
        "an edge of nothing is one pixel"
    );
}

#[test]
fn a_line_keeps_at_least_one_pixel_of_each_side() {
    let line = png(5000, 1, png::ColorType::Grayscale, &[255; 5000]);
    let (width, height, _) = small(&line, 64);
    assert_eq!((width, height), (64, 1));
}

#[test]
fn a_picture_is_turned_the_way_the_camera_was_held() {
    // As in the Exif standard: where the first row and the first column of what is stored are seen.
    let expected = ["rgby", "gryb", "byrg", "ybgr", "rybg", "yrgb", "bgry", "gbyr"];
    for (tag, corners) in (1..).zip(expected) {
        let (width, height, seen) = small(&jpeg(80, 40, Some(tag), false), 40);
        let upright = if tag < 5 { (40, 20) } else { (20, 40) };
        assert_eq!(
            (width, height, seen.as_str()),
            (upright.0, upright.1, corners),
            "{tag}"
        );
    }
    assert_eq!(small(&jpeg(80, 40, Some(99), false), 40).2, "rgby");
}

#[test]
fn exif_that_leads_astray_turns_nothing() {
    let good = exif(6);
    for at in 6..good.len() {
        let mut bad = good.clone();
        bad[at] = 0xff;
        for length in [at, good.len()] {
            let mut bytes = Vec::new();
            let mut encoder = JpegEncoder::new(&mut bytes, 95);
            encoder.add_app_segment(1, bad[..length].to_vec()).unwrap();
            encoder.encode(&quarters(16, 8), 16, 8, JpegColor::Rgb).unwrap();
            assert!(shrink(&bytes, 8).unwrap().is_some());
        }
    }
}

#[test]
fn what_can_be_seen_through_stays_so() {
    let mut pixels = vec![[255, 0, 0, 0]; 64 * 64];
    for pixel in pixels.iter_mut().take(64 * 32) {
        *pixel = [255, 255, 255, 255];
    }
    let picture = png(64, 64, png::ColorType::Rgba, pixels.as_flattened());
    assert_eq!(small(&picture, 16), (16, 16, "ww..".to_owned()));
}

#[test]
fn what_is_no_picture_is_none_and_what_is_broken_says_so() {
    for text in [&b""[..], b"besluit", b"%PDF-1.7", b"<svg/>"] {
        assert_eq!(shrink(text, 100), Ok(None));
    }
    let pixels = quarters(64, 64);
    let all = [
        jpeg(64, 64, None, false),
        png(64, 64, png::ColorType::Rgb, &pixels),
        gif_of(64, 64, &pixels),
    ];
    for whole in all {
        let half = &whole[..whole.len() / 2];
        assert_eq!(shrink(half, 32), Err(PictureError::Unreadable));
    }
}

/// Whatever single byte a stranger changes: an answer, never a panic.
#[test]
fn a_changed_byte_is_answered() {
    let pixels = quarters(24, 24);
    let mut webp = Vec::new();
    image_webp::WebPEncoder::new(&mut webp)
        .encode(&pixels, 24, 24, image_webp::ColorType::Rgb8)
        .unwrap();
    let all = [
        jpeg(24, 24, Some(6), false),
        jpeg(24, 24, None, true),
        png(24, 24, png::ColorType::Rgb, &pixels),
        gif_of(24, 24, &pixels),
        webp,
    ];
    for whole in all {
        for at in 0..whole.len() {
            for change in [0x01, 0x80, 0xff] {
                let mut bad = whole.clone();
                bad[at] ^= change;
                let _answer = shrink(&bad, 16);
            }
        }
    }
}

#[test]
fn bombs_are_refused_before_anything_is_reserved() {
    let mut wide = png(8, 8, png::ColorType::Grayscale, &[0; 64]);
    wide[16..24].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
    assert_eq!(shrink(&wide, 100), Err(PictureError::TooLarge));
    let gif = [&b"GIF89a\xff\xff\xff\xff\0\0\0"[..], &[0; 20]].concat();
    assert_eq!(shrink(&gif, 100), Err(PictureError::TooLarge));
    let webp = [
        &b"RIFF\x40\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0"[..],
        &[0xff, 0x3f, 0, 0xff, 0x3f, 0, 0, 0],
    ]
    .concat();
    assert_eq!(shrink(&webp, 100), Err(PictureError::TooLarge));
    let mut progressive = jpeg(64, 64, None, true);
    let frame = progressive.windows(2).position(|at| at == [0xff, 0xc2]).unwrap();
    progressive[frame + 5..frame + 9].copy_from_slice(&[0x20, 0, 0x20, 0]);
    assert_eq!(shrink(&progressive, 100), Err(PictureError::TooLarge));
}

/// A hundred million pixels in a hundred kilobytes: rows are looked at one by one, and nothing is kept of them.
#[test]
fn a_png_of_any_length_is_taken_row_by_row() {
    let (width, height) = (10_000, 2_000);
    let bytes = png(
        width,
        height,
        png::ColorType::Grayscale,
        &vec![255; (width * height) as usize],
    );
    assert!(bytes.len() < 100_000);
    assert_eq!(small(&bytes, 100), (100, 20, "wwww".to_owned()));
}
