//! Measure 2: 1 GiB through wire's streaming writer and reader, against ring's raw ChaCha20-Poly1305 over the same chunks. Speed in
//! this process, with sinks that cost nothing; memory in a child of its own, from file to file.

use std::{
    fs::File,
    hint::black_box,
    io::{self, BufWriter, Read, Write},
    path::Path,
};

use griffie_wire::{
    DeviceId, EntryNo, Epoch, ObjectId, Seq, SigningKey, StreamId, TenantId,
    gso1::{ArchiveKey, Header, Kind, OpenReader, SealWriter, Suite},
};
use ring::{
    aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey},
    digest,
};
use serde::{Deserialize, Serialize};

use crate::{
    clock::{self, Stopwatch},
    cost::peak_kib,
    median::median,
    outcome::{Outcome, failure},
    process::{answer, child},
    report::{Aim, Row},
    stage::Stage,
};

const ROUNDS: usize = 5;
const GIB: u64 = 1 << 30;
const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;

/// KiB by which a process grew at its highest.
#[derive(Serialize, Deserialize)]
struct Growth {
    seal_kib: u64,
    open_kib: u64,
}

pub(crate) fn measure(stage: &Stage) -> Outcome<Vec<Row>> {
    let key = ArchiveKey::generate(Suite::XWing);
    let (mut seal, mut open) = (Rates::default(), Rates::default());
    let raw_object = raw_seal()?.1;
    for round in 0..ROUNDS {
        let raw = || raw_seal().map(|(rate, _)| rate);
        let sealed = in_turn(round, &mut seal, || ours_seal(&key), raw, hashed)?;
        let ours = || ours_open(&key, &sealed).map(|rate| (rate, ()));
        in_turn(round, &mut open, ours, || raw_open(&raw_object), hashed)?;
    }
    drop(raw_object);
    let growth: Growth = answer(&mut child("seal-memory", &[&stage.place.fresh("seal")?])?)?;
    let aim = Aim::at_least(0.8, "at least 0.8");
    let small = Aim::at_most(4.0, "less than 4 MiB");
    let kib = |kib: u64| u32::try_from(kib).map(|kib| f64::from(kib) / 1024.0);
    Ok(vec![
        Row::beside("seal 1 GiB", "GB/s", seal.beside_cipher()?, aim)
            .noting("SealWriter, suite 1, against ring's seal_in_place over chunks of 64 KiB; ours digests on a second core"),
        Row::beside("seal, against cipher + SHA-256", "GB/s", seal.beside_hash()?, Aim::NONE)
            .noting("GSO1 names an object by the SHA-256 of all its bytes: the least that its format can cost on one thread"),
        Row::beside("open 1 GiB", "GB/s", open.beside_cipher()?, aim)
            .noting("OpenReader from memory, against ring's open_in_place from as much memory, copied in as well"),
        Row::beside("open, against cipher + SHA-256", "GB/s", open.beside_hash()?, Aim::NONE),
        Row::alone("peak memory growth, seal", "MiB", kib(growth.seal_kib)?, small),
        Row::alone("peak memory growth, open", "MiB", kib(growth.open_kib)?, small),
    ])
}

/// GB/s of every round.
#[derive(Default)]
struct Rates {
    ours: Vec<f64>,
    cipher: Vec<f64>,
    hashed: Vec<f64>,
}

impl Rates {
    fn beside_cipher(&self) -> Outcome<[f64; 2]> {
        Ok([middle(&self.ours)?, middle(&self.cipher)?])
    }

    fn beside_hash(&self) -> Outcome<[f64; 2]> {
        Ok([middle(&self.ours)?, middle(&self.hashed)?])
    }
}

fn middle(values: &[f64]) -> Outcome<f64> {
    median(values).ok_or_else(|| failure("no rounds"))
}

/// One round of all three, in alternating order.
fn in_turn<T>(
    round: usize,
    rates: &mut Rates,
    ours: impl FnOnce() -> Outcome<(f64, T)>,
    cipher: impl FnOnce() -> Outcome<f64>,
    hashed: impl FnOnce() -> Outcome<f64>,
) -> Outcome<T> {
    if round.is_multiple_of(2) {
        let (rate, made) = ours()?;
        rates.ours.push(rate);
        rates.cipher.push(cipher()?);
        rates.hashed.push(hashed()?);
        return Ok(made);
    }
    rates.hashed.push(hashed()?);
    rates.cipher.push(cipher()?);
    let (rate, made) = ours()?;
    rates.ours.push(rate);
    Ok(made)
}

fn ours_seal(key: &ArchiveKey) -> Outcome<(f64, Vec<u8>)> {
    let mut object = Vec::with_capacity(usize::try_from(GIB)? + (1 << 20));
    object.resize(object.capacity(), 1);
    object.clear();
    let clear = vec![7; CHUNK];
    let watch = Stopwatch::start();
    write_object(key, &clear, &mut object)?;
    Ok((rate(watch), object))
}

fn ours_open(key: &ArchiveKey, object: &[u8]) -> Outcome<f64> {
    let watch = Stopwatch::start();
    read_object(key, object)?;
    Ok(rate(watch))
}

fn write_object(key: &ArchiveKey, clear: &[u8], sink: impl Write) -> Outcome<()> {
    let mut writer = SealWriter::new(Suite::XWing, &header(), &[key.recipient().clone()], sink)?;
    for _ in 0..GIB / u64::try_from(clear.len())? {
        writer.write_all(clear)?;
    }
    writer.finish(&device())?;
    Ok(())
}

