//! `PUT /rooms/{room}/send` and `/redact`: own events, under a transaction id, so that a repeat is the same event.

use serde::Deserialize;
use serde_json::json;

use super::{Call, Matrix, MatrixError};
use crate::net::http::{Body, Method};

#[derive(Deserialize)]
struct EventId {
    event_id: String,
}

impl Matrix {
    /// Sends an event; `content` is JSON text and travels as it is. Gives the event's id.
    pub(crate) async fn send_event(
        &self,
        room_id: &str,
        event_type: &str,
        txn_id: &str,
        content: String,
    ) -> Result<String, MatrixError> {
        let path = ["client", "v3", "rooms", room_id, "send", event_type, txn_id];
        let call = Call::new(Method::PUT, &path).body(Body::from(content), "application/json");
        Ok(self.call_json::<EventId>(call).await?.event_id)
    }

    /// Redacts an event. Gives the id of the redaction.
    pub(crate) async fn redact(
        &self,
        room_id: &str,
        event_id: &str,
        txn_id: &str,
        reason: Option<&str>,
    ) -> Result<String, MatrixError> {
        let path = ["client", "v3", "rooms", room_id, "redact", event_id, txn_id];
        let body = reason.map_or_else(|| json!({}), |reason| json!({ "reason": reason }));
        let call = Call::new(Method::PUT, &path).json(&body)?;
        Ok(self.call_json::<EventId>(call).await?.event_id)
    }
}
