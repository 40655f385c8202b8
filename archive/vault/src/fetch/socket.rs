//! HTTP/1.1 over a Unix socket: one connection, reopened when it ends.

use std::{future::Future, path::PathBuf, time::Duration};

use bytes::Bytes;
use http::{Method, Request, Response, StatusCode, header};
use http_body_util::{BodyExt as _, Full};
use hyper::{
    body::Incoming,
    client::conn::http1::{SendRequest, handshake},
};
use hyper_util::rt::TokioIo;
use tokio::{net::UnixStream, task::JoinHandle};

use super::{FetchError, expect_ok};

/// Longest silence of the gateway.
const PATIENCE: Duration = Duration::from_secs(60);

/// The way to the gateway.
pub(super) struct Socket {
    path: PathBuf,
    open: Option<Connected>,
}

struct Connected {
    sender: SendRequest<Full<Bytes>>,
    driver: JoinHandle<()>,
}

/// An answer whose body has yet to come.
pub(super) struct Answer(Response<Incoming>);

impl Socket {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, open: None }
    }

    /// Asks for something that must be there.
    pub(super) async fn get(&mut self, path: &str) -> Result<Answer, FetchError> {
        let answer = self.send(Method::GET, path, Vec::new()).await?;
        expect_ok(answer.status())?;
        Ok(answer)
    }

    /// Sends a request and waits for the head of the answer.
    pub(super) async fn send(
        &mut self,
        method: Method,
        path: &str,
        body: Vec<u8>,
    ) -> Result<Answer, FetchError> {
        let mut connected = match self.open.take() {
            Some(open) if !open.sender.is_closed() => open,
            _ => self.connect().await?,
        };
        in_time(connected.sender.ready()).await??;
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "gateway")
            .header(header::CONTENT_TYPE, "application/json")
            .body(Full::new(Bytes::from(body)))?;
        let answer = in_time(connected.sender.send_request(request)).await??;
        self.open = Some(connected);
        Ok(Answer(answer))
    }

    async fn connect(&self) -> Result<Connected, FetchError> {
        let stream = in_time(UnixStream::connect(&self.path))
            .await?
            .map_err(FetchError::Connect)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        // Ends with the connection; whoever waits for an answer gets the error, so this one is only noted.
        let driver = tokio::spawn(async move {
            if connection.await.is_err() {
                tracing::debug!("connection to the gateway ended");
            }
        });
        Ok(Connected { sender, driver })
    }
}

impl Drop for Connected {
    fn drop(&mut self) {
        self.driver.abort();
    }
}

impl Answer {
    pub(super) fn status(&self) -> StatusCode {
        self.0.status()
    }

    /// The next bytes of the body.
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>, FetchError> {
        while let Some(frame) = in_time(self.0.frame()).await? {
            if let Ok(bytes) = frame?.into_data() {
                return Ok(Some(bytes));
            }
        }
        Ok(None)
    }

    /// The whole body, if it is not longer than `limit`.
    pub(super) async fn collect_at_most(mut self, limit: u64) -> Result<Vec<u8>, FetchError> {
        let mut all = Vec::new();
        while let Some(bytes) = self.next().await? {
            if (all.len() + bytes.len()) as u64 > limit {
                return Err(FetchError::TooLong);
            }
            all.extend_from_slice(&bytes);
        }
        Ok(all)
    }
}

async fn in_time<T>(work: impl Future<Output = T>) -> Result<T, FetchError> {
    tokio::time::timeout(PATIENCE, work)
        .await
        .map_err(|_| FetchError::Timeout)
}