fn read_object(key: &ArchiveKey, object: impl Read) -> Outcome<()> {
    let mut reader = OpenReader::new(object, key)?;
    let mut chunk = vec![0; CHUNK];
    let mut clear = 0;
    loop {
        let count = reader.read(&mut chunk)?;
        if count == 0 {
            break;
        }
        clear += u64::try_from(count)?;
        black_box(&chunk);
    }
    reader.finish(&device().public())?;
    if clear == GIB {
        Ok(())
    } else {
        Err(failure("the object did not open to what was sealed"))
    }
}

/// ring's cipher alone, over the same chunks and the same copies in and out; gives what it made.
fn raw_seal() -> Outcome<(f64, Vec<u8>)> {
    let key = raw_key()?;
    let clear = vec![7; CHUNK];
    let mut chunk = Vec::with_capacity(CHUNK + TAG);
    // Touched before, as ours is: the system's zeroing of fresh memory is not the cipher's cost.
    let mut object = vec![1; usize::try_from(GIB)? + (1 << 20)];
    object.clear();
    let watch = Stopwatch::start();
    for number in 0..GIB / u64::try_from(CHUNK)? {
        chunk.clear();
        chunk.extend_from_slice(&clear);
        key.seal_in_place_append_tag(nonce(number), Aad::empty(), &mut chunk)
            .map_err(|_| failure("seal"))?;
        object.extend_from_slice(&chunk);
    }
    Ok((rate(watch), object))
}

/// ring's cipher alone, from the same amount of memory as ours.
fn raw_open(object: &[u8]) -> Outcome<f64> {
    let key = raw_key()?;
    let mut chunk = Vec::with_capacity(CHUNK + TAG);
    let watch = Stopwatch::start();
    for (number, sealed) in (0_u64..).zip(object.chunks(CHUNK + TAG)) {
        chunk.clear();
        chunk.extend_from_slice(sealed);
        let clear = key
            .open_in_place(nonce(number), Aad::empty(), &mut chunk)
            .map_err(|_| failure("open"))?;
        black_box(clear);
    }
    Ok(rate(watch))
}

/// The cipher, and SHA-256 over what it made.
fn hashed() -> Outcome<f64> {
    let key = raw_key()?;
    let clear = vec![7; CHUNK];
    let mut chunk = Vec::with_capacity(CHUNK + 16);
    let mut hash = digest::Context::new(&digest::SHA256);
    let watch = Stopwatch::start();
    for number in 0..GIB / u64::try_from(CHUNK)? {
        chunk.clear();
        chunk.extend_from_slice(&clear);
        key.seal_in_place_append_tag(nonce(number), Aad::empty(), &mut chunk)
            .map_err(|_| failure("seal"))?;
        hash.update(&chunk);
    }
    black_box(hash.finish());
    Ok(rate(watch))
}

fn raw_key() -> Outcome<LessSafeKey> {
    let key = UnboundKey::new(&CHACHA20_POLY1305, &[5; 32]).map_err(|_| failure("key"))?;
    Ok(LessSafeKey::new(key))
}

fn nonce(number: u64) -> Nonce {
    let mut bytes = [0; 12];
    bytes
        .iter_mut()
        .skip(4)
        .zip(number.to_be_bytes())
        .for_each(|(place, byte)| *place = byte);
    Nonce::assume_unique_for_key(bytes)
}

/// Clear bytes a second, in GB (10^9).
#[expect(clippy::cast_precision_loss, reason = "2^30 is exact")]
fn rate(watch: Stopwatch) -> f64 {
    GIB as f64 / 1e9 / watch.read().as_secs_f64()
}

fn device() -> SigningKey {
    SigningKey::from_seed(&[4; 32])
}

fn header() -> Header {
    Header {
        kind: Kind::Attachment,
        tenant: TenantId::from_bytes([1; 16]),
        device: DeviceId::from_bytes([2; 16]),
        epoch: Epoch::from_bytes([3; 16]),
        seq: Seq(0),
        prev_object_id: ObjectId::GENESIS,
        n_entries: 0,
        first_entry: EntryNo(0),
        last_entry: EntryNo(0),
        codec: 0,
        created: clock::now(),
        policy_version: 1,
        seal_config_version: 1,
        stream_id: StreamId::from_bytes([6; 16]),
    }
}

/// Seals 1 GiB into a file and opens it again, and prints by how much the peak of memory grew.
pub(crate) fn child_process(folder: &Path) -> Outcome<()> {
    let key = ArchiveKey::generate(Suite::XWing);
    let path = folder.join("object.gso1");
    let clear = vec![7; CHUNK];
    // The first touch of a cipher, a key and a file is not growth with the size of what is sealed.
    std::fs::write(&path, &clear)?;
    let start = peak_kib()?;
    let mut file = BufWriter::with_capacity(CHUNK, File::create(&path)?);
    write_object(&key, &clear, &mut file)?;
    file.into_inner().map_err(io::IntoInnerError::into_error)?;
    let sealed = peak_kib()?;
    read_object(&key, File::open(&path)?)?;
    let opened = peak_kib()?;
    std::fs::remove_file(&path)?;
    println!(
        "{}",
        serde_json::to_string(&Growth {
            seal_kib: sealed - start,
            open_kib: opened - start
        })?
    );
    Ok(())
}
