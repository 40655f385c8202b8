//! A copy of the log's tiles against its signed checkpoint: is it the log that was signed, and if not, which tile is wrong.
//!
//! Tiles are those of C2SP tlog-tiles (`tile/<level>/<number>[.p/<width>]`, height 8). Bottom-up in one pass: memory is a
//! tile for each level. It must not know where tiles come from.

use std::io;

use griffie_wire::note::{Frontier, LogVerifier, open_checkpoint};
use serde::Serialize;
use tlog_tiles::{Hash, Tile, node_hash};

/// Hashes in a full tile.
const WIDTH: u64 = 256;
/// More lines than any log of ours will have; a hostile checkpoint must not make us look for tiles for ever.
const MAX_SIZE: u64 = 1 << 40;

/// What is wrong with a copy of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LogCode {
    /// The log did not sign the checkpoint.
    CheckpointLog,
    /// A tile that the size requires is not there.
    TileMissing,
    /// A tile has another length than it must have.
    TileLength,
    /// A tile is not the one under the checkpoint.
    TileMismatch,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogFailure {
    /// What.
    pub code: LogCode,
    /// Path of the tile, or `checkpoint`.
    pub tile: String,
    /// Lines of the log that it is about, first and last.
    pub lines: Option<(u64, u64)>,
}

/// What a copy of a log came to.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LogReport {
    /// Lines of the log.
    pub size: u64,
    /// Tiles that were read.
    pub tiles: u64,
    /// What is wrong; nothing when the copy is the log that was signed.
    pub failures: Vec<LogFailure>,
}

impl LogCode {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::CheckpointLog => "checkpoint_log",
            Self::TileMissing => "tile_missing",
            Self::TileLength => "tile_length",
            Self::TileMismatch => "tile_mismatch",
        }
    }
}

/// Gives the bytes of a tile by its path, or nothing when there is none.
pub type Source<'a> = dyn FnMut(&str) -> io::Result<Option<Vec<u8>>> + 'a;

/// Verifies a copy of a log.
///
/// # Errors
/// Only when the source cannot be read.
pub fn verify_log(note: &str, log: &LogVerifier, source: &mut Source<'_>) -> io::Result<LogReport> {
    let state = open_checkpoint(note, log)
        .ok()
        .filter(|state| state.size <= MAX_SIZE);
    let Some(state) = state else {
        let failure = fail(LogCode::CheckpointLog, "checkpoint", None);
        return Ok(LogReport {
            failures: vec![failure],
            ..LogReport::default()
        });
    };
    let mut pass = Pass {
        size: state.size,
        source,
        levels: Vec::new(),
        tree: Frontier::default(),
        report: LogReport {
            size: state.size,
            ..LogReport::default()
        },
        above: Vec::new(),
    };
    for number in 0..state.size.div_ceil(WIDTH) {
        let width = WIDTH.min(state.size - number * WIDTH);
        let Some(hashes) = pass.read(0, number, width)? else {
            // Everything above rests on it.
            return Ok(pass.report);
        };
        hashes.iter().for_each(|hash| pass.tree.push(*hash));
        if width == WIDTH {
            pass.carry(1, root(&hashes))?;
        }
    }
    pass.edge()?;
    let same = pass.tree.state() == state;
    Ok(pass.judge(same))
}

struct Pass<'a, 'b> {
    size: u64,
    source: &'a mut Source<'b>,
    /// From level 1 on: number of the tile, and its hashes computed so far.
    levels: Vec<(u64, Vec<Hash>)>,
    tree: Frontier,
    report: LogReport,
    /// Tiles above the lowest that are not what is below them: level, number, place in the tile.
    above: Vec<(u8, u64, u64)>,
}

impl Pass<'_, '_> {
    /// The hashes of a tile.
    fn read(&mut self, level: u8, number: u64, width: u64) -> io::Result<Option<Vec<Hash>>> {
        let path = path(level, number, width);
        let lines = Some(lines(level, number, 0, width, self.size));
        let Some(bytes) = (self.source)(&path)? else {
            self.report
                .failures
                .push(fail(LogCode::TileMissing, &path, lines));
            return Ok(None);
        };
        self.report.tiles += 1;
        let (hashes, rest) = bytes.as_chunks::<32>();
        if hashes.len() as u64 != width || !rest.is_empty() {
            self.report.failures.push(fail(LogCode::TileLength, &path, lines));
            return Ok(None);
        }
        Ok(Some(hashes.iter().map(|hash| Hash(*hash)).collect()))
    }

