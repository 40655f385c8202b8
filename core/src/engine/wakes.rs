//! Wakes for the loops: whoever commits work for a loop wakes it. A wake carries nothing, so none can be lost: what there is to do
//! stands in the store.

use tokio::sync::Notify;

use crate::platform::conditions::Conditions;

/// One wake per loop; `notify_one` keeps one wake for a loop that is busy.
#[derive(Debug, Default)]
pub(crate) struct Wakes {
    /// The send queue has something to send.
    pub(crate) queue: Notify,
    /// A gap was opened.
    pub(crate) fill: Notify,
    /// The vault wants an event.
    pub(crate) recall: Notify,
    /// A file is to be fetched.
    pub(crate) media: Notify,
    /// Records were journaled.
    pub(crate) seal: Notify,
    /// An object was sealed, or the user asks to route now.
    pub(crate) route: Notify,
    /// The user asks to route now: back-off is over.
    pub(crate) route_now: Notify,
    /// The homeserver no longer knows our access token.
    pub(crate) login: Notify,
    /// Room keys may have come that the backup has not got, or the user gave the recovery key.
    pub(crate) backup: Notify,
    /// A verification came further.
    pub(crate) verify: Notify,
    /// Network or power changed: the platform is asked again.
    pub(crate) platform: Notify,
    /// The next sync should not wait.
    pub(crate) sync: Notify,
    /// What the phone lets the loops do now.
    pub(crate) conditions: Conditions,
}

impl Wakes {
    /// Everybody has reason to look: back-off is over.
    pub(crate) fn all(&self) {
        for wake in [
            &self.queue,
            &self.fill,
            &self.recall,
            &self.media,
            &self.seal,
            &self.route,
            &self.route_now,
            &self.sync,
            &self.backup,
            &self.verify,
        ] {
            wake.notify_one();
        }
    }
}
