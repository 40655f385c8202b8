//! `POST /recalls`: what the vault asks of devices, passed on sealed, and which objects' bytes it was not given.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use griffie_wire::{
    api::{RecallFor, Recalls},
    problem::ProblemKind,
};

use super::{body, refusal::Refusal};
use crate::{
    gateway::Gateway,
    limits::{RECALL, RECALL_BYTES},
    store::{
        objects,
        recalls::{self, Put},
    },
};

pub(super) async fn post(
    State(gateway): State<Arc<Gateway>>,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Refusal> {
    let held = body::read(&headers, body, RECALL_BYTES, &gateway.bodies).await?;
    let given: Recalls =
        serde_json::from_slice(&held.bytes).map_err(|_| Refusal::from(ProblemKind::BadRequest))?;
    if !given.recalls.iter().all(can_be) {
        return Err(ProblemKind::BadRequest.into());
    }
    let now = gateway.clock.now();
    let unknown = gateway
        .writer
        .write(move |transaction| {
            let (mut unknown, mut new) = (0_u64, false);
            for recall in &given.recalls {
                match recalls::put(transaction, recall)? {
                    Put::New => new = true,
                    Put::Again => {}
                    Put::UnknownDevice => unknown += 1,
                }
            }
            // Posted once more, because the answer was lost: what these asked for may have come meanwhile.
            for index in given.lost.into_iter().filter(|_| new) {
                objects::set_lost(transaction, index, now)?;
            }
            Ok(unknown)
        })
        .await?;
    if unknown > 0 {
        tracing::warn!(unknown, "recalls to devices that are not known here");
    }
    Ok(StatusCode::NO_CONTENT)
}

fn can_be(given: &RecallFor) -> bool {
    let number = |number: u64| i64::try_from(number).is_ok();
    given.recall.sealed.len() <= RECALL && number(given.recall.number) && number(given.recall.expires.0)
}