    /// The root of a full tile is a hash of the tile above it.
    fn carry(&mut self, level: u8, hash: Hash) -> io::Result<()> {
        let place = usize::from(level - 1);
        if self.levels.len() <= place {
            self.levels.push((0, Vec::new()));
        }
        let Some((number, computed)) = self.levels.get_mut(place) else {
            return Ok(());
        };
        computed.push(hash);
        if (computed.len() as u64) < WIDTH {
            return Ok(());
        }
        let (number, computed) = (std::mem::replace(number, *number + 1), std::mem::take(computed));
        self.compare(level, number, &computed)?;
        self.carry(level + 1, root(&computed))
    }

    /// The tiles at the right edge, which are not full.
    fn edge(&mut self) -> io::Result<()> {
        for (level, (number, computed)) in (1..).zip(std::mem::take(&mut self.levels)) {
            if !computed.is_empty() {
                self.compare(level, number, &computed)?;
            }
        }
        Ok(())
    }

    fn compare(&mut self, level: u8, number: u64, computed: &[Hash]) -> io::Result<()> {
        let Some(stored) = self.read(level, number, computed.len() as u64)? else {
            return Ok(());
        };
        for (place, _) in (0..)
            .zip(computed.iter().zip(&stored))
            .filter(|(_, (a, b))| a != b)
        {
            self.above.push((level, number, place));
        }
        Ok(())
    }

    /// If the lowest tiles make the signed root, what differs above is wrong there; else what is below it is.
    fn judge(mut self, same: bool) -> LogReport {
        let mut wrong: Vec<LogFailure> = Vec::new();
        for (level, number, place) in &self.above {
            let (level, number) = if same {
                (*level, *number)
            } else {
                (level - 1, number * WIDTH + place)
            };
            let width = WIDTH.min((self.size >> (8 * u32::from(level))) - number * WIDTH);
            let at = Some(lines(level, number, 0, width, self.size));
            wrong.push(fail(LogCode::TileMismatch, &path(level, number, width), at));
        }
        if !same && wrong.is_empty() && self.report.failures.is_empty() {
            // Every full tile is vouched for from above.
            let number = self.size.saturating_sub(1) / WIDTH;
            let width = self.size - number * WIDTH;
            let at = Some(lines(0, number, 0, width, self.size));
            wrong.push(fail(LogCode::TileMismatch, &path(0, number, width), at));
        }
        wrong.dedup();
        self.report.failures.extend(wrong);
        self.report
    }
}

fn fail(code: LogCode, tile: &str, lines: Option<(u64, u64)>) -> LogFailure {
    LogFailure {
        code,
        tile: tile.to_owned(),
        lines,
    }
}

/// `tile/<level>/<number>[.p/<width>]`.
fn path(level: u8, number: u64, width: u64) -> String {
    let width = u32::try_from(width).unwrap_or(u32::MAX).clamp(1, 256);
    Tile::new(8, level, number, width, false)
        .path()
        .replacen("tile/8/", "tile/", 1)
}

/// The lines of the log under hashes `from` to `from + count` of a tile.
fn lines(level: u8, number: u64, from: u64, count: u64, size: u64) -> (u64, u64) {
    let each = 1_u64 << (8 * u32::from(level));
    let first = (number * WIDTH + from) * each;
    let last = first.saturating_add(count * each).min(size).saturating_sub(1);
    (first, last)
}

/// The root over the hashes of a full tile.
fn root(hashes: &[Hash]) -> Hash {
    let mut row = hashes.to_vec();
    while row.len() > 1 {
        row = row
            .chunks(2)
            .map(|pair| match pair {
                [left, right] => node_hash(*left, *right),
                _ => pair.first().copied().unwrap_or(tlog_tiles::EMPTY_HASH),
            })
            .collect();
    }
    row.first().copied().unwrap_or(tlog_tiles::EMPTY_HASH)
}

#[cfg(test)]
mod tests;
