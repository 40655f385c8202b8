//! Apple's part of a brand: Swift values, an asset catalogue, the bundle id, and the MDM specification for that id.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{
    Made,
    colour::{Colour, Colours, ROLES},
    read::{Brand, LOGO_SIZE},
};
use crate::mdm;

/// Everything under `ios/`.
pub(super) fn all(brand: &Brand) -> Vec<Made> {
    let file = |name: &str, text: String| (format!("ios/{name}"), text);
    let info = json!({ "author": "cargo xtask brand", "version": 1 });
    let catalogue = |value: Value| format!("{value:#}\n");
    let accent = json!({
        "colors": [
            colour(brand.light.of("primary"), false),
            colour(brand.dark.of("primary"), true),
        ],
        "info": info,
    });
    let logo = json!({
        "images": [{ "filename": "logo.svg", "idiom": "universal" }],
        "info": info,
        "properties": { "preserves-vector-representation": true },
    });
    vec![
        file("Brand.swift", swift(brand)),
        file(
            "Brand.xcconfig",
            format!(
                "// Made by `cargo xtask brand`; do not edit.\nGRIFFIE_ID = {}\nGRIFFIE_NAME = {}\n",
                brand.app.id, brand.app.name
            ),
        ),
        file("specfile.xml", mdm::specfile(&brand.app.id)),
        file(
            "Assets.xcassets/Contents.json",
            catalogue(json!({ "info": info })),
        ),
        file(
            "Assets.xcassets/AccentColor.colorset/Contents.json",
            catalogue(accent),
        ),
        file("Assets.xcassets/Logo.imageset/Contents.json", catalogue(logo)),
        file("Assets.xcassets/Logo.imageset/logo.svg", svg(brand)),
    ]
}

/// The logo.
pub(super) fn svg(brand: &Brand) -> String {
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{LOGO_SIZE}\" height=\"{LOGO_SIZE}\" viewBox=\"0 0 {LOGO_SIZE} {LOGO_SIZE}\">\n"
    );
    for (colour, path) in &brand.logo {
        let _ = writeln!(out, "  <path fill=\"#{}\" d=\"{path}\"/>", colour.hex());
    }
    out += "</svg>\n";
    out
}

fn colour(colour: Colour, dark: bool) -> Value {
    let [red, green, blue] = colour.parts().map(|part| format!("0x{part:02X}"));
    let components = json!({ "red": red, "green": green, "blue": blue, "alpha": "1.000" });
    let mut entry = json!({
        "color": { "color-space": "srgb", "components": components },
        "idiom": "universal",
    });
    if let (true, Some(entry)) = (dark, entry.as_object_mut()) {
        let when = json!([{ "appearance": "luminosity", "value": "dark" }]);
        entry.insert("appearances".to_owned(), when);
    }
    entry
}

/// The values of the brand for Swift.
pub(super) fn swift(brand: &Brand) -> String {
    let mut out = "// Made by `cargo xtask brand` from brands/; do not edit.\n\n\
                   /// What makes this app one organisation's. Colours are 0xRRGGBB.\npublic enum Brand {\n"
        .to_owned();
    for (name, value) in [
        ("id", &brand.name),
        ("name", &brand.app.name),
        ("organisation", &brand.app.organisation),
        ("privacyURL", &brand.app.privacy_url),
        ("termsURL", &brand.app.terms_url),
        ("supportAddress", &brand.app.support_address),
        ("gatewayURL", &brand.servers.gateway_url),
        ("rootKey", &brand.servers.root_key),
    ] {
        let _ = writeln!(out, "    public static let {name} = {}", quoted(value));
    }
    let servers: Vec<_> = brand.servers.homeservers.iter().map(|url| quoted(url)).collect();
    let _ = writeln!(
        out,
        "    public static let homeservers: [String] = [{}]\n    public static let welcome: [String: String] = [",
        servers.join(", ")
    );
    for (language, text) in &brand.welcome {
        let _ = writeln!(out, "        \"{language}\": {},", quoted(text));
    }
    out += "    ]\n";
    out += &appearance("light", &brand.light);
    out += &appearance("dark", &brand.dark);
    out += "}\n\n/// The colours of one appearance, by Material 3's roles.\npublic struct BrandColours: Sendable {\n";
    for role in ROLES {
        let _ = writeln!(out, "    public let {role}: UInt32");
    }
    out += "}\n";
    out
}

fn appearance(name: &str, colours: &Colours) -> String {
    let fields: Vec<_> = ROLES
        .iter()
        .map(|role| format!("        {role}: 0x{}", colours.of(role).hex()))
        .collect();
    format!(
        "    public static let {name} = BrandColours(\n{}\n    )\n",
        fields.join(",\n")
    )
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
