//! Accept loops. Every connection has a place, a deadline for its head, and an end when the gateway ends.

use std::{future::Future, net::IpAddr, sync::Arc, time::Duration};

use axum::Router;
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::UnixListener,
    sync::Semaphore,
    time::timeout,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::{Service as _, ServiceExt as _};

use super::{listen::Public, sources::Sources};
use crate::{
    clock::{Clock as _, SystemClock},
    http::Source,
    limits::{HEAD_BYTES, HEADERS, IDLE, Limits},
};

/// Pause after an accept that failed, mostly for want of file descriptors.
const AFTER_ERROR: Duration = Duration::from_millis(50);
/// Connections on the internal socket; one vault needs a few, and may keep them open without asking anything.
const INTERNAL: usize = 64;

pub(super) async fn public(public: Public, router: Router, limits: Limits, stopping: CancellationToken) {
    let (tracker, places) = (TaskTracker::new(), Arc::new(Semaphore::new(limits.connections)));
    let sources = Sources::new(limits.connections_per_source);
    loop {
        // Without a free place nobody is accepted; the kernel's backlog and then the client wait.
        let Some(Ok(place)) = unless(&stopping, Arc::clone(&places).acquire_owned()).await else {
            break;
        };
        let Some(accepted) = unless(&stopping, public.listener.accept()).await else {
            break;
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(kind = ?error.kind(), "accept");
                SystemClock.sleep(AFTER_ERROR).await;
                continue;
            }
        };
        // Closed at once: whoever has this many connections open is not a device.
        let Some(source) = sources.enter(peer.ip()) else {
            continue;
        };
        let (router, tls, stopping) = (router.clone(), public.tls.clone(), stopping.clone());
        tracker.spawn(async move {
            let _places = (place, source);
            let _ = stream.set_nodelay(true);
            match tls {
                None => connection(stream, router, peer.ip(), Some(IDLE), stopping).await,
                Some(tls) => {
                    if let Ok(Ok(stream)) = timeout(IDLE, tls.accept(stream)).await {
                        connection(stream, router, peer.ip(), Some(IDLE), stopping).await;
                    }
                }
            }
        });
    }
    tracker.close();
    tracker.wait().await;
}

pub(super) async fn internal(listener: UnixListener, router: Router, stopping: CancellationToken) {
    let (tracker, places) = (TaskTracker::new(), Arc::new(Semaphore::new(INTERNAL)));
    loop {
        let Some(Ok(place)) = unless(&stopping, Arc::clone(&places).acquire_owned()).await else {
            break;
        };
        let Some(accepted) = unless(&stopping, listener.accept()).await else {
            break;
        };
        let Ok((stream, _)) = accepted else {
            SystemClock.sleep(AFTER_ERROR).await;
            continue;
        };
        let (router, stopping) = (router.clone(), stopping.clone());
        tracker.spawn(async move {
            let _place = place;
            connection(stream, router, IpAddr::from([127, 0, 0, 1]), None, stopping).await;
        });
    }
    tracker.close();
    tracker.wait().await;
}

/// Serves one connection until the peer closes it, is too slow, or the gateway ends.
async fn connection<S>(
    stream: S,
    router: Router,
    peer: IpAddr,
    head_within: Option<Duration>,
    stopping: CancellationToken,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = hyper::service::service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(Source(peer));
        let mut router = router.clone();
        async move { router.as_service().ready().await?.call(request).await }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head_within)
        .max_headers(HEADERS)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service);
    tokio::pin!(connection);
    // Errors of a connection are the peer's: cut off, too slow, not HTTP.
    tokio::select! {
        _ = connection.as_mut() => {}
        () = stopping.cancelled() => {
            connection.as_mut().graceful_shutdown();
            let _ = timeout(IDLE, connection).await;
        }
    }
}

/// The value of `work`, or `None` when the gateway ends first.
async fn unless<T>(stopping: &CancellationToken, work: impl Future<Output = T>) -> Option<T> {
    tokio::select! {
        value = work => Some(value),
        () = stopping.cancelled() => None,
    }
}
