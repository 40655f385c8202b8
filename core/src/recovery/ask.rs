//! Looks in the backup for the keys that events wait for and that never came to this device: another device of the same user may have got
//! them.

use std::collections::BTreeMap;

use griffie_wire::ids::Millis;
use ruma::OwnedRoomId;

use super::{RecoveryError, restore};
use crate::{e2ee::BackedUp, store::recovery, sync::SyncParts};

/// When the backup is looked at for one key: so long after the first look, and then no more until the next start.
const LOOKS: [u64; 3] = [0, 5 * 60_000, 60 * 60_000];
/// Most keys that one turn asks for.
const AT_ONCE: usize = 20;

/// What was asked since the start: the first look, and how many there were.
pub(super) type Asked = BTreeMap<(String, String), (Millis, usize)>;

/// Asks for what is due.
pub(super) async fn ask(parts: &SyncParts, me: &str, asked: &mut Asked) -> Result<(), RecoveryError> {
    let waited_for = parts.store.read(recovery::sessions_waited_for)?;
    asked.retain(|session, _| waited_for.contains(session));
    if waited_for.is_empty() {
        return Ok(());
    }
    let Some(version) = restore::version_in_use(parts).await? else {
        return Ok(());
    };
    let now = parts.clock.now();
    let due: Vec<_> = waited_for
        .into_iter()
        .filter(|session| is_due(asked.get(session), now))
        .take(AT_ONCE)
        .collect();
    for (room_id, session_id) in due {
        if let Ok(room) = OwnedRoomId::try_from(room_id.as_str())
            && let Some(data) = parts
                .matrix
                .backup_key(&version, room.clone(), &session_id)
                .await?
        {
            let key = BackedUp {
                room_id: room,
                session_id: session_id.clone(),
                data,
            };
            restore::take(parts, me, &version, vec![key]).await?;
        }
        let (_, looks) = asked.entry((room_id, session_id)).or_insert((now, 0));
        *looks += 1;
    }
    Ok(())
}

fn is_due(asked: Option<&(Millis, usize)>, now: Millis) -> bool {
    match asked {
        None => true,
        Some((first, looks)) => LOOKS
            .get(*looks)
            .is_some_and(|after| now.0 >= first.0.saturating_add(*after)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_looked_for_three_times_and_then_no_more() {
        let due = |looks, now| is_due(Some(&(Millis(1_000), looks)), Millis(now));
        assert!(is_due(None, Millis(1_000)));
        assert!(!due(1, 2_000));
        assert!(due(1, 301_000));
        assert!(!due(2, 301_000));
        assert!(due(2, 3_601_000));
        assert!(!due(3, u64::MAX));
    }
}
