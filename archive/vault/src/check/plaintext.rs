//! Compares a recorded clear text with what the ciphertext says: same meaning, not same bytes.
//!
//! The device's library adds sender, event id and times to the clear text and copies the relation of the outer event
//! into it (reference/sealing.md 3.1), so only type, room and content are compared, and the relation may come from
//! outside when there is none inside.

use serde_json::{Number, Value};

use crate::fault::Fault;

const RELATION: &str = "m.relates_to";

/// Whether `recorded` says what `proven` says, in this room.
pub(super) fn compare(
    proven: &[u8],
    recorded: &str,
    outer_relation: Option<&Value>,
    room_id: Option<&str>,
) -> Result<(), Fault> {
    // The library reads clear text that is not UTF-8 with replacement characters, too.
    let proven: Value =
        serde_json::from_str(&String::from_utf8_lossy(proven)).map_err(|_| Fault::PlaintextMismatch)?;
    let recorded: Value = serde_json::from_str(recorded).map_err(|_| Fault::PlaintextMismatch)?;
    let room = |value: &Value| value.get("room_id").and_then(Value::as_str).map(str::to_owned);
    let same_room = room(&proven).as_deref() == room_id
        && room(&recorded).is_none_or(|recorded| Some(recorded.as_str()) == room_id);
    let (Some(proven_type), Some(recorded_type)) = (proven.get("type"), recorded.get("type")) else {
        return Err(Fault::PlaintextMismatch);
    };
    let (Some(proven), Some(recorded)) = (proven.get("content"), recorded.get("content")) else {
        return Err(Fault::PlaintextMismatch);
    };
    if same_room && same(proven_type, recorded_type) && same_content(proven, recorded, outer_relation) {
        Ok(())
    } else {
        Err(Fault::PlaintextMismatch)
    }
}

fn same_content(proven: &Value, recorded: &Value, outer_relation: Option<&Value>) -> bool {
    if same(proven, recorded) {
        return true;
    }
    let (Some(relation), Value::Object(fields)) = (outer_relation, proven) else {
        return false;
    };
    if fields.contains_key(RELATION) {
        return false;
    }
    let mut fields = fields.clone();
    fields.insert(RELATION.to_owned(), relation.clone());
    same(&Value::Object(fields), recorded)
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ROOM: Option<&str> = Some("!r:x");

    fn proven(content: &Value) -> Vec<u8> {
        json!({"type": "m.room.message", "room_id": "!r:x", "content": content})
            .to_string()
            .into_bytes()
    }

    fn recorded(content: &Value) -> String {
        json!({"content": content, "type": "m.room.message", "room_id": "!r:x", "sender": "@a:x", "event_id": "$e",
               "origin_server_ts": 1, "unsigned": {}})
        .to_string()
    }

    #[test]
    fn fields_that_the_library_adds_do_not_matter() {
        let content = json!({"body": "hoi \u{2067}\u{202e}", "n": 1.1, "deep": [{"a": null}]});
        assert_eq!(
            compare(&proven(&content), &recorded(&content), None, ROOM),
            Ok(())
        );
    }

    #[test]
    fn an_outer_relation_may_be_copied_in_but_never_replace_one() {
        let relation = json!({"rel_type": "m.thread", "event_id": "$t"});
        let plain = json!({"body": "hoi"});
        let with = json!({"body": "hoi", "m.relates_to": relation});
        assert_eq!(
            compare(&proven(&plain), &recorded(&with), Some(&relation), ROOM),
            Ok(())
        );
        assert_eq!(
            compare(&proven(&plain), &recorded(&plain), Some(&relation), ROOM),
            Ok(())
        );
        assert_eq!(
            compare(&proven(&plain), &recorded(&with), None, ROOM),
            Err(Fault::PlaintextMismatch)
        );
        let other = json!({"body": "hoi", "m.relates_to": {"event_id": "$o"}});
        assert_eq!(
            compare(&proven(&other), &recorded(&with), Some(&relation), ROOM),
            Err(Fault::PlaintextMismatch)
        );
    }

    #[test]
    fn another_word_type_or_room_is_found() {
        let content = json!({"body": "ja", "n": 1});
        for other in [
            json!({"body": "nee", "n": 1}),
            json!({"body": "ja"}),
            json!({"body": "ja", "n": 2}),
            json!("ja"),
        ] {
            assert_eq!(
                compare(&proven(&content), &recorded(&other), None, ROOM),
                Err(Fault::PlaintextMismatch),
                "{other}"
            );
        }
        let renamed = recorded(&content).replace("m.room.message", "m.sticker");
        assert_eq!(
            compare(&proven(&content), &renamed, None, ROOM),
            Err(Fault::PlaintextMismatch)
        );
        assert_eq!(
            compare(&proven(&content), &recorded(&content), None, Some("!o:x")),
            Err(Fault::PlaintextMismatch)
        );
        assert_eq!(
            compare(b"{}", &recorded(&content), None, ROOM),
            Err(Fault::PlaintextMismatch)
        );
    }
}
