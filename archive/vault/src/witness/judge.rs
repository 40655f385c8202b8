//! Whether a checkpoint is co-signed: only one that continues, by proof, what was co-signed before. One transaction, kept before it is told.
//!
//! What an honest log cannot have signed is kept as evidence, with the log's signature on it.

use griffie_wire::note::{Checkpointed, ConsistencyError, LogVerifier, check_consistency, open_checkpoint};
use rusqlite::{Connection, TransactionBehavior};

use super::{Witness, WitnessError, request::AddCheckpoint, rows};

/// The answer to `add-checkpoint`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    /// 200: the co-signature, with its line end.
    Signed(String),
    /// 400.
    Malformed,
    /// 403: no signature of the log.
    NotFromLog,
    /// 404: no log of this name.
    UnknownLog,
    /// 409, with the size that was co-signed last.
    Conflict(u64),
    /// 422: the proof does not lead from there to here.
    BadProof,
}

/// Why a request is kept.
const FORKED: &str = "forked";
const UNPROVEN: &str = "unproven";

/// Judges a request, and co-signs when it may be.
pub(crate) fn add_checkpoint(witness: &mut Witness, body: &str) -> Result<Answer, WitnessError> {
    let now = witness.clock.now();
    let Some(request) = AddCheckpoint::parse(body) else {
        return Ok(Answer::Malformed);
    };
    // The lock comes before the look: two requests never judge by the same state.
    let unit = witness
        .store
        .transaction_with_behavior(TransactionBehavior::Immediate)?;
    let known = request.origin().map(|origin| rows::log(&unit, origin));
    let Some(log) = known.transpose()?.flatten() else {
        return Ok(Answer::UnknownLog);
    };
    let log: LogVerifier = log.parse()?;
    let Ok(state) = open_checkpoint(&request.note, &log) else {
        return Ok(Answer::NotFromLog);
    };
    let answer = match judge(&unit, &request, &state)? {
        Judged::Again(cosignature) => Answer::Signed(cosignature),
        Judged::New => {
            let cosignature = witness.key.cosign(&request.note, now)?;
            let signed = rows::Signed {
                state,
                cosignature: cosignature.clone(),
            };
            rows::insert_signed(&unit, &request, &signed, now)?;
            Answer::Signed(cosignature)
        }
        Judged::No(answer, code) => {
            if let Some(code) = code
                && rows::keep(&unit, code, &request, &state, body, now)?
            {
                tracing::error!(
                    code,
                    "alarm: a log signed what does not continue what it signed before"
                );
            }
            answer
        }
    };
    unit.commit()?;
    Ok(answer)
}

enum Judged {
    New,
    /// The same state as last time: the same signature.
    Again(String),
    No(Answer, Option<&'static str>),
}

fn judge(
    connection: &Connection,
    request: &AddCheckpoint,
    state: &Checkpointed,
) -> Result<Judged, WitnessError> {
    let origin = request.origin().unwrap_or_default();
    if state.size == 0 || i64::try_from(state.size).is_err() || request.old > state.size {
        return Ok(Judged::No(Answer::Malformed, None));
    }
    if let Some(earlier) = rows::signed_at(connection, origin, state.size)?
        && earlier.state != *state
    {
        // Whatever old size it names, one log has one root at one size.
        let last = rows::last_size(connection, origin)?;
        return Ok(Judged::No(Answer::Conflict(last), Some(FORKED)));
    }
    let last = rows::last_size(connection, origin)?;
    if request.old != last {
        return Ok(Judged::No(Answer::Conflict(last), None));
    }
    let before = rows::signed_at(connection, origin, last)?;
    let old = before.as_ref().map_or(
        Checkpointed {
            size: 0,
            root: tlog_tiles::EMPTY_HASH,
        },
        |signed| signed.state,
    );
    match check_consistency(&old, state, &request.proof) {
        Ok(()) => Ok(match before.filter(|before| before.state == *state) {
            Some(before) => Judged::Again(before.cosignature),
            None => Judged::New,
        }),
        Err(ConsistencyError::Forked(_) | ConsistencyError::Shrank { .. }) => {
            Ok(Judged::No(Answer::Conflict(last), Some(FORKED)))
        }
        Err(ConsistencyError::BadProof) => Ok(Judged::No(Answer::BadProof, Some(UNPROVEN))),
    }
}
