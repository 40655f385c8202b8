//! `GET /rooms/{room}/messages`: history, as raw bytes; `crate::fill` reads them.

use bytes::Bytes;

use super::{Call, Matrix, MatrixError};
use crate::net::http::Method;

/// Events to a page.
const PAGE: &str = "250";
const LIMIT: usize = 64 << 20;

impl Matrix {
    /// One page of history backwards from the token `from`, or from the newest event when `None`.
    pub(crate) async fn messages_before(
        &self,
        room_id: &str,
        from: Option<&str>,
    ) -> Result<Bytes, MatrixError> {
        let mut call = Call::new(Method::GET, &["client", "v3", "rooms", room_id, "messages"])
            .query("dir", "b")
            .query("limit", PAGE)
            .limit(LIMIT);
        if let Some(from) = from {
            call = call.query("from", from);
        }
        Ok(self.call(call).await?.body)
    }

    /// One event, with the members of its room as they were at it.
    pub(crate) async fn event_in_context(&self, room_id: &str, event_id: &str) -> Result<Bytes, MatrixError> {
        let call = Call::new(
            Method::GET,
            &["client", "v3", "rooms", room_id, "context", event_id],
        )
        .query("limit", "0")
        .query("filter", r#"{"types":["m.room.member"]}"#)
        .limit(LIMIT);
        Ok(self.call(call).await?.body)
    }
}
