//! Orders about those who play and what they tell.

use std::{collections::HashMap, time::Duration};

use axum::{
    Json,
    extract::{Query, State},
    http::StatusCode,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Reach,
    answer::{Answer, Refused, done, order},
};
use crate::{
    judge::Sent,
    kit::{Failure, failure, wait},
    stage::{cast::Member, measures::Measure, set::LeftOut},
};

/// How long `/ask` and `/seal-and-wait` wait when they are not told.
const PATIENCE_S: u64 = 120;

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

pub(super) async fn stage(State(control): Reach) -> Answer {
    let script = control
        .script
        .get()
        .ok_or_else(|| failure("the stage is not set yet"))?;
    Ok(Json(serde_json::to_value(script).map_err(Failure::from)?))
}

pub(super) async fn code(State(control): Reach, body: String) -> Answer {
    let Named { name } = order(&body)?;
    let member = Member::of(&control.set.lock().await.world.archive, &name).await?;
    Ok(Json(serde_json::to_value(member).map_err(Failure::from)?))
}

pub(super) async fn sent(State(control): Reach, body: String) -> Answer {
    let file: Sent = order(&body)?;
    control.set.lock().await.sent.push(file);
    done()
}

pub(super) async fn leave_out(State(control): Reach, body: String) -> Answer {
    let left_out: LeftOut = order(&body)?;
    control.set.lock().await.left_out.push(left_out);
    done()
}

pub(super) async fn measure(State(control): Reach, body: String) -> Answer {
    let measure: Measure = order(&body)?;
    control.set.lock().await.measures.take(measure);
    done()
}

pub(super) async fn seal_and_wait(State(control): Reach, body: String) -> Answer {
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

pub(super) async fn say(State(control): Reach, body: String) -> Answer {
    let Word { key, value } = order(&body)?;
    control.rendezvous.say(key, value);
    done()
}

pub(super) async fn ask(State(control): Reach, Query(query): Query<HashMap<String, String>>) -> Answer {
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

fn seconds(patience: Patience) -> Duration {
    Duration::from_secs(patience.seconds.unwrap_or(PATIENCE_S))
}
