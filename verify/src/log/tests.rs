//! Copies of logs: whole ones are whole, and of each single mutation the tile is named.

use std::collections::BTreeMap;

use griffie_wire::note::LogKey;
use tlog_tiles::{Error, HashReader, record_hash, stored_hashes_for_record_hash, tree_hash};

use super::*;

#[derive(Default)]
struct Stored(Vec<Hash>);

impl HashReader for Stored {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        indexes
            .iter()
            .map(|index| self.0.get(usize::try_from(*index).unwrap()).copied())
            .collect::<Option<_>>()
            .ok_or(Error::IndexesNotInTree)
    }
}

type Copy = BTreeMap<String, Vec<u8>>;

fn key() -> LogKey {
    LogKey::from_seed(&[1; 32], "log.example").unwrap()
}

/// A log with its checkpoint and all its tiles.
fn log_of(size: u64) -> (String, Copy) {
    let mut stored = Stored::default();
    for number in 0..size {
        let hashes =
            stored_hashes_for_record_hash(number, record_hash(&number.to_be_bytes()), &stored).unwrap();
        stored.0.extend(hashes);
    }
    let mut copy = Copy::new();
    let mut level = 0;
    while size >> (8 * u32::from(level)) > 0 {
        let count = size >> (8 * u32::from(level));
        for number in 0..count.div_ceil(WIDTH) {
            let width = u32::try_from(WIDTH.min(count - number * WIDTH)).unwrap();
            let bytes = Tile::new(8, level, number, width, false)
                .read_data(&stored)
                .unwrap();
            copy.insert(path(level, number, width.into()), bytes);
        }
        level += 1;
    }
    let root = tree_hash(size, &stored).unwrap();
    (key().sign_checkpoint(size, root), copy)
}

fn check(note: &str, copy: &Copy) -> LogReport {
    verify_log(note, key().verifier(), &mut |path| Ok(copy.get(path).cloned())).unwrap()
}

#[test]
fn whole_copies_of_any_size_are_whole() {
    for size in [1, 2, 255, 256, 257, 511, 512, 700, 66_000] {
        let (note, copy) = log_of(size);
        let report = check(&note, &copy);
        assert_eq!(report.failures, [], "size {size}");
        assert_eq!((report.size, report.tiles), (size, copy.len() as u64));
    }
}

#[test]
fn another_checkpoint_is_not_that_of_the_log() {
    let (note, copy) = log_of(300);
    let other = LogKey::from_seed(&[2; 32], "log.example").unwrap();
    let stranger = other.sign_checkpoint(300, tlog_tiles::EMPTY_HASH);
    let cut = note.trim_end_matches(['=', '\n']);
    for note in [stranger.as_str(), "", cut] {
        assert_eq!(check(note, &copy).failures[0].code, LogCode::CheckpointLog);
    }
    // The log itself signs a fork: the copy is not that log.
    let fork = key().sign_checkpoint(300, record_hash(b"fork"));
    assert_eq!(check(&fork, &copy).failures[0].tile, path(0, 1, 44));
    let endless = key().sign_checkpoint(u64::MAX >> 1, record_hash(b"endless"));
    assert_eq!(check(&endless, &copy).failures[0].code, LogCode::CheckpointLog);
}

#[test]
fn every_single_mutation_of_a_tile_is_found_and_located() {
    let count = std::env::var("GRIFFIE_MUTATIONS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(300)
        / 2;
    let logs = [log_of(700), log_of(40), log_of(256 * 3)];
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut below = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 16).unwrap() % limit
    };
    for round in 0..count {
        let (note, whole) = &logs[round % logs.len()];
        let names: Vec<&String> = whole.keys().collect();
        let (name, other) = (names[below(names.len())], names[below(names.len())]);
        let mut copy = whole.clone();
        let tile = copy.get_mut(name).unwrap();
        let hash = below(tile.len() / 32) * 32;
        match below(6) {
            0 | 1 => tile[hash + below(32)] ^= 1 << below(8),
            2 => tile.truncate(below(whole[name].len())),
            3 => drop(tile.drain(hash..hash + 32)),
            4 => drop(copy.remove(name)),
            _ if whole[name] == whole[other] => tile.extend_from_within(..32),
            _ => drop(copy.insert(name.clone(), whole[other].clone())),
        }
        let failures = check(note, &copy).failures;
        assert!(!failures.is_empty(), "round {round}: {name} is not found");
        assert!(
            failures.iter().any(|failure| failure.tile == **name),
            "round {round}: {name} in {failures:?}"
        );
    }
    println!("mutations of log tiles: {count} of {count} found and located");
}
