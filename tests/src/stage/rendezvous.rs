//! Where two commands find each other: one says a value under a key, the other waits for it.

use std::{collections::BTreeMap, time::Duration};

use serde_json::Value;
use tokio::sync::watch;

/// What was said so far.
pub(super) struct Rendezvous(watch::Sender<BTreeMap<String, Value>>);

impl Rendezvous {
    pub(super) fn new() -> Self {
        Self(watch::Sender::new(BTreeMap::new()))
    }

    /// The last word under a key counts.
    pub(super) fn say(&self, key: String, value: Value) {
        self.0.send_modify(|said| {
            said.insert(key, value);
        });
    }

    /// What is or will be said under a key, if it is said in time.
    pub(super) async fn ask(&self, key: &str, limit: Duration) -> Option<Value> {
        let mut said = self.0.subscribe();
        let waited = tokio::time::timeout(limit, said.wait_for(|said| said.contains_key(key)));
        waited.await.ok()?.ok()?.get(key).cloned()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::json;

    use super::Rendezvous;

    #[tokio::test]
    async fn who_asks_first_waits_and_nobody_waits_for_ever() {
        let place = Rendezvous::new();
        let (answer, ()) = tokio::join!(place.ask("room", Duration::from_secs(5)), async {
            place.say("other".to_owned(), json!(1));
            place.say("room".to_owned(), json!("!a"));
        });
        assert_eq!(answer, Some(json!("!a")));
        assert_eq!(place.ask("room", Duration::ZERO).await, Some(json!("!a")));
        assert_eq!(place.ask("never", Duration::from_millis(10)).await, None);
    }
}
