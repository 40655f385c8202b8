//! A brand's file, checked: the first thing that is wrong is named, and nothing is made of it.

use std::{collections::BTreeMap, fmt};

use serde::Deserialize;

use super::colour::{Colour, Colours};

/// A brand.
#[derive(Debug)]
pub(super) struct Brand {
    /// Name of its folder.
    pub(super) name: String,
    pub(super) app: App,
    pub(super) servers: Servers,
    pub(super) welcome: BTreeMap<String, String>,
    pub(super) light: Colours,
    pub(super) dark: Colours,
    pub(super) logo: Vec<(Colour, String)>,
}

/// The logo stands in a square of this side.
pub(super) const LOGO_SIZE: u32 = 96;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    app: App,
    #[serde(default)]
    servers: Servers,
    welcome: BTreeMap<String, String>,
    light: BTreeMap<String, String>,
    dark: BTreeMap<String, String>,
    logo: Vec<Piece>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct App {
    /// As it stands under the icon.
    pub(super) name: String,
    pub(super) organisation: String,
    /// Application id on Android, bundle id on Apple.
    pub(super) id: String,
    pub(super) privacy_url: String,
    pub(super) terms_url: String,
    /// A mail address.
    pub(super) support_address: String,
}

/// What is fixed; empty is left to device manager, link or user.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Servers {
    pub(super) gateway_url: String,
    pub(super) root_key: String,
    pub(super) homeservers: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Piece {
    colour: String,
    path: String,
}

