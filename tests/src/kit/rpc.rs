//! Talking to a companion: JSON-RPC 2.0, one line a message, answers matched to requests by id.

use std::{collections::HashMap, sync::Arc, time::Duration};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    process::{ChildStdin, ChildStdout},
    sync::{Mutex, oneshot},
};

use super::{Outcome, failure};

type Waiting = Arc<Mutex<Option<HashMap<u64, oneshot::Sender<Value>>>>>;

/// One conversation with one companion process.
pub struct Rpc {
    input: Mutex<ChildStdin>,
    waiting: Waiting,
    next: std::sync::atomic::AtomicU64,
}

/// An answer of a companion that is an error: its stable code and its sentence.
#[derive(Debug)]
pub struct Refused {
    /// `data.code` of the error, or the JSON-RPC number.
    pub code: String,
    /// The sentence for people.
    pub message: String,
    /// The whole error object.
    pub error: Value,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "the companion refused ({}): {} {}",
            self.code, self.message, self.error
        )
    }
}

impl std::error::Error for Refused {}

impl Rpc {
    /// Takes over the pipes of a companion.
    pub fn over(input: ChildStdin, output: ChildStdout) -> Self {
        let waiting: Waiting = Arc::new(Mutex::new(Some(HashMap::new())));
        tokio::spawn(read_answers(output, Arc::clone(&waiting)));
        Self {
            input: Mutex::new(input),
            waiting,
            next: 1.into(),
        }
    }

    /// Calls a method and waits for its answer.
    pub async fn call(&self, method: &str, params: Value, limit: Duration) -> Outcome<Value> {
        let id = self.next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let (sender, receiver) = oneshot::channel();
        let gone = || failure(format!("the companion is gone ({method})"));
        self.waiting
            .lock()
            .await
            .as_mut()
            .ok_or_else(gone)?
            .insert(id, sender);
        let mut line = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).to_string();
        line.push('\n');
        {
            let mut input = self.input.lock().await;
            input.write_all(line.as_bytes()).await.map_err(|_| gone())?;
            input.flush().await.map_err(|_| gone())?;
        }
        let answer = tokio::time::timeout(limit, receiver)
            .await
            .map_err(|_| failure(format!("{method} was not answered within {} s", limit.as_secs())))?
            .map_err(|_| gone())?;
        match answer.get("error") {
            None => Ok(answer.get("result").cloned().unwrap_or(Value::Null)),
            Some(error) => Err(Box::new(refused(error))),
        }
    }
}

fn refused(error: &Value) -> Refused {
    let code = error
        .pointer("/data/code")
        .and_then(Value::as_str)
        .map_or_else(|| error["code"].to_string(), ToOwned::to_owned);
    let message = error["message"].as_str().unwrap_or_default().to_owned();
    Refused {
        code,
        message,
        error: error.clone(),
    }
}

async fn read_answers(output: ChildStdout, waiting: Waiting) {
    let mut lines = BufReader::new(output).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        let Ok(message) = serde_json::from_str::<Value>(&line) else {
            continue;
        };
        let Some(id) = message.get("id").and_then(Value::as_u64) else {
            continue;
        };
        if let Some(sender) = waiting.lock().await.as_mut().and_then(|map| map.remove(&id)) {
            // The caller may have stopped waiting; then nobody misses the answer.
            drop(sender.send(message));
        }
    }
    waiting.lock().await.take();
}

/// A plain HTTP client for looking at the parts from outside.
pub fn http() -> Outcome<reqwest::Client> {
    // A second installation of the same provider is refused and harmless.
    drop(rustls::crypto::ring::default_provider().install_default());
    Ok(reqwest::Client::builder()
        .timeout(Duration::from_secs(60))
        .no_proxy()
        .build()?)
}
