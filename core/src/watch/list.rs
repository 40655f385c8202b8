//! Watches a list: all of it first, then the steps from what was handed over last to what there is now.

use super::{
    courier::{Courier, Watcher},
    diff::{Diff, Keyed, diff},
    subscription::{DeliveryFailed, Subscription},
};
use crate::{engine::changes::Touched, error::Error};

/// Watches what `look` sees; it is given the list before and what was touched since.
pub(crate) fn list<T>(
    watcher: Watcher,
    look: impl FnMut(Option<&Vec<T>>, &Touched) -> Option<Result<Vec<T>, Error>> + Send + 'static,
    deliver: impl FnMut(Vec<Diff<T>>) -> Result<(), DeliveryFailed> + Send + 'static,
) -> Subscription
where
    T: Keyed + Clone + PartialEq + Send + 'static,
{
    watcher.start(Courier {
        look: Box::new(look),
        compare: steps,
        deliver: Box::new(deliver),
        last: None,
    })
}

#[expect(
    clippy::ptr_arg,
    reason = "a picture is whatever its watcher looks at; here that is a list"
)]
fn steps<T: Keyed + Clone + PartialEq>(before: Option<&Vec<T>>, now: &Vec<T>) -> Option<Vec<Diff<T>>> {
    let steps = match before {
        None => vec![Diff::Reset(now.clone())],
        Some(before) => diff(before, now),
    };
    (!steps.is_empty()).then_some(steps)
}
