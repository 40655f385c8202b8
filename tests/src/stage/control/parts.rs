//! Orders about the servers and the roads to them.

use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use serde::Deserialize;
use serde_json::Value;

use super::{
    Reach,
    answer::{Answer, Refused, done, order},
};
use crate::kit::{bad_network::Weather, failure, policy::sets_rules};

#[derive(Deserialize)]
struct Limit {
    events: u32,
}

/// Phones that seal often see a new policy often.
const SEGMENT_S: u32 = 30;

#[derive(Deserialize)]
struct PolicyOrder {
    version: u32,
    rules: Value,
}

#[derive(Deserialize)]
struct Device {
    device: String,
}

#[derive(Deserialize)]
struct WeatherOrder {
    road: Road,
    weather: Weather,
    #[serde(default)]
    only: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Road {
    Homeserver,
    Gateway,
}

pub(super) async fn stop(State(control): Reach, Path(part): Path<String>) -> Answer {
    let world = &mut control.set.lock().await.world;
    match part.as_str() {
        "gateway" => world.archive.kill_gateway().await?,
        "vault" => world.archive.kill_vault().await?,
        "homeserver" => world.homeserver.kill().await?,
        _ => return Err(no_such_part(&part)),
    }
    done()
}

pub(super) async fn start(State(control): Reach, Path(part): Path<String>) -> Answer {
    let world = &mut control.set.lock().await.world;
    match part.as_str() {
        "gateway" => world.archive.start_gateway().await?,
        "vault" => world.archive.start_vault().await?,
        "homeserver" => world.homeserver.restart().await?,
        _ => return Err(no_such_part(&part)),
    }
    done()
}

pub(super) async fn limit(State(control): Reach, body: String) -> Answer {
    let Limit { events } = order(&body)?;
    control
        .set
        .lock()
        .await
        .world
        .homeserver
        .limit_sync(events)
        .await?;
    done()
}

pub(super) async fn policy(State(control): Reach, body: String) -> Answer {
    let PolicyOrder { version, rules } = order(&body)?;
    let set = control.set.lock().await;
    sets_rules(&set.world, version, SEGMENT_S, &rules).await?;
    done()
}

pub(super) async fn revoke(State(control): Reach, body: String) -> Answer {
    let Device { device } = order(&body)?;
    let archive = &control.set.lock().await.world.archive;
    archive.gateway(&["device", "revoke", &device]).await?;
    done()
}

pub(super) async fn weather(State(control): Reach, body: String) -> Answer {
    let WeatherOrder { road, weather, only } = order(&body)?;
    let set = control.set.lock().await;
    let roads = set
        .roads
        .as_ref()
        .ok_or_else(|| failure("the stage was started without --bad-roads"))?;
    match road {
        Road::Homeserver => roads.homeserver.becomes_for(&only, weather),
        Road::Gateway => roads.gateway.becomes_for(&only, weather),
    }
    done()
}

fn no_such_part(part: &str) -> Refused {
    Refused(
        StatusCode::NOT_FOUND,
        format!("no part of the stage is called {part}"),
    )
}
