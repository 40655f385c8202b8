//! Subscriptions: `changed` is told at once and after every change of what a screen shows. Changes that come faster than the reader
//! reads run together; look at the state again, nothing else is needed.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Caller, NoParams, done};
use crate::rpc::Failure;

/// Subscriptions of one caller.
const MOST: usize = 64;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unwatch {
    subscription: u64,
}

impl Caller {
    pub(super) fn watch(&self, _: NoParams) -> Result<Value, Failure> {
        let mut watches = self
            .watches
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if watches.len() >= MOST {
            return Err(Failure::params("too many subscriptions; end one with unwatch"));
        }
        let subscription = watches.last_key_value().map_or(1, |(last, _)| last + 1);
        let output = self.output.clone();
        let mut changes = self.griffie.subscribe_changes();
        changes.mark_changed();
        let telling = tokio::spawn(async move {
            while changes.changed().await.is_ok() {
                changes.borrow_and_update();
                output
                    .notify("changed", json!({ "subscription": subscription }))
                    .await;
            }
        });
        watches.insert(subscription, telling.abort_handle());
        Ok(json!({ "subscription": subscription }))
    }

    pub(super) fn unwatch(&self, params: Unwatch) -> Result<Value, Failure> {
        let mut watches = self
            .watches
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let watch = watches.remove(&params.subscription);
        let watch = watch.ok_or_else(|| Failure::params("there is no such subscription"))?;
        watch.abort();
        Ok(done())
    }
}
