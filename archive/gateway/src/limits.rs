//! Every bound of the gateway in one struct: sizes, counts, waits. Values only, no behaviour.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Bounds that an operator may change in `gateway.json`. Sizes are bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Limits {
    /// Largest sealed object.
    pub(crate) object_bytes: u64,
    /// Largest body of one attachment request.
    pub(crate) chunk_bytes: u64,
    /// Largest attachment.
    pub(crate) attachment_bytes: u64,
    /// Objects one device may bring in a UTC day.
    pub(crate) objects_per_day: u64,
    /// Bytes (objects and attachments) one device may bring in a UTC day.
    pub(crate) bytes_per_day: u64,
    /// Open connections on the public listener.
    pub(crate) connections: usize,
    /// Open connections of one source (IPv4 address or IPv6 /64); a proxy on this machine is exempt.
    pub(crate) connections_per_source: usize,
    /// Body bytes held in memory over all requests.
    pub(crate) bytes_in_flight: u64,
    /// Uploads waiting for the writer; more are answered with 429.
    pub(crate) queue: usize,
    /// Uploads in one commit.
    pub(crate) group: usize,
    /// Size at which a new segment file is started.
    pub(crate) segment_bytes: u64,
    /// Hours after which a segment whose objects all have a final receipt is removed from the gateway.
    pub(crate) keep_final_hours: u64,
    /// Age in seconds at which a hole in a device's numbering becomes a resend request.
    pub(crate) hole_seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            object_bytes: 16 << 20,
            chunk_bytes: 4 << 20,
            attachment_bytes: 4 << 30,
            objects_per_day: 1_000_000,
            bytes_per_day: 64 << 30,
            connections: 1024,
            connections_per_source: 256,
            bytes_in_flight: 256 << 20,
            queue: 1024,
            group: 256,
            segment_bytes: 64 << 20,
            keep_final_hours: 24,
            hole_seconds: 3600,
        }
    }
}

/// Tries a code may take before it is locked.
pub(crate) const CODE_TRIES: u32 = 10;
/// Unknown codes one source may offer in [`SOURCE_WINDOW`] before it is told to wait.
pub(crate) const SOURCE_TRIES: u32 = 20;
/// Window of [`SOURCE_TRIES`].
pub(crate) const SOURCE_WINDOW: Duration = Duration::from_secs(600);
/// How far `created` of a signed request may lie from our clock, in seconds.
pub(crate) const SIGNATURE_WINDOW: u64 = 300;
/// Nonces remembered; more in one window are answered with 429.
pub(crate) const NONCES: usize = 2_000_000;
/// Life of a homeserver login token.
pub(crate) const JWT_SECONDS: u64 = 120;
/// Largest body of a small JSON request.
pub(crate) const JSON_BYTES: u64 = 64 << 10;
/// Largest body of `POST /verdicts`.
pub(crate) const VERDICT_BYTES: u64 = 16 << 20;
/// Largest body of `POST /recalls`.
pub(crate) const RECALL_BYTES: u64 = 16 << 20;
/// Recalls in one configuration answer: the newest.
pub(crate) const RECALLS: u32 = 4;
/// Characters of one sealed recall; a device takes no more.
pub(crate) const RECALL: usize = 96 << 10;
/// Items in one page of a list.
pub(crate) const PAGE: u32 = 1000;
/// Ranges in one configuration answer.
pub(crate) const RESEND_RANGES: u32 = 64;
/// Time for a request head, a TLS handshake, or the next piece of a body.
pub(crate) const IDLE: Duration = Duration::from_secs(15);
/// Time for a whole body.
pub(crate) const BODY: Duration = Duration::from_secs(120);
/// Age at which an unfinished attachment is removed.
pub(crate) const PARTIAL_AGE: Duration = Duration::from_secs(7 * 24 * 3600);
/// Headers in one request.
pub(crate) const HEADERS: usize = 64;
/// Bytes of a request head.
pub(crate) const HEAD_BYTES: usize = 16 << 10;
