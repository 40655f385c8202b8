//! The one HTTP client: TLS, timeouts, body limits, and errors that say what went wrong on the way.
//!
//! It knows nothing of Matrix or of the gateway: a status is an answer here, not an error. Neither URLs nor bodies are ever logged.

use std::{error::Error, net::IpAddr, time::Duration};

use bytes::{Bytes, BytesMut};
use reqwest::header::HeaderMap;
pub(crate) use reqwest::{Body, Method};
use url::{Host, Url};

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a connection may be silent. A long poll of 30 s is silent for as long, so this is a little more.
const IDLE: Duration = Duration::from_secs(45);

/// What can go wrong before there is an answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HttpError {
    /// No connection: no network, no name, refused, TLS not agreed.
    #[error("server unreachable")]
    Unreachable(#[source] Box<dyn Error + Send + Sync>),
    /// Connected, but silent for too long.
    #[error("server did not answer in time")]
    Timeout,
    /// The answer ended before its announced end.
    #[error("answer broke off")]
    Truncated,
    /// The answer is larger than the caller takes.
    #[error("answer is larger than {limit} bytes")]
    TooLarge { limit: usize },
    /// The client could not be made: a certificate does not parse, or the platform has no trust store.
    #[error("http client")]
    Setup(#[source] Box<dyn Error + Send + Sync>),
}

impl HttpError {
    /// A stable word for status and log.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Unreachable(_) => "unreachable",
            Self::Timeout => "timeout",
            Self::Truncated => "cut_short",
            Self::TooLarge { .. } => "answer_too_large",
            Self::Setup(_) => "http_setup",
        }
    }

    /// Whether nothing of the request can have arrived: there was no connection to send it on.
    pub(crate) fn never_connected(&self) -> bool {
        match self {
            Self::Unreachable(error) => error
                .downcast_ref::<reqwest::Error>()
                .is_some_and(reqwest::Error::is_connect),
            _ => false,
        }
    }

    fn of(error: reqwest::Error) -> Self {
        let error = error.without_url();
        if error.is_timeout() {
            Self::Timeout
        } else if error.is_body() || error.is_decode() {
            Self::Truncated
        } else {
            Self::Unreachable(Box::new(error))
        }
    }
}

/// One request. The body may be bytes or a stream ([`Body::wrap_stream`]).
pub(crate) struct Outgoing {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Body>,
    /// Bound on the whole exchange; `None` leaves only the idle limit, for transfers of any size.
    pub(crate) within: Option<Duration>,
}

/// A whole answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// An answer whose body is read chunk by chunk.
#[derive(Debug)]
pub(crate) struct Incoming(reqwest::Response);

impl Incoming {
    pub(crate) fn status(&self) -> u16 {
        self.0.status().as_u16()
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        self.0.headers()
    }

    /// The next bytes, `None` at the end.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, HttpError> {
        self.0.chunk().await.map_err(HttpError::of)
    }

    /// Reads the rest into memory, at most `limit` bytes.
    pub(crate) async fn collect(mut self, limit: usize) -> Result<Answer, HttpError> {
        let (status, headers) = (self.status(), self.headers().clone());
        let announced = self
            .0
            .content_length()
            .and_then(|n| usize::try_from(n).ok())
            .unwrap_or(0);
        if announced > limit {
            return Err(HttpError::TooLarge { limit });
        }
        let mut body = BytesMut::with_capacity(announced);
        while let Some(chunk) = self.chunk().await? {
            if body.len().saturating_add(chunk.len()) > limit {
                return Err(HttpError::TooLarge { limit });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer {
            status,
            headers,
            body: body.freeze(),
        })
    }
}

/// The client. Cheap to clone; connections are shared.
#[derive(Debug, Clone)]
pub(crate) struct Http(reqwest::Client);

