//! The one table of keys that a device manager (MDM) may set: name, kind, default, limits, renewable, user-editable. All else is made of
//! it by `cargo xtask mdm`: what both platforms declare, samples, schema, reference, the typed settings.
//!
//! Must not know: the rest of the core. `xtask` compiles these files as they are. Texts for people stand in `texts/`, one file a language.

mod activation;
mod kind;
mod protection;
mod services;
mod texts;
mod using;

pub use self::{
    kind::{Choices, Kind, Preset},
    texts::{Tongue, group_title, text},
};

/// A key and all that is known of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Key {
    /// As it stands in the managed configuration, the same on Android and iOS.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What holds when nobody says anything.
    pub preset: Preset,
    /// Whether a change after the activation takes effect; otherwise the value of the activation stays.
    pub renewable: bool,
    /// Whether the user may set it where nobody else does.
    pub editable: bool,
    /// Who acts on it.
    pub acts: Acts,
}

/// Who acts on a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acts {
    /// The core, while it activates.
    Activation,
    /// The app: screens and what it asks of the operating system.
    App,
}

/// Keys that belong together, in the order in which a console shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// Stable word; its title is in the texts.
    pub name: &'static str,
    /// Its keys.
    pub keys: &'static [Key],
}

/// All keys, by group.
pub const GROUPS: &[Group] = &[
    Group {
        name: "activation",
        keys: activation::KEYS,
    },
    Group {
        name: "services",
        keys: services::KEYS,
    },
    Group {
        name: "protection",
        keys: protection::KEYS,
    },
    Group {
        name: "using",
        keys: using::KEYS,
    },
];

/// All keys.
pub fn keys() -> impl Iterator<Item = &'static Key> {
    GROUPS.iter().flat_map(|group| group.keys)
}

/// The key of this name.
pub fn find(name: &str) -> Option<&'static Key> {
    keys().find(|key| key.name == name)
}

impl Key {
    const fn new(name: &'static str, kind: Kind, preset: Preset) -> Self {
        Self {
            name,
            kind,
            preset,
            renewable: true,
            editable: false,
            acts: Acts::App,
        }
    }

    /// What the activation reads, once.
    const fn of_activation(name: &'static str, kind: Kind) -> Self {
        Self {
            renewable: false,
            acts: Acts::Activation,
            ..Self::new(name, kind, Preset::None)
        }
    }

    const fn flag(name: &'static str, preset: bool) -> Self {
        Self::new(name, Kind::Flag, Preset::Flag(preset))
    }

    const fn editable(self) -> Self {
        Self {
            editable: true,
            ..self
        }
    }

    /// Whether its value is shown to nobody: it buys something.
    pub const fn is_hidden(&self) -> bool {
        matches!(self.kind, Kind::EnrolmentCode)
    }
}
