//! Read receipts and typing notices: said to the server, not journaled.

use std::time::Duration;

use serde_json::json;

use super::{Call, Matrix, MatrixError};
use crate::net::http::Method;

impl Matrix {
    /// `POST /rooms/{room}/receipt/{m.read|m.read.private}/{event}`
    pub(crate) async fn mark_read(
        &self,
        room_id: &str,
        event_id: &str,
        private: bool,
    ) -> Result<(), MatrixError> {
        let kind = if private { "m.read.private" } else { "m.read" };
        let path = ["client", "v3", "rooms", room_id, "receipt", kind, event_id];
        self.call(Call::new(Method::POST, &path).json(&json!({}))?)
            .await?;
        Ok(())
    }

    /// `PUT /rooms/{room}/typing/{user}`: typing for so long, or no more.
    pub(crate) async fn typing(
        &self,
        room_id: &str,
        user_id: &str,
        during: Option<Duration>,
    ) -> Result<(), MatrixError> {
        let body = match during {
            Some(during) => json!({ "typing": true, "timeout": during.as_millis() }),
            None => json!({ "typing": false }),
        };
        let path = ["client", "v3", "rooms", room_id, "typing", user_id];
        self.call(Call::new(Method::PUT, &path).json(&body)?).await?;
        Ok(())
    }
}
