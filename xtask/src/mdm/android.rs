//! What Android's managed configuration declares: `app_restrictions.xml` and its texts.

use std::fmt::Write;

use super::{
    Made,
    table::{Choices, GROUPS, Key, Kind, Preset, Tongue, keys},
    text, xml,
};

const RES: &str = "android/app/src/main/res";
const MADE: &str = "<!-- Made by `cargo xtask mdm` from core/src/managed/table; do not edit. -->\n";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

/// The restrictions, and their texts in every language.
pub(crate) fn all() -> Vec<Made> {
    let mut made = vec![(format!("{RES}/xml/app_restrictions.xml"), restrictions())];
    for tongue in Tongue::ALL {
        let folder = match tongue {
            Tongue::En => "values".to_owned(),
            other => format!("values-{}", other.code()),
        };
        made.push((
            format!("{RES}/{folder}/managed_configuration.xml"),
            strings(tongue),
        ));
    }
    made
}

fn restrictions() -> String {
    let mut out =
        format!("{HEAD}{MADE}<restrictions xmlns:android=\"http://schemas.android.com/apk/res/android\">\n");
    for key in keys() {
        out += &restriction(key);
    }
    out += "</restrictions>\n";
    out
}

fn restriction(key: &Key) -> String {
    let name = key.name;
    let mut out = format!(
        "    <restriction\n        android:key=\"{name}\"\n        android:restrictionType=\"{}\"\n        \
         android:title=\"@string/managed_{name}\"\n        android:description=\"@string/managed_{name}_about\"",
        kind(key.kind)
    );
    if let Kind::Choice(choices) = key.kind {
        let array = array(&choices);
        let _ = write!(
            out,
            "\n        android:entries=\"@array/{array}\"\n        android:entryValues=\"@array/{array}\""
        );
    }
    let preset = match key.preset {
        Preset::Flag(flag) => Some(flag.to_string()),
        Preset::Number(number) => Some(number.to_string()),
        Preset::Word(word) => Some(word.to_owned()),
        Preset::None if matches!(key.kind, Kind::Choice(_)) => None,
        Preset::None => Some(String::new()),
    };
    if let Some(preset) = preset {
        let _ = write!(out, "\n        android:defaultValue=\"{preset}\"");
    }
    out += " />\n";
    out
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Flag => "bool",
        Kind::Number { .. } => "integer",
        Kind::Choice(_) => "choice",
        // Not shown in consoles: it is filled in by whoever hands out the codes.
        Kind::EnrolmentCode => "hidden",
        Kind::Text { .. } | Kind::Address | Kind::Addresses { .. } | Kind::PublicKey | Kind::Hours => {
            "string"
        }
    }
}

fn array(choices: &Choices) -> String {
    let mut name = "managed".to_owned();
    for c in choices.name.chars() {
        if c.is_ascii_uppercase() {
            name.push('_');
        }
        name.push(c.to_ascii_lowercase());
    }
    name
}

fn strings(tongue: Tongue) -> String {
    let mut out = format!("{HEAD}{MADE}<resources>\n");
    for key in GROUPS.iter().flat_map(|group| group.keys) {
        let (title, about) = text(key, tongue);
        let (name, title, about) = (key.name, escaped(title), escaped(about));
        let _ = writeln!(out, "    <string name=\"managed_{name}\">{title}</string>");
        let _ = writeln!(out, "    <string name=\"managed_{name}_about\">{about}</string>");
    }
    if tongue == Tongue::En {
        out += &arrays();
    }
    out += "</resources>\n";
    out
}

/// The words of each choice; they are values, so they are the same in every language.
fn arrays() -> String {
    let mut out = String::new();
    let mut done = Vec::new();
    for key in keys() {
        let Kind::Choice(choices) = key.kind else { continue };
        if done.contains(&choices.name) {
            continue;
        }
        done.push(choices.name);
        let _ = writeln!(
            out,
            "    <string-array name=\"{}\" translatable=\"false\">",
            array(&choices)
        );
        for (word, _) in choices.words {
            let _ = writeln!(out, "        <item>{word}</item>");
        }
        out += "    </string-array>\n";
    }
    out
}

/// As a string resource wants it.
fn escaped(text: &str) -> String {
    let quoted = text.replace('\\', "\\\\").replace('\'', "\\'");
    xml(&quoted).replace("&quot;", "\\\"")
}
