//! Single mutations of bundles: drop, alter, reorder, duplicate, truncate, fork. Each must be found, and named where it is.

use griffie_wire::{
    Millis,
    note::{CosignerKey, add_signature},
};

use super::{
    dice::{Dice, number},
    pack::{Member, pack, resign, unpack},
    story::Story,
};
use crate::export::bundle::Disclosure;

/// A mutated bundle, and the beginnings of the names of members at which it may be found.
pub(super) struct Mutation {
    pub(super) kind: &'static str,
    pub(super) bundle: Vec<u8>,
    pub(super) places: Vec<String>,
}

/// Someone without any key touches the file.
pub(super) fn from_outside(bundle: &[u8], dice: &mut Dice) -> Mutation {
    let members = unpack(bundle);
    let at = dice.below(bundle.len());
    let here = members.iter().rposition(|member| member.at <= at).unwrap();
    let (first, last) = (dice.below(members.len()), dice.below(members.len()));
    let (first, last) = (first.min(last), first.max(last));
    let mut mutated = bundle.to_vec();
    let mut row = members.clone();
    let (kind, from, to) = match dice.below(8) {
        0 | 1 => {
            mutated[at] ^= 1 << dice.below(8);
            ("alter", here, here)
        }
        2 => {
            let end = (at + 1 + dice.below(600)).min(bundle.len());
            mutated.drain(at..end);
            let until = members.iter().rposition(|member| member.at < end).unwrap();
            ("drop bytes", here, until)
        }
        3 => {
            let end = (at + 1 + dice.below(600)).min(bundle.len());
            let copy = bundle[at..end].to_vec();
            mutated.splice(at..at, copy);
            ("duplicate bytes", here, here)
        }
        4 => {
            mutated.truncate(at);
            ("truncate", here, here)
        }
        5 => {
            row.remove(first);
            mutated = pack(&row);
            ("drop", first, first)
        }
        6 => {
            row.insert(first, members[first].clone());
            mutated = pack(&row);
            ("duplicate", first, first)
        }
        _ if first == last => {
            row.remove(first);
            mutated = pack(&row);
            ("drop", first, first)
        }
        _ => {
            row.swap(first, last);
            mutated = pack(&row);
            ("reorder", first, last)
        }
    };
    let near = from.saturating_sub(1)..=(to + 1).min(members.len() - 1);
    let mut places: Vec<String> = members[near].iter().map(|member| member.name.clone()).collect();
    if from == 0 {
        // What is before the first member has no name.
        places.push(String::new());
    }
    Mutation {
        kind,
        bundle: mutated,
        places,
    }
}

/// A vault that lies, with its own key; what it may say on its own word (times, reasons, what was asked) is left alone.
pub(super) fn by_the_vault(story: &Story, bundle: &[u8], dice: &mut Dice) -> Mutation {
    let vault = story.world.vault.keys.cosigner();
    let mut members = unpack(bundle);
    members.retain(|member| !member.name.starts_with("manifest"));
    let (kind, places) = match dice.below(10) {
        0 => ("alter object", alter(&mut members, ".gso1", dice)),
        1 => ("alter record", alter(&mut members, "records.jsonl", dice)),
        2 => ("alter proof", alter(&mut members, "proof.json", dice)),
        3 => (
            "alter",
            alter(
                &mut members,
                ["device.json", "checkpoint", "-1.json", "-2.json"][dice.below(4)],
                dice,
            ),
        ),
        4 => ("reorder lines", lines(&mut members, dice)),
        5 => ("drop object", drop_object(&mut members, dice)),
        6 => ("reorder objects", exchange(&mut members, dice)),
        7 => ("fork", fork(&mut members, story, vault, dice)),
        8 => ("truncate", truncate(&mut members, dice)),
        _ => ("drop or alter file", file(&mut members, dice)),
    };
    Mutation {
        kind,
        bundle: resign(&members, vault),
        places,
    }
}

fn choose<'a>(members: &'a mut [Member], ending: &str, dice: &mut Dice) -> &'a mut Member {
    let at: Vec<usize> = (0..members.len())
        .filter(|at| members[*at].name.ends_with(ending))
        .collect();
    &mut members[*dice.one(&at)]
}

/// Where a change of this member may be noticed: in its chain, or in itself.
fn around(name: &str) -> Vec<String> {
    match name.split('/').collect::<Vec<_>>()[..] {
        ["chains", chain, ..] => vec![format!("chains/{chain}/")],
        ["checkpoint"] => vec![name.to_owned()],
        _ => vec![name.to_owned()],
    }
}

fn alter(members: &mut [Member], ending: &str, dice: &mut Dice) -> Vec<String> {
    let member = choose(members, ending, dice);
    let before = member.bytes.clone();
    loop {
        member.bytes.clone_from(&before);
        dice.alter(&mut member.bytes);
        if !only_its_word(&before, &member.bytes) {
            return around(&member.name);
        }
    }
}

