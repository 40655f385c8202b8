//! Media: `POST /media/v3/upload` as a stream, and the authenticated download of Matrix 1.11, resumable where the server can.

use reqwest::header::{CONTENT_LENGTH, CONTENT_RANGE, HeaderMap, RANGE};
use serde::Deserialize;

use super::{Call, Matrix, MatrixError};
use crate::net::http::{Body, Incoming, Method};

#[derive(Deserialize)]
struct ContentUri {
    content_uri: String,
}

/// A media address, `mxc://server/id`, in its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mxc<'a> {
    server: &'a str,
    id: &'a str,
}

impl<'a> Mxc<'a> {
    /// Reads an address; `None` when it is none by the grammar of the Matrix specification.
    pub(crate) fn parse(address: &'a str) -> Option<Self> {
        let (server, id) = address.strip_prefix("mxc://")?.split_once('/')?;
        let names_host = |b: u8| b.is_ascii_alphanumeric() || b".-:[]".contains(&b);
        let names_media = |b: u8| b.is_ascii_alphanumeric() || b"-_".contains(&b);
        let good = !server.is_empty()
            && !id.is_empty()
            && server.bytes().all(names_host)
            && id.bytes().all(names_media);
        good.then_some(Self { server, id })
    }
}

/// A download that has begun.
#[derive(Debug)]
pub(crate) struct Download {
    pub(crate) body: Incoming,
    /// Where in the file these bytes begin: what was asked for, or 0 if the server starts over.
    pub(crate) offset: u64,
    /// Length of what comes now, if the server said so.
    pub(crate) length: Option<u64>,
}

impl Matrix {
    /// Uploads `length` bytes. No file name is given: in an encrypted room it would tell what the ciphertext hides.
    pub(crate) async fn upload(
        &self,
        body: Body,
        length: u64,
        media_type: &str,
    ) -> Result<String, MatrixError> {
        let call = Call::new(Method::POST, &["media", "v3", "upload"])
            .body(body, media_type)
            .header(CONTENT_LENGTH, length.into())
            .within(None);
        Ok(self.call_json::<ContentUri>(call).await?.content_uri)
    }

    /// Begins to download from byte `offset`.
    pub(crate) async fn download(&self, mxc: Mxc<'_>, offset: u64) -> Result<Download, MatrixError> {
        let path = ["client", "v1", "media", "download", mxc.server, mxc.id];
        let mut call = Call::new(Method::GET, &path).within(None);
        if offset > 0 {
            let range = format!("bytes={offset}-")
                .parse()
                .map_err(|_| MatrixError::Request)?;
            call = call.header(RANGE, range);
        }
        let body = self.open(call).await?;
        let length = length(body.headers());
        let resumed = body.status() == 206 && range_start(body.headers()) == Some(offset);
        if body.status() == 206 && !resumed {
            return Err(MatrixError::Malformed);
        }
        Ok(Download {
            body,
            offset: if resumed { offset } else { 0 },
            length,
        })
    }
}

fn length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// `Content-Range: bytes 5-9/10` begins at 5.
fn range_start(headers: &HeaderMap) -> Option<u64> {
    let range = headers.get(CONTENT_RANGE)?.to_str().ok()?;
    range.strip_prefix("bytes ")?.split_once('-')?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_by_the_grammar_are_asked_for() {
        assert_eq!(
            Mxc::parse("mxc://x.nl:8448/aB_-9"),
            Some(Mxc {
                server: "x.nl:8448",
                id: "aB_-9"
            })
        );
        for bad in [
            "mxc://x.nl",
            "mxc://x.nl/",
            "mxc:///a",
            "https://x.nl/a",
            "mxc://x.nl/a/b",
            "mxc://x.nl/../b",
        ] {
            assert_eq!(Mxc::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_start_of_a_range_is_read() {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_RANGE, "bytes 5-9/10".parse().unwrap());
        assert_eq!(range_start(&headers), Some(5));
        headers.insert(CONTENT_RANGE, "bytes */10".parse().unwrap());
        assert_eq!(range_start(&headers), None);
    }
}
