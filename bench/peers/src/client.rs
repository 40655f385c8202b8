//! One matrix-sdk client over its SQLite stores and a replay server.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use matrix_sdk::{
    Client, SessionMeta, SessionTokens, SqliteStoreConfig, authentication::matrix::MatrixSession,
    config::SyncSettings, deserialized_responses::TimelineEventKind,
};

use crate::{Outcome, replay::Server};

const USER: &str = "@recipient:bench.example";
const DEVICE: &str = "PEER";

pub(crate) struct Peer {
    pub(crate) client: Client,
    pub(crate) server: Server,
}

impl Peer {
    /// Opens the stores in `dir` (encrypted with a raw key, as Griffie's database is) and restores the session.
    pub(crate) async fn open(dir: &Path) -> Outcome<Self> {
        let server = Server::start().await?;
        let stores = SqliteStoreConfig::new(dir.join("stores")).key(Some(&[7; 32]));
        let client = Client::builder()
            .homeserver_url(server.url())
            .sqlite_store_with_config_and_cache_path(stores, None::<&Path>)
            .build()
            .await?;
        client.event_cache().subscribe()?;
        let session = MatrixSession {
            meta: SessionMeta {
                user_id: USER.try_into()?,
                device_id: DEVICE.into(),
            },
            tokens: SessionTokens {
                access_token: "bench".to_owned(),
                refresh_token: None,
            },
        };
        client.restore_session(session).await?;
        Ok(Self { client, server })
    }

    /// One sync. The time counts from the moment the server has the answer ready: parsing and processing, not the transport.
    pub(crate) async fn take_in(&self, response: Vec<u8>) -> Outcome<Duration> {
        self.server.load(response);
        self.client.sync_once(SyncSettings::new()).await?;
        Ok(self.server.since_answer())
    }

    /// Loads the event caches of all rooms, so that every round starts alike.
    pub(crate) async fn touch_rooms(&self) -> Outcome<()> {
        self.count().await.map(|_| ())
    }

    /// Waits until the event cache of the last room holds that many events; a reader sees only what is stored. Gives the time waited.
    pub(crate) async fn wait_for(&self, events: u64) -> Outcome<Duration> {
        let from = Instant::now();
        let rooms = self.client.joined_rooms();
        let last = rooms
            .iter()
            .max_by_key(|room| room.room_id().to_owned())
            .ok_or("no rooms")?;
        let (cache, _handles) = last.event_cache().await?;
        while (cache.events().await?.len() as u64) < events {
            if from.elapsed() > Duration::from_secs(120) {
                return Err("the event cache does not get there".into());
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        Ok(from.elapsed())
    }

    /// Events in the cache of every room, and how many of them are decrypted.
    pub(crate) async fn count(&self) -> Outcome<(u64, u64)> {
        let (mut all, mut decrypted) = (0, 0);
        for room in self.client.joined_rooms() {
            let (cache, _handles) = room.event_cache().await?;
            for event in cache.events().await? {
                all += 1;
                decrypted += u64::from(matches!(event.kind, TimelineEventKind::Decrypted(_)));
            }
        }
        Ok((all, decrypted))
    }
}
