//! The one form that a member's header has (POSIX ustar): a reader computes it again and compares all 512 bytes.

/// Everything in a tar file is a multiple of this.
pub const BLOCK: usize = 512;
const MAX_NAME: usize = 100;
/// Eleven octal digits.
const MAX_SIZE: u64 = (1 << 33) - 1;

/// The header of a regular file, owned by nobody, read-only, from 1970; nothing for a name or size that has none.
#[must_use]
pub fn header(name: &str, size: u64) -> Option<[u8; BLOCK]> {
    if !is_name(name) || size > MAX_SIZE {
        return None;
    }
    let mut block = Vec::with_capacity(BLOCK);
    let mut field = |bytes: &[u8], len: usize| {
        let end = block.len() + len;
        block.extend_from_slice(bytes);
        block.resize(end, 0);
    };
    field(name.as_bytes(), MAX_NAME);
    field(b"0000444", 8);
    field(b"0000000", 8);
    field(b"0000000", 8);
    field(format!("{size:011o}").as_bytes(), 12);
    field(b"00000000000", 12);
    field(b"        ", 8);
    field(b"0", 1);
    field(b"", 100);
    field(b"ustar\x0000", 8);
    field(b"", 247);
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    let mut header: [u8; BLOCK] = block.try_into().ok()?;
    header
        .get_mut(148..156)?
        .copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    Some(header)
}

/// Zero bytes behind a member of this size.
#[must_use]
pub const fn padding(size: u64) -> usize {
    let over = size % BLOCK as u64;
    if over == 0 { 0 } else { BLOCK - over as usize }
}

/// Small letters, digits, `.`, `_`, `-` and single slashes; no empty part and none that begins with a dot.
fn is_name(name: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part
                .bytes()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || b"._-".contains(&c))
    };
    name.len() < MAX_NAME && name.split('/').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere_else() {
        for bad in [
            "",
            "/",
            "/a",
            "a/",
            "a//b",
            "../a",
            "a/../b",
            ".a",
            "A",
            "a b",
            "a\0",
            &"a".repeat(100),
        ] {
            assert_eq!(header(bad, 0), None, "{bad:?}");
        }
        assert_eq!(header("a", 1 << 33), None);
        let block = header("chains/0001/0000000001/proof.json", 1234).unwrap();
        assert_eq!(&block[124..136], b"00000002322\0");
        let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
        let stored = u32::from_str_radix(std::str::from_utf8(&block[148..154]).unwrap(), 8).unwrap();
        let spaces = 8 * u32::from(b' ');
        assert_eq!(
            sum - block[148..156].iter().map(|b| u32::from(*b)).sum::<u32>() + spaces,
            stored
        );
    }

    #[test]
    fn padding_ends_on_a_block() {
        assert_eq!([0, 1, 511, 512, 513].map(padding), [0, 511, 1, 0, 511]);
    }
}
