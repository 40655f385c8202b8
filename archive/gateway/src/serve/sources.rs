//! Open connections per source, so that one peer cannot take all places. A proxy on this machine is exempt.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use crate::activate::throttle::network;

/// Counts connections by source.
#[derive(Clone)]
pub(super) struct Sources {
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
    limit: usize,
}

/// A source's place, given back on drop.
pub(super) struct SourcePlace {
    sources: Sources,
    network: IpAddr,
}

impl Sources {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            open: Arc::default(),
            limit,
        }
    }

    /// A place for a connection from `source`, unless it has its share.
    pub(super) fn enter(&self, source: IpAddr) -> Option<SourcePlace> {
        let network = network(source);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(network).or_default();
        if *count >= self.limit && !source.is_loopback() {
            return None;
        }
        *count += 1;
        Some(SourcePlace {
            sources: self.clone(),
            network,
        })
    }
}

impl Drop for SourcePlace {
    fn drop(&mut self) {
        let mut open = self.sources.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.network) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                open.remove(&self.network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_source_has_its_share_and_leaves_the_rest_to_others() {
        let sources = Sources::new(2);
        let greedy: IpAddr = "203.0.113.1".parse().unwrap();
        let held = [sources.enter(greedy), sources.enter(greedy)];
        assert!(held.iter().all(Option::is_some) && sources.enter(greedy).is_none());
        assert!(sources.enter("203.0.113.2".parse().unwrap()).is_some());
        drop(held);
        assert!(
            sources.open.lock().unwrap().is_empty(),
            "nothing is remembered of who has gone"
        );
        assert!(sources.enter(greedy).is_some());
    }

    #[test]
    fn a_proxy_on_this_machine_speaks_for_many() {
        let sources = Sources::new(1);
        let proxy: IpAddr = "127.0.0.1".parse().unwrap();
        assert!(
            [sources.enter(proxy), sources.enter(proxy)]
                .iter()
                .all(Option::is_some)
        );
    }
}
