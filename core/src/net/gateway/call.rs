//! One exchange with a gateway: sign, send, learn its clock from the answer, and try once more when only the clock was wrong.

use std::time::Duration;

use bytes::Bytes;
use griffie_wire::{
    ids::{Millis, Sha256},
    problem::ProblemKind,
    request::sign_request,
};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde::de::DeserializeOwned;
use url::Url;

use super::{Gateway, GatewayError, Way, date::http_date, error::check};
use crate::net::http::{Answer, Method, Outgoing};

/// Bound on a call without a large body (issue 3: slow is 30 s).
const WITHIN: Duration = Duration::from_secs(30);
/// Bound on a call with a large body: 64 MiB over a poor mobile line.
const WITHIN_LARGE: Duration = Duration::from_secs(600);
/// Largest answer: a page of receipts.
const ANSWER: usize = 8 << 20;
/// One request, before it is addressed and signed.
pub(super) struct Call {
    pub(super) method: Method,
    /// Path under the base URL, with the query, without a slash in front: `v1/devices/...`.
    pub(super) path: String,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Bytes,
}

impl Call {
    pub(super) fn new(method: Method, path: String) -> Self {
        Self {
            method,
            path,
            headers: Vec::new(),
            body: Bytes::new(),
        }
    }

    pub(super) fn body(mut self, media_type: &str, body: Bytes) -> Self {
        self.headers.push(("content-type", media_type.to_owned()));
        self.body = body;
        self
    }

    pub(super) fn header(mut self, name: &'static str, value: impl ToString) -> Self {
        self.headers.push((name, value.to_string()));
        self
    }

    /// Whether the error may be the gateway's word on this very request: an answer to HEAD has no body to say so.
    fn may_mean(&self, error: &GatewayError) -> bool {
        self.method == Method::HEAD && matches!(error, GatewayError::Status { status: 400..=499 })
    }
}

/// What a good answer says, or that it is not the answer.
pub(super) type Read<T> = fn(&Answer) -> Result<T, GatewayError>;

impl Way {
    /// Sends without a signature.
    pub(super) async fn call<T>(&self, call: &Call, read: Read<T>) -> Result<T, GatewayError> {
        self.ask(call, None, read).await
    }

    /// Asks the gateways one after another, from the one in use on, until one answers. Only when all have failed, the call has.
    async fn ask<T>(&self, call: &Call, signer: Option<&Gateway>, read: Read<T>) -> Result<T, GatewayError> {
        let mut failed = GatewayError::Address;
        for base in self.bases() {
            let answer = self.ask_one(call, &base, signer).await;
            match answer.and_then(|answer| read(&answer)) {
                Err(error) if error.is_of_this_gateway() && !call.may_mean(&error) => {
                    self.leave(&base);
                    failed = error;
                }
                answered => return answered,
            }
        }
        Err(failed)
    }

    /// Asks one gateway; when it says that only the clock is wrong, once more by its clock.
    async fn ask_one(
        &self,
        call: &Call,
        base: &Url,
        signer: Option<&Gateway>,
    ) -> Result<Answer, GatewayError> {
        match self.attempt(call, base, signer).await {
            Err(GatewayError::Problem {
                kind: ProblemKind::ClockSkew,
                server_time_ms: Some(time),
                ..
            }) if signer.is_some() => {
                self.learn_time(Millis(time));
                self.attempt(call, base, signer).await
            }
            other => other,
        }
    }

    async fn attempt(
        &self,
        call: &Call,
        base: &Url,
        signer: Option<&Gateway>,
    ) -> Result<Answer, GatewayError> {
        let url = base.join(&call.path).map_err(|_| GatewayError::Address)?;
        let signature = match signer {
            Some(gateway) => gateway.sign(call, &url)?,
            None => Vec::new(),
        };
        let within = if call.body.len() > (64 << 10) {
            WITHIN_LARGE
        } else {
            WITHIN
        };
        let request = Outgoing {
            method: call.method.clone(),
            url,
            headers: header_map(call.headers.iter().chain(&signature))?,
            body: (!call.body.is_empty()).then(|| call.body.clone().into()),
            within: Some(within),
        };
        let answer = self.http.send(request, ANSWER).await?;
        self.learn_from(&answer);
        check(answer)
    }

    fn learn_from(&self, answer: &Answer) {
        let date = answer.headers.get("date").and_then(|value| value.to_str().ok());
        if let Some(server) = date.and_then(http_date) {
            self.check_time(server);
        }
    }
}

impl Gateway {
    /// Sends a request signed anew for each gateway and each try.
    pub(super) async fn call<T>(&self, call: &Call, read: Read<T>) -> Result<T, GatewayError> {
        self.way.ask(call, Some(self), read).await
    }

    fn sign(&self, call: &Call, url: &Url) -> Result<Vec<(&'static str, String)>, GatewayError> {
        let mut nonce = [0; 16];
        getrandom::fill(&mut nonce).map_err(|_| GatewayError::NoRandomness)?;
        let target = match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        };
        let digest = Sha256::of(&call.body);
        let created = self.way.now().0 / 1000;
        Ok(sign_request(
            call.method.as_str(),
            &target,
            &digest,
            &self.key,
            self.device,
            created,
            nonce,
        ))
    }
}

/// The JSON of an answer. Its error says nothing of what came: that may be anybody's text.
pub(super) fn json<T: DeserializeOwned>(answer: &Answer) -> Result<T, GatewayError> {
    serde_json::from_slice(&answer.body).map_err(|_| GatewayError::Malformed)
}

fn header_map<'a>(
    headers: impl Iterator<Item = &'a (&'static str, String)>,
) -> Result<HeaderMap, GatewayError> {
    headers
        .map(|(name, value)| {
            let value = HeaderValue::from_str(value).map_err(|_| GatewayError::Malformed)?;
            Ok((HeaderName::from_static(name), value))
        })
        .collect()
}
