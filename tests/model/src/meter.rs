//! Counts what passes between a phone and a server: connections, and bytes both ways, heads included.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use griffie_tests::kit::Outcome;
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

#[derive(Default)]
struct Counts {
    connections: AtomicU64,
    bytes: AtomicU64,
}

/// The relay; it ends when it is dropped.
pub struct Meter {
    url: String,
    counts: Arc<Counts>,
    task: JoinHandle<()>,
}

impl Meter {
    /// A relay to `http://host:port`.
    pub async fn towards(url: &str) -> Outcome<Self> {
        let to = url.trim_start_matches("http://").to_owned();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let counts = Arc::new(Counts::default());
        let counted = counts.clone();
        let task = tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let (to, counts) = (to.clone(), counted.clone());
                counts.connections.fetch_add(1, Ordering::Relaxed);
                // A connection that breaks shows at its ends.
                tokio::spawn(async move { drop(relay(near, &to, &counts).await) });
            }
        });
        Ok(Self { url, counts, task })
    }

    /// Where it listens.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Connections and bytes so far.
    pub fn read(&self) -> (u64, u64) {
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        (read(&self.counts.connections), read(&self.counts.bytes))
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn relay(mut near: TcpStream, to: &str, counts: &Counts) -> Outcome<()> {
    let mut far = TcpStream::connect(to).await?;
    let (up, down) = tokio::io::copy_bidirectional(&mut near, &mut far).await?;
    counts.bytes.fetch_add(up + down, Ordering::Relaxed);
    Ok(())
}
