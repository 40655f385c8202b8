//! What a console of Apple devices reads: the AppConfig community's `specfile.xml` (managedAppConfiguration, appconfigschema.xsd).

use std::fmt::Write;

use super::{
    table::{GROUPS, Key, Kind, Preset, Tongue, group_title, keys},
    text, xml,
};

/// The specification for the app with this bundle id.
pub(crate) fn specfile(bundle_id: &str) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- Made by `cargo xtask mdm` from core/src/managed/table; do not edit. -->\n\
         <managedAppConfiguration>\n  <version>1</version>\n  <bundleId>{bundle_id}</bundleId>\n  <dict>\n"
    );
    for key in keys() {
        out += &entry(key);
    }
    out += "  </dict>\n  <presentation defaultLocale=\"en-US\">\n";
    for group in GROUPS {
        out += "    <fieldGroup>\n      <name>\n";
        for tongue in Tongue::ALL {
            let title = xml(group_title(group.name, tongue).unwrap_or(group.name));
            let _ = writeln!(out, "        {}", language(tongue, &title));
        }
        out += "      </name>\n";
        for key in group.keys {
            out += &field(key);
        }
        out += "    </fieldGroup>\n";
    }
    out += "  </presentation>\n</managedAppConfiguration>\n";
    out
}

fn entry(key: &Key) -> String {
    let tag = tag(key.kind);
    let mut inside = String::new();
    let preset = match key.preset {
        Preset::None => None,
        Preset::Flag(flag) => Some(flag.to_string()),
        Preset::Number(number) => Some(number.to_string()),
        Preset::Word(word) => Some(word.to_owned()),
    };
    if let Some(preset) = preset {
        let _ = writeln!(
            inside,
            "      <defaultValue>\n        <value>{preset}</value>\n      </defaultValue>"
        );
    }
    match key.kind {
        Kind::Number { min, max } => {
            let _ = writeln!(
                inside,
                "      <constraint nullable=\"true\" min=\"{min}\" max=\"{max}\"/>"
            );
        }
        Kind::Choice(choices) => {
            inside += "      <constraint nullable=\"true\">\n        <values>\n";
            for (word, _) in choices.words {
                let _ = writeln!(inside, "          <value>{word}</value>");
            }
            inside += "        </values>\n      </constraint>\n";
        }
        _ => inside += "      <constraint nullable=\"true\"/>\n",
    }
    format!("    <{tag} keyName=\"{}\">\n{inside}    </{tag}>\n", key.name)
}

fn tag(kind: Kind) -> &'static str {
    match kind {
        Kind::Flag => "boolean",
        Kind::Number { .. } => "integer",
        _ => "string",
    }
}

fn field(key: &Key) -> String {
    let input = match key.kind {
        Kind::Flag => "checkbox",
        Kind::Choice(_) => "select",
        _ => "input",
    };
    let mut out = format!("      <field keyName=\"{}\" type=\"{input}\">\n", key.name);
    for (tag, about) in [("label", false), ("description", true)] {
        let _ = writeln!(out, "        <{tag}>");
        for tongue in Tongue::ALL {
            let (title, sentence) = text(key, tongue);
            let words = xml(if about { sentence } else { title });
            let _ = writeln!(out, "          {}", language(tongue, &words));
        }
        let _ = writeln!(out, "        </{tag}>");
    }
    if let Kind::Choice(choices) = key.kind {
        out += "        <options>\n";
        for (word, _) in choices.words {
            let _ = writeln!(
                out,
                "          <option value=\"{word}\">\n            <language value=\"en-US\">{word}</language>\n          </option>"
            );
        }
        out += "        </options>\n";
    }
    out += "      </field>\n";
    out
}

fn language(tongue: Tongue, words: &str) -> String {
    let code = match tongue {
        Tongue::En => "en-US",
        Tongue::Nl => "nl-NL",
        Tongue::De => "de-DE",
        Tongue::Fr => "fr-FR",
    };
    format!("<language value=\"{code}\">{words}</language>")
}