/// What is wrong with a brand.
#[derive(Debug, PartialEq)]
pub(super) enum BrandError {
    Malformed(String),
    Field(&'static str, &'static str),
    WelcomeMissing(&'static str),
    WelcomeUnknown(String),
    ColourMissing(&'static str, &'static str),
    ColourMalformed(&'static str, String, String),
    ColourUnknown(&'static str, String),
    Contrast {
        appearance: &'static str,
        on: &'static str,
        under: &'static str,
        least: f64,
        found: f64,
    },
    Logo(usize, &'static str),
}

impl fmt::Display for BrandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(why) => write!(f, "{why}"),
            Self::Field(field, must) => write!(f, "{field} must be {must}"),
            Self::WelcomeMissing(language) => write!(f, "welcome has no text in {language}"),
            Self::WelcomeUnknown(language) => write!(f, "welcome: {language} is no language of the app"),
            Self::ColourMissing(appearance, role) => write!(f, "{appearance} has no {role}"),
            Self::ColourMalformed(appearance, role, text) => {
                write!(f, "{appearance}.{role} is {text:?} and must be like #154273")
            }
            Self::ColourUnknown(appearance, role) => write!(f, "{appearance}.{role} is no role of a colour"),
            Self::Contrast {
                appearance,
                on,
                under,
                least,
                found,
            } => write!(
                f,
                "{appearance}: {on} on {under} has a contrast of {found:.2} and needs {least} (WCAG 2.2 AA)"
            ),
            Self::Logo(piece, must) => write!(f, "piece {piece} of the logo must be {must}"),
        }
    }
}

const LANGUAGES: [&str; 4] = ["nl", "en", "de", "fr"];

impl Brand {
    /// Reads and checks the file of the brand in folder `name`.
    pub(super) fn read(name: &str, text: &str) -> Result<Self, BrandError> {
        let file: File = toml::from_str(text).map_err(|error| BrandError::Malformed(error.to_string()))?;
        check_app(&file.app)?;
        check_servers(&file.servers)?;
        for language in ["nl", "en"] {
            if file.welcome.get(language).is_none_or(|text| !is_line(text, 200)) {
                return Err(BrandError::WelcomeMissing(language));
            }
        }
        if let Some(other) = file.welcome.keys().find(|key| !LANGUAGES.contains(&key.as_str())) {
            return Err(BrandError::WelcomeUnknown(other.clone()));
        }
        let plain = !name.is_empty() && name.bytes().all(|c| c.is_ascii_lowercase());
        if !plain {
            return Err(BrandError::Field("the folder's name", "lower-case letters"));
        }
        Ok(Self {
            name: name.to_owned(),
            light: Colours::read("light", &file.light)?,
            dark: Colours::read("dark", &file.dark)?,
            logo: logo(&file.logo)?,
            app: file.app,
            servers: file.servers,
            welcome: file.welcome,
        })
    }
}

fn check_app(app: &App) -> Result<(), BrandError> {
    let id = app.id.split('.').count() >= 2
        && app.id.split('.').all(|part| {
            part.starts_with(|c: char| c.is_ascii_lowercase())
                && part.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        });
    let mail = app.support_address.split_once('@').is_some_and(|(who, server)| {
        !who.is_empty() && server.contains('.') && is_line(&app.support_address, 100)
    });
    let rules = [
        (
            "app.name",
            is_line(&app.name, 30),
            "one line of 1 to 30 characters",
        ),
        (
            "app.organisation",
            is_line(&app.organisation, 80),
            "one line of 1 to 80 characters",
        ),
        (
            "app.id",
            id,
            "like nl.voorbeeld.chat, of lower-case letters and digits",
        ),
        (
            "app.privacy_url",
            is_address(&app.privacy_url),
            "an https address",
        ),
        ("app.terms_url", is_address(&app.terms_url), "an https address"),
        (
            "app.support_address",
            mail && !app.support_address.contains(' '),
            "a mail address",
        ),
    ];
    first_broken(&rules)
}

fn check_servers(servers: &Servers) -> Result<(), BrandError> {
    let (gateway, root) = (&servers.gateway_url, &servers.root_key);
    let key = root.len() == 43
        && root
            .bytes()
            .all(|c| c.is_ascii_alphanumeric() || b"-_".contains(&c));
    let rules = [
        (
            "servers.gateway_url",
            gateway.is_empty() || is_address(gateway),
            "an https address or empty",
        ),
        (
            "servers.root_key",
            root.is_empty() || key,
            "43 characters of url-safe base64 or empty",
        ),
        (
            "servers",
            gateway.is_empty() == root.is_empty(),
            "a gateway with its root key, or neither",
        ),
        (
            "servers.homeservers",
            servers.homeservers.iter().all(|url| is_address(url)),
            "https addresses",
        ),
    ];
    first_broken(&rules)
}

fn first_broken(rules: &[(&'static str, bool, &'static str)]) -> Result<(), BrandError> {
    match rules.iter().find(|(_, holds, _)| !holds) {
        None => Ok(()),
        Some((field, _, must)) => Err(BrandError::Field(field, must)),
    }
}

fn is_line(text: &str, most: usize) -> bool {
    let count = text.chars().count();
    (1..=most).contains(&count) && text.trim() == text && !text.chars().any(char::is_control)
}

fn is_address(text: &str) -> bool {
    let host = text.strip_prefix("https://").unwrap_or_default();
    host.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.len() <= 512
        && text
            .bytes()
            .all(|c| c.is_ascii_graphic() && !b"\"'<>@?#\\$`{}".contains(&c))
}

fn logo(pieces: &[Piece]) -> Result<Vec<(Colour, String)>, BrandError> {
    let at_least_one = BrandError::Logo(0, "there: a logo has at least one");
    if pieces.is_empty() {
        return Err(at_least_one);
    }
    let piece = |(at, piece): (usize, &Piece)| {
        let colour =
            Colour::read(&piece.colour).ok_or(BrandError::Logo(at + 1, "of a colour like #154273"))?;
        let drawn = piece.path.starts_with('M')
            && piece
                .path
                .bytes()
                .all(|c| b"MmLlHhVvCcSsQqTtAaZz0123456789.,- ".contains(&c));
        let path = drawn.then(|| piece.path.clone());
        Ok((colour, path.ok_or(BrandError::Logo(at + 1, "path data of SVG"))?))
    };
    pieces.iter().enumerate().map(piece).collect()
}
