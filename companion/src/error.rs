//! From the core's error to an error answer. The only place that does.

use griffie_core::error::Error;
use serde_json::json;

use crate::{rpc::Failure, texts};

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let advice = texts::advice(&error);
        let data = json!({
            "code": error.kind(),
            "reason": error.code(),
            "nl": advice.nl,
            "en": advice.en,
        });
        Self::application(&error.to_string(), data)
    }
}
