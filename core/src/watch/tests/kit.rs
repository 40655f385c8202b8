//! A list that can be changed, a screen that follows it, and listeners of every temper.

use std::{
    ops::Range,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use griffie_wire::ids::Millis;
use parking_lot::Mutex;
use tokio::sync::mpsc;

use crate::{
    clock::TestClock,
    engine::changes::{Changes, Interest},
    error::Error,
    watch::{DeliveryFailed, Diff, Keyed, Subscription, Watcher, list},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    key: String,
    pub(super) value: u8,
}

impl Row {
    pub(super) fn new(key: u8, value: u8) -> Self {
        Self {
            key: key.to_string(),
            value,
        }
    }
}

impl Keyed for Row {
    fn key(&self) -> &str {
        &self.key
    }
}

pub(super) fn rows(keys: Range<u8>) -> Vec<Row> {
    keys.map(|key| Row::new(key, 0)).collect()
}

/// What is watched.
pub(super) struct Source {
    pub(super) changes: Changes,
    pub(super) rows: Arc<Mutex<Vec<Row>>>,
    /// How often anybody looked.
    pub(super) looks: Arc<AtomicUsize>,
    /// Looking fails while this is set.
    pub(super) broken: Arc<AtomicBool>,
}

impl Source {
    pub(super) fn with(rows: Vec<Row>) -> Self {
        Self {
            changes: Changes::new(),
            rows: Arc::new(Mutex::new(rows)),
            looks: Arc::default(),
            broken: Arc::default(),
        }
    }

    pub(super) fn change(&self, change: impl FnOnce(&mut Vec<Row>)) {
        change(&mut self.rows.lock());
        self.changes.bump();
    }

    pub(super) fn watch(
        &self,
        deliver: impl FnMut(Vec<Diff<Row>>) -> Result<(), DeliveryFailed> + Send + 'static,
    ) -> Subscription {
        let watcher = Watcher {
            runtime: tokio::runtime::Handle::current(),
            clock: Arc::new(TestClock::at(Millis(0))),
            bell: Arc::new(self.changes.listen(Interest::Rooms)),
            pause: Duration::from_millis(1),
        };
        let (rows, looks, broken) = (self.rows.clone(), self.looks.clone(), self.broken.clone());
        let look = move |_: Option<&_>, _: &_| {
            let seen = rows.lock().clone();
            looks.fetch_add(1, Ordering::SeqCst);
            if broken.load(Ordering::SeqCst) {
                return Some(Err(Error::StorageFull));
            }
            Some(Ok(seen))
        };
        list(watcher, look, deliver)
    }

    /// Watches, and gives each delivery as it comes.
    pub(super) fn told(&self) -> (Subscription, mpsc::UnboundedReceiver<Vec<Diff<Row>>>) {
        let (tell, told) = mpsc::unbounded_channel();
        let subscription = self.watch(move |steps| tell.send(steps).map_err(|_| DeliveryFailed));
        (subscription, told)
    }
}

/// What a screen shows that takes every step.
#[derive(Clone, Default)]
pub(super) struct Screen(Arc<Mutex<Vec<Row>>>);

impl Screen {
    pub(super) fn take(&self, steps: Vec<Diff<Row>>) {
        let mut rows = self.0.lock();
        for step in steps {
            step.apply(&mut rows);
        }
    }

    pub(super) fn shows(&self) -> Vec<Row> {
        self.0.lock().clone()
    }
}
