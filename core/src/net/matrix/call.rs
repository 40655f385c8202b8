//! A request to the homeserver in the making: path, query, JSON body, limits; and the ways to send it.

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde::{Serialize, de::DeserializeOwned};
use url::Url;

use super::{Matrix, MatrixError, error};
use crate::net::http::{Answer, Body, Incoming, Method, Outgoing};

/// Time for an ordinary exchange, from first to last byte.
const ORDINARY: Duration = Duration::from_secs(60);
/// Largest ordinary answer.
const ORDINARY_LIMIT: usize = 32 << 20;

/// One request. Path segments and query values are escaped here; callers pass them as they are.
pub(crate) struct Call {
    method: Method,
    path: Vec<String>,
    query: Vec<(&'static str, String)>,
    headers: HeaderMap,
    body: Option<Body>,
    within: Option<Duration>,
    limit: usize,
    signed: bool,
}

impl Call {
    /// A call to `/_matrix/<path>`.
    pub(crate) fn new(method: Method, path: &[&str]) -> Self {
        Self {
            method,
            path: path.iter().map(|&segment| segment.to_owned()).collect(),
            query: Vec::new(),
            headers: HeaderMap::new(),
            body: None,
            within: Some(ORDINARY),
            limit: ORDINARY_LIMIT,
            signed: true,
        }
    }

    pub(crate) fn query(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    pub(crate) fn json(self, body: &impl Serialize) -> Result<Self, MatrixError> {
        let bytes = serde_json::to_vec(body).map_err(|_| MatrixError::Request)?;
        Ok(self.body(Body::from(bytes), "application/json"))
    }

    /// Any body; the caller names its media type.
    pub(crate) fn body(mut self, body: Body, media_type: &str) -> Self {
        let fallback = HeaderValue::from_static("application/octet-stream");
        self.headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_str(media_type).unwrap_or(fallback),
        );
        self.body = Some(body);
        self
    }

    pub(crate) fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// Bound on the whole exchange, or none but the idle limit.
    pub(crate) fn within(mut self, within: Option<Duration>) -> Self {
        self.within = within;
        self
    }

    /// Largest answer, in bytes.
    pub(crate) fn limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// Sends no access token.
    pub(crate) fn unsigned(mut self) -> Self {
        self.signed = false;
        self
    }

    fn url(&self, homeserver: &Url) -> Result<Url, MatrixError> {
        let mut url = homeserver.clone();
        url.path_segments_mut()
            .map_err(|()| MatrixError::Insecure)?
            .pop_if_empty()
            .push("_matrix")
            .extend(&self.path);
        if !self.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&self.query);
        }
        Ok(url)
    }
}

impl Matrix {
    /// Sends and gives the head of the answer; a status outside 2xx becomes the error it means.
    pub(crate) async fn open(&self, call: Call) -> Result<Incoming, MatrixError> {
        let limit = call.limit;
        let incoming = self.http.open(self.outgoing(call)?).await?;
        if (200..300).contains(&incoming.status()) {
            return Ok(incoming);
        }
        error::check(incoming.collect(limit).await?)?;
        Err(MatrixError::Malformed)
    }

    /// Sends and reads the whole answer; a status outside 2xx becomes the error it means.
    pub(crate) async fn call(&self, call: Call) -> Result<Answer, MatrixError> {
        let limit = call.limit;
        error::check(self.http.send(self.outgoing(call)?, limit).await?)
    }

    /// [`Self::call`], the answer read as JSON.
    pub(crate) async fn call_json<T: DeserializeOwned>(&self, call: Call) -> Result<T, MatrixError> {
        let answer = self.call(call).await?;
        serde_json::from_slice(&answer.body).map_err(|_| MatrixError::Malformed)
    }

    fn outgoing(&self, call: Call) -> Result<Outgoing, MatrixError> {
        let url = call.url(&self.homeserver)?;
        let mut headers = call.headers;
        if call.signed {
            let token = self.token().ok_or(MatrixError::NotSignedIn)?;
            let mut value =
                HeaderValue::from_str(&format!("Bearer {}", *token)).map_err(|_| MatrixError::Request)?;
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        Ok(Outgoing {
            method: call.method,
            url,
            headers,
            body: call.body,
            within: call.within,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_in_paths_and_queries_are_escaped() {
        let call = Call::new(
            Method::GET,
            &["client", "v3", "rooms", "!a/b?c#d:x.nl", "messages"],
        )
        .query("from", "t1&dir=f");
        let url = call.url(&"https://x.nl/base/".parse().unwrap()).unwrap();
        assert_eq!(
            url.as_str(),
            "https://x.nl/base/_matrix/client/v3/rooms/!a%2Fb%3Fc%23d:x.nl/messages?from=t1%26dir%3Df"
        );
    }

    #[tokio::test]
    async fn nothing_is_asked_in_the_users_name_without_a_token() {
        let http = crate::net::http::Http::new(None).unwrap();
        let matrix = Matrix::new(http, "https://x.invalid".parse().unwrap()).unwrap();
        let call = Call::new(Method::GET, &["client", "v3", "account", "whoami"]);
        assert!(matches!(matrix.call(call).await, Err(MatrixError::NotSignedIn)));
    }
}
