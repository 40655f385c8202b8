//! `Brand.kt`: what the screens of the Compose app know of the brand. Plain Kotlin, in the form that ktlint keeps.

use std::fmt::Write;

use super::{
    colour::{Colours, ROLES},
    read::{Brand, LOGO_SIZE},
};

/// The file.
pub(super) fn source(brand: &Brand) -> String {
    let mut out = "// Made by `cargo xtask brand` from brands/; do not edit.\npackage eu.griffie.ui.brand\n\n\
                   /** The colours of one appearance, each 0xAARRGGBB. Names are those of Material 3's colour roles. */\n\
                   data class BrandColours(\n"
        .to_owned();
    for role in ROLES {
        let _ = writeln!(out, "    val {role}: Long,");
    }
    out += ")\n\n/** What makes this app one organisation's: name, addresses, colours, logo. */\nobject Brand {\n";
    for (name, value) in [
        ("ID", &brand.name),
        ("NAME", &brand.app.name),
        ("ORGANISATION", &brand.app.organisation),
        ("PRIVACY_URL", &brand.app.privacy_url),
        ("TERMS_URL", &brand.app.terms_url),
        ("SUPPORT_ADDRESS", &brand.app.support_address),
        ("GATEWAY_URL", &brand.servers.gateway_url),
        ("ROOT_KEY", &brand.servers.root_key),
    ] {
        let _ = writeln!(out, "    const val {name}: String = {}", quoted(value));
    }
    let servers: Vec<_> = brand.servers.homeservers.iter().map(|url| quoted(url)).collect();
    let _ = writeln!(
        out,
        "    val HOMESERVERS: List<String> = listOf({})",
        servers.join(", ")
    );
    out += "    val WELCOME: Map<String, String> =\n        mapOf(\n";
    for language in ["nl", "en", "de", "fr"] {
        if let Some(text) = brand.welcome.get(language) {
            let _ = writeln!(out, "            \"{language}\" to {},", quoted(text));
        }
    }
    out += "        )\n";
    out += &appearance("LIGHT", &brand.light);
    out += &appearance("DARK", &brand.dark);
    let _ = write!(
        out,
        "\n    /** The logo as one path per piece, in a square of this many units. */\n    const val LOGO_SIZE: Float = {LOGO_SIZE}f\n    \
         val LOGO: List<LogoPiece> =\n        listOf(\n"
    );
    for (colour, path) in &brand.logo {
        let _ = writeln!(
            out,
            "            LogoPiece(\n                0xFF{},\n                {},\n            ),",
            colour.hex(),
            quoted(path)
        );
    }
    out += "        )\n}\n\n/** One piece of the logo: its colour, and its path as in SVG. */\ndata class LogoPiece(\n    \
            val colour: Long,\n    val path: String,\n)\n";
    out
}

fn appearance(name: &str, colours: &Colours) -> String {
    let mut out = format!("    val {name}: BrandColours =\n        BrandColours(\n");
    for role in ROLES {
        let _ = writeln!(out, "            {role} = 0xFF{},", colours.of(role).hex());
    }
    out += "        )\n";
    out
}

/// A string as Kotlin reads it; `$` would begin a template.
fn quoted(text: &str) -> String {
    let escaped = text
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('$', "\\$");
    format!("\"{escaped}\"")
}
