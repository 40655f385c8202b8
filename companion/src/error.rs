//! From the core's error to an error answer. The only place that does.

use griffie_core::{
    error::Error,
    texts::{Language, sentence},
};
use serde_json::json;

use crate::rpc::Failure;

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let data = json!({
            "code": error.kind(),
            "reason": error.code(),
            "nl": sentence(&error, Language::Dutch),
            "en": sentence(&error, Language::English),
        });
        Self::application(&error.to_string(), data)
    }
}
