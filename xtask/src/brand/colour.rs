//! Colours, and whether what is written on them can be read: contrast as WCAG 2.2 computes it (1.4.3 text, 1.4.11 the rest, level AA).

use std::collections::BTreeMap;

use super::read::BrandError;

/// An opaque colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour(pub(super) u32);

/// The roles of Material 3 that every brand gives, in the order in which they are written.
pub(super) const ROLES: [&str; 17] = [
    "primary",
    "onPrimary",
    "primaryContainer",
    "onPrimaryContainer",
    "secondary",
    "onSecondary",
    "secondaryContainer",
    "onSecondaryContainer",
    "background",
    "onBackground",
    "surface",
    "onSurface",
    "surfaceVariant",
    "onSurfaceVariant",
    "outline",
    "error",
    "onError",
];

const TEXT: f64 = 4.5;
const SHAPE: f64 = 3.0;

/// What is written or drawn on what, and how far apart they must be.
const PAIRS: [(&str, &str, f64); 17] = [
    ("onPrimary", "primary", TEXT),
    ("onPrimaryContainer", "primaryContainer", TEXT),
    ("onSecondary", "secondary", TEXT),
    ("onSecondaryContainer", "secondaryContainer", TEXT),
    ("onBackground", "background", TEXT),
    ("onSurface", "surface", TEXT),
    ("onSurface", "surfaceVariant", TEXT),
    ("onSurfaceVariant", "background", TEXT),
    ("onSurfaceVariant", "surface", TEXT),
    ("onSurfaceVariant", "surfaceVariant", TEXT),
    ("onError", "error", TEXT),
    ("error", "surface", TEXT),
    ("primary", "background", TEXT),
    ("primary", "surface", TEXT),
    ("primary", "surfaceVariant", TEXT),
    ("outline", "background", SHAPE),
    ("outline", "surface", SHAPE),
];

/// The colours of one appearance, by role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Colours(BTreeMap<&'static str, Colour>);

impl Colours {
    /// All roles from their texts, if they can be told apart.
    pub(super) fn read(
        appearance: &'static str,
        given: &BTreeMap<String, String>,
    ) -> Result<Self, BrandError> {
        let mut colours = BTreeMap::new();
        for role in ROLES {
            let text = given
                .get(role)
                .ok_or(BrandError::ColourMissing(appearance, role))?;
            let colour = Colour::read(text)
                .ok_or_else(|| BrandError::ColourMalformed(appearance, role.to_owned(), text.clone()))?;
            colours.insert(role, colour);
        }
        if let Some(other) = given.keys().find(|name| !ROLES.contains(&name.as_str())) {
            return Err(BrandError::ColourUnknown(appearance, other.clone()));
        }
        let colours = Self(colours);
        match PAIRS
            .iter()
            .find(|(on, under, least)| colours.contrast(on, under) < *least)
        {
            None => Ok(colours),
            Some(&(on, under, least)) => Err(BrandError::Contrast {
                appearance,
                on,
                under,
                least,
                found: colours.contrast(on, under),
            }),
        }
    }

    /// The colour of a role.
    pub(super) fn of(&self, role: &str) -> Colour {
        self.0.get(role).copied().unwrap_or(Colour(0))
    }

    fn contrast(&self, on: &str, under: &str) -> f64 {
        contrast(self.of(on), self.of(under))
    }
}

impl Colour {
    /// `#154273`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let plain = digits.len() == 6 && digits.bytes().all(|c| c.is_ascii_hexdigit());
        plain
            .then(|| u32::from_str_radix(digits, 16).ok().map(Self))
            .flatten()
    }

    /// `154273`.
    pub(super) fn hex(self) -> String {
        format!("{:06X}", self.0)
    }

    /// Red, green, blue, 0 to 255.
    pub(super) fn parts(self) -> [u32; 3] {
        [self.0 >> 16 & 255, self.0 >> 8 & 255, self.0 & 255]
    }

    /// Relative luminance.
    fn luminance(self) -> f64 {
        let linear = |part: u32| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        let [red, green, blue] = self.parts().map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

/// 1 to 21.
pub(super) fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}