impl Http {
    /// Trusts the platform's certificate authorities and, beside them, those in `extra_ca_pem`. Redirects are answers, not
    /// followed: they would carry credentials to places nobody chose.
    ///
    /// # Errors
    /// [`HttpError::Setup`].
    pub(crate) fn new(extra_ca_pem: Option<&[u8]>) -> Result<Self, HttpError> {
        // An error means that a provider is installed already, by us or by the program we live in.
        drop(rustls::crypto::ring::default_provider().install_default());
        let mut builder = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .read_timeout(IDLE)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("griffie/", env!("CARGO_PKG_VERSION")));
        if let Some(pem) = extra_ca_pem {
            let certificates = reqwest::Certificate::from_pem_bundle(pem).map_err(setup)?;
            builder = builder.tls_certs_merge(certificates);
        }
        builder.build().map(Self).map_err(setup)
    }

    /// Sends and reads the whole answer, at most `limit` bytes.
    pub(crate) async fn send(&self, request: Outgoing, limit: usize) -> Result<Answer, HttpError> {
        self.open(request).await?.collect(limit).await
    }

    /// Sends and returns as soon as the head of the answer is here.
    pub(crate) async fn open(&self, request: Outgoing) -> Result<Incoming, HttpError> {
        let mut builder = self
            .0
            .request(request.method, request.url)
            .headers(request.headers);
        if let Some(body) = request.body {
            builder = builder.body(body);
        }
        if let Some(within) = request.within {
            builder = builder.timeout(within);
        }
        builder.send().await.map(Incoming).map_err(HttpError::of)
    }
}

/// Whether `url` names this very machine: the only place that may be spoken to without TLS.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

fn setup(error: reqwest::Error) -> HttpError {
    HttpError::Setup(Box::new(error.without_url()))
}

#[cfg(test)]
mod tests {
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };

    use super::*;

    /// Answers one request with `answer`, byte for byte, and closes.
    async fn server(answer: &'static [u8]) -> Url {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap())
            .parse()
            .unwrap();
        tokio::spawn(async move {
            let (mut socket, _) = listener.accept().await.unwrap();
            assert!(socket.read(&mut [0_u8; 4096]).await.unwrap() > 0);
            socket.write_all(answer).await.unwrap();
        });
        url
    }

    async fn get(url: Url, limit: usize) -> Result<Answer, HttpError> {
        let request = Outgoing {
            method: Method::GET,
            url,
            headers: HeaderMap::new(),
            body: None,
            within: None,
        };
        Http::new(None).unwrap().send(request, limit).await
    }

    #[tokio::test]
    async fn a_whole_answer_comes_back_with_its_status() {
        let url = server(b"HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\nno").await;
        let answer = get(url, 100).await.unwrap();
        assert_eq!(
            (answer.status, &answer.body[..], answer.is_success()),
            (404, &b"no"[..], false)
        );
    }

    #[tokio::test]
    async fn an_answer_that_breaks_off_is_not_taken_for_whole() {
        let url = server(b"HTTP/1.1 200 OK\r\ncontent-length: 200\r\n\r\n{\"next_batch\"").await;
        assert!(matches!(get(url, 1000).await, Err(HttpError::Truncated)));
    }

    #[tokio::test]
    async fn an_answer_over_the_limit_is_refused_announced_or_not() {
        let url = server(b"HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\nhello world").await;
        assert!(matches!(
            get(url, 10).await,
            Err(HttpError::TooLarge { limit: 10 })
        ));
        let url = server(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nhello world").await;
        assert!(matches!(
            get(url, 10).await,
            Err(HttpError::TooLarge { limit: 10 })
        ));
    }

    #[tokio::test]
    async fn nobody_listening_is_unreachable() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap())
            .parse()
            .unwrap();
        drop(listener);
        assert!(matches!(get(url, 10).await, Err(HttpError::Unreachable(_))));
    }

    #[test]
    fn loopback_is_told_from_the_world() {
        for near in ["http://127.0.0.1:1/", "http://[::1]/", "http://localhost/"] {
            assert!(is_loopback(&near.parse().unwrap()), "{near}");
        }
        for far in [
            "http://10.0.0.1/",
            "http://localhost.example/",
            "http://127.0.0.1.example/",
        ] {
            assert!(!is_loopback(&far.parse().unwrap()), "{far}");
        }
    }
}
