//! Single mutations of what the vault keeps: its own verification finds each, and names the line of the log.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use super::{
    dice::{Dice, number},
    story::Story,
};
use crate::{store::objects, verify::verify};

/// A kept file and the line of the log that needs it.
fn kept(story: &Story) -> Vec<(PathBuf, u64)> {
    let rows = objects::page(&story.world.vault.store, 0, 1000).unwrap();
    let files = &story.world.vault.files;
    let mut kept: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                files.object(row.listed.index, row.listed.object_id),
                row.listed.index,
            )
        })
        .collect();
    let digest = crate::store::selecting::pick(
        &story.world.vault.store,
        &crate::store::selecting::Selection {
            users: &[],
            rooms: &[],
            from: None,
            to: None,
            below: u64::MAX >> 1,
        },
        false,
    )
    .and_then(|_| crate::store::selecting::files(&story.world.vault.store))
    .unwrap();
    // The file came with Anna's second object.
    kept.extend(digest.into_iter().map(|digest| (files.attachment(digest), 2)));
    kept
}

fn put(path: &Path, bytes: &[u8]) {
    if path.exists() {
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
    }
    fs::write(path, bytes).unwrap();
}

#[test]
fn every_single_mutation_of_a_kept_file_is_found_and_located() {
    let count = number("GRIFFIE_MUTATIONS", 300).div_ceil(20);
    let mut dice = Dice::new(number("GRIFFIE_SEED", 1) as u64 + 7);
    let story = Story::new();
    assert!(verify(&story.world.vault).unwrap().is_clean());
    let kept = kept(&story);
    for round in 0..count {
        let (path, index) = dice.one(&kept);
        let (other, other_index) = dice.one(&kept);
        let (before, others) = (fs::read(path).unwrap(), fs::read(other).unwrap());
        let mut bytes = before.clone();
        let kind = dice.below(if path == other { 4 } else { 6 });
        match kind {
            0 => dice.alter(&mut bytes),
            1 => bytes.truncate(dice.below(before.len())),
            2 => bytes.extend_from_within(..1 + dice.below(before.len())),
            3 => fs::remove_file(path).unwrap(),
            4 => bytes.clone_from(&others),
            _ => {
                bytes.clone_from(&others);
                put(other, &before);
            }
        }
        if kind != 3 {
            put(path, &bytes);
        }
        let report = verify(&story.world.vault).unwrap();
        let found = |index: u64| {
            report
                .faults
                .iter()
                .any(|finding| finding.log_index == Some(index))
        };
        assert!(!report.is_clean(), "kind {kind} of round {round} is not found");
        assert!(
            found(*index),
            "kind {kind} of round {round} at {index}: {:?}",
            report.faults
        );
        assert!(
            kind != 5 || found(*other_index),
            "kind 5 of round {round}: {:?}",
            report.faults
        );
        put(path, &before);
        put(other, &others);
    }
    assert!(verify(&story.world.vault).unwrap().is_clean());
    println!("mutations of kept files: {count} of {count} found and located");
}
