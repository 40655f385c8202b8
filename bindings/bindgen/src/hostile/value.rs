//! What can be handed to the library, in no language yet.

use uniffi_bindgen::interface::Type;

/// A text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Text {
    /// As it stands.
    Said(&'static str),
    /// The text that has this name in the test: see [`TEXTS`].
    Named(&'static str),
    /// A path into a fresh folder, and behind it another text.
    InFreshFolder(Option<Box<Text>>),
}

/// Bad texts, by the name of a constant in the tests and the word for it in a test's name.
pub(super) const TEXTS: [(&str, &str); 5] = [
    ("HUGE", "huge"),
    ("BIDI", "bidi"),
    ("NUL", "nul"),
    ("PATH", "path"),
    ("HALF", "half a pair"),
];

/// One of the two ends of a number's type, or zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extreme {
    Zero,
    Least,
    Most,
}

/// A value of any type that crosses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Text(Text),
    Number(Type, Extreme),
    Truth(bool),
    /// So many bytes of 0xff.
    Bytes(usize),
    Nothing,
    List(Vec<Value>),
    /// So many times the same.
    Many(usize, Box<Value>),
    Map(Vec<(Value, Value)>),
    /// An id or the like: its type's name and what is in it.
    Custom(String, Box<Value>),
    Record(String, Vec<(String, Value)>),
    Variant {
        of: String,
        name: String,
        fields: Vec<(String, Value)>,
        /// Of an enum whose variants all have no fields.
        flat: bool,
        error: bool,
    },
    /// What the app implements; one that always throws when `throws`.
    Hook {
        name: String,
        throws: bool,
    },
}

impl Value {
    /// Whether this text is somewhere in it.
    pub(super) fn holds(&self, text: &str) -> bool {
        match self {
            Self::Text(found) => found.holds(text),
            Self::List(values) => values.iter().any(|value| value.holds(text)),
            Self::Many(_, value) | Self::Custom(_, value) => value.holds(text),
            Self::Map(pairs) => pairs
                .iter()
                .any(|(key, value)| key.holds(text) || value.holds(text)),
            Self::Record(_, fields) | Self::Variant { fields, .. } => {
                fields.iter().any(|(_, value)| value.holds(text))
            }
            Self::Number(..) | Self::Truth(_) | Self::Bytes(_) | Self::Nothing | Self::Hook { .. } => false,
        }
    }
}

impl Text {
    fn holds(&self, text: &str) -> bool {
        match self {
            Self::Said(_) => false,
            Self::Named(name) => *name == text,
            Self::InFreshFolder(rest) => rest.as_ref().is_some_and(|rest| rest.holds(text)),
        }
    }
}
