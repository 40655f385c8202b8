//! HTTP/1.1 messages as the bad network reads and writes them: whole, one a connection.

use tokio::{io::AsyncReadExt as _, net::TcpStream};

use crate::kit::{Outcome, failure};

/// A start line and headers.
struct Head(Vec<String>);

impl Head {
    fn read(bytes: &[u8]) -> Outcome<Self> {
        let text = std::str::from_utf8(bytes)?;
        Ok(Self(text.lines().map(ToOwned::to_owned).collect()))
    }

    fn word(&self, place: usize) -> &str {
        let line = self.0.first().map_or("", String::as_str);
        line.split(' ').nth(place).unwrap_or_default()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.0.iter().skip(1).find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }

    fn without(&mut self, names: &[&str]) {
        let start = self.0.first().cloned();
        let keep = |line: &&String| {
            let name = line.split(':').next().unwrap_or_default();
            !names.iter().any(|gone| gone.eq_ignore_ascii_case(name))
        };
        self.0 = start
            .into_iter()
            .chain(self.0.iter().skip(1).filter(keep).cloned())
            .collect();
    }

    fn bytes(&self) -> Vec<u8> {
        format!("{}\r\n\r\n", self.0.join("\r\n")).into_bytes()
    }

    fn is_chunked(&self) -> bool {
        self.header("transfer-encoding")
            .is_some_and(|value| value.eq_ignore_ascii_case("chunked"))
    }

    fn length(&self) -> Option<usize> {
        self.header("content-length")?.parse().ok()
    }
}

/// A request on its way.
pub(super) struct Request {
    head: Head,
    body: Vec<u8>,
}

impl Request {
    pub(super) async fn read(socket: &mut TcpStream) -> Outcome<Self> {
        let mut bytes = Vec::new();
        let body_at = loop {
            if let Some(end) = end_of_head(&bytes) {
                break end;
            }
            more(socket, &mut bytes).await?;
        };
        let mut body = bytes.split_off(body_at);
        let mut head = Head::read(&bytes)?;
        if head.is_chunked() {
            while !body.ends_with(b"0\r\n\r\n") {
                more(socket, &mut body).await?;
            }
            body = dechunked(&body)?;
        } else {
            while body.len() < head.length().unwrap_or(0) {
                more(socket, &mut body).await?;
            }
        }
        let has_body = head.length().is_some() || head.is_chunked();
        head.0.retain(|line| !line.is_empty());
        head.without(&[
            "connection",
            "transfer-encoding",
            "content-length",
            "accept-encoding",
        ]);
        head.0.push("connection: close".to_owned());
        if has_body {
            head.0.push(format!("content-length: {}", body.len()));
        }
        Ok(Self { head, body })
    }

    pub(super) fn method(&self) -> &str {
        self.head.word(0)
    }

    pub(super) fn target(&self) -> &str {
        self.head.word(1)
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.head.header(name)
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        [self.head.bytes(), self.body.clone()].concat()
    }
}

/// An answer on its way back.
pub(super) struct Answer {
    head: Head,
    pub(super) body: Vec<u8>,
    /// Answers to HEAD, and those with status 204, keep their headers and have no body.
    bodiless: bool,
}

impl Answer {
    pub(super) fn page(status: &str, text: &str) -> Self {
        let head = Head(vec![
            format!("HTTP/1.1 {status}"),
            "content-type: text/html; charset=utf-8".to_owned(),
        ]);
        let body = text.as_bytes().to_vec();
        Self {
            head,
            body,
            bodiless: false,
        }
    }

    pub(super) fn read(bytes: &[u8], to_head: bool) -> Outcome<Self> {
        let end = end_of_head(bytes).ok_or_else(|| failure("an answer without a head"))?;
        let (head, body) = bytes.split_at(end);
        let mut head = Head::read(head)?;
        head.0.retain(|line| !line.is_empty());
        let bodiless = to_head || head.word(1) == "204";
        let body = if head.is_chunked() && !bodiless {
            dechunked(body)?
        } else {
            body.to_vec()
        };
        Ok(Self { head, body, bodiless })
    }

    pub(super) fn status(&self) -> Outcome<u16> {
        Ok(self.head.word(1).parse()?)
    }

    pub(super) fn bytes(mut self) -> Vec<u8> {
        let announced = self.body.len();
        self.write(announced)
    }

    /// All of the head, half of the body.
    pub(super) fn half(mut self) -> Vec<u8> {
        let announced = self.body.len();
        self.body.truncate(announced / 2);
        let mut bytes = self.write(announced);
        if self.bodiless {
            bytes.truncate(bytes.len() / 2);
        }
        bytes
    }

    fn write(&mut self, announced: usize) -> Vec<u8> {
        self.head.without(&["connection", "transfer-encoding"]);
        self.head.0.push("connection: close".to_owned());
        if self.bodiless {
            return self.head.bytes();
        }
        self.head.without(&["content-length"]);
        self.head.0.push(format!("content-length: {announced}"));
        [self.head.bytes(), self.body.clone()].concat()
    }
}

async fn more(socket: &mut TcpStream, bytes: &mut Vec<u8>) -> Outcome<()> {
    match socket.read_buf(bytes).await? {
        0 => Err(failure("the request ended early")),
        _ => Ok(()),
    }
}

fn end_of_head(bytes: &[u8]) -> Option<usize> {
    bytes
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .map(|at| at + 4)
}

fn dechunked(mut rest: &[u8]) -> Outcome<Vec<u8>> {
    let bad = || failure("a body that is not well chunked");
    let mut body = Vec::new();
    loop {
        let line = rest
            .windows(2)
            .position(|window| window == b"\r\n")
            .ok_or_else(bad)?;
        let (size, after) = rest.split_at(line);
        let size = std::str::from_utf8(size)?.split(';').next().unwrap_or_default();
        let size = usize::from_str_radix(size.trim(), 16)?;
        if size == 0 {
            return Ok(body);
        }
        let (chunk, next) = after
            .get(2..)
            .and_then(|text| text.split_at_checked(size))
            .ok_or_else(bad)?;
        body.extend_from_slice(chunk);
        rest = next.get(2..).ok_or_else(bad)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chunked_answer_is_made_whole_and_can_be_halved() {
        let raw = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n";
        let whole = Answer::read(raw, false).unwrap().bytes();
        assert!(whole.ends_with(b"content-length: 6\r\n\r\nabcdef"));
        let half = Answer::read(raw, false).unwrap().half();
        assert!(half.ends_with(b"content-length: 6\r\n\r\nabc"));
    }
}
