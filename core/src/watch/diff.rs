//! How one list becomes the next: pure. Rows are told apart by a key, so that a row which changed is an update and not another row.
//!
//! Rows that keep their order are left alone, and they are as many as can be (longest increasing subsequence): a line that comes is
//! one insert, whatever else stands in the list.

use std::collections::{HashMap, VecDeque};

use crate::chat::{members::MemberRow, rooms::RoomRow, row::TimelineRow};

/// From so many changes on a whole list may be shorter to tell.
const MANY: usize = 64;

/// One step from a list to the next. Steps are taken in order, each on what the one before left.
#[derive(Debug, Clone, PartialEq)]
pub enum Diff<T> {
    /// Forget what there was.
    Reset(Vec<T>),
    /// A row comes; the one that stood there, and all behind it, move up.
    Insert {
        /// Where it stands then.
        index: usize,
        /// The row.
        row: T,
    },
    /// The row with the same key, newer.
    Update {
        /// Where it stands.
        index: usize,
        /// The row.
        row: T,
    },
    /// A row goes.
    Remove {
        /// Where it stands.
        index: usize,
    },
}

/// A row that a list tells apart from others.
pub trait Keyed {
    /// The same for as long as it is the same row. Rows with equal keys are told apart by their order.
    fn key(&self) -> &str;
}

impl Keyed for TimelineRow {
    fn key(&self) -> &str {
        &self.key
    }
}

impl Keyed for RoomRow {
    fn key(&self) -> &str {
        &self.room_id
    }
}

impl Keyed for MemberRow {
    fn key(&self) -> &str {
        &self.user_id
    }
}

impl<T> Diff<T> {
    /// Takes the step on a copy of the list. A step that does not fit the list changes nothing.
    pub fn apply(self, rows: &mut Vec<T>) {
        match self {
            Self::Reset(all) => *rows = all,
            Self::Insert { index, row } if index <= rows.len() => rows.insert(index, row),
            Self::Update { index, row } => {
                if let Some(place) = rows.get_mut(index) {
                    *place = row;
                }
            }
            Self::Remove { index } if index < rows.len() => {
                rows.remove(index);
            }
            Self::Insert { .. } | Self::Remove { .. } => {}
        }
    }
}

/// The steps from `old` to `new`; none when they are equal.
pub(crate) fn diff<T: Keyed + Clone + PartialEq>(old: &[T], new: &[T]) -> Vec<Diff<T>> {
    let stays = stays(old, new);
    let mut steps = removals(old.len(), &stays);
    for (index, (row, place)) in new.iter().zip(&stays).enumerate() {
        match place.and_then(|place| old.get(place)) {
            Some(before) if before == row => {}
            Some(_) => steps.push(Diff::Update {
                index,
                row: row.clone(),
            }),
            None => steps.push(Diff::Insert {
                index,
                row: row.clone(),
            }),
        }
    }
    if steps.len() > MANY && steps.len() > new.len() {
        return vec![Diff::Reset(new.to_vec())];
    }
    steps
}

/// The last first, so that no removal moves what another one means.
fn removals<T>(before: usize, stays: &[Option<usize>]) -> Vec<Diff<T>> {
    let mut goes = vec![true; before];
    for place in stays.iter().flatten() {
        if let Some(goes) = goes.get_mut(*place) {
            *goes = false;
        }
    }
    let gone = goes.into_iter().enumerate().rev().filter(|(_, goes)| *goes);
    gone.map(|(index, _)| Diff::Remove { index }).collect()
}

/// For each new row the old place of the same row, where that row need not move.
fn stays<T: Keyed>(old: &[T], new: &[T]) -> Vec<Option<usize>> {
    let mut places: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for (place, row) in old.iter().enumerate() {
        places.entry(row.key()).or_default().push_back(place);
    }
    let found: Vec<Option<usize>> = new
        .iter()
        .map(|row| places.get_mut(row.key())?.pop_front())
        .collect();
    keep_rising(&found)
}

/// Keeps as many as can be of the places that rise from left to right; the others become `None`.
fn keep_rising(found: &[Option<usize>]) -> Vec<Option<usize>> {
    // Of the rising runs of each length the one with the smallest end: (its end, where in `found` that stands).
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; found.len()];
    for (at, place) in found.iter().enumerate() {
        let Some(place) = *place else { continue };
        let length = ends.partition_point(|(end, _)| *end < place);
        let previous = length.checked_sub(1).and_then(|shorter| ends.get(shorter));
        if let (Some(before), previous) = (before.get_mut(at), previous) {
            *before = previous.map(|(_, at)| *at);
        }
        match ends.get_mut(length) {
            Some(end) => *end = (place, at),
            None => ends.push((place, at)),
        }
    }
    let mut kept = vec![None; found.len()];
    let mut next = ends.last().map(|(_, at)| *at);
    while let Some(at) = next {
        if let (Some(kept), Some(place)) = (kept.get_mut(at), found.get(at)) {
            *kept = *place;
        }
        next = before.get(at).copied().flatten();
    }
    kept
}
