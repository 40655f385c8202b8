//! Sending and fetching through the real loops and the real database, against a homeserver that answers as scripted: lost answers,
//! refusals, cut transfers, wrong bytes.

mod cancelling;
mod disclaimers;
mod fetching;
mod moving;
mod sending;
mod thumbnails;

use std::{collections::BTreeSet, sync::Arc};

use griffie_wire::record::Fact;
use parking_lot::Mutex;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::{
    chat::{
        compose::{Composer, TextDraft},
        media::{self, MediaDir, MediaParts},
        queue::{self, QueueParts},
        transfer::Transfers,
    },
    engine::{changes::Changes, wakes::Wakes},
    net::{http::Http, matrix::Matrix},
    route::tests::server::{Raw, Script, answer},
    sync::tests::world::{ROOM, World},
};

/// A device in a room, and a homeserver with these answers, one a connection.
struct Scene {
    world: World,
    homeserver: Script,
    wakes: Arc<Wakes>,
    changes: Changes,
    dir: MediaDir,
    transfers: Transfers,
    matrix: Arc<Matrix>,
    in_clear: Arc<Mutex<BTreeSet<String>>>,
}

impl Scene {
    async fn with(answers: Vec<Raw>) -> Self {
        let world = World::joined(false).await;
        let homeserver = Script::with(answers).await;
        let matrix = Matrix::new(Http::new(None).unwrap(), homeserver.url.parse().unwrap()).unwrap();
        matrix.set_token(Some("token".into()));
        let dir = MediaDir::open(world.dir.path()).unwrap();
        let changes = Changes::new();
        Self {
            world,
            homeserver,
            wakes: Arc::default(),
            transfers: Transfers::new(changes.clone()),
            changes,
            dir,
            matrix: Arc::new(matrix),
            in_clear: Arc::new(Mutex::new([ROOM.to_owned()].into())),
        }
    }

    fn composer(&self) -> Composer {
        Composer {
            store: self.world.store.clone(),
            clock: Arc::new(self.world.clock.clone()),
            wakes: self.wakes.clone(),
            changes: self.changes.clone(),
            dir: self.dir.clone(),
        }
    }

    /// Runs the queue until `there`; what it was doing then is cut off, as a kill would.
    async fn send_until(&self, there: impl Fn(&Self) -> bool) {
        let parts = QueueParts {
            store: self.world.store.clone(),
            matrix: self.matrix.clone(),
            clock: Arc::new(self.world.clock.clone()),
            wakes: self.wakes.clone(),
            changes: self.changes.clone(),
            dir: self.dir.clone(),
            transfers: self.transfers.clone(),
            in_clear: self.in_clear.clone(),
        };
        tokio::select! {
            ended = queue::run(parts, CancellationToken::new()) => panic!("the queue ended: {ended:?}"),
            () = self.until(there) => {}
        }
    }

    /// Runs the fetching of files until `there`.
    async fn fetch_until(&self, there: impl Fn(&Self) -> bool) {
        tokio::select! {
            ended = media::run(self.media(), CancellationToken::new()) => panic!("fetching ended: {ended:?}"),
            () = self.until(there) => {}
        }
    }

    fn media(&self) -> MediaParts {
        MediaParts {
            store: self.world.store.clone(),
            matrix: self.matrix.clone(),
            clock: Arc::new(self.world.clock.clone()),
            wakes: self.wakes.clone(),
            changes: self.changes.clone(),
            dir: self.dir.clone(),
            transfers: self.transfers.clone(),
        }
    }

    async fn until(&self, there: impl Fn(&Self) -> bool) {
        while !there(self) {
            tokio::task::yield_now().await;
        }
    }

    fn facts(&self) -> Vec<Fact> {
        self.world
            .records()
            .into_iter()
            .map(|record| record.fact)
            .collect()
    }

    fn kinds(&self) -> Vec<&'static str> {
        let all = self.facts().into_iter().map(|fact| fact.kind());
        all.filter(|kind| !matches!(*kind, "event" | "members" | "activated"))
            .collect()
    }
}

fn said(body: &str) -> TextDraft {
    TextDraft {
        body: body.into(),
        ..TextDraft::default()
    }
}

fn ok(body: &Value) -> Raw {
    answer("200 OK", body.to_string())
}

fn refused(status: &str, code: &str) -> Raw {
    answer(status, json!({ "errcode": code, "error": "no" }).to_string())
}

/// The connection closes and nobody knows what became of the request.
fn silence() -> Raw {
    Raw::new()
}
