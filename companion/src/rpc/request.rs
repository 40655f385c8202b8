//! Reads a line as a request or a notification.

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use super::Failure;

/// A request; without an id it is a notification and gets no answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Request {
    /// As the caller gave it: a string, a number or null; `None` for a notification.
    pub(crate) id: Option<Value>,
    pub(crate) method: String,
    params: Map<String, Value>,
}

#[derive(Deserialize)]
struct Shape {
    jsonrpc: String,
    method: String,
    #[serde(default)]
    params: Option<Value>,
}

impl Request {
    /// Reads a line. The error carries the id to answer under, null when there is none to be read.
    pub(crate) fn read(line: &[u8]) -> Result<Self, (Value, Failure)> {
        let value: Value = serde_json::from_slice(line).map_err(|_| (Value::Null, Failure::parse()))?;
        let id = value.get("id").cloned();
        let under = id.clone().filter(is_id).unwrap_or(Value::Null);
        let invalid = |why| (under.clone(), Failure::invalid_request(why));
        if !value.is_object() {
            return Err(invalid("one JSON object a line; no batches"));
        }
        if id.as_ref().is_some_and(|id| !is_id(id)) {
            return Err(invalid("id must be a string, a number or null"));
        }
        let shape: Shape =
            serde_json::from_value(value).map_err(|_| invalid("jsonrpc and method must be strings"))?;
        if shape.jsonrpc != "2.0" {
            return Err(invalid("jsonrpc must be \"2.0\""));
        }
        match shape.params {
            None | Some(Value::Null) => Ok(Self {
                id,
                method: shape.method,
                params: Map::new(),
            }),
            Some(Value::Object(params)) => Ok(Self {
                id,
                method: shape.method,
                params,
            }),
            Some(_) => Err((under, Failure::params("parameters go by name, in an object"))),
        }
    }

    /// The parameters as the method wants them.
    pub(crate) fn params<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        // The message names fields and types, never values: those may be what people wrote.
        serde_json::from_value(Value::Object(self.params.clone()))
            .map_err(|error| Failure::params(&field_fault(&error)))
    }

    /// The parameter `room`, for keeping order.
    pub(crate) fn room(&self) -> Option<&str> {
        self.params.get("room")?.as_str()
    }
}

fn is_id(id: &Value) -> bool {
    id.is_string() || id.is_number() || id.is_null()
}

/// What serde says about missing and unknown fields names fields; what it says about types may quote a value, so that is cut away.
fn field_fault(error: &serde_json::Error) -> String {
    let text = error.to_string();
    if text.starts_with("missing field") || text.starts_with("unknown field") {
        text
    } else {
        "a parameter has the wrong type".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(line: &str) -> (Value, i64) {
        let (id, failure) = Request::read(line.as_bytes()).unwrap_err();
        (id, failure.code)
    }

    #[test]
    fn each_fault_has_its_code_and_keeps_the_id() {
        assert_eq!(code("{"), (Value::Null, -32_700));
        assert_eq!(code("\u{feff}"), (Value::Null, -32_700));
        assert_eq!(code("[]"), (Value::Null, -32_600));
        assert_eq!(
            code(r#"{"jsonrpc":"1.0","id":7,"method":"x"}"#),
            (7.into(), -32_600)
        );
        assert_eq!(
            code(r#"{"jsonrpc":"2.0","id":{},"method":"x"}"#),
            (Value::Null, -32_600)
        );
        assert_eq!(code(r#"{"jsonrpc":"2.0","id":7}"#), (7.into(), -32_600));
        assert_eq!(
            code(r#"{"jsonrpc":"2.0","id":7,"method":"x","params":[1]}"#),
            (7.into(), -32_602)
        );
    }

    #[test]
    fn a_request_without_id_is_a_notification() {
        let request = Request::read(br#"{"jsonrpc":"2.0","method":"x"}"#).unwrap();
        assert_eq!((request.id, request.method.as_str()), (None, "x"));
        let request = Request::read(br#"{"jsonrpc":"2.0","id":null,"method":"x","params":null}"#).unwrap();
        assert_eq!(request.id, Some(Value::Null));
    }

    #[test]
    fn a_wrong_parameter_is_named_but_never_quoted() {
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Params {
            #[allow(dead_code, reason = "only its absence is tested")]
            room: u8,
        }
        let of = |params: &str| {
            let line = format!(r#"{{"jsonrpc":"2.0","id":1,"method":"x","params":{params}}}"#);
            Request::read(line.as_bytes())
                .unwrap()
                .params::<Params>()
                .unwrap_err()
                .message
        };
        assert!(of("{}").contains("room"));
        assert!(of(r#"{"rom":1}"#).contains("rom"));
        assert!(!of(r#"{"room":"geheim"}"#).contains("geheim"));
    }
}
