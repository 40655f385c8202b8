//! `cargo xtask tidy`: conventions of the house, kept by a test instead of by memory (house-style 1-8, 22).

mod borders;
mod files;
mod migrations;

use std::path::{Path, PathBuf};

use crate::shell::{Done, output, program, root};

/// One source file of ours.
struct Source {
    /// Its path from the root, with slashes.
    path: String,
    text: String,
}

/// Every rule, over every tracked or new Rust file; lists all that is wrong.
pub(crate) fn run() -> Done {
    let sources = sources()?;
    let mut wrong = Vec::new();
    for source in &sources {
        wrong.extend(files::check(source));
        wrong.extend(borders::check(source));
    }
    wrong.extend(migrations::check(&root())?);
    if wrong.is_empty() {
        println!("tidy: {} files, all as the house wants them", sources.len());
        return Ok(());
    }
    for line in &wrong {
        println!("{line}");
    }
    Err(format!("{} places are not as the house wants them", wrong.len()))
}

fn sources() -> Result<Vec<Source>, String> {
    let list = output(&mut program(
        "git",
        &["ls-files", "--cached", "--others", "--exclude-standard", "*.rs"],
    ))?;
    let mut sources = Vec::new();
    for path in list.lines() {
        let full: PathBuf = root().join(path);
        if Path::exists(&full) {
            let text = std::fs::read_to_string(&full).map_err(|error| format!("{path}: {error}"))?;
            sources.push(Source {
                path: path.to_owned(),
                text,
            });
        }
    }
    if sources.is_empty() {
        return Err("found no source files: git ls-files lists none".to_owned());
    }
    Ok(sources)
}
