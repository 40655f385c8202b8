//! Whether a recorded clear text says what the ciphertext says: type, room and content by meaning, not by bytes.
//!
//! The device's library adds sender, id and times, and copies the relation of the outer event inside when there is none.

use serde_json::{Number, Value};

const RELATION: &str = "m.relates_to";

/// Whether `recorded` says what `decrypted` says, in this room.
pub(crate) fn same_meaning(decrypted: &[u8], recorded: &str, outer: Option<&Value>, room: &str) -> bool {
    let decrypted = serde_json::from_str::<Value>(&String::from_utf8_lossy(decrypted));
    let recorded = serde_json::from_str::<Value>(recorded);
    let (Ok(decrypted), Ok(recorded)) = (decrypted, recorded) else {
        return false;
    };
    let of = |value: &Value| value.get("room_id").and_then(Value::as_str).map(str::to_owned);
    let both = |key| Some((decrypted.get(key)?, recorded.get(key)?));
    of(&decrypted).as_deref() == Some(room)
        && of(&recorded).is_none_or(|recorded| recorded == room)
        && both("type").is_some_and(|(a, b)| same(a, b))
        && both("content").is_some_and(|(a, b)| same_content(a, b, outer))
}

fn same_content(decrypted: &Value, recorded: &Value, outer: Option<&Value>) -> bool {
    if same(decrypted, recorded) {
        return true;
    }
    match (outer, decrypted) {
        (Some(relation), Value::Object(fields)) if !fields.contains_key(RELATION) => {
            let mut fields = fields.clone();
            fields.insert(RELATION.to_owned(), relation.clone());
            same(&Value::Object(fields), recorded)
        }
        _ => false,
    }
}

fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Number(a), Value::Number(b)) => same_number(a, b),
        _ => a == b,
    }
}

/// A fraction that was read and written once more may differ in its last bit; whole numbers may not.
fn same_number(a: &Number, b: &Number) -> bool {
    if a == b {
        return true;
    }
    match (
        a.as_f64().filter(|_| a.is_f64()),
        b.as_f64().filter(|_| b.is_f64()),
    ) {
        (Some(a), Some(b)) => (a - b).abs() <= 2.0 * f64::EPSILON * a.abs().max(b.abs()),
        _ => false,
    }
}
