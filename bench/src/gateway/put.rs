//! The load on the gateway: one HTTP/1.1 connection for each phone, the next object as soon as the last is receipted.

use griffie_wire::receipt::{LogTrust, Receipt, verify_provisional};
use http::StatusCode;
use http_body_util::{BodyExt as _, Full};
use hyper::{body::Bytes, client::conn::http1::SendRequest};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use super::{Load, objects::Upload};
use crate::{
    clock::{Stopwatch, millis},
    outcome::{Outcome, failure},
};

/// `host:port` of an address.
pub(super) fn host(address: &str) -> &str {
    address.trim_start_matches("http://").trim_end_matches('/')
}

/// Opens a connection.
pub(super) async fn connect(address: &str) -> Outcome<SendRequest<Full<Bytes>>> {
    let socket = TcpStream::connect(host(address)).await?;
    socket.set_nodelay(true)?;
    let (sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(socket)).await?;
    // It ends with its sender; an error shows at the request that meets it.
    tokio::spawn(connection);
    Ok(sender)
}

/// Sends everything; then checks every receipt, outside the time.
pub(super) async fn load(
    address: &str,
    uploads: Outcome<Vec<Vec<Upload>>>,
    trust: &LogTrust,
) -> Outcome<Load> {
    let mut lines = Vec::new();
    for uploads in uploads? {
        lines.push((connect(address).await?, uploads));
    }
    let watch = Stopwatch::start();
    let running: Vec<_> = lines
        .into_iter()
        .map(|(sender, uploads)| tokio::spawn(send(sender, uploads)))
        .collect();
    let mut answers = Vec::new();
    for line in running {
        answers.extend(line.await??);
    }
    let seconds = watch.read().as_secs_f64();
    for answer in &answers {
        let receipt = Receipt::parse(std::str::from_utf8(&answer.receipt)?)?;
        verify_provisional(&receipt, &answer.leaf, trust)?;
    }
    Ok(Load {
        seconds,
        latencies: answers.into_iter().map(|answer| answer.ms).collect(),
    })
}

struct Answer {
    leaf: griffie_wire::leaf::Leaf,
    receipt: Bytes,
    ms: f64,
}

async fn send(mut sender: SendRequest<Full<Bytes>>, uploads: Vec<Upload>) -> Outcome<Vec<Answer>> {
    let mut answers = Vec::with_capacity(uploads.len());
    for Upload { leaf, request } in uploads {
        let watch = Stopwatch::start();
        sender.ready().await?;
        let answer = sender.send_request(request).await?;
        let status = answer.status();
        let receipt = answer.into_body().collect().await?.to_bytes();
        if status != StatusCode::CREATED {
            return Err(failure(format!(
                "upload: {status} {}",
                String::from_utf8_lossy(&receipt)
            )));
        }
        answers.push(Answer {
            leaf,
            receipt,
            ms: millis(watch.read()),
        });
    }
    Ok(answers)
}
