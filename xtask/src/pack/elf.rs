//! What an ELF program asks of the system before it runs: an interpreter and shared libraries. Reads 64-bit little-endian files
//! (System V ABI, chapters 4 and 5).

const INTERP: u32 = 3;
const DYNAMIC: u32 = 2;
const NEEDED: u64 = 1;

/// The interpreter, and as many shared libraries as the program needs; nothing for a static one.
pub(super) fn needs(elf: &[u8]) -> Result<Vec<String>, String> {
    if elf.get(..6) != Some(b"\x7fELF\x02\x01") {
        return Err("not a 64-bit little-endian ELF file".to_owned());
    }
    let (table, size, count) = (
        place(number(elf, 32, 8)?)?,
        number(elf, 54, 2)?,
        number(elf, 56, 2)?,
    );
    let mut needs = Vec::new();
    for header in (0..count).map(|at| at * size) {
        let at = table + place(header)?;
        let (offset, length) = (place(number(elf, at + 8, 8)?)?, place(number(elf, at + 32, 8)?)?);
        let segment = elf
            .get(offset..offset.saturating_add(length))
            .ok_or("a segment outside the file")?;
        match u32::try_from(number(elf, at, 4)?) {
            Ok(INTERP) => needs.push(String::from_utf8_lossy(segment).trim_end_matches('\0').to_owned()),
            Ok(DYNAMIC) => {
                let entries = segment.chunks_exact(16);
                let libraries = entries.filter(|entry| number(entry, 0, 8) == Ok(NEEDED));
                needs.extend(libraries.map(|_| "a shared library".to_owned()));
            }
            _ => {}
        }
    }
    Ok(needs)
}

fn number(bytes: &[u8], at: usize, size: usize) -> Result<u64, String> {
    let bytes = bytes.get(at..at + size).ok_or("the file is cut off")?;
    let mut whole = [0; 8];
    whole.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    Ok(u64::from_le_bytes(whole))
}

fn place(number: u64) -> Result<usize, String> {
    usize::try_from(number).map_err(|_| "an offset beyond this machine".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// This test itself is linked as programs usually are.
    #[test]
    fn a_dynamic_program_is_told_from_a_static_one() {
        let own = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        let needs = needs(&own).unwrap();
        assert!(needs.iter().any(|name| name.contains("ld-linux")), "{needs:?}");
        assert!(needs.iter().any(|name| name == "a shared library"), "{needs:?}");
    }

    #[test]
    fn what_is_no_program_is_said() {
        assert!(needs(b"#!/bin/sh\n").is_err());
        assert!(needs(b"\x7fELF\x02\x01").is_err(), "cut off");
    }
}