/// Whether the change is in what the vault alone says, and nobody can contradict: times of its clock and the gateway's, a reason.
fn only_its_word(before: &[u8], after: &[u8]) -> bool {
    let strip = |bytes: &[u8]| -> Option<serde_json::Value> {
        let mut value: serde_json::Value = serde_json::from_slice(bytes).ok()?;
        let fields = value.as_object_mut()?;
        for field in ["first_seen", "received", "reason"] {
            if let Some(value) = fields.get_mut(field) {
                *value = serde_json::Value::Null;
            }
        }
        Some(value)
    };
    match (strip(before), strip(after)) {
        (Some(before), Some(after)) => before == after,
        _ => false,
    }
}

fn lines(members: &mut [Member], dice: &mut Dice) -> Vec<String> {
    let member = choose(members, "records.jsonl", dice);
    let text = String::from_utf8(member.bytes.clone()).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    let at = dice.below(lines.len());
    match dice.below(3) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, lines[at]),
        _ => lines.swap(at, (at + 1) % text.lines().count()),
    }
    member.bytes = lines
        .iter()
        .flat_map(|line| [line, "\n"])
        .collect::<String>()
        .into_bytes();
    around(&member.name)
}

fn drop_object(members: &mut Vec<Member>, dice: &mut Dice) -> Vec<String> {
    let folder = folder(&choose(members, "proof.json", dice).name);
    members.retain(|member| !member.name.starts_with(&folder));
    around(&folder)
}

fn folder(name: &str) -> String {
    name.trim_end_matches("proof.json").to_owned()
}

/// Two members of one sort trade places.
fn exchange(members: &mut [Member], dice: &mut Dice) -> Vec<String> {
    let ending = ["proof.json", ".gso1", "records.jsonl"][dice.below(3)];
    let at: Vec<usize> = (0..members.len())
        .filter(|at| members[*at].name.ends_with(ending))
        .collect();
    let first = dice.below(at.len());
    let (a, b) = (at[first], at[(first + 1 + dice.below(at.len() - 1)) % at.len()]);
    let bytes = std::mem::take(&mut members[a].bytes);
    members[a].bytes = std::mem::replace(&mut members[b].bytes, bytes);
    [around(&members[a].name), around(&members[b].name)].concat()
}

/// Gateway and vault together show another log.
fn fork(members: &mut [Member], story: &Story, vault: &CosignerKey, dice: &mut Dice) -> Vec<String> {
    let size = 1 + dice.below(9) as u64;
    let mut root = [0; 32];
    root[dice.below(32)] = 1;
    let note = story.world.log.sign_checkpoint(size, tlog_tiles::Hash(root));
    let line = vault.cosign(&note, Millis(1_793_900_000_000)).unwrap();
    let checkpoint = choose(members, "checkpoint", dice);
    checkpoint.bytes = add_signature(&note, &line).unwrap().into_bytes();
    vec!["chains/".to_owned()]
}

fn truncate(members: &mut [Member], dice: &mut Dice) -> Vec<String> {
    let member = choose(
        members,
        [".gso1", "proof.json", "records.jsonl", "checkpoint"][dice.below(4)],
        dice,
    );
    member.bytes.truncate(dice.below(member.bytes.len()));
    around(&member.name)
}

fn file(members: &mut Vec<Member>, dice: &mut Dice) -> Vec<String> {
    let at = members
        .iter()
        .position(|member| member.name.starts_with("files/"))
        .unwrap();
    if dice.below(2) == 0 {
        members.remove(at);
        // At the record that names it.
        return vec!["chains/".to_owned()];
    }
    dice.alter(&mut members[at].bytes);
    vec![members[at].name.clone()]
}

#[test]
fn every_single_mutation_is_found_and_located() {
    let count = number("GRIFFIE_MUTATIONS", 300);
    let mut dice = Dice::new(number("GRIFFIE_SEED", 1) as u64);
    let story = Story::new();
    let bundles = [
        story.bundle(|request| request.disclose = Disclosure::Objects),
        story.bundle(|request| request.rooms = vec!["!dijk:x".to_owned()]),
    ];
    let mut kinds = std::collections::BTreeMap::<_, usize>::new();
    for round in 0..count {
        // What is shown on the vault's word only cannot be held against the vault.
        let (who, mutation) = if round % 2 == 0 {
            ("outside", from_outside(dice_one(&bundles, round), &mut dice))
        } else {
            ("vault", by_the_vault(&story, &bundles[0], &mut dice))
        };
        let report = story.verify(&mutation.bundle);
        let failures = &report.failures;
        assert!(
            !report.holds(),
            "{who} {} of round {round} is not found",
            mutation.kind
        );
        let located = failures.iter().any(|failure| {
            let starts = |place: &String| {
                if place.is_empty() {
                    failure.member.is_empty()
                } else {
                    failure.member.starts_with(place.as_str())
                }
            };
            mutation.places.iter().any(starts)
        });
        assert!(
            located,
            "{who} {} of round {round}: not at {:?} but {failures:#?}",
            mutation.kind, mutation.places
        );
        *kinds.entry((who, mutation.kind)).or_default() += 1;
    }
    for ((who, kind), count) in &kinds {
        println!("bundle {who} {kind}: {count} found and located");
    }
    println!("bundle mutations: {count} of {count} found and located");
}

fn dice_one(bundles: &[Vec<u8>; 2], round: usize) -> &[u8] {
    &bundles[(round / 2) % 2]
}
