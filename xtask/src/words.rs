//! `cargo xtask words`: what the screens say and draw, from the tables of the Compose screens to Swift, so that both apps say the same words.

use std::{fmt::Write, fs, path::PathBuf};

use crate::{
    shell::{Done, root},
    signs,
};

const TABLES: &str = "android/ui/src/main/kotlin/eu/griffie/ui/texts";
const MADE: &str = "ios/GriffieKit/Sources/GriffieKit/Texts/Words.swift";
/// Words of Swift that no name can be.
const RESERVED: [&str; 13] = [
    "as", "default", "do", "false", "in", "is", "none", "private", "public", "repeat", "return", "self",
    "true",
];

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Write nothing; fail when what is committed is not what would be written
    #[arg(long)]
    check: bool,
}

/// Writes, or compares.
pub(crate) fn run(options: &Options) -> Done {
    for (path, text) in [(MADE, swift()?), (signs::MADE, signs::swift()?)] {
        write(options, path, &text)?;
    }
    Ok(())
}

fn write(options: &Options, made: &str, text: &str) -> Done {
    let path = root().join(made);
    if !options.check {
        return fs::write(&path, text).map_err(|error| format!("{made}: {error}"));
    }
    if fs::read_to_string(path).is_ok_and(|written| written == text) {
        return Ok(());
    }
    Err(format!(
        "{made} is not as the Compose screens say; run `cargo xtask words`"
    ))
}

/// The proof that both apps say the same.
pub(crate) fn check() -> Done {
    run(&Options { check: true })
}

fn swift() -> Result<String, String> {
    let mut out = format!(
        "// Written by `cargo xtask words` from {TABLES}; do not edit.\n\n/// Everything that both apps say.\npublic let phrases: [Phrase] =\n"
    );
    let mut tables = Vec::new();
    for path in tables_of_words()? {
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let entries = entries(&text).map_err(|wrong| format!("{}: {wrong}", path.display()))?;
        tables.push((name, entries));
    }
    let all: Vec<_> = tables.iter().map(|(name, _)| format!("{name}.all")).collect();
    let _ = writeln!(out, "    {}", all.join(" + "));
    for (name, entries) in &tables {
        let _ = writeln!(out, "\npublic enum {name} {{");
        for (entry, languages) in entries {
            let words: Vec<_> = languages.iter().map(|text| format!("\"{text}\"")).collect();
            let _ = writeln!(
                out,
                "    public static let {} = Phrase({})",
                name_of(entry),
                words.join(", ")
            );
        }
        let names: Vec<_> = entries.iter().map(|(entry, _)| name_of(entry)).collect();
        let _ = writeln!(
            out,
            "    static let all: [Phrase] = [\n        {},\n    ]\n}}",
            names.join(",\n        ")
        );
    }
    Ok(out)
}

/// The files of the tables, in one order everywhere.
fn tables_of_words() -> Result<Vec<PathBuf>, String> {
    let told = |error: std::io::Error| format!("{TABLES}: {error}");
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join(TABLES)).map_err(told)? {
        let path = entry.map_err(told)?.path();
        if path.to_string_lossy().ends_with("Word.kt") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The entries of the enum, with their four texts as Kotlin and Swift both write them.
fn entries(text: &str) -> Result<Vec<(String, Vec<String>)>, String> {
    let (_, mut rest) = text
        .split_once(") : Phrase {")
        .ok_or_else(|| "no enum of phrases".to_owned())?;
    let mut entries = Vec::new();
    loop {
        rest = after_comments(rest);
        let Some((name, after)) = rest.split_once('(') else {
            return Ok(entries);
        };
        if name.is_empty()
            || !name
                .chars()
                .all(|letter| letter.is_ascii_uppercase() || letter == '_' || letter.is_ascii_digit())
        {
            return Ok(entries);
        }
        let (languages, after) = languages(after).ok_or_else(|| format!("{name} has no four texts"))?;
        entries.push((name.to_owned(), languages));
        rest = after;
    }
}

fn after_comments(text: &str) -> &str {
    let mut rest = text.trim_start_matches([',', ' ', '\n']);
    while rest.starts_with("//") || rest.starts_with("/*") {
        let end = if rest.starts_with("//") { "\n" } else { "*/" };
        rest = rest.split_once(end).map_or("", |(_, after)| after);
        rest = rest.trim_start_matches([',', ' ', '\n']);
    }
    rest
}

/// Four texts between quotes, and what comes after the closing parenthesis.
fn languages(text: &str) -> Option<(Vec<String>, &str)> {
    let mut rest = text;
    let mut found = Vec::new();
    for _ in 0..4 {
        rest = rest.trim_start_matches([',', ' ', '\n']).strip_prefix('"')?;
        let (literal, after) = literal(rest)?;
        found.push(literal.to_owned());
        rest = after;
    }
    let rest = rest.trim_start_matches([',', ' ', '\n']).strip_prefix(')')?;
    Some((found, rest))
}

/// What stands before the quote that ends it.
fn literal(text: &str) -> Option<(&str, &str)> {
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '"' if !escaped => return Some((text.get(..at)?, text.get(at + 1..)?)),
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    None
}

/// `ROUTE_NOW` as Swift writes it: `routeNow`.
fn name_of(entry: &str) -> String {
    let mut out = String::new();
    for (at, word) in entry.split('_').enumerate() {
        let lower = word.to_ascii_lowercase();
        let mut letters = lower.chars();
        match letters.next() {
            Some(first) if at > 0 => out.extend(first.to_uppercase().chain(letters)),
            Some(first) => out.extend(std::iter::once(first).chain(letters)),
            None => {}
        }
    }
    if RESERVED.contains(&out.as_str()) {
        format!("`{out}`")
    } else {
        out
    }
}

#[cfg(test)]
mod tests {
    use super::{entries, name_of};

    #[test]
    fn a_table_is_read_whole_or_not_at_all() {
        let table = "enum class Word(\n override val nl: String,\n) : Phrase {\n    // Why.\n    BACK(\"Te\\\"rug\", \"Back\", \"a\", \"b\"),\n    \
                     ROUTE_NOW(\n        \"1\",\n        \"2\",\n        \"3\",\n        \"4\",\n    ),\n}\n";
        let read = entries(table).unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!(read[0].1[0], "Te\\\"rug");
        assert_eq!(name_of(&read[1].0), "routeNow");
        assert!(entries(&table.replace(", \"b\"", "")).is_err());
    }

    #[test]
    fn what_swift_reserves_is_put_in_marks() {
        assert_eq!(name_of("DO"), "`do`");
    }
}
