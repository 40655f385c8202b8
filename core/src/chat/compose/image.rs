//! Width and height of a picture, from its header alone (PNG, GIF, JPEG). Nothing is decoded and nothing changed.

use std::io::{Read, Seek, SeekFrom};

/// Width and height; `None` when the file is none of the formats, or broken.
pub(super) fn dimensions(file: &mut (impl Read + Seek)) -> Option<(u32, u32)> {
    let mut head = [0; 24];
    file.read_exact(&mut head).ok()?;
    if head.starts_with(b"\x89PNG\r\n\x1a\n") {
        let (width, height) = (head.get(16..20)?, head.get(20..24)?);
        return Some((
            u32::from_be_bytes(width.try_into().ok()?),
            u32::from_be_bytes(height.try_into().ok()?),
        ));
    }
    if head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a") {
        let side = |at: usize| {
            Some(u32::from(u16::from_le_bytes(
                head.get(at..at + 2)?.try_into().ok()?,
            )))
        };
        return Some((side(6)?, side(8)?));
    }
    if head.starts_with(b"\xff\xd8\xff") {
        jpeg(file)
    } else {
        None
    }
}

/// Walks from marker to marker until the frame header; what cameras put before it is passed over.
fn jpeg(file: &mut (impl Read + Seek)) -> Option<(u32, u32)> {
    file.seek(SeekFrom::Start(2)).ok()?;
    loop {
        let [lead, marker] = bytes(file)?;
        if lead != 0xff {
            return None;
        }
        if marker == 0xff {
            file.seek(SeekFrom::Current(-1)).ok()?;
            continue;
        }
        let length = u16::from_be_bytes(bytes(file)?);
        // Start of frame, of any coding; C4, C8 and CC are tables.
        if (0xc0..=0xcf).contains(&marker) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            let [_precision, h1, h0, w1, w0] = bytes(file)?;
            return Some((
                u16::from_be_bytes([w1, w0]).into(),
                u16::from_be_bytes([h1, h0]).into(),
            ));
        }
        file.seek(SeekFrom::Current(i64::from(length.checked_sub(2)?)))
            .ok()?;
    }
}

fn bytes<const N: usize>(file: &mut impl Read) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    file.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn of(bytes: &[u8]) -> Option<(u32, u32)> {
        dimensions(&mut Cursor::new(bytes))
    }

    #[test]
    fn each_format_tells_its_size() {
        let png = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[0, 0, 1, 0, 0, 0, 0, 7]].concat();
        assert_eq!(of(&png), Some((256, 7)));
        let gif = [&b"GIF89a\x40\x01\xf0\x00"[..], &[0; 20]].concat();
        assert_eq!(of(&gif), Some((320, 240)));
        let exif = [&[0xff, 0xe1, 0, 12][..], &[0; 10]].concat();
        let frame = [0xff, 0xc2, 0, 11, 8, 0, 240, 1, 64, 3, 0, 0, 0];
        let jpeg = [&[0xff, 0xd8][..], &exif, &[0xff], &frame, &[0; 20]].concat();
        assert_eq!(of(&jpeg), Some((320, 240)));
    }

    #[test]
    fn what_is_broken_or_no_picture_tells_nothing() {
        assert_eq!(of(b"hello"), None);
        assert_eq!(of(&[&b"\xff\xd8\xff\xe1\xff\xff"[..], &[0; 30]].concat()), None);
        assert_eq!(of(&[&b"\xff\xd8\xff\xe0\x00\x00"[..], &[0; 30]].concat()), None);
    }
}
