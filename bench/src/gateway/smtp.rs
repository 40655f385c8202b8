//! The load on Postfix: SMTP connections kept open, commands pipelined as far as RFC 2920 allows.

use std::{path::PathBuf, sync::Arc};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::TcpStream,
};

use super::{CONNECTIONS, EACH, Load};
use crate::{
    clock::{Stopwatch, millis},
    outcome::{Outcome, failure},
};

/// Mails as they go over the wire after DATA, the closing dot with them. As many as a round needs.
pub(super) fn prepare(files: &[PathBuf]) -> Outcome<Arc<Vec<Vec<u8>>>> {
    let mails = files
        .iter()
        .take(CONNECTIONS * EACH)
        .map(|file| Ok(on_the_wire(&std::fs::read(file)?)));
    Ok(Arc::new(mails.collect::<Outcome<_>>()?))
}

pub(super) fn mean_size(mails: &[Vec<u8>]) -> u64 {
    let all: usize = mails.iter().map(Vec::len).sum();
    u64::try_from(all / mails.len().max(1)).unwrap_or(0)
}

/// Every connection sends its share.
pub(super) async fn load(address: &str, mails: &Arc<Vec<Vec<u8>>>) -> Outcome<Load> {
    let mut lines = Vec::new();
    for number in 0..CONNECTIONS {
        let mut line = Line::open(address).await?;
        line.greet().await?;
        lines.push((number, line));
    }
    let watch = Stopwatch::start();
    let running: Vec<_> = lines
        .into_iter()
        .map(|(number, line)| tokio::spawn(send(line, Arc::clone(mails), number * EACH)))
        .collect();
    let mut latencies = Vec::new();
    for line in running {
        latencies.extend(line.await??);
    }
    Ok(Load {
        seconds: watch.read().as_secs_f64(),
        latencies,
    })
}

async fn send(mut line: Line, mails: Arc<Vec<Vec<u8>>>, from: usize) -> Outcome<Vec<f64>> {
    let mut latencies = Vec::with_capacity(EACH);
    for step in 0..EACH {
        let mail = mails
            .get((from + step) % mails.len().max(1))
            .ok_or_else(|| failure("no mail"))?;
        let watch = Stopwatch::start();
        line.say(b"MAIL FROM:<phone@bench.example>\r\nRCPT TO:<archive@bench.example>\r\nDATA\r\n")
            .await?;
        line.expect(250).await?;
        line.expect(250).await?;
        line.expect(354).await?;
        line.say(mail).await?;
        line.expect(250).await?;
        latencies.push(millis(watch.read()));
    }
    Ok(latencies)
}

struct Line {
    socket: BufReader<TcpStream>,
}

impl Line {
    async fn open(address: &str) -> Outcome<Self> {
        let socket = TcpStream::connect(address).await?;
        socket.set_nodelay(true)?;
        Ok(Self {
            socket: BufReader::new(socket),
        })
    }

    async fn greet(&mut self) -> Outcome<()> {
        self.expect(220).await?;
        self.say(b"EHLO phone.bench.example\r\n").await?;
        self.expect(250).await
    }

    async fn say(&mut self, bytes: &[u8]) -> Outcome<()> {
        Ok(self.socket.get_mut().write_all(bytes).await?)
    }

    /// Reads one answer, of however many lines; RFC 5321 4.2.1.
    async fn expect(&mut self, code: u16) -> Outcome<()> {
        loop {
            let mut line = String::new();
            self.socket.read_line(&mut line).await?;
            if !line.starts_with(&code.to_string()) {
                return Err(failure(format!("SMTP: {} instead of {code}", line.trim())));
            }
            if line.as_bytes().get(3) != Some(&b'-') {
                return Ok(());
            }
        }
    }
}

/// CRLF at every line's end, dots doubled, the end marked; RFC 5321 4.5.2.
fn on_the_wire(mail: &[u8]) -> Vec<u8> {
    let mut wire = Vec::with_capacity(mail.len() + 64);
    for line in mail.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(b".") {
            wire.push(b'.');
        }
        let text = line.strip_suffix(b"\n").unwrap_or(line);
        wire.extend_from_slice(text.strip_suffix(b"\r").unwrap_or(text));
        wire.extend_from_slice(b"\r\n");
    }
    wire.extend_from_slice(b".\r\n");
    wire
}

#[cfg(test)]
mod tests {
    use super::on_the_wire;

    #[test]
    fn a_mail_ends_with_a_dot_and_no_line_of_it_looks_like_one() {
        assert_eq!(
            on_the_wire(b"A: b\r\n\r\n.x\n.\nend"),
            b"A: b\r\n\r\n..x\r\n..\r\nend\r\n.\r\n"
        );
    }
}
