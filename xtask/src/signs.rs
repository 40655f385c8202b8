//! The signs of the app, from the Compose theme to Swift, so that both apps draw the same lines. Part of `cargo xtask words`.

use std::{fmt::Write, fs};

use crate::shell::root;

const DRAWN: &str = "android/ui/src/main/kotlin/eu/griffie/ui/theme/Icons.kt";
/// Where the Swift of them stands.
pub(crate) const MADE: &str = "ios/GriffieKit/Sources/GriffieKit/Look/Signs.swift";

/// The file.
pub(crate) fn swift() -> Result<String, String> {
    let text = fs::read_to_string(root().join(DRAWN)).map_err(|error| format!("{DRAWN}: {error}"))?;
    let mut out =
        format!("// Written by `cargo xtask words` from {DRAWN}; do not edit.\n\nextension Sign {{\n");
    let mut names = Vec::new();
    for sign in signs(&text) {
        let mirrored = if sign.mirrored { ", mirrored: true" } else { "" };
        let _ = writeln!(
            out,
            "    public static let {} = Sign(\"{}\"{mirrored})",
            sign.name, sign.path
        );
        names.push(sign.name);
    }
    if names.is_empty() {
        return Err(format!("{DRAWN} has no signs"));
    }
    let _ = writeln!(
        out,
        "    static let all: [Sign] = [\n        {},\n    ]\n}}",
        names.join(",\n        ")
    );
    Ok(out)
}

struct Drawn {
    name: String,
    path: String,
    mirrored: bool,
}

/// Every `val Name = sign("path")`, on one line or on several.
fn signs(text: &str) -> Vec<Drawn> {
    let mut found = Vec::new();
    for piece in text.split("    val ").skip(1) {
        let Some((name, after)) = piece.split_once(" =") else {
            continue;
        };
        let Some(drawn) = after.trim_start().strip_prefix("sign(") else {
            continue;
        };
        let mut quoted = drawn.splitn(3, '"');
        let (Some(_), Some(path), Some(rest)) = (quoted.next(), quoted.next(), quoted.next()) else {
            continue;
        };
        let (first, others) = name.split_at(name.chars().next().map_or(0, char::len_utf8));
        found.push(Drawn {
            name: first.to_ascii_lowercase() + others,
            path: path.to_owned(),
            mirrored: rest
                .split(')')
                .next()
                .unwrap_or_default()
                .contains("mirrored = true"),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::signs;

    #[test]
    fn a_sign_is_read_on_one_line_and_on_several() {
        let read = signs(
            "object Icons {\n    val Back = sign(\"M1 2\", mirrored = true)\n    val UpDown =\n        sign(\n            \"M3 4\",\n        )\n    \
             val Logo: ImageVector =\n        Brand.LOGO\n}",
        );
        let told: Vec<_> = read
            .iter()
            .map(|sign| (sign.name.as_str(), sign.path.as_str(), sign.mirrored))
            .collect();
        assert_eq!(told, [("back", "M1 2", true), ("upDown", "M3 4", false)]);
    }
}
