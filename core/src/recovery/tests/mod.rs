//! Recovery against homeservers that give prepared answers: what is asked in which order, and what a kill or a forgetful server leaves.

mod backing_up;
mod recovering;

use std::sync::Arc;

use matrix_sdk_crypto::EncryptionSettings;
use ruma::{RoomId, UserId};
use serde_json::{Value, json};

use crate::{
    engine::{changes::Changes, health::Health, wakes::Wakes},
    net::{http::Http, matrix::Matrix},
    route::tests::server::{Raw, Script, answer},
    store::routing,
    sync::{
        SyncParts,
        tests::world::{ME, World},
    },
};

const OK: &str = "200 OK";
const ROOM: &str = "!dijk:x.nl";

/// A device, and the homeserver that it speaks to.
struct Play {
    world: World,
    parts: SyncParts,
    server: Script,
}

fn said(value: &Value) -> Raw {
    answer(OK, value.to_string())
}

fn not_found() -> Raw {
    answer("404 x", r#"{"errcode":"M_NOT_FOUND"}"#)
}

/// The line is cut before the answer.
fn cut() -> Raw {
    Raw::new()
}

/// A device that just signed in; with the identity's private keys and one room key, if wanted.
async fn play(first: bool, answers: Vec<Raw>) -> Play {
    let world = World::new().await;
    if first {
        let unit = world.store.begin("first device").await.unwrap();
        let machine = unit.machine().unwrap();
        machine.bootstrap_cross_signing(false).await.unwrap();
        unit.commit().await.unwrap();
        new_key(&world, ROOM).await;
    }
    let (parts, server) = facing(&world, answers).await;
    Play { world, parts, server }
}

/// The same device with a homeserver that goes on with these answers.
async fn facing(world: &World, answers: Vec<Raw>) -> (SyncParts, Script) {
    let server = Script::with(answers).await;
    let matrix = Matrix::new(Http::new(None).unwrap(), server.url.parse().unwrap()).unwrap();
    matrix.set_token(Some("token".to_owned()));
    let parts = SyncParts {
        store: world.store.clone(),
        matrix: Arc::new(matrix),
        clock: Arc::new(world.clock.clone()),
        wakes: Arc::new(Wakes::default()),
        changes: Changes::new(),
        health: Arc::new(Health::default()),
    };
    (parts, server)
}

async fn new_key(world: &World, room: &str) {
    let unit = world.store.begin("room key").await.unwrap();
    let room: &RoomId = room.try_into().unwrap();
    let machine = unit.machine().unwrap();
    let me: &UserId = ME.try_into().unwrap();
    machine
        .share_room_key(room, [me].into_iter(), EncryptionSettings::default())
        .await
        .unwrap();
    unit.commit().await.unwrap();
}

impl Play {
    /// Goes on with another homeserver's answers.
    async fn then(&mut self, answers: Vec<Raw>) {
        (self.parts, self.server) = facing(&self.world, answers).await;
    }

    /// First lines of the requests, without the version of HTTP.
    fn asked(&self) -> Vec<String> {
        let line = |request: &String| request.lines().next().unwrap().replace(" HTTP/1.1", "");
        self.server.asked().iter().map(line).collect()
    }

    /// The body of a request, as JSON.
    fn body(&self, number: usize) -> Value {
        let request = &self.server.asked()[number];
        serde_json::from_str(request.split_once("\r\n\r\n").unwrap().1).unwrap()
    }

    fn alarms(&self) -> (u64, Option<String>) {
        self.world.store.read(routing::alarms).unwrap()
    }
}

fn version(number: &str) -> Raw {
    said(&json!({ "version": number }))
}

fn kept() -> Raw {
    said(&json!({ "etag": "1", "count": 1 }))
}
