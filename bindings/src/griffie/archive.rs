//! Records on their way to the archive, as a user of this device may look at them.

use std::sync::Arc;

use griffie_core::platform::plan::{PhoneNow, RoutePlan};

use super::Griffie;
use crate::{
    error::GriffieError,
    listener::ArchiveListener,
    rows::{account::JournalFact, archive::ArchiveState},
    subscription::Subscription,
};

#[uniffi::export]
impl Griffie {
    /// How things stand with the archive: one colour, the numbers behind it, and when something last went.
    ///
    /// Errors: `StorageUnusable`.
    pub async fn archive_state(&self) -> Result<ArchiveState, GriffieError> {
        Ok(self.line.call(async |core| core.archive_state()).await?.into())
    }

    /// Watches how things stand with the archive.
    pub fn watch_archive(&self, listener: Box<dyn ArchiveListener>) -> Arc<Subscription> {
        Subscription::of(self.core.watch_archive(listener.told_by(ArchiveState::from)))
    }

    /// Seals what is journaled and carries it to the archive's gateway without waiting for its time. Gives the number of sealed objects
    /// made; carrying them goes on by itself.
    ///
    /// Errors: `NotSignedIn`, `StorageFull`, `StorageUnusable`.
    pub async fn route_now(&self) -> Result<u32, GriffieError> {
        self.line.call(async |core| core.route_now().await).await
    }

    /// What a background job carries to the archive under these conditions and when it asks again, by the policy in force and by what
    /// waits. Changes nothing, and needs no started core: when the answer is to carry something, `start` and, with `atOnce`, `routeNow`;
    /// then ask again. `atOnce`: the open segment ends now, whatever its age, because the user asked or the app goes.
    ///
    /// Errors: `NotSignedIn` before any activation, `StorageUnusable`.
    #[uniffi::method(default(at_once = false))]
    pub async fn route_plan(&self, phone: PhoneNow, at_once: bool) -> Result<RoutePlan, GriffieError> {
        self.line
            .call(async move |core| core.route_plan(&phone, at_once))
            .await
    }

    /// The own journal without its content, after entry number `after`, oldest first, at most `limit` entries and ten thousand. What
    /// was pruned is not among them.
    ///
    /// Errors: `StorageUnusable`.
    #[uniffi::method(default(after = 0, limit = 1000))]
    pub async fn journal_facts(&self, after: u64, limit: u32) -> Result<Vec<JournalFact>, GriffieError> {
        let facts = self
            .line
            .call(async move |core| core.journal_facts(after, limit).await);
        Ok(facts.await?.into_iter().map(JournalFact::from).collect())
    }
}
