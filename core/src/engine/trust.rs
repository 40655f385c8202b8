//! The keys of other people, and the key of a room, from the public side.

use super::{Griffie, safety::in_fours};
use crate::{
    e2ee,
    error::Error,
    store::rooms,
    verify::{PersonDevice, PersonSafety},
};

impl Griffie {
    /// Somebody's keys as the homeserver shows them now, to be compared with what their own screen shows.
    ///
    /// # Errors
    /// [`Error::Rejected`] with `bad_matrix_id`; [`Error::Offline`].
    pub async fn person_safety(&self, user_id: &str) -> Result<PersonSafety, Error> {
        let parts = &self.parts;
        let session = parts.session()?;
        e2ee::query_user(&parts.store, &session.matrix, user_id).await?;
        let unit = parts.store.begin("keys of a person").await?;
        let keys = e2ee::person_keys(&unit, user_id).await?;
        unit.commit().await?;
        parts.changes.bump();
        Ok(PersonSafety {
            user_id: user_id.to_owned(),
            trust: keys.trust,
            identity_fingerprint: keys.identity.as_deref().map(in_fours),
            devices: keys
                .devices
                .into_iter()
                .map(|device| PersonDevice {
                    fingerprint: device.key.as_deref().map(in_fours),
                    matrix_device: device.device_id,
                    name: device.name,
                    vouched_for: device.vouched_for,
                })
                .collect(),
        })
    }

    /// The user has seen that somebody's identity is another than it was: the warning ends, and begins anew with the next change. Nothing
    /// is compared by this: that is what verifying does.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`], [`Error::Storage`]; [`Error::Rejected`] with `bad_matrix_id`.
    pub async fn accept_identity(&self, user_id: &str) -> Result<(), Error> {
        self.parts.session()?;
        let unit = self.parts.store.begin("identity was seen").await?;
        e2ee::accept_identity(&unit, user_id).await?;
        unit.commit().await?;
        self.parts.changes.bump();
        Ok(())
    }

    /// "Renew keys" (001-X12): what this device sends to the room from now on has a new key, which goes to those who are in the room then.
    /// What was sent before stays readable. Does nothing before the first message.
    ///
    /// # Errors
    /// [`Error::Rejected`] with `not_in_room`, `not_encrypted`.
    pub async fn renew_keys(&self, room_id: &str) -> Result<(), Error> {
        self.parts.session()?;
        let rejected = |code: &str| Error::Rejected {
            code: code.to_owned(),
        };
        let room = self.parts.store.read(|c| {
            let Some(room) = rooms::find(c, room_id)?.filter(|room| room.membership == "join") else {
                return Ok(None);
            };
            Ok(Some(rooms::state(c, room.id, "m.room.encryption", "")?))
        })?;
        let encryption = room.ok_or_else(|| rejected("not_in_room"))?;
        encryption.ok_or_else(|| rejected("not_encrypted"))?;
        let unit = self.parts.store.begin("renew keys").await?;
        e2ee::renew_room_key(&unit, room_id).await?;
        Ok(unit.commit().await?)
    }
}
