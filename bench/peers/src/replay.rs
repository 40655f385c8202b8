//! The smallest homeserver that one client can sync with: it answers from what was loaded and keeps what was uploaded.

use std::{
    convert::Infallible,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{Request, Response, StatusCode, body::Incoming, service::service_fn};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::Outcome;

/// Cheap to clone; answers until the process ends.
#[derive(Clone)]
pub(crate) struct Server {
    port: u16,
    state: Arc<Mutex<State>>,
}

struct State {
    sync: Bytes,
    devices: Bytes,
    uploads: Vec<Value>,
    answered: Instant,
}

impl Server {
    pub(crate) async fn start() -> Outcome<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let state = State {
            sync: Bytes::new(),
            devices: Bytes::from_static(br#"{"device_keys":{}}"#),
            uploads: Vec::new(),
            answered: Instant::now(),
        };
        let server = Self {
            port: listener.local_addr()?.port(),
            state: Arc::new(Mutex::new(state)),
        };
        tokio::spawn(server.clone().accept(listener));
        Ok(server)
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The answer to the next `/sync`.
    pub(crate) fn load(&self, response: Vec<u8>) {
        self.state().sync = response.into();
    }

    /// The answer to every `/keys/query`.
    pub(crate) fn set_devices(&self, answer: Vec<u8>) {
        self.state().devices = answer.into();
    }

    /// Bodies of `/keys/upload` so far.
    pub(crate) fn uploads(&self) -> Vec<Value> {
        self.state().uploads.clone()
    }

    /// Time since the last `/sync` was answered.
    pub(crate) fn since_answer(&self) -> Duration {
        self.state().answered.elapsed()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn accept(self, listener: TcpListener) {
        while let Ok((socket, _)) = listener.accept().await {
            let server = self.clone();
            let service = service_fn(move |request| {
                let server = server.clone();
                async move { Ok::<_, Infallible>(server.answer(request).await) }
            });
            tokio::spawn(async move {
                if let Err(error) = hyper::server::conn::http1::Builder::new()
                    .serve_connection(TokioIo::new(socket), service)
                    .await
                {
                    eprintln!("replay server: {error}");
                }
            });
        }
    }

    async fn answer(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let path = request.uri().path().to_owned();
        let body = request
            .into_body()
            .collect()
            .await
            .map(http_body_util::Collected::to_bytes)
            .unwrap_or_default();
        let last = path.trim_start_matches("/_matrix/client/");
        let (status, answer) = match last.split_once('/').map_or(last, |(_, rest)| rest) {
            "versions" => (
                StatusCode::OK,
                json!({ "versions": ["v1.1", "v1.11", "v1.12"] })
                    .to_string()
                    .into(),
            ),
            "sync" => (StatusCode::OK, self.state().sync.clone()),
            "keys/upload" => {
                self.state()
                    .uploads
                    .extend(serde_json::from_slice::<Value>(&body));
                (
                    StatusCode::OK,
                    json!({ "one_time_key_counts": { "signed_curve25519": 50 } })
                        .to_string()
                        .into(),
                )
            }
            "keys/query" => (StatusCode::OK, self.state().devices.clone()),
            other if other.starts_with("sendToDevice/") => (StatusCode::OK, Bytes::from_static(b"{}")),
            _ => (
                StatusCode::NOT_FOUND,
                json!({ "errcode": "M_NOT_FOUND", "error": "not here" })
                    .to_string()
                    .into(),
            ),
        };
        if path.ends_with("/sync") {
            self.state().answered = Instant::now();
        }
        let mut response = Response::new(Full::new(answer));
        *response.status_mut() = status;
        response.headers_mut().insert(
            "content-type",
            hyper::header::HeaderValue::from_static("application/json"),
        );
        response
    }
}
