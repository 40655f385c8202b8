//! Rooms and people, from the public side. What policy blocks is refused with `blocked_by_policy`. What a call
//! changes comes back through the sync, and is journaled and shown then.

use std::time::Duration;

use griffie_wire::policy::Feature;
use serde_json::{Value, json};

use super::{Griffie, arrive::Arrival};
use crate::{
    chat::{
        members::{self, MemberRow},
        rooms::{self, RoomRow},
    },
    error::Error,
    net::matrix::{NewRoom, Preset},
};

/// How long others see that we are typing when the caller does not say.
const TYPING: Duration = Duration::from_secs(20);
const ROOM_NAME: &str = "m.room.name";
const POWER_LEVELS: &str = "m.room.power_levels";

/// A room to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomDraft {
    /// What people will call it; a room of two needs no name.
    pub name: Option<String>,
    /// What it is about.
    pub topic: Option<String>,
    /// Matrix user ids.
    pub invite: Vec<String>,
    /// A conversation of two.
    pub direct: bool,
    /// End-to-end encrypted from the first event on.
    pub encrypted: bool,
}

impl Griffie {
    /// The rooms that we are in or invited to, newest first.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn rooms(&self) -> Result<Vec<RoomRow>, Error> {
        Ok(rooms::rooms(&self.parts.store)?)
    }

    /// The people in a room and invited to it.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn members(&self, room_id: &str) -> Result<Vec<MemberRow>, Error> {
        Ok(members::members(&self.parts.store, room_id)?)
    }

    /// Makes a room and gives its id once the room is here, with its encryption and those invited, and can be written in.
    ///
    /// # Errors
    /// [`Error::Offline`], or [`Error::Rejected`] with the homeserver's code.
    pub async fn create_room(&self, draft: &RoomDraft) -> Result<String, Error> {
        if !draft.direct || draft.invite.len() > 1 {
            self.parts.allow(Feature::CreateGroup)?;
        }
        self.parts.allow_people(draft.invite.iter().map(String::as_str))?;
        let session = self.parts.session()?;
        let room = NewRoom {
            preset: if draft.direct {
                Preset::TrustedPrivateChat
            } else {
                Preset::PrivateChat
            },
            name: draft.name.clone(),
            topic: draft.topic.clone(),
            invite: draft.invite.clone(),
            is_direct: draft.direct,
            initial_state: Vec::new(),
        };
        let room = if draft.encrypted { room.encrypted() } else { room };
        let room_id = session.matrix.create_room(&room).await?;
        if let (true, Some(with)) = (draft.direct, draft.invite.first()) {
            session
                .matrix
                .mark_direct(&session.user_id, with, &room_id)
                .await?;
        }
        let arrival = Arrival {
            room_id: &room_id,
            encrypted: draft.encrypted,
            people: &draft.invite,
        };
        self.arrived(&arrival).await?;
        Ok(room_id)
    }

    /// Invites somebody, who can read what is sent after this returns.
    ///
    /// # Errors
    /// As [`Griffie::create_room`].
    pub async fn invite(&self, room_id: &str, user_id: &str) -> Result<(), Error> {
        self.parts.allow_people([user_id])?;
        let before = self.member(room_id, user_id)?;
        self.parts.session()?.matrix.invite(room_id, user_id).await?;
        self.invited(room_id, user_id, before.as_ref()).await
    }

    /// Joins a room by id or alias, also by invitation. Gives the room's id once the room is here and can be written in.
    ///
    /// # Errors
    /// As [`Griffie::create_room`].
    pub async fn join(&self, room: &str) -> Result<String, Error> {
        let room_id = self.parts.session()?.matrix.join(room).await?;
        let arrival = Arrival {
            room_id: &room_id,
            encrypted: false,
            people: &[],
        };
        self.arrived(&arrival).await?;
        Ok(room_id)
    }

    /// Leaves a room, or declines an invitation.
    ///
    /// # Errors
    /// As [`Griffie::create_room`].
    pub async fn leave(&self, room_id: &str, reason: Option<&str>) -> Result<(), Error> {
        Ok(self.parts.session()?.matrix.leave(room_id, reason).await?)
    }

    /// Removes somebody from a room.
    ///
    /// # Errors
    /// As [`Griffie::create_room`].
    pub async fn kick(&self, room_id: &str, user_id: &str, reason: Option<&str>) -> Result<(), Error> {
        Ok(self
            .parts
            .session()?
            .matrix
            .kick(room_id, user_id, reason)
            .await?)
    }

    /// Gives somebody a power level: 0 for everyone, 50 for a moderator, 100 for an administrator.
    ///
    /// # Errors
    /// As [`Griffie::create_room`].
    pub async fn set_power(&self, room_id: &str, user_id: &str, power: i64) -> Result<(), Error> {
        let matrix = self.parts.session()?.matrix.clone();
        let mut levels = matrix
            .state(room_id, POWER_LEVELS, "")
            .await?
            .unwrap_or_else(|| json!({}));
        if let Value::Object(levels) = &mut levels
            && let Value::Object(users) = levels.entry("users").or_insert_with(|| json!({}))
        {
            users.insert(user_id.to_owned(), power.into());
        }
        matrix.set_state(room_id, POWER_LEVELS, "", &levels).await?;
        Ok(())
    }

    /// Gives a room another name; an empty one takes it away.
    ///
    /// # Errors
    /// As [`Griffie::create_room`].
    pub async fn rename(&self, room_id: &str, name: &str) -> Result<(), Error> {
        let matrix = self.parts.session()?.matrix.clone();
        matrix
            .set_state(room_id, ROOM_NAME, "", &json!({ "name": name.trim() }))
            .await?;
        Ok(())
    }

    /// Sets the name under which others see this user.
    ///
    /// # Errors
    /// As [`Griffie::create_room`].
    pub async fn set_display_name(&self, name: &str) -> Result<(), Error> {
        let session = self.parts.session()?;
        Ok(session.matrix.set_display_name(&session.user_id, name).await?)
    }

    /// Tells others that everything up to this event was read.
    ///
    /// # Errors
    /// As [`Griffie::create_room`].
    pub async fn mark_read(&self, room_id: &str, event_id: &str) -> Result<(), Error> {
        Ok(self
            .parts
            .session()?
            .matrix
            .mark_read(room_id, event_id, false)
            .await?)
    }

    /// Tells others that this user is typing, for so long unless it is said again, or no longer is.
    ///
    /// # Errors
    /// As [`Griffie::create_room`].
    pub async fn typing(&self, room_id: &str, typing: bool, during: Option<Duration>) -> Result<(), Error> {
        let session = self.parts.session()?;
        let during = typing.then_some(during.unwrap_or(TYPING));
        Ok(session.matrix.typing(room_id, &session.user_id, during).await?)
    }
}
