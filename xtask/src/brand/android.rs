//! Android resources of a brand: name, colours of the window, logo; and the ids that its build takes.

use std::fmt::Write;

use super::{
    Made,
    colour::Colours,
    read::{Brand, LOGO_SIZE},
};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- Made by `cargo xtask brand` from brands/; do not edit. -->\n";

/// Everything under `android/` that is not Kotlin.
pub(super) fn all(brand: &Brand) -> Vec<Made> {
    let name = escaped(&brand.app.name);
    let strings = format!("{HEAD}<resources>\n    <string name=\"app_name\">{name}</string>\n</resources>\n");
    let file = |name: &str, text: String| (format!("android/{name}"), text);
    vec![
        file("brand.properties", format!("applicationId={}\n", brand.app.id)),
        file("res/values/brand.xml", strings),
        file("res/values/brand_colours.xml", colours(&brand.light)),
        file("res/values-night/brand_colours.xml", colours(&brand.dark)),
        file("res/drawable/brand_logo.xml", logo(brand)),
    ]
}

fn colours(colours: &Colours) -> String {
    let mut out = format!("{HEAD}<resources>\n");
    for (name, role) in [
        ("brand_primary", "primary"),
        ("brand_on_primary", "onPrimary"),
        ("brand_background", "background"),
    ] {
        let _ = writeln!(
            out,
            "    <color name=\"{name}\">#FF{}</color>",
            colours.of(role).hex()
        );
    }
    out += "</resources>\n";
    out
}

fn logo(brand: &Brand) -> String {
    let mut out = format!(
        "{HEAD}<vector xmlns:android=\"http://schemas.android.com/apk/res/android\"\n    android:width=\"{LOGO_SIZE}dp\"\n    \
         android:height=\"{LOGO_SIZE}dp\"\n    android:viewportWidth=\"{LOGO_SIZE}\"\n    android:viewportHeight=\"{LOGO_SIZE}\">\n"
    );
    for (colour, path) in &brand.logo {
        let _ = writeln!(
            out,
            "    <path\n        android:fillColor=\"#FF{}\"\n        android:pathData=\"{path}\" />",
            colour.hex()
        );
    }
    out += "</vector>\n";
    out
}

/// As a string resource wants it.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '\'' | '"' | '\\' | '@' | '?' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
