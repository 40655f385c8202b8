//! Identifiers and numbers with a unit: parsed once at the edge, carried as types ever after.
//!
//! Byte identifiers read and write as lower-case hex; none of them knows what it points at.

use std::{fmt, str::FromStr};

use ring::digest;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// Text that is not the hex form of the identifier asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("expected {bytes} bytes as lower-case hex")]
pub struct BadId {
    /// Length of the identifier in bytes.
    pub bytes: usize,
}

macro_rules! byte_id {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $len]);

        impl $name {
            /// Length in bytes.
            pub const LEN: usize = $len;

            /// Takes the bytes as they are.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; $len]) -> Self {
                Self(bytes)
            }

            /// The bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; $len] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                let bad = BadId { bytes: $len };
                // One identifier has one spelling, so that it can be compared as text as well.
                if text.bytes().any(|c| c.is_ascii_uppercase()) {
                    return Err(bad);
                }
                let mut bytes = [0; $len];
                hex::decode_to_slice(text, &mut bytes).map_err(|_| bad)?;
                Ok(Self(bytes))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

byte_id!(
    /// One archiving organisation.
    TenantId, 16
);
byte_id!(
    /// One enrolled device; ours, not Matrix's.
    DeviceId, 16
);
byte_id!(
    /// One life of a journal database: a restored backup starts another.
    Epoch, 16
);
byte_id!(
    /// Ties objects that carry one stream (an attachment in parts) together; zeros when unused.
    StreamId, 16
);
byte_id!(
    /// Digest of a sealed object up to its signature; its name everywhere outside.
    ObjectId, 32
);
byte_id!(
    /// SHA-256 digest.
    Sha256, 32
);
byte_id!(
    /// Salted commitment to a journal entry and to all entries before it.
    Commitment, 32
);
byte_id!(
    /// Short name of an archive key: the first bytes of a digest over suite and public key.
    KeyId, 8
);

impl Commitment {
    /// What the first entry of an epoch builds on.
    pub const GENESIS: Self = Self([0; 32]);
}

impl ObjectId {
    /// What the first object of an epoch names as its predecessor.
    pub const GENESIS: Self = Self([0; 32]);
}

impl StreamId {
    /// For objects that belong to no stream.
    pub const NONE: Self = Self([0; 16]);
}

macro_rules! number {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

number!(
    /// Number of an object inside (device, epoch): 1, 2, 3 ...
    Seq
);
number!(
    /// Number of a journal entry inside the epoch: 1, 2, 3 ...
    EntryNo
);
number!(
    /// UTC milliseconds since 1970.
    Millis
);

impl Sha256 {
    /// Digest of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = Sha256Hasher::new();
        hasher.update(bytes);
        hasher.finish()
    }
}

/// SHA-256 over bytes that come in pieces.
#[derive(Clone)]
pub struct Sha256Hasher(digest::Context);

impl Sha256Hasher {
    /// Starts with no bytes seen.
    #[must_use]
    pub fn new() -> Self {
        Self(digest::Context::new(&digest::SHA256))
    }

    /// Takes the next piece.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all pieces.
    #[must_use]
    pub fn finish(self) -> Sha256 {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(self.0.finish().as_ref());
        Sha256(bytes)
    }
}

impl Default for Sha256Hasher {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Sha256Hasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sha256Hasher")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_have_one_spelling() {
        let id = KeyId::from_bytes([0, 1, 2, 3, 0xfc, 0xfd, 0xfe, 0xff]);
        assert_eq!(id.to_string(), "00010203fcfdfeff");
        assert_eq!("00010203fcfdfeff".parse(), Ok(id));
        for wrong in [
            "00010203FCFDFEFF",
            "00010203fcfdfe",
            "00010203fcfdfeff00",
            "00010203fcfdfefg",
            "",
        ] {
            assert_eq!(wrong.parse::<KeyId>(), Err(BadId { bytes: 8 }), "{wrong}");
        }
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"00010203fcfdfeff\"");
        assert_eq!(
            serde_json::from_str::<KeyId>("\"\\u00300010203fcfdfeff\"").unwrap(),
            id
        );
    }

    #[test]
    fn digest_in_pieces_is_digest_of_the_whole() {
        let mut hasher = Sha256Hasher::new();
        hasher.update(b"a");
        hasher.update(b"bc");
        assert_eq!(hasher.finish(), Sha256::of(b"abc"));
        // FIPS 180-4, example "abc".
        assert_eq!(
            Sha256::of(b"abc").to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn numbers_are_plain_json_numbers() {
        assert_eq!(
            serde_json::to_string(&Millis(1_700_000_000_000)).unwrap(),
            "1700000000000"
        );
        assert_eq!(serde_json::from_str::<EntryNo>("7").unwrap(), EntryNo(7));
    }
}
