//! The reference page for administrators, docs/mdm.md.

use std::fmt::Write;

use super::table::{Acts, GROUPS, Key, Kind, Preset, Tongue, group_title, keys};
use super::text;

/// What the page says besides the table.
const BEFORE: &str = include_str!("page_before.md");
const AFTER: &str = include_str!("page_after.md");

/// The page.
pub(super) fn page() -> String {
    let mut out = BEFORE.to_owned();
    for group in GROUPS {
        let title = group_title(group.name, Tongue::En).unwrap_or(group.name);
        let _ = write!(
            out,
            "\n### {title}\n\n| key | holds | by itself | renewable | user may set | read by | meaning |\n\
             | --- | --- | --- | --- | --- | --- | --- |\n"
        );
        for key in group.keys {
            out += &row(key);
        }
    }
    out += "\n### Nederlands\n\n| sleutel | naam | betekenis |\n| --- | --- | --- |\n";
    for key in keys() {
        let (title, about) = text(key, Tongue::Nl);
        let _ = writeln!(out, "| `{}` | {title} | {about} |", key.name);
    }
    out += AFTER;
    out
}

fn row(key: &Key) -> String {
    let yes = |yes: bool| if yes { "yes" } else { "no" };
    let preset = match key.preset {
        Preset::None => "nothing".to_owned(),
        Preset::Flag(flag) => format!("`{flag}`"),
        Preset::Number(number) => format!("`{number}`"),
        Preset::Word(word) => format!("`{word}`"),
    };
    let acts = match key.acts {
        Acts::Activation => "activation",
        Acts::App => "app",
    };
    let (_, about) = text(key, Tongue::En);
    format!(
        "| `{}` | {} | {preset} | {} | {} | {acts} | {about} |\n",
        key.name,
        kind(key.kind),
        yes(key.renewable),
        yes(key.editable),
    )
}

fn kind(kind: Kind) -> String {
    match kind {
        Kind::Flag => "`true`, `false`".to_owned(),
        Kind::Number { min, max } => format!("number, {min} to {max}"),
        Kind::Choice(choices) => {
            let words: Vec<_> = choices
                .words
                .iter()
                .map(|(word, _)| format!("`{word}`"))
                .collect();
            words.join(", ")
        }
        Kind::Text { longest } => format!("text, at most {longest} characters"),
        Kind::Address => "`https` address without user, query and fragment".to_owned(),
        Kind::Addresses { most } => format!("JSON list of 1 to {most} `https` addresses"),
        Kind::PublicKey => "43 characters, url-safe base64".to_owned(),
        Kind::EnrolmentCode => "16 characters in groups of four".to_owned(),
        Kind::Hours => "`07:00-19:00`".to_owned(),
    }
}
