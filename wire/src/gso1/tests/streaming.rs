//! Writer and reader in constant memory agree with the one-shot functions, and keep the rules of the age v1 stream.

use std::io::{self, Read, Write};

use proptest::prelude::*;

use super::*;

fn write_in_steps(clear: &[u8], step: usize) -> SealedObject {
    let mut bytes = Vec::new();
    let mut writer =
        SealWriter::new(Suite::XWing, &header(), &[VAULT.recipient().clone()], &mut bytes).unwrap();
    for piece in clear.chunks(step) {
        writer.write_all(piece).unwrap();
    }
    let id = writer.finish(&device(1)).unwrap();
    SealedObject { id, bytes }
}

fn read(bytes: &[u8]) -> Result<Vec<u8>, io::Error> {
    let mut reader = OpenReader::new(bytes, &*VAULT)?;
    let mut clear = Vec::new();
    reader.read_to_end(&mut clear)?;
    reader.finish(&device(1).public())?;
    Ok(clear)
}

fn clear(len: usize) -> Vec<u8> {
    (0..len).map(|at| (at % 251) as u8).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn pieces_of_any_size_give_the_same_payload(
        len in prop_oneof![0_usize..300, CHUNK - 2..CHUNK + 3, 2 * CHUNK - 2..2 * CHUNK + 3],
        step in prop_oneof![1_usize..2000, CHUNK - 1..CHUNK + 2, Just(5 * CHUNK)],
    ) {
        let object = write_in_steps(&clear(len), step);
        prop_assert_eq!(parse(&object.bytes).unwrap().object_id, object.id);
        prop_assert_eq!(receive(&object.bytes).unwrap(), clear(len));
        prop_assert_eq!(read(&object.bytes).unwrap(), clear(len));
    }

    #[test]
    fn the_reader_opens_what_the_one_shot_sealed(len in 0..3 * CHUNK) {
        prop_assert_eq!(read(&sealed(&clear(len)).bytes).unwrap(), clear(len));
    }
}

/// Gives one byte at a time, and is interrupted in between.
struct Dripping<'a>(&'a [u8], bool);

impl Read for Dripping<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.1 = !self.1;
        if self.1 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let end = out.len().min(1);
        self.0.read(&mut out[..end])
    }
}

#[test]
fn a_dripping_source_is_read_to_its_end() {
    let object = sealed(&clear(CHUNK + 10));
    let mut reader = OpenReader::new(Dripping(&object.bytes, false), &*VAULT).unwrap();
    assert_eq!(reader.header(), &header());
    let mut out = Vec::new();
    reader.read_to_end(&mut out).unwrap();
    assert_eq!(out, clear(CHUNK + 10));
    assert_eq!(reader.finish(&device(1).public()).unwrap(), object.id);
}

#[test]
fn the_reader_refuses_every_change_and_every_truncation() {
    let object = sealed(b"elk byte telt");
    for at in 0..object.bytes.len() {
        let mut changed = object.bytes.clone();
        changed[at] ^= 0x10;
        assert!(read(&changed).is_err(), "byte {at} may be changed");
        assert!(read(&object.bytes[..at]).is_err(), "{at} bytes are enough");
    }
}

#[test]
fn the_reader_finishes_only_after_the_end() {
    let object = sealed(&clear(2 * CHUNK));
    let mut reader = OpenReader::new(&object.bytes[..], &*VAULT).unwrap();
    reader.read_exact(&mut vec![0; CHUNK]).unwrap();
    assert!(matches!(
        reader.finish(&device(1).public()),
        Err(OpenError::Parse(ParseError::Truncated))
    ));
    let mut reader = OpenReader::new(&object.bytes[..], &*VAULT).unwrap();
    io::copy(&mut reader, &mut io::sink()).unwrap();
    assert!(matches!(
        reader.finish(&device(2).public()),
        Err(OpenError::Signature)
    ));
}

#[test]
fn a_reader_that_broke_stays_broken() {
    let mut bytes = sealed(&clear(2 * CHUNK)).bytes;
    let second = bytes.len() - 64 - 1;
    bytes[second] ^= 1;
    let mut reader = OpenReader::new(&bytes[..], &*VAULT).unwrap();
    let mut out = vec![0; CHUNK];
    reader.read_exact(&mut out).unwrap();
    assert_eq!(
        reader.read(&mut out).unwrap_err().kind(),
        io::ErrorKind::InvalidData
    );
    assert!(reader.read(&mut out).is_err());
    assert!(reader.finish(&device(1).public()).is_err());
}

/// The cases of C2SP/CCTV `stream_*`, on an object of two full chunks and one of ten bytes.
#[test]
fn chunks_cannot_be_dropped_doubled_or_moved() {
    const FULL: usize = CHUNK + TAG;
    let bytes = sealed(&clear(2 * CHUNK + 10)).bytes;
    let start = bytes.len() - 64 - (2 * FULL + 10 + TAG);
    let (prelude, rest) = bytes.split_at(start);
    let (first, second, last) = (
        &rest[..FULL],
        &rest[FULL..2 * FULL],
        &rest[2 * FULL..rest.len() - 64],
    );
    let signature = &rest[rest.len() - 64..];
    let cases: [(&str, &[&[u8]]); 9] = [
        ("missing final chunk", &[first, second]),
        ("only one chunk", &[first]),
        ("no chunk", &[]),
        ("two final chunks", &[first, second, last, last]),
        ("final chunk in the middle", &[first, last, second]),
        ("first chunk twice", &[first, first, second, last]),
        ("exchanged chunks", &[second, first, last]),
        ("missing first chunk", &[second, last]),
        ("trailing garbage", &[first, second, last, b"garbage"]),
    ];
    for (name, chunks) in cases {
        let object = [prelude, &chunks.concat(), signature].concat();
        assert!(open_unsigned(&object).is_err(), "{name}, one-shot");
        assert!(read(&object).is_err(), "{name}, reader");
    }
}

#[test]
fn the_last_chunk_is_empty_only_when_it_is_the_only_one() {
    assert_eq!(read(&sealed(b"").bytes).unwrap(), b"");
    // Full chunk without the mark, then an empty last one: AEAD would accept it, the rule does not.
    let mut opening = seal::Opening::new(Suite::XWing, &header(), &[VAULT.recipient().clone()]).unwrap();
    let mut full = clear(CHUNK);
    let tag = opening.stream.seal(&mut full, false);
    let empty = opening.stream.seal(&mut [], true);
    let object = [&opening.prelude[..], &full, &tag, &empty, &[0; 64]].concat();
    assert!(matches!(
        open_unsigned(&object),
        Err(OpenError::Parse(ParseError::Chunks))
    ));
    let mut reader = OpenReader::new(&object[..], &*VAULT).unwrap();
    let error = io::copy(&mut reader, &mut io::sink()).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::InvalidData);
}

/// Fails once after some bytes.
struct FailingSink {
    left: usize,
}

impl Write for FailingSink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.left {
            0 => {
                self.left = usize::MAX;
                Err(io::Error::other("disk full"))
            }
            left => {
                let count = bytes.len().min(left);
                self.left -= count;
                Ok(count)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_writer_whose_sink_failed_never_makes_an_object() {
    let sink = FailingSink { left: CHUNK };
    let mut writer = SealWriter::new(Suite::XWing, &header(), &[VAULT.recipient().clone()], sink).unwrap();
    assert!(writer.write_all(&clear(2 * CHUNK)).is_err());
    assert!(writer.write_all(b"more").is_err());
    assert!(matches!(writer.finish(&device(1)), Err(SealError::Io(_))));
}
