//! Attachments, in pieces that can be taken up where they broke off.

use bytes::Bytes;
use griffie_wire::{ids::Sha256, problem::ProblemKind};

use super::{Gateway, GatewayError, call::Call};
use crate::net::http::{Answer, Method};

/// How much of an attachment the gateway has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    /// All of it, and the digest is right.
    Complete,
    /// The first so many bytes.
    UpTo(u64),
}

impl Gateway {
    /// `HEAD /v1/devices/{d}/attachments/{sha256}`
    pub(crate) async fn attachment_held(&self, sha256: &Sha256) -> Result<Held, GatewayError> {
        let call = Call::new(Method::HEAD, self.attachment(sha256));
        match self.call(&call, |answer| held(answer, 206)).await {
            // An answer to HEAD has no body, so the problem is known by its status alone.
            Err(GatewayError::Status { status: 404 }) => Ok(Held::UpTo(0)),
            answered => answered,
        }
    }

    /// `PUT /v1/devices/{d}/attachments/{sha256}`: the piece that begins at `at`. `None` when the gateway has another offset in
    /// mind: ask again how much it holds.
    pub(crate) async fn put_attachment(
        &self,
        sha256: &Sha256,
        at: u64,
        length: u64,
        piece: Bytes,
    ) -> Result<Option<Held>, GatewayError> {
        let call = Call::new(Method::PUT, self.attachment(sha256))
            .body("application/octet-stream", piece)
            .header("upload-offset", at)
            .header("upload-length", length);
        match self.call(&call, |answer| held(answer, 204)).await {
            Ok(held) => Ok(Some(held)),
            Err(error) if error.problem() == Some(ProblemKind::UploadOffset) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn attachment(&self, sha256: &Sha256) -> String {
        format!("v1/devices/{}/attachments/{sha256}", self.device)
    }
}

/// How much it holds by its answer; `partial` is the status that says not all.
fn held(answer: &Answer, partial: u16) -> Result<Held, GatewayError> {
    // Every such answer names the offset; a page that somebody else gives with status 200 does not.
    let offset = offset(answer)?;
    Ok(if answer.status == partial {
        Held::UpTo(offset)
    } else {
        Held::Complete
    })
}

fn offset(answer: &Answer) -> Result<u64, GatewayError> {
    let value = answer
        .headers
        .get("upload-offset")
        .and_then(|value| value.to_str().ok());
    value
        .and_then(|value| value.parse().ok())
        .ok_or(GatewayError::Malformed)
}
