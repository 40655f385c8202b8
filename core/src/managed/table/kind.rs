//! What a key can hold, and what it holds by itself.

/// What a key holds. Every limit is checked where values are read, and declared wherever a format can declare it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Number {
        /// Smallest.
        min: u32,
        /// Largest.
        max: u32,
    },
    /// One of a few words.
    Choice(Choices),
    /// Words for people.
    Text {
        /// Most characters.
        longest: usize,
    },
    /// An `https` address without user, query and fragment.
    Address,
    /// JSON list of such addresses.
    Addresses {
        /// Most of them.
        most: usize,
    },
    /// An Ed25519 public key, unpadded url-safe base64.
    PublicKey,
    /// Sixteen Crockford characters, the right to activate once.
    EnrolmentCode,
    /// `07:00-19:00`.
    Hours,
}

/// The words of a choice, and the type they make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choices {
    /// Name of the type in the typed settings.
    pub name: &'static str,
    /// What that type is, one sentence.
    pub about: &'static str,
    /// The words, each with what it means.
    pub words: &'static [(&'static str, &'static str)],
}

/// What holds when nobody says anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// Nothing.
    None,
    /// This.
    Flag(bool),
    /// This.
    Number(u32),
    /// This word of the choice.
    Word(&'static str),
}
