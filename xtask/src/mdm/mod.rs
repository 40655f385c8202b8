//! `cargo xtask mdm`: everything that is made of the table of managed keys (core/src/managed/table), or the proof that it is as committed.
//!
//! What both platforms declare, samples for consoles, the schema, the reference page, the typed settings. `judge` has others look at them.

mod android;
mod apple;
mod example;
mod judge;
mod page;
mod samples;
mod schema;
mod settings;
#[allow(
    dead_code,
    unreachable_pub,
    reason = "the core's own files, of which a generator needs a part"
)]
#[path = "../../../core/src/managed/table/mod.rs"]
mod table;
#[cfg(test)]
mod tests;

use std::fs;

use crate::shell::{Done, root};

pub(crate) use self::apple::specfile;
#[cfg(test)]
pub(crate) use self::{android::all as android_files, judge::android as link_android};

/// The app's id where no brand says otherwise.
pub(crate) const APP_ID: &str = "eu.griffie.app";

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Write nothing; fail when what is committed is not what would be written, and have other tools judge it
    #[arg(long)]
    check: bool,
}

/// A file: its path from the root, and what is in it.
type Made = (String, String);

/// Writes, or compares and judges.
pub(crate) fn run(options: &Options) -> Done {
    let made = all()?;
    if options.check {
        compare(&made)?;
        return judge::all(&made);
    }
    for (path, text) in &made {
        let path = root().join(path);
        let folder = path.parent().unwrap_or(&path);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| format!("{}: {error}", path.display()))?;
    }
    println!("{} files written", made.len());
    Ok(())
}

/// The step of `cargo xtask ci`.
pub(crate) fn check() -> Done {
    run(&Options { check: true })
}

fn all() -> Result<Vec<Made>, String> {
    let mut made = android::all();
    made.push(("ios/specfile.xml".to_owned(), specfile(APP_ID)));
    made.extend(samples::all());
    made.push(("docs/mdm/schema.json".to_owned(), schema::schema()));
    made.push(("docs/mdm.md".to_owned(), page::page()));
    made.extend(settings::all()?);
    Ok(made)
}

fn compare(made: &[Made]) -> Done {
    let differs = |(path, text): &&Made| fs::read_to_string(root().join(path)).ok().as_ref() != Some(text);
    let wrong: Vec<_> = made
        .iter()
        .filter(differs)
        .map(|(path, _)| path.as_str())
        .collect();
    if wrong.is_empty() {
        return Ok(());
    }
    Err(format!(
        "not as the table of keys says; run `cargo xtask mdm`: {}",
        wrong.join(", ")
    ))
}

/// Text inside XML.
fn xml(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Title and sentence of a key; the core's tests see to it that there are some.
fn text(key: &table::Key, tongue: table::Tongue) -> (&'static str, &'static str) {
    table::text(key.name, tongue).unwrap_or((key.name, ""))
}
