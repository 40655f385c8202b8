//! Watches one thing that is always told whole.

use super::{
    courier::{Courier, Watcher},
    subscription::{DeliveryFailed, Subscription},
};
use crate::error::Error;

/// Watches what `look` sees, and hands it over when it is another than before.
pub(crate) fn state<P>(
    watcher: Watcher,
    mut look: impl FnMut() -> Option<Result<P, Error>> + Send + 'static,
    deliver: impl FnMut(P) -> Result<(), DeliveryFailed> + Send + 'static,
) -> Subscription
where
    P: Clone + PartialEq + Send + 'static,
{
    watcher.start(Courier {
        look: Box::new(move |_, _| look()),
        compare: |before, now: &P| (before != Some(now)).then(|| now.clone()),
        deliver: Box::new(deliver),
        last: None,
    })
}
