//! Format, width and height of a picture, from its header alone (PNG, GIF, JPEG, WebP). Nothing is decoded and nothing changed.

use std::io::{Read, Seek, SeekFrom};

/// A format that can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Png,
    Gif,
    Jpeg,
    Webp,
}

impl Format {
    /// Its media type.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
        }
    }
}

/// What a picture says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) format: Format,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// The header; `None` when the file is none of the formats, or broken, or has no surface.
pub(crate) fn header(file: &mut (impl Read + Seek)) -> Option<Header> {
    let mut head = [0; 30];
    let length = fill(file, &mut head)?;
    let head = head.get(..length)?;
    let (format, (width, height)) = if head.starts_with(b"\x89PNG\r\n\x1a\n") {
        (Format::Png, (big(head, 16)?, big(head, 20)?))
    } else if head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a") {
        (Format::Gif, (little(head, 6, 2)?, little(head, 8, 2)?))
    } else if head.starts_with(b"\xff\xd8\xff") {
        (Format::Jpeg, jpeg(file)?)
    } else if head.starts_with(b"RIFF") && head.get(8..12)? == b"WEBP" {
        (Format::Webp, webp(head)?)
    } else {
        return None;
    };
    (width > 0 && height > 0).then_some(Header {
        format,
        width,
        height,
    })
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

/// RFC 9649, section 2: lossy, lossless, or extended.
fn webp(head: &[u8]) -> Option<(u32, u32)> {
    match head.get(12..16)? {
        b"VP8 " if head.get(23..26)? == b"\x9d\x01\x2a" => {
            Some((little(head, 26, 2)? & 0x3fff, little(head, 28, 2)? & 0x3fff))
        }
        b"VP8L" if head.get(20)? == &0x2f => {
            let packed = little(head, 21, 4)?;
            Some(((packed & 0x3fff) + 1, ((packed >> 14) & 0x3fff) + 1))
        }
        b"VP8X" => Some((little(head, 24, 3)? + 1, little(head, 27, 3)? + 1)),
        _ => None,
    }
}

fn big(head: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(head.get(at..at + 4)?.try_into().ok()?))
}

fn little(head: &[u8], at: usize, length: usize) -> Option<u32> {
    let bytes = head.get(at..at + length)?.iter().rev();
    Some(bytes.fold(0, |number, byte| (number << 8) | u32::from(*byte)))
}

/// Reads as much as there is.
fn fill(file: &mut impl Read, head: &mut [u8]) -> Option<usize> {
    let mut length = 0;
    while let Some(rest) = head.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match file.read(rest).ok()? {
            0 => break,
            read => length += read,
        }
    }
    Some(length)
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

    fn of(bytes: &[u8]) -> Option<(&'static str, u32, u32)> {
        let header = header(&mut Cursor::new(bytes))?;
        Some((header.format.media_type(), header.width, header.height))
    }

    #[test]
    fn each_format_tells_its_size() {
        let png = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[0, 0, 1, 0, 0, 0, 0, 7]].concat();
        assert_eq!(of(&png), Some(("image/png", 256, 7)));
        let gif = [&b"GIF89a\x40\x01\xf0\x00"[..], &[0; 20]].concat();
        assert_eq!(of(&gif), Some(("image/gif", 320, 240)));
        assert_eq!(
            of(&gif[..10]),
            Some(("image/gif", 320, 240)),
            "the smallest GIF is short"
        );
        let exif = [&[0xff, 0xe1, 0, 12][..], &[0; 10]].concat();
        let frame = [0xff, 0xc2, 0, 11, 8, 0, 240, 1, 64, 3, 0, 0, 0];
        let jpeg = [&[0xff, 0xd8][..], &exif, &[0xff], &frame, &[0; 20]].concat();
        assert_eq!(of(&jpeg), Some(("image/jpeg", 320, 240)));
        let lossy = [
            &b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a"[..],
            &[64, 1, 240, 0],
        ]
        .concat();
        assert_eq!(of(&lossy), Some(("image/webp", 320, 240)));
        let lossless = [&b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f"[..], &[0x3f, 0xc1, 0x3b, 0]].concat();
        assert_eq!(of(&lossless), Some(("image/webp", 320, 240)));
        let extended = [
            &b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0"[..],
            &[63, 1, 0, 239, 0, 0],
        ]
        .concat();
        assert_eq!(of(&extended), Some(("image/webp", 320, 240)));
    }

    #[test]
    fn what_is_broken_or_no_picture_tells_nothing() {
        assert_eq!(of(b"hello"), None);
        assert_eq!(of(b""), None);
        assert_eq!(of(&[&b"GIF89a"[..], &[0; 20]].concat()), None, "no surface");
        assert_eq!(of(&[&b"\xff\xd8\xff\xe1\xff\xff"[..], &[0; 30]].concat()), None);
        assert_eq!(of(&[&b"\xff\xd8\xff\xe0\x00\x00"[..], &[0; 30]].concat()), None);
        assert_eq!(of(b"RIFF\0\0\0\0WEBPVP8 "), None);
        assert_eq!(of(b"RIFF\0\0\0\0AVI LIST"), None);
    }
}
