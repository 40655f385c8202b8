//! The conduct of the moment, shared by all loops: read it, or wait until it lets you go on.

use std::sync::Arc;

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::conduct::Conduct;

/// The conduct now. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Conditions(Arc<watch::Sender<Conduct>>);

impl Default for Conditions {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(Conduct::FREE)))
    }
}

impl Conditions {
    /// What to do now.
    pub(crate) fn now(&self) -> Conduct {
        *self.0.borrow()
    }

    /// Puts another conduct in force; gives the one before if it was another.
    pub(crate) fn set(&self, conduct: Conduct) -> Option<Conduct> {
        let before = self.0.send_replace(conduct);
        (before != conduct).then_some(before)
    }

    /// Tells of each change from now on.
    pub(crate) fn changes(&self) -> watch::Receiver<Conduct> {
        self.0.subscribe()
    }

    /// Waits for a network. `false` when told to stop first.
    pub(crate) async fn network(&self, stop: &CancellationToken) -> bool {
        let mut changes = self.0.subscribe();
        tokio::select! {
            biased;
            () = stop.cancelled() => false,
            // The sender is ours, so the wait ends with a network and not with an error.
            network = changes.wait_for(|conduct| conduct.network) => network.is_ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn without_a_network_one_waits_until_there_is_one_or_the_end() {
        let (conditions, stop) = (Conditions::default(), CancellationToken::new());
        assert!(conditions.network(&stop).await);
        let offline = Conduct {
            network: false,
            ..Conduct::FREE
        };
        assert_eq!(conditions.set(offline), Some(Conduct::FREE));
        assert_eq!(conditions.set(offline), None, "nothing changed");
        let waiting = {
            let (conditions, stop) = (conditions.clone(), stop.clone());
            tokio::spawn(async move { conditions.network(&stop).await })
        };
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        conditions.set(Conduct::FREE);
        assert!(waiting.await.unwrap());
        conditions.set(offline);
        stop.cancel();
        assert!(!conditions.network(&stop).await);
    }
}
