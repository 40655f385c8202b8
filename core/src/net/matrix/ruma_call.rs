//! Requests and answers that ruma has types for: what the crypto state machine makes and reads.

use std::{borrow::Cow, time::Duration};

use ruma::api::{
    IncomingResponse, MatrixVersion, OutgoingRequest, SupportedVersions,
    auth_scheme::{AuthScheme, SendAccessToken},
    path_builder::PathBuilder,
};

use super::{Matrix, MatrixError, error};
use crate::net::http::{Body, Outgoing};

/// Key requests of large rooms are large, and federated key queries slow.
const WITHIN: Duration = Duration::from_secs(90);
const LIMIT: usize = 64 << 20;

impl Matrix {
    /// Sends a ruma request with our token and reads ruma's response.
    pub(super) async fn ruma_call<R>(&self, request: R) -> Result<R::IncomingResponse, MatrixError>
    where
        R: OutgoingRequest,
        for<'a> R::Authentication: AuthScheme<Input<'a> = SendAccessToken<'a>>,
        for<'a> R::PathBuilder: PathBuilder<Input<'a> = Cow<'a, SupportedVersions>>,
    {
        let token = self.token().ok_or(MatrixError::NotSignedIn)?;
        let versions = SupportedVersions {
            versions: [MatrixVersion::V1_1, MatrixVersion::V1_11].into(),
            features: [].into(),
        };
        let base = self.homeserver.as_str().trim_end_matches('/');
        let request = request
            .try_into_http_request::<Vec<u8>>(base, SendAccessToken::IfRequired(&token), Cow::Owned(versions))
            .map_err(|_| MatrixError::Request)?;
        let (head, body) = request.into_parts();
        let outgoing = Outgoing {
            method: head.method,
            url: head.uri.to_string().parse().map_err(|_| MatrixError::Request)?,
            headers: head.headers,
            body: Some(Body::from(body)),
            within: Some(WITHIN),
        };
        let answer = error::check(self.http.send(outgoing, LIMIT).await?)?;
        let mut response = http_response(answer.status);
        *response.body_mut() = answer.body;
        R::IncomingResponse::try_from_http_response(response).map_err(|_| MatrixError::Malformed)
    }
}

fn http_response(status: u16) -> http::Response<bytes::Bytes> {
    let mut response = http::Response::new(bytes::Bytes::new());
    if let Ok(status) = http::StatusCode::from_u16(status) {
        *response.status_mut() = status;
    }
    response
}
