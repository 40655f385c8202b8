//! The typed settings, in Rust for the core and as the foreign languages see them.

use std::{
    fmt::Write as _,
    io::Write as _,
    process::{Command, Stdio},
};

use super::{
    Made,
    table::{Choices, Key, Kind, Preset, Tongue, keys},
    text,
};
use crate::shell::root;

/// Both files.
pub(super) fn all() -> Result<Vec<Made>, String> {
    Ok(vec![
        ("core/src/managed/settings.rs".to_owned(), formatted(&core())?),
        ("bindings/src/rows/settings.rs".to_owned(), formatted(&foreign())?),
    ])
}

fn core() -> String {
    let mut out = "//! The settings of a device, typed. Made by `cargo xtask mdm` from the table of keys; do not edit.\n\n\
                   use super::value::{Hours, Value, Values};\n\n"
        .to_owned();
    out += &record("#[derive(Debug, Clone, PartialEq, Eq)]\n");
    out += "impl DeviceSettings {\n/// Of values in which every key that has a preset is filled in.\n\
            pub(super) fn of(values: &Values) -> Self {\nSelf {\n";
    for key in shown() {
        let _ = writeln!(out, "{}: {},", key.name, from_values(key));
    }
    out += "}\n}\n}\n\n";
    for choices in choices() {
        out += &choice(&choices, "#[derive(Debug, Clone, Copy, PartialEq, Eq)]\n");
        let _ = writeln!(
            out,
            "impl {} {{\nfn of(text: &str) -> Option<Self> {{\nmatch text {{",
            choices.name
        );
        for (word, _) in choices.words {
            let _ = writeln!(out, "\"{word}\" => Some(Self::{}),", variant(word));
        }
        out += "_ => None,\n}\n}\n}\n\n";
    }
    out += "fn flag(values: &Values, key: &str) -> Option<bool> {\nmatch values.get(key)? {\n\
            Value::Flag(flag) => Some(*flag),\n_ => None,\n}\n}\n\n\
            fn number(values: &Values, key: &str) -> Option<u32> {\nmatch values.get(key)? {\n\
            Value::Number(number) => Some(*number),\n_ => None,\n}\n}\n\n\
            fn hours(values: &Values, key: &str) -> Option<Hours> {\nmatch values.get(key)? {\n\
            Value::Hours(hours) => Some(*hours),\n_ => None,\n}\n}\n\n\
            fn text(values: &Values, key: &str) -> Option<String> {\nvalues.text(key).map(str::to_owned)\n}\n\n\
            fn list(values: &Values, key: &str) -> Vec<String> {\n\
            values.list(key).map(<[String]>::to_vec).unwrap_or_default()\n}\n";
    out
}

fn foreign() -> String {
    let mut names: Vec<_> = choices().iter().map(|choices| choices.name).collect();
    names.extend(["DeviceSettings", "Hours"]);
    names.sort_unstable();
    let mut out = format!(
        "//! The settings of a device, typed. Made by `cargo xtask mdm` from the table of keys; do not edit.\n\n\
         use griffie_core::managed::{{{}}};\n\n",
        names.join(", ")
    );
    out += &record("#[uniffi::remote(Record)]\n");
    for choices in choices() {
        out += &choice(&choices, "#[uniffi::remote(Enum)]\n");
    }
    out += "/// Part of each day, in minutes after midnight by the phone's clock. It ends the next day when `until` comes before `from`.\n\
            #[uniffi::remote(Record)]\npub struct Hours {\n/// First minute.\npub from: u16,\n/// First minute after it.\n\
            pub until: u16,\n}\n";
    out
}

fn record(attribute: &str) -> String {
    let mut out =
        format!("/// What holds on this device, whoever said so.\n{attribute}pub struct DeviceSettings {{\n");
    for key in shown() {
        let (_, about) = text(key, Tongue::En);
        let _ = writeln!(out, "/// {about}\npub {}: {},", key.name, kind(key));
    }
    out += "}\n\n";
    out
}

fn choice(choices: &Choices, attribute: &str) -> String {
    let mut out = format!("/// {}\n{attribute}pub enum {} {{\n", choices.about, choices.name);
    for (word, about) in choices.words {
        let _ = writeln!(out, "/// {about}\n{},", variant(word));
    }
    out += "}\n\n";
    out
}

fn shown() -> impl Iterator<Item = &'static Key> {
    keys().filter(|key| !key.is_hidden())
}

fn choices() -> Vec<Choices> {
    let mut all: Vec<Choices> = Vec::new();
    for key in keys() {
        if let Kind::Choice(choices) = key.kind
            && !all.contains(&choices)
        {
            all.push(choices);
        }
    }
    all
}

fn variant(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

fn kind(key: &Key) -> String {
    let of = match key.kind {
        Kind::Flag => "bool",
        Kind::Number { .. } => "u32",
        Kind::Choice(choices) => choices.name,
        Kind::Addresses { .. } => return "Vec<String>".to_owned(),
        Kind::Hours => "Hours",
        Kind::Text { .. } | Kind::Address | Kind::PublicKey | Kind::EnrolmentCode => "String",
    };
    match key.preset {
        Preset::None => format!("Option<{of}>"),
        _ => of.to_owned(),
    }
}

fn from_values(key: &Key) -> String {
    let name = key.name;
    let found = match key.kind {
        Kind::Flag => format!("flag(values, \"{name}\")"),
        Kind::Number { .. } => format!("number(values, \"{name}\")"),
        Kind::Choice(choices) => format!("values.text(\"{name}\").and_then({}::of)", choices.name),
        Kind::Addresses { .. } => format!("list(values, \"{name}\")"),
        Kind::Hours => format!("hours(values, \"{name}\")"),
        Kind::Text { .. } | Kind::Address | Kind::PublicKey | Kind::EnrolmentCode => {
            format!("text(values, \"{name}\")")
        }
    };
    match (key.preset, key.kind) {
        (Preset::Flag(flag), _) => format!("{found}.unwrap_or({flag})"),
        (Preset::Number(number), _) => format!("{found}.unwrap_or({number})"),
        (Preset::Word(word), Kind::Choice(choices)) => {
            format!("{found}.unwrap_or({}::{})", choices.name, variant(word))
        }
        _ => found,
    }
}

/// As `cargo fmt` leaves it.
fn formatted(source: &str) -> Result<String, String> {
    let told = |error: std::io::Error| format!("rustfmt: {error}");
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path"])
        .arg(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(told)?;
    if let Some(mut input) = rustfmt.stdin.take() {
        input.write_all(source.as_bytes()).map_err(told)?;
    }
    let output = rustfmt.wait_with_output().map_err(told)?;
    if !output.status.success() {
        return Err(format!("rustfmt ended with {}", output.status));
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}
