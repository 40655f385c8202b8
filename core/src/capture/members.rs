//! Who is in the room: a record whenever that has changed, before the next event that such people may have read.

use griffie_wire::{
    canonical::MAX_SAFE_INTEGER,
    record::{Fact, Member, MembersFact},
};

use super::intake::{CaptureError, Intake, OpenRoom};
use crate::{
    chat::power::PowerLevels,
    store::{members, rooms},
};

/// What RFC 8785 can hold.
const MAX_SAFE: i64 = MAX_SAFE_INTEGER.cast_signed();

impl Intake<'_> {
    /// Writes a Members record if the present differ from those of the last one. Membership events themselves need none before them:
    /// each tells its own change.
    pub(super) fn record_members(&mut self, room: &mut OpenRoom) -> Result<(), CaptureError> {
        if !room.members_dirty {
            return Ok(());
        }
        let (present, levels) = self
            .unit
            .write(|c| Ok((members::present(c, room.id)?, PowerLevels::of_room(c, room.id)?)))?;
        let list = present
            .into_iter()
            .map(|member| Member {
                power: levels.of(&member.user_id).clamp(-MAX_SAFE, MAX_SAFE),
                user_id: member.user_id,
                display_name: member.display_name,
                membership: member.membership,
            })
            .collect();
        let fact = MembersFact::of(list).map_err(|_| CaptureError::Members)?;
        let digest = fact.digest;
        if room.members_digest != Some(digest) {
            self.journal(room, Fact::Members(fact))?;
        }
        self.unit
            .write(|c| rooms::set_members_digest(c, room.id, &digest))?;
        room.members_digest = Some(digest);
        room.note_members_recorded();
        Ok(())
    }
}
