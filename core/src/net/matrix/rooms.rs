//! Rooms: make, invite, join, leave, kick, ban, state.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Call, Matrix, MatrixError, error::if_there};
use crate::net::http::Method;

/// Account data: the rooms that are conversations of two, by the other.
const DIRECT: &str = "m.direct";

/// Who may join and read, as the server's presets say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Preset {
    PrivateChat,
    TrustedPrivateChat,
}

/// A room to be made.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct NewRoom {
    pub(crate) preset: Preset,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) topic: Option<String>,
    pub(crate) invite: Vec<String>,
    pub(crate) is_direct: bool,
    /// State events beyond those of the preset: `{type, state_key, content}`.
    pub(crate) initial_state: Vec<Value>,
}

impl NewRoom {
    /// Makes the room encrypted from its first event on.
    pub(crate) fn encrypted(mut self) -> Self {
        self.initial_state.push(json!({
            "type": "m.room.encryption",
            "state_key": "",
            "content": { "algorithm": "m.megolm.v1.aes-sha2" },
        }));
        self
    }
}

#[derive(Deserialize)]
struct RoomId {
    room_id: String,
}

#[derive(Deserialize)]
struct EventId {
    event_id: String,
}

impl Matrix {
    /// `POST /createRoom`; gives the room's id.
    pub(crate) async fn create_room(&self, room: &NewRoom) -> Result<String, MatrixError> {
        let call = Call::new(Method::POST, &["client", "v3", "createRoom"]).json(room)?;
        Ok(self.call_json::<RoomId>(call).await?.room_id)
    }

    /// `POST /join/{room id or alias}`; gives the room's id.
    pub(crate) async fn join(&self, room: &str) -> Result<String, MatrixError> {
        let call = Call::new(Method::POST, &["client", "v3", "join", room]).json(&json!({}))?;
        Ok(self.call_json::<RoomId>(call).await?.room_id)
    }

    /// `POST /rooms/{room}/leave`; also how an invitation is declined.
    pub(crate) async fn leave(&self, room_id: &str, reason: Option<&str>) -> Result<(), MatrixError> {
        self.room_verb(room_id, "leave", &with_reason(json!({}), reason))
            .await
    }

    /// `POST /rooms/{room}/invite`
    pub(crate) async fn invite(&self, room_id: &str, user_id: &str) -> Result<(), MatrixError> {
        self.room_verb(room_id, "invite", &json!({ "user_id": user_id }))
            .await
    }

    /// `POST /rooms/{room}/kick`
    pub(crate) async fn kick(
        &self,
        room_id: &str,
        user_id: &str,
        reason: Option<&str>,
    ) -> Result<(), MatrixError> {
        self.room_verb(
            room_id,
            "kick",
            &with_reason(json!({ "user_id": user_id }), reason),
        )
        .await
    }

    async fn room_verb(&self, room_id: &str, verb: &str, body: &Value) -> Result<(), MatrixError> {
        let path = ["client", "v3", "rooms", room_id, verb];
        self.call(Call::new(Method::POST, &path).json(body)?).await?;
        Ok(())
    }

    /// `PUT /rooms/{room}/state/{type}/{key}`; gives the event's id. Also names, topics and power levels.
    pub(crate) async fn set_state(
        &self,
        room_id: &str,
        event_type: &str,
        state_key: &str,
        content: &Value,
    ) -> Result<String, MatrixError> {
        let path = ["client", "v3", "rooms", room_id, "state", event_type, state_key];
        let call = Call::new(Method::PUT, &path).json(content)?;
        Ok(self.call_json::<EventId>(call).await?.event_id)
    }

    /// `GET /rooms/{room}/state/{type}/{key}`: the content; `None` when the room has no such state.
    pub(crate) async fn state(
        &self,
        room_id: &str,
        event_type: &str,
        state_key: &str,
    ) -> Result<Option<Value>, MatrixError> {
        let path = ["client", "v3", "rooms", room_id, "state", event_type, state_key];
        if_there(self.call_json(Call::new(Method::GET, &path)).await)
    }

    /// `GET` and `PUT /user/{user}/account_data/m.direct`: adds `room_id` to the direct rooms with `with`.
    pub(crate) async fn mark_direct(
        &self,
        user_id: &str,
        with: &str,
        room_id: &str,
    ) -> Result<(), MatrixError> {
        let mut direct: BTreeMap<String, Vec<String>> = match self.account_data(user_id, DIRECT).await? {
            Some(direct) => serde_json::from_str(direct.get()).map_err(|_| MatrixError::Malformed)?,
            None => BTreeMap::new(),
        };
        let rooms = direct.entry(with.to_owned()).or_default();
        if !rooms.iter().any(|known| known == room_id) {
            rooms.push(room_id.to_owned());
            self.set_account_data(user_id, DIRECT, &direct).await?;
        }
        Ok(())
    }
}

/// A reason that was not given is absent, not null.
fn with_reason(mut body: Value, reason: Option<&str>) -> Value {
    if let (Value::Object(fields), Some(reason)) = (&mut body, reason) {
        fields.insert("reason".to_owned(), reason.into());
    }
    body
}
