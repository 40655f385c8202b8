//! Which way a camera was held (Exif 2.32, tag 0x0112), and turning a picture accordingly.

use super::canvas::Small;

/// How the stored picture is to be turned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Orientation {
    /// Rows and columns change places, first.
    swapped: bool,
    /// Left and right change places.
    mirrored: bool,
    /// Top and bottom change places.
    flipped: bool,
}

impl Orientation {
    /// Out of Exif data; upright when they do not say, or are broken.
    pub(super) fn of_exif(exif: Option<&[u8]>) -> Self {
        exif.and_then(tag).map_or_else(Self::default, Self::of_tag)
    }

    fn of_tag(tag: u16) -> Self {
        let (swapped, mirrored, flipped) = match tag {
            2 => (false, true, false),
            3 => (false, true, true),
            4 => (false, false, true),
            5 => (true, false, false),
            6 => (true, true, false),
            7 => (true, true, true),
            8 => (true, false, true),
            _ => (false, false, false),
        };
        Self {
            swapped,
            mirrored,
            flipped,
        }
    }

    /// The picture as it is to be seen.
    pub(super) fn turn(self, small: Small) -> Small {
        if self == Self::default() {
            return small;
        }
        let (width, height) = if self.swapped {
            (small.height, small.width)
        } else {
            (small.width, small.height)
        };
        let source = |x: u32, y: u32| {
            let x = if self.mirrored { width - 1 - x } else { x };
            let y = if self.flipped { height - 1 - y } else { y };
            let (x, y) = if self.swapped { (y, x) } else { (x, y) };
            let at = y as usize * small.width as usize + x as usize;
            small.pixels.get(at).copied().unwrap_or_default()
        };
        let turned = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let pixels = turned.map(|(x, y)| source(x, y)).collect();
        Small {
            width,
            height,
            pixels,
        }
    }
}

/// The orientation in the first directory of a TIFF structure.
fn tag(exif: &[u8]) -> Option<u16> {
    const ORIENTATION: u16 = 0x0112;
    // JPEG and some WebP writers put this before it.
    let tiff = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
    let little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let long = |at: usize| {
        let bytes: [u8; 4] = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    let entries = directory.checked_add(2)?;
    (0..usize::from(short(directory)?))
        .filter_map(|entry| entries.checked_add(entry * 12))
        .find(|&entry| short(entry) == Some(ORIENTATION))
        .and_then(|entry| short(entry.checked_add(8)?))
}
