//! One request after another on the gateway's internal socket, each on a connection of its own.

use std::{
    io::{self, Read as _, Write as _},
    os::unix::net::UnixStream,
    path::PathBuf,
    time::Duration,
};

use griffie_wire::problem::Problem;
use serde::de::DeserializeOwned;

use super::CliError;

/// How long the gateway may take for one request.
const WITHIN: Duration = Duration::from_secs(180);

/// The way to a running gateway.
pub(super) struct Socket(PathBuf);

/// An answer, in full.
pub(super) struct Answer {
    pub(super) status: u16,
    head: String,
    body: Vec<u8>,
}

impl Socket {
    pub(super) fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Whether a gateway answers at all.
    pub(super) fn is_alive(&self) -> Result<(), CliError> {
        self.ask("GET", "/health", &[], &[]).map(|_| ())
    }

    /// Asks, and reads the whole answer.
    pub(super) fn ask(
        &self,
        method: &str,
        target: &str,
        headers: &[(&str, u64)],
        body: &[u8],
    ) -> Result<Answer, CliError> {
        self.exchange(method, target, headers, body)
            .map_err(|error| CliError::NotRunning(self.0.clone(), error))
    }

    fn exchange(
        &self,
        method: &str,
        target: &str,
        headers: &[(&str, u64)],
        body: &[u8],
    ) -> io::Result<Answer> {
        let mut stream = UnixStream::connect(&self.0)?;
        stream.set_read_timeout(Some(WITHIN))?;
        stream.set_write_timeout(Some(WITHIN))?;
        let mut head = format!("{method} {target} HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n");
        for (name, value) in headers {
            head = format!("{head}{name}: {value}\r\n");
        }
        head = format!("{head}Content-Length: {}\r\n\r\n", body.len());
        stream.write_all(head.as_bytes())?;
        stream.write_all(body)?;
        let mut raw = Vec::new();
        stream.read_to_end(&mut raw)?;
        Answer::read(&raw).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))
    }
}

impl Answer {
    fn read(raw: &[u8]) -> Option<Self> {
        let end = raw.windows(4).position(|window| window == b"\r\n\r\n")?;
        let (head, body) = raw.split_at_checked(end)?;
        let head = String::from_utf8(head.to_vec()).ok()?.to_ascii_lowercase();
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let body = body.get(4..)?.to_vec();
        // Our own answers have a length; half an answer is none.
        let answer = Self { status, head, body };
        let whole = answer.body.is_empty() || answer.header("content-length")? == answer.body.len() as u64;
        whole.then_some(answer)
    }

    pub(super) fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// A header that is a number.
    pub(super) fn header(&self, name: &str) -> Option<u64> {
        let lines = self.head.lines();
        let mut values = lines.filter_map(|line| line.strip_prefix(name)?.strip_prefix(": ")?.parse().ok());
        values.next()
    }

    /// The code of the problem that it is.
    pub(super) fn code(&self) -> String {
        let problem: Option<Problem> = serde_json::from_slice(&self.body).ok();
        match problem.and_then(|problem| problem.known()) {
            Some(kind) => kind.code().to_owned(),
            None => format!("http_{}", self.status),
        }
    }

    pub(super) fn json<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(&self.body).ok()
    }
}
