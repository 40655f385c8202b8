//! Migrations never change after they are merged: their hashes stand in `migrations.sha256` (house-style 22).

use std::{collections::BTreeMap, path::Path};

use ring::digest::{SHA256, digest};

use crate::shell::{output, program};

const LIST: &str = "migrations.sha256";

pub(super) fn check(root: &Path) -> Result<Vec<String>, String> {
    let list = std::fs::read_to_string(root.join(LIST)).map_err(|error| format!("{LIST}: {error}"))?;
    let known: BTreeMap<&str, &str> = list
        .lines()
        .filter_map(|line| line.split_once("  ").map(|(hash, path)| (path, hash)))
        .collect();
    let files = output(&mut program(
        "git",
        &[
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "*/migrations/*.sql",
        ],
    ))?;
    let mut wrong = Vec::new();
    for path in files.lines() {
        let bytes = std::fs::read(root.join(path)).map_err(|error| format!("{path}: {error}"))?;
        let hash = hex::encode(digest(&SHA256, &bytes));
        match known.get(path) {
            Some(listed) if *listed == hash => {}
            Some(_) => wrong.push(format!(
                "{path}: changed after its merge; write a new migration instead"
            )),
            None => wrong.push(format!("{path}: not in {LIST}; add the line `{hash}  {path}`")),
        }
    }
    let gone = known
        .keys()
        .filter(|path| !files.lines().any(|file| file == **path));
    wrong.extend(gone.map(|path| format!("{path}: listed in {LIST} but gone")));
    Ok(wrong)
}
