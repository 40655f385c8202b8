//! The stage's ear: orders over HTTP on loopback, JSON in and out, whatever the content type says.
//!
//! | order | does |
//! | --- | --- |
//! | `GET /stage` | what the file of `GRIFFIE_STAGE` says |
//! | `POST /gateway/stop`, `/vault/stop`, `/homeserver/stop` | SIGKILL |
//! | `POST /gateway/start`, `/vault/start`, `/homeserver/start` | answers when it is ready |
//! | `POST /homeserver/limit {events}` | restarts it so that one sync carries so many events of a room |
//! | `POST /weather {road, weather, only?}` | with `--bad-roads`: `homeserver` or `gateway` becomes `fair`, `status500`, `html`, `half_a_body` or `hang`, for requests with `only` in their path |
//! | `POST /code {name}` | a fresh code, as in `people` |
//! | `POST /sent {sha256, custodians}` | a file that these users must have in the archive |
//! | `POST /leave-out {user, why}` | this user's phone was thrown away on purpose; the report says so |
//! | `POST /measure {name, value, unit, note?}` | a figure for the report |
//! | `POST /seal-and-wait {seconds?}` | waits until the vault holds all that the homeserver has for everybody |
//! | `POST /say {key, value}`, `GET /ask?key=&seconds=` | a rendezvous of two commands |

use std::{collections::HashMap, sync::Arc, time::Duration};

use axum::{
    Json, Router,
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use tokio::{
    net::TcpListener,
    sync::{Mutex, OnceCell},
};

use super::{
    cast::{Member, Script},
    measures::Measure,
    rendezvous::Rendezvous,
    set::{LeftOut, Set},
};
use crate::{
    judge::Sent,
    kit::{Failure, Outcome, bad_network::Weather, failure, wait},
};

/// How long `/ask` and `/seal-and-wait` wait when they are not told.
const PATIENCE_S: u64 = 120;

/// What every order can reach.
pub(super) struct Control {
    pub(super) set: Mutex<Set>,
    pub(super) script: OnceCell<Script>,
    rendezvous: Rendezvous,
}

/// An order that could not be followed: the sentence goes back to who gave it.
struct Refused(StatusCode, String);

type Answer = Result<Json<Value>, Refused>;
type Reach = State<Arc<Control>>;

#[derive(Deserialize)]
struct Limit {
    events: u32,
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

#[derive(Deserialize)]
struct Named {
    name: String,
}

#[derive(Deserialize)]
struct Patience {
    seconds: Option<u64>,
}

#[derive(Deserialize)]
struct Word {
    key: String,
    value: Value,
}

impl Control {
    pub(super) fn new(set: Set) -> Self {
        Self {
            set: Mutex::new(set),
            script: OnceCell::new(),
            rendezvous: Rendezvous::new(),
        }
    }

    /// Listens; gives the address. The server ends with the runtime.
    pub(super) async fn listen(self: &Arc<Self>) -> Outcome<String> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = format!("http://{}", listener.local_addr()?);
        let router = Router::new()
            .route("/stage", get(stage))
            .route("/{part}/stop", post(stop))
            .route("/{part}/start", post(start))
            .route("/homeserver/limit", post(limit))
            .route("/weather", post(weather))
            .route("/code", post(code))
            .route("/sent", post(sent))
            .route("/leave-out", post(leave_out))
            .route("/measure", post(measure))
            .route("/seal-and-wait", post(seal_and_wait))
            .route("/say", post(say))
            .route("/ask", get(ask))
            .with_state(Arc::clone(self));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(address)
    }
}

async fn stage(State(control): Reach) -> Answer {
    let script = control
        .script
        .get()
        .ok_or_else(|| failure("the stage is not set yet"))?;
    Ok(Json(serde_json::to_value(script).map_err(Failure::from)?))
}

async fn stop(State(control): Reach, axum::extract::Path(part): axum::extract::Path<String>) -> Answer {
    let world = &mut control.set.lock().await.world;
    match part.as_str() {
        "gateway" => world.archive.kill_gateway().await?,
        "vault" => world.archive.kill_vault().await?,
        "homeserver" => world.homeserver.kill().await?,
        _ => return Err(no_such_part(&part)),
    }
    done()
}

async fn start(State(control): Reach, axum::extract::Path(part): axum::extract::Path<String>) -> Answer {
    let world = &mut control.set.lock().await.world;
    match part.as_str() {
        "gateway" => world.archive.start_gateway().await?,
        "vault" => world.archive.start_vault().await?,
        "homeserver" => world.homeserver.restart().await?,
        _ => return Err(no_such_part(&part)),
    }
    done()
}

async fn limit(State(control): Reach, body: String) -> Answer {
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

async fn weather(State(control): Reach, body: String) -> Answer {
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

async fn code(State(control): Reach, body: String) -> Answer {
    let Named { name } = order(&body)?;
    let member = Member::of(&control.set.lock().await.world.archive, &name).await?;
    Ok(Json(serde_json::to_value(member).map_err(Failure::from)?))
}

async fn sent(State(control): Reach, body: String) -> Answer {
    let file: Sent = order(&body)?;
    control.set.lock().await.sent.push(file);
    done()
}

async fn leave_out(State(control): Reach, body: String) -> Answer {
    let left_out: LeftOut = order(&body)?;
    control.set.lock().await.left_out.push(left_out);
    done()
}

async fn measure(State(control): Reach, body: String) -> Answer {
    let measure: Measure = order(&body)?;
    control.set.lock().await.measures.take(measure);
    done()
}

async fn seal_and_wait(State(control): Reach, body: String) -> Answer {
    let limit = seconds(order(&body)?);
    let whole = wait::until("the archive holding all", limit, async || {
        let difference = control.set.lock().await.difference().await?;
        Ok(difference.is_none().then_some(difference))
    });
    let difference = whole.await?;
    Ok(Json(json!({
        "homeserver_events": difference.homeserver_events,
        "vault_events": difference.vault_events,
    })))
}

async fn say(State(control): Reach, body: String) -> Answer {
    let Word { key, value } = order(&body)?;
    control.rendezvous.say(key, value);
    done()
}

async fn ask(State(control): Reach, Query(query): Query<HashMap<String, String>>) -> Answer {
    let key = query.get("key").ok_or_else(|| failure("a key is missing"))?;
    let limit = Patience {
        seconds: query.get("seconds").and_then(|text| text.parse().ok()),
    };
    match control.rendezvous.ask(key, seconds(limit)).await {
        Some(value) => Ok(Json(json!({ "value": value }))),
        None => Err(Refused(
            StatusCode::REQUEST_TIMEOUT,
            format!("nobody said {key} in time"),
        )),
    }
}

/// An order's JSON; nothing counts as an empty object.
fn order<T: DeserializeOwned>(body: &str) -> Result<T, Refused> {
    let body = if body.trim().is_empty() { "{}" } else { body };
    serde_json::from_str(body).map_err(|error| Refused(StatusCode::BAD_REQUEST, error.to_string()))
}

fn seconds(patience: Patience) -> Duration {
    Duration::from_secs(patience.seconds.unwrap_or(PATIENCE_S))
}

fn done() -> Answer {
    Ok(Json(json!({})))
}

fn no_such_part(part: &str) -> Refused {
    Refused(
        StatusCode::NOT_FOUND,
        format!("no part of the stage is called {part}"),
    )
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Self(StatusCode::INTERNAL_SERVER_ERROR, failure.to_string())
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (self.0, Json(json!({"error": self.1}))).into_response()
    }
}
