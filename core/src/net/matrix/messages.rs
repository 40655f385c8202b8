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
}
