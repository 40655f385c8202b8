//! What a console and a settings screen say of each key: a title and a sentence, in four languages.

/// The languages of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// Nederlands.
    Nl,
    /// English.
    En,
    /// Deutsch.
    De,
    /// Français.
    Fr,
}

impl Tongue {
    /// All of them; English first, as the one that everybody falls back to.
    pub const ALL: [Self; 4] = [Self::En, Self::Nl, Self::De, Self::Fr];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
        }
    }

    const fn lines(self) -> &'static str {
        match self {
            Self::Nl => include_str!("texts/nl.txt"),
            Self::En => include_str!("texts/en.txt"),
            Self::De => include_str!("texts/de.txt"),
            Self::Fr => include_str!("texts/fr.txt"),
        }
    }
}

/// Title and sentence of the key of this name; a test sees to it that every key has them in every language.
pub fn text(key: &str, tongue: Tongue) -> Option<(&'static str, &'static str)> {
    line(key, tongue)?.split_once(" | ")
}

/// Title of the group of this name.
pub fn group_title(group: &str, tongue: Tongue) -> Option<&'static str> {
    line(&format!("group.{group}"), tongue)
}

fn line(name: &str, tongue: Tongue) -> Option<&'static str> {
    tongue.lines().lines().find_map(|line| {
        let (key, text) = line.split_once(" = ")?;
        (key == name).then_some(text)
    })
}
