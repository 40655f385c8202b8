//! [`Subscription`]: somebody looks, and how that ends.

use std::sync::Arc;

use griffie_core::watch;

/// A watch that goes on until `cancel` is called or this is let go of. It does not keep the core open.
#[derive(uniffi::Object)]
pub struct Subscription(watch::Subscription);

impl Subscription {
    pub(crate) fn of(subscription: watch::Subscription) -> Arc<Self> {
        Arc::new(Self(subscription))
    }
}

#[uniffi::export]
impl Subscription {
    /// Ends the watch. When this returns, no call of the listener begins any more; one that is going on is given a tenth of a second to
    /// end. May be called more than once, and by the listener itself.
    pub fn cancel(&self) {
        self.0.cancel();
    }
}
