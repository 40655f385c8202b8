//! Of several keys of one session that come together, the one that opens most. The machine compares a key that comes with the one that is
//! stored, never with those beside it: of two in one sync the later would stay, and what only the earlier opens would be closed for good.

use std::collections::HashMap;

use matrix_sdk_crypto::olm::InboundGroupSession;
use vodozemac::megolm::SessionOrdering;

/// One session of each room and id, in the order in which they came first.
pub(super) async fn best_of_each(sessions: Vec<InboundGroupSession>) -> Vec<InboundGroupSession> {
    let mut best: Vec<InboundGroupSession> = Vec::with_capacity(sessions.len());
    let mut places = HashMap::new();
    for session in sessions {
        let name = (session.room_id().to_owned(), session.session_id().to_owned());
        let place = *places.entry(name).or_insert(best.len());
        match best.get_mut(place) {
            None => best.push(session),
            Some(held) if opens_less(&session, held).await => {}
            Some(held) => *held = session,
        }
    }
    best
}

/// Whether `session` opens less than `held`, or only claims to be the same session.
async fn opens_less(session: &InboundGroupSession, held: &InboundGroupSession) -> bool {
    matches!(
        session.compare_ratchet(held).await,
        SessionOrdering::Worse | SessionOrdering::Unconnected
    )
}
