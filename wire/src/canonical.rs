//! Canonical JSON (RFC 8785), the one byte form of a value that is hashed, signed or compared.
//!
//! It must not know what the values mean.

use serde::Serialize;
use serde_json::{Number, Value};
use thiserror::Error;

/// Largest integer that every JSON reader holds exactly (RFC 7493 section 2.2); Matrix has the same bound.
pub const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// A value that has no canonical form.
#[derive(Debug, Error)]
pub enum CanonicalError {
    /// RFC 8785 writes numbers as doubles, so a larger integer would silently become another one.
    #[error("integer outside plus or minus 2^53 - 1")]
    UnsafeInteger,
    /// The type cannot be written as JSON.
    #[error("value has no json form")]
    Json(#[from] serde_json::Error),
}

/// The canonical bytes of `value`.
///
/// # Errors
/// [`CanonicalError`] when it has none.
pub fn to_canonical<T: Serialize>(value: &T) -> Result<Vec<u8>, CanonicalError> {
    let value = serde_json::to_value(value)?;
    if has_unsafe_integer(&value) {
        return Err(CanonicalError::UnsafeInteger);
    }
    Ok(serde_json_canonicalizer::to_vec(&value)?)
}

fn has_unsafe_integer(value: &Value) -> bool {
    match value {
        Value::Number(number) => is_unsafe(number),
        Value::Array(items) => items.iter().any(has_unsafe_integer),
        Value::Object(members) => members.values().any(has_unsafe_integer),
        Value::Null | Value::Bool(_) | Value::String(_) => false,
    }
}

fn is_unsafe(number: &Number) -> bool {
    number
        .as_u64()
        .or_else(|| number.as_i64().map(i64::unsigned_abs))
        .is_some_and(|size| size > MAX_SAFE_INTEGER)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn text(value: &Value) -> String {
        String::from_utf8(to_canonical(value).unwrap()).unwrap()
    }

    #[test]
    fn rfc_8785_section_3_2_3_sorts_names_by_utf_16() {
        let value =
            json!({"\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1f600}": 5, "\u{80}": 6, "\u{f6}": 7});
        assert_eq!(
            text(&value),
            "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"\u{f6}\":7,\"\u{20ac}\":1,\"\u{1f600}\":5,\"\u{fb33}\":3}"
        );
    }

    #[test]
    fn text_is_kept_as_it_is() {
        // NFD, bidi control, an escape of a lone surrogate inside a string of JSON text.
        let raw = "e\u{301} \u{202e} {\"body\":\"\\ud800\",\"n\":1e400}";
        let bytes = to_canonical(&raw).unwrap();
        assert_eq!(serde_json::from_slice::<String>(&bytes).unwrap(), raw);
    }

    #[test]
    fn integers_are_exact_or_refused() {
        assert_eq!(
            text(&json!([9_007_199_254_740_991_u64, -9_007_199_254_740_991_i64])),
            "[9007199254740991,-9007199254740991]"
        );
        for value in [
            json!(9_007_199_254_740_992_u64),
            json!([{"a": -9_007_199_254_740_992_i64}]),
            json!(u64::MAX),
            json!(i64::MIN),
        ] {
            assert!(
                matches!(to_canonical(&value), Err(CanonicalError::UnsafeInteger)),
                "{value}"
            );
        }
    }
}
