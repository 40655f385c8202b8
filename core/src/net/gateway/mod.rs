//! The gateway's HTTP face, seen from the device: one typed function per call, every request signed by the device key (RFC 9421).
//!
//! Reading order: [`Way`] (which gateway, and by whose clock), `call` (sign, send, learn the time), then one file per topic.
//! Knows no SQL and nothing of what objects hold.

mod attachments;
mod call;
mod date;
mod devices;
mod error;
mod objects;
#[cfg(test)]
mod tests;

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicI64, Ordering},
};

use griffie_wire::{
    ids::{DeviceId, Millis},
    key::SigningKey,
};
use url::Url;

pub(crate) use self::{attachments::Held, error::GatewayError};
use crate::{clock::Clock, net::http::Http};

/// A date has whole seconds and was some time under way: smaller differences, in milliseconds, are no news.
const TIME_IS_NEWS: u64 = 60_000;

/// The way to the gateways: their addresses in order, and how far their clock is from ours.
pub(crate) struct Way {
    http: Http,
    clock: Arc<dyn Clock>,
    gateways: Mutex<Gateways>,
    offset_ms: AtomicI64,
}

struct Gateways {
    urls: Vec<String>,
    current: usize,
}

impl Way {
    /// A way to `urls`, tried in this order, whose clock was last seen to be `offset_ms` ahead of ours.
    pub(crate) fn new(http: Http, clock: Arc<dyn Clock>, urls: Vec<String>, offset_ms: i64) -> Self {
        let gateways = Mutex::new(Gateways { urls, current: 0 });
        Self {
            http,
            clock,
            gateways,
            offset_ms: AtomicI64::new(offset_ms),
        }
    }

    /// The time as the gateway sees it, by what its answers taught.
    pub(crate) fn now(&self) -> Millis {
        Millis(self.clock.now().0.saturating_add_signed(self.offset_ms()))
    }

    /// The gateway's clock minus ours, in milliseconds.
    pub(crate) fn offset_ms(&self) -> i64 {
        self.offset_ms.load(Ordering::Acquire)
    }

    /// Takes the gateway's word for the time when it differs by more than a way under network may explain.
    pub(crate) fn check_time(&self, server: Millis) {
        if server.0.abs_diff(self.now().0) > TIME_IS_NEWS {
            self.learn_time(server);
        }
    }

    /// Takes the gateway's word for the time.
    pub(crate) fn learn_time(&self, server: Millis) {
        let offset = i128::from(server.0) - i128::from(self.clock.now().0);
        self.offset_ms
            .store(i64::try_from(offset).unwrap_or(0), Ordering::Release);
    }

    /// Takes a new list of gateways, as a newly accepted seal configuration names them.
    pub(crate) fn set_gateways(&self, urls: &[String]) {
        let mut gateways = self.gateways.lock().unwrap_or_else(PoisonError::into_inner);
        if gateways.urls != urls {
            *gateways = Gateways {
                urls: urls.to_vec(),
                current: 0,
            };
        }
    }

    /// Goes to the next gateway in the list after a failure of `failed`; a failure that came late moves nothing.
    fn leave(&self, failed: &Url) {
        let mut gateways = self.gateways.lock().unwrap_or_else(PoisonError::into_inner);
        let still = gateways
            .urls
            .get(gateways.current)
            .is_some_and(|url| base(url).as_ref() == Some(failed));
        if still {
            gateways.current = (gateways.current + 1) % gateways.urls.len().max(1);
        }
    }

    /// Goes to the next gateway in the list: the one in use answers, and its answers prove nothing.
    pub(crate) fn distrust(&self) {
        let mut gateways = self.gateways.lock().unwrap_or_else(PoisonError::into_inner);
        gateways.current = (gateways.current + 1) % gateways.urls.len().max(1);
    }

    /// The gateways in the order in which a call tries them: the one in use first, each once.
    fn bases(&self) -> Vec<Url> {
        let gateways = self.gateways.lock().unwrap_or_else(PoisonError::into_inner);
        let (before, from) = gateways
            .urls
            .split_at_checked(gateways.current)
            .unwrap_or((&[], &gateways.urls));
        from.iter().chain(before).filter_map(|url| base(url)).collect()
    }
}

/// The base URL with a slash at the end, so that paths are added and not replaced.
fn base(url: &str) -> Option<Url> {
    let mut url = Url::parse(url).ok().filter(|url| !url.cannot_be_a_base())?;
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Some(url)
}

/// The gateways as one activated device speaks to them.
pub(crate) struct Gateway {
    way: Way,
    device: DeviceId,
    key: SigningKey,
}

impl Gateway {
    pub(crate) fn new(way: Way, device: DeviceId, key: SigningKey) -> Self {
        Self { way, device, key }
    }

    pub(crate) fn way(&self) -> &Way {
        &self.way
    }
}
