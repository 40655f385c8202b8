//! A server that gives prepared answers, whatever is asked, and remembers what was asked. For answers that the real one never gives.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use griffie_wire::problem::ProblemKind;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// Bytes on the wire; none at all closes the line without an answer.
pub(crate) type Raw = Vec<u8>;

pub(crate) fn answer(status: &str, body: impl AsRef<[u8]>) -> Raw {
    let body = body.as_ref();
    let length = body.len();
    let mut raw =
        format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n").into_bytes();
    raw.extend_from_slice(body);
    raw
}

pub(crate) fn json(value: &impl serde::Serialize) -> Raw {
    answer("200 OK", serde_json::to_vec(value).unwrap())
}

pub(crate) fn problem(kind: ProblemKind) -> Raw {
    answer(
        &format!("{} x", kind.status()),
        serde_json::to_vec(&kind.problem()).unwrap(),
    )
}

/// A running server.
pub(crate) struct Script {
    pub(crate) url: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Script {
    /// Gives these answers, one per connection.
    pub(crate) async fn with(answers: Vec<Raw>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (mut answers, heard) = (VecDeque::from(answers), asked.clone());
        tokio::spawn(async move {
            while let Some(answer) = answers.pop_front() {
                let (mut socket, _) = listener.accept().await.unwrap();
                let request = read_request(&mut socket).await;
                heard.lock().unwrap().push(request);
                socket.write_all(&answer).await.unwrap();
            }
        });
        Self { url, asked }
    }

    /// The requests so far, head and body.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

/// Reads head and body, so that closing the line does not reset it under the client's hands.
async fn read_request(socket: &mut TcpStream) -> String {
    let mut seen = Vec::new();
    let mut piece = [0; 16 * 1024];
    loop {
        let text = String::from_utf8_lossy(&seen).into_owned();
        if let Some((head, _)) = text.split_once("\r\n\r\n") {
            let head = head.to_lowercase();
            let length = head
                .split("content-length: ")
                .nth(1)
                .and_then(|rest| rest.lines().next());
            let length: usize = length.map_or(0, |length| length.trim().parse().unwrap());
            let head_len = seen.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
            if seen.len() >= head_len + length {
                return text;
            }
        }
        match socket.read(&mut piece).await.unwrap() {
            0 => return text,
            n => seen.extend_from_slice(&piece[..n]),
        }
    }
}
