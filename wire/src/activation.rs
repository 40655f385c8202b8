//! The activation code a person types, and the link or QR code that carries it together with the root of trust.
//!
//! It must not know who issued a code or whether it was used before: that is the gateway's memory.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{
    ids::Sha256,
    key::PublicKey,
    link::{self, LinkError},
};

/// Crockford's base 32: no I, L, O or U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 16;
const HASH_DOMAIN: &[u8] = b"griffie-code\0";
const PROOF_DOMAIN: &[u8] = b"griffie-activate\0";

/// Fifteen random characters (75 bits) and one check character, each a value 0..32.
///
/// The check character finds every single wrong character and every exchange of two different characters.
#[derive(Clone, PartialEq, Eq)]
pub struct ActivationCode([u8; LENGTH]);

/// Why a text is not an activation code; each case lets the app say something useful.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    #[error("an activation code has 16 characters")]
    WrongLength,
    /// `at` counts the letters and digits typed so far, starting at 1; dashes and spaces do not count.
    #[error("character {at} cannot occur in an activation code")]
    BadCharacter { at: usize },
    #[error("the check character does not match: a character is wrong or two are exchanged")]
    Mistyped,
}

impl ActivationCode {
    /// Makes a code from ten random bytes, of which 75 bits are used.
    pub fn generate(random: [u8; 10]) -> Self {
        let bits = random
            .iter()
            .fold(0u128, |bits, byte| bits << 8 | u128::from(*byte));
        let mut values = [0u8; LENGTH];
        let (body, check) = values.split_at_mut(LENGTH - 1);
        for (place, value) in body.iter_mut().enumerate() {
            *value = (bits >> (75 - 5 * place)) as u8 & 31;
        }
        check.fill(times_alpha(syndrome(body)));
        Self(values)
    }

    /// What the gateway stores and compares: SHA-256 over a domain and the sixteen characters.
    pub fn hash(&self) -> Sha256 {
        let mut message = HASH_DOMAIN.to_vec();
        message.extend(self.characters());
        Sha256::of(&message)
    }

    fn characters(&self) -> impl Iterator<Item = u8> + '_ {
        self.0
            .iter()
            .filter_map(|value| ALPHABET.get(usize::from(*value)).copied())
    }
}

/// What the device signs to show that it holds the key it wants registered for this code.
pub fn proof_message(code_hash: &Sha256, device_key: &PublicKey) -> Vec<u8> {
    [PROOF_DOMAIN, code_hash.as_bytes(), device_key.as_bytes()].concat()
}

/// Sum of `character × α^(places to its right)` in GF(2^5), by Horner's rule; a whole code gives 0.
///
/// The weights α^0 … α^15 are different and not zero, so one error e changes the sum by α^i·e ≠ 0, and an
/// exchange of a and b by (α^i + α^j)(a + b) ≠ 0.
fn syndrome(values: &[u8]) -> u8 {
    values.iter().fold(0, |sum, value| times_alpha(sum) ^ value)
}

/// Multiplication by α = x in GF(2)[x] / (x^5 + x^2 + 1), in which x is primitive.
fn times_alpha(value: u8) -> u8 {
    let doubled = value << 1;
    if doubled & 0x20 == 0 {
        doubled
    } else {
        doubled ^ 0x25
    }
}

fn value_of(character: char) -> Option<u8> {
    let upper = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET
        .iter()
        .position(|known| char::from(*known) == upper)
        .and_then(|place| u8::try_from(place).ok())
}

impl FromStr for ActivationCode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let typed = text
            .chars()
            .filter(|c| !matches!(c, '-' | '\u{2010}'..='\u{2015}') && !c.is_whitespace());
        let mut values = Vec::with_capacity(LENGTH);
        for (before, character) in typed.enumerate() {
            if before == LENGTH {
                return Err(CodeError::WrongLength);
            }
            values.push(value_of(character).ok_or(CodeError::BadCharacter { at: before + 1 })?);
        }
        let values: [u8; LENGTH] = values.try_into().map_err(|_| CodeError::WrongLength)?;
        if syndrome(&values) == 0 {
            Ok(Self(values))
        } else {
            Err(CodeError::Mistyped)
        }
    }
}

/// `XXXX-XXXX-XXXX-XXXX`.
impl fmt::Display for ActivationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, character) in self.characters().enumerate() {
            if place > 0 && place % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(character))?;
        }
        Ok(())
    }
}

/// A code is a secret until it is used: it does not show in logs.
impl fmt::Debug for ActivationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ActivationCode(..)")
    }
}

impl Serialize for ActivationCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ActivationCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// Everything a fresh device needs to activate and to trust: where, whom, and the right to do so once.
///
/// Text form: `griffie://activate?gateway=<url>&root=<base64>&code=<code>`, values percent-encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivationLink {
    /// Base URL of the gateway, `https://…` (plain HTTP on the loopback address only).
    pub gateway: String,
    /// The organisation's offline root, under which seal configuration and policy are signed.
    pub root: PublicKey,
    pub code: ActivationCode,
}

impl fmt::Display for ActivationLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [gateway, root, code] =
            [&self.gateway, &self.root.to_string(), &self.code.to_string()].map(|value| link::encode(value));
        write!(f, "{}?gateway={gateway}&root={root}&code={code}", link::ACTIVATE)
    }
}

impl FromStr for ActivationLink {
    type Err = LinkError;

    fn from_str(text: &str) -> Result<Self, LinkError> {
        let [gateway, root, code] = link::parameters(text, ["gateway", "root", "code"])?;
        link::check_gateway_url(&gateway)?;
        Ok(Self {
            gateway,
            root: root.parse().map_err(|_| LinkError::Root)?,
            code: code.parse().map_err(LinkError::Code)?,
        })
    }
}

#[cfg(test)]
mod tests;
