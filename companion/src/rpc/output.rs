//! Writes answers and notifications, each as one line, from whichever task has one.

use std::io;

use serde_json::{Value, json};
use tokio::{
    io::{AsyncWrite, AsyncWriteExt},
    sync::mpsc,
};

use super::Failure;

/// Lines that wait for the reader on the other side; when they are this many, whoever has one more waits. Nothing is dropped.
const WAITING: usize = 256;

/// A way to the output. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Output(mpsc::Sender<Value>);

impl Output {
    /// The way in, and the work that writes until the last way in is gone.
    pub(crate) fn to<W: AsyncWrite + Unpin>(sink: W) -> (Self, impl Future<Output = io::Result<()>>) {
        let (sender, lines) = mpsc::channel(WAITING);
        (Self(sender), write(sink, lines))
    }

    /// Answers a request.
    pub(crate) async fn answer(&self, id: Value, result: Result<Value, Failure>) {
        self.line(match result {
            Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
            Err(failure) => json!({ "jsonrpc": "2.0", "id": id, "error": failure }),
        })
        .await;
    }

    /// Tells something nobody asked for just now.
    pub(crate) async fn notify(&self, method: &str, params: Value) {
        self.line(json!({ "jsonrpc": "2.0", "method": method, "params": params }))
            .await;
    }

    /// Resolves when nobody reads the output any more.
    pub(crate) async fn closed(&self) {
        self.0.closed().await;
    }

    async fn line(&self, message: Value) {
        // The writer is gone only when the other side closed the pipe; then the companion is about to end.
        drop(self.0.send(message).await);
    }
}

async fn write<W: AsyncWrite + Unpin>(mut sink: W, mut lines: mpsc::Receiver<Value>) -> io::Result<()> {
    while let Some(message) = lines.recv().await {
        let mut line = message.to_string();
        line.push('\n');
        sink.write_all(line.as_bytes()).await?;
        sink.flush().await?;
    }
    Ok(())
}
