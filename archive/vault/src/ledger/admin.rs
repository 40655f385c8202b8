//! The homeserver's admin API (Synapse): rooms, and the events of each as the homeserver lists them.
//!
//! Answers come from the side that is being witnessed: bounded, typed, and never believed over what was pushed.

use std::time::Duration;

use reqwest::{Client, StatusCode, Url};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use super::LedgerError;

const PATIENCE: Duration = Duration::from_secs(60);
/// A page of 500 events of 64 KiB each.
const LARGEST: usize = 64 << 20;
const ROOMS: &str = "500";
const EVENTS: &str = "500";

/// A way to the admin API.
pub(super) struct Admin {
    client: Client,
    base: Url,
    token: String,
}

#[derive(Deserialize)]
struct Rooms {
    rooms: Vec<RoomOf>,
    next_batch: Option<Value>,
}

#[derive(Deserialize)]
struct RoomOf {
    room_id: String,
}

/// A page of events, newest first.
#[derive(Deserialize)]
pub(super) struct Page {
    pub(super) chunk: Vec<Value>,
    /// Where older events go on; absent at the room's beginning.
    pub(super) end: Option<String>,
}

#[derive(Deserialize)]
struct Fetched {
    event: Value,
}

impl Admin {
    pub(super) fn new(homeserver: &str, token: &str) -> Result<Self, LedgerError> {
        let base = Url::parse(homeserver)
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        let base = base.ok_or(LedgerError::Unusable(
            "the homeserver's address",
            "give its base URL",
        ))?;
        let client = crate::client::client(PATIENCE).map_err(away)?;
        Ok(Self {
            client,
            base,
            token: token.trim().to_owned(),
        })
    }

    /// Every room that the homeserver knows.
    pub(super) async fn rooms(&self) -> Result<Vec<String>, LedgerError> {
        let mut all = Vec::new();
        let mut from = String::from("0");
        loop {
            let url = self.url(
                &["v1", "rooms"],
                &[("limit", ROOMS), ("from", &from), ("order_by", "name")],
            )?;
            let page: Rooms = self.get(url).await?;
            let none = page.rooms.is_empty();
            all.extend(page.rooms.into_iter().map(|room| room.room_id));
            match page.next_batch {
                Some(next) if !none => from = next.to_string().trim_matches('"').to_owned(),
                _ => return Ok(all),
            }
        }
    }

    /// Events of a room before `from`, or its newest ones; newest first.
    pub(super) async fn messages(&self, room_id: &str, from: Option<&str>) -> Result<Page, LedgerError> {
        let mut query = vec![("dir", "b"), ("limit", EVENTS)];
        query.extend(from.map(|from| ("from", from)));
        self.get(self.url(&["v1", "rooms", room_id, "messages"], &query)?)
            .await
    }

    /// One event as the homeserver stores it, redacted or not; `None` when it has none.
    pub(super) async fn event(&self, event_id: &str) -> Result<Option<Value>, LedgerError> {
        let url = self.url(&["v1", "fetch_event", event_id], &[])?;
        match self.get::<Fetched>(url).await {
            Ok(fetched) => Ok(Some(fetched.event)),
            Err(LedgerError::Refused(404)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn url(&self, path: &[&str], query: &[(&str, &str)]) -> Result<Url, LedgerError> {
        let mut url = self.base.clone();
        url.path_segments_mut()
            .map_err(|()| LedgerError::Unusable("the homeserver's address", "give its base URL"))?
            .pop_if_empty()
            .extend(["_synapse", "admin"])
            .extend(path);
        url.query_pairs_mut().extend_pairs(query);
        Ok(url)
    }

    async fn get<T: DeserializeOwned>(&self, url: Url) -> Result<T, LedgerError> {
        let mut answer = self
            .client
            .get(url)
            .bearer_auth(&self.token)
            .send()
            .await
            .map_err(away)?;
        if answer.status() != StatusCode::OK {
            return Err(LedgerError::Refused(answer.status().as_u16()));
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(away)? {
            if body.len() + chunk.len() > LARGEST {
                return Err(LedgerError::Answer("it is too long"));
            }
            body.extend_from_slice(&chunk);
        }
        serde_json::from_slice(&body).map_err(|_| LedgerError::Answer("not the expected JSON"))
    }
}

fn away(error: reqwest::Error) -> LedgerError {
    LedgerError::Away(Box::new(error.without_url()))
}
