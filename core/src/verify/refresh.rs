//! Writes how verifications stand, in the unit of work that changed them.

use super::picture::{Verification, VerificationStep};
use crate::{
    clock::Clock,
    e2ee::{self, E2eeError},
    store::{
        StoreError, Unit,
        verification::{self, StoredFlow},
    },
};

/// Looks at all that go on, and at those that were just `asked` for (user, flow). Says whether one came further.
pub(crate) fn refresh(unit: &Unit, clock: &dyn Clock, asked: &[(String, String)]) -> Result<bool, E2eeError> {
    let mut changed = false;
    let live = unit.write(verification::live)?;
    for (user_id, flow_id) in asked {
        let known = live
            .iter()
            .any(|flow| flow.user_id == *user_id && flow.flow_id == *flow_id);
        if !known && let Some(picture) = e2ee::picture(unit, user_id, flow_id, clock.now().0)? {
            unit.write(|c| verification::save(c, &stored(&picture)?, false))?;
            changed = true;
        }
    }
    for flow in live {
        let before = read(&flow)?;
        let now = e2ee::picture(unit, &flow.user_id, &flow.flow_id, before.begun_at)?;
        // The machine was opened anew: what the two sides had agreed on is gone.
        let interrupted = now.is_none();
        let now = now.unwrap_or_else(|| Verification {
            step: VerificationStep::Cancelled,
            reason: Some("verification_interrupted".to_owned()),
            emoji: Vec::new(),
            ..before.clone()
        });
        if now != before {
            unit.write(|c| verification::save(c, &stored(&now)?, interrupted))?;
            changed = true;
        }
    }
    Ok(changed)
}

/// The picture in a row.
pub(crate) fn read(flow: &StoredFlow) -> Result<Verification, StoreError> {
    serde_json::from_str(&flow.picture).map_err(|_| StoreError::Malformed("verification"))
}

fn stored(picture: &Verification) -> Result<StoredFlow, StoreError> {
    Ok(StoredFlow {
        user_id: picture.user_id.clone(),
        flow_id: picture.flow.clone(),
        ended: picture.step.is_end(),
        picture: serde_json::to_string(picture).map_err(|_| StoreError::Malformed("verification"))?,
    })
}
