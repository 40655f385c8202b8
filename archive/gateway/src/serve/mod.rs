//! A running gateway: sockets, tasks and their end.
//!
//! - [`listen`]       which addresses are allowed, TLS, the internal socket
//! - [`connections`]  the accept loop and one connection
//! - [`sources`]      how many connections one peer may have
//! - [`chores`]       what happens by the clock: the published checkpoint, cleaning up
//! - [`process`]      what the process must not leave behind

mod chores;
mod connections;
mod listen;
pub(crate) mod process;
mod sources;

use std::{
    fs::File,
    future::Future,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use thiserror::Error;
use tokio_util::sync::CancellationToken;

pub use listen::ListenError;

use crate::{
    clock::SystemClock,
    gateway::{Gateway, OpenError},
    http,
    settings::{Settings, SettingsError},
    store::StoreError,
};

/// How to serve.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// The gateway's directory.
    pub dir: PathBuf,
    /// Address of the public listener; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Certificate chain and private key, PEM. Without them only a loopback address is allowed.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// Path of the internal socket.
    pub socket: PathBuf,
}

/// Why a gateway does not serve, or serves no more.
#[derive(Debug, Error)]
pub enum ServeError {
    /// Settings cannot be read.
    #[error("settings")]
    Settings(#[from] SettingsError),
    /// Storage cannot be opened.
    #[error("this gateway cannot be opened")]
    Open(#[from] OpenError),
    /// Another process has the directory.
    #[error("another griffie-gateway serves {0}")]
    Locked(PathBuf),
    /// The lock file cannot be made.
    #[error("lock file")]
    Lock(#[source] std::io::Error),
    /// A listener cannot be made.
    #[error(transparent)]
    Listen(#[from] ListenError),
    /// The writer stopped; only a new start can tell what is on the disk.
    #[error("storage failed while running")]
    Storage(#[source] Arc<StoreError>),
}

/// Serves until `until` completes. Calls `ready` with the public URL once connections are taken.
pub async fn serve(
    options: ServeOptions,
    ready: impl FnOnce(&str),
    until: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    let settings = Settings::load(&options.dir)?;
    let _lock = lock(&options.dir)?;
    let public = listen::public(&options).await?;
    let internal = listen::internal(&options.socket)?;
    let gateway = Arc::new(Gateway::open(
        options.dir.clone(),
        settings,
        Arc::new(SystemClock),
    )?);
    let stop = CancellationToken::new();
    let url = public.url.clone();
    let tasks = [
        tokio::spawn(connections::public(
            public,
            http::public_router(Arc::clone(&gateway)),
            gateway.settings.limits.clone(),
            stop.clone(),
        )),
        tokio::spawn(connections::internal(
            internal,
            http::internal_router(Arc::clone(&gateway)),
            stop.clone(),
        )),
        tokio::spawn(chores::publish(Arc::clone(&gateway), stop.clone())),
        tokio::spawn(chores::clean(Arc::clone(&gateway), stop.clone())),
    ];
    ready(&url);
    let ended = tokio::select! {
        () = until => Ok(()),
        error = gateway.writer.stopped() => Err(ServeError::Storage(error)),
    };
    stop.cancel();
    for task in tasks {
        if task.await.is_err() {
            tracing::error!("a task of the gateway ended in a panic");
        }
    }
    let removed = std::fs::remove_file(&options.socket);
    if removed.is_err() {
        tracing::warn!("the internal socket was gone already");
    }
    ended
}

/// One process serves a directory. The lock goes with the file handle.
fn lock(dir: &Path) -> Result<File, ServeError> {
    let file = File::create(dir.join("gateway.lock")).map_err(ServeError::Lock)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(ServeError::Locked(dir.to_owned())),
        Err(std::fs::TryLockError::Error(error)) => Err(ServeError::Lock(error)),
    }
}
