//! `GET /sync`: the raw bytes; `crate::sync` reads them.

use std::time::Duration;

use bytes::Bytes;

use super::{Call, Matrix, MatrixError};
use crate::net::http::Method;

/// How long the server may hold the answer back when there is nothing new.
const POLL: Duration = Duration::from_secs(30);
/// Beyond the poll: the first sync of a large account takes a server minutes to prepare.
const GRACE: Duration = Duration::from_secs(300);
/// Largest sync that is taken. Beyond this the server is broken or hostile.
const LIMIT: usize = 256 << 20;
/// Members are not loaded lazily, because who was in the room is evidence; presence is not a record.
const FILTER: &str = concat!(
    r#"{"presence":{"types":[]},"#,
    r#""room":{"state":{"lazy_load_members":false},"timeline":{"limit":200,"lazy_load_members":false}}}"#
);

impl Matrix {
    /// What is new since `since`; everything, when `None`. Waits up to 30 s for something if `wait`.
    pub(crate) async fn sync(&self, since: Option<&str>, wait: bool) -> Result<Bytes, MatrixError> {
        let timeout = if wait { POLL } else { Duration::ZERO };
        let mut call = Call::new(Method::GET, &["client", "v3", "sync"])
            .query("filter", FILTER)
            .query("timeout", timeout.as_millis().to_string())
            .within(Some(POLL + GRACE))
            .limit(LIMIT);
        if let Some(since) = since {
            call = call.query("since", since);
        }
        Ok(self.call(call).await?.body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filter_is_json_and_loads_all_members() {
        let filter: serde_json::Value = serde_json::from_str(FILTER).unwrap();
        assert_eq!(filter["room"]["state"]["lazy_load_members"], false);
        assert!(filter["room"]["timeline"]["limit"].as_u64() >= Some(100));
    }
}
