//! Tile addresses of C2SP tlog-tiles: `tile/<L>/<N>[.p/<W>]`, height 8. Parses paths from outside, so it never panics.
//!
//! `tlog_tiles::Tile::from_path` is not used: it asserts on levels of 64 and more.

use tlog_tiles::stored_hash_index;

/// Hashes in a full tile.
pub(crate) const TILE_WIDTH: u64 = 256;
/// Highest level of the specification.
const TOP_LEVEL: u8 = 5;
/// Bits of a leaf index that a tile address may reach: far above any log, far below an overflow.
const INDEX_BITS: u8 = 56;

/// `width` consecutive hashes of tile level `level`, starting with number `number * 256`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TileAddress {
    level: u8,
    number: u64,
    width: u64,
}

impl TileAddress {
    /// Reads what follows `tile/` in a path. One tile has one spelling; anything else is `None`.
    pub(crate) fn parse(path: &str) -> Option<Self> {
        let (level, rest) = path.split_once('/')?;
        let (number, width) = match rest.split_once(".p/") {
            Some((number, width)) => (number, plain(width).filter(|w| (1..TILE_WIDTH).contains(w))?),
            None => (rest, TILE_WIDTH),
        };
        let level = u8::try_from(plain(level)?)
            .ok()
            .filter(|level| *level <= TOP_LEVEL)?;
        let number = tile_number(number)?;
        (number < 1 << (INDEX_BITS - 8 * (level + 1))).then_some(Self { level, number, width })
    }

    /// A full tile never changes; a partial one is replaced by a wider one.
    pub(crate) fn is_full(self) -> bool {
        self.width == TILE_WIDTH
    }

    /// Indexes of the tile's hashes, or `None` when a log of `size` leaves does not have them all.
    pub(crate) fn hash_indexes(self, size: u64) -> Option<Vec<u64>> {
        let first = self.number * TILE_WIDTH;
        let complete = size >> (8 * u32::from(self.level));
        (first + self.width <= complete).then(|| {
            (first..first + self.width)
                .map(|n| stored_hash_index(8 * self.level, n))
                .collect()
        })
    }
}

/// A decimal number without sign or leading zeros.
fn plain(text: &str) -> Option<u64> {
    let spelled = text == "0"
        || text
            .bytes()
            .next()
            .is_some_and(|c| c.is_ascii_digit() && c != b'0');
    spelled.then(|| text.parse().ok())?
}

/// `x001/x234/067`: groups of three digits, all but the last marked with `x`, no leading zero group.
fn tile_number(text: &str) -> Option<u64> {
    let (leading, last) = match text.rsplit_once('/') {
        Some((leading, last)) => (Some(leading), last),
        None => (None, text),
    };
    let mut number = 0_u64;
    for (place, group) in leading
        .into_iter()
        .flat_map(|groups| groups.split('/'))
        .enumerate()
    {
        let digits = group
            .strip_prefix('x')
            .filter(|digits| place > 0 || *digits != "000")?;
        number = number.checked_mul(1000)?.checked_add(three_digits(digits)?)?;
    }
    number.checked_mul(1000)?.checked_add(three_digits(last)?)
}

fn three_digits(text: &str) -> Option<u64> {
    (text.len() == 3 && text.bytes().all(|c| c.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tlog_tiles::Tile;

    use super::*;

    #[test]
    fn the_examples_of_the_specification_are_read() {
        let tile = |level, number, width| Some(TileAddress { level, number, width });
        assert_eq!(TileAddress::parse("0/x001/x234/067"), tile(0, 1_234_067, 256));
        assert_eq!(TileAddress::parse("0/x001/x234/067.p/8"), tile(0, 1_234_067, 8));
        assert_eq!(TileAddress::parse("1/000"), tile(1, 0, 256));
    }

    #[test]
    fn other_spellings_and_impossible_tiles_are_refused() {
        for path in [
            "",
            "0",
            "0/",
            "00/000",
            "+1/000",
            "8/000",
            "200/000",
            "0/0",
            "0/0000",
            "0/x000/001",
            "0/001/002",
            "0/000.p/0",
            "0/000.p/256",
            "0/000.p/01",
            "0/000.p/",
            "0/xx01/000",
            "0/x999/x999/x999/x999/x999/x999/999",
            "data/000",
            "entries/000",
            "0/000/",
            "6/000",
            "5/256",
        ] {
            assert_eq!(TileAddress::parse(path), None, "{path}");
        }
    }

    #[test]
    fn a_tile_exists_only_when_the_log_has_all_its_hashes() {
        let full = TileAddress::parse("0/000").unwrap();
        assert!(full.hash_indexes(255).is_none() && full.hash_indexes(256).is_some());
        let upper = TileAddress::parse("1/000.p/2").unwrap();
        assert!(upper.hash_indexes(511).is_none() && upper.hash_indexes(512).is_some());
    }

    proptest! {
        /// Same spelling as the library that every reader of the log is expected to use.
        #[test]
        fn real_tiles_are_read_back(level in 0_u8..5, number in 0_u64..1 << 16, width in 1_u32..=256) {
            let path = Tile::new(8, level, number, width, false).path();
            let address = TileAddress::parse(path.strip_prefix("tile/8/").unwrap());
            prop_assert_eq!(address, Some(TileAddress { level, number, width: width.into() }));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,60}", digits in "[0-9x./p]{0,60}", size: u64) {
            for path in [text, digits] {
                let _ = TileAddress::parse(&path).and_then(|tile| tile.hash_indexes(size));
            }
        }
    }
}
