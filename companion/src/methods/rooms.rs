//! Rooms and who is in them.

use std::time::Duration;

use griffie_core::engine::RoomDraft;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Caller, NoParams, done, shown};
use crate::rpc::Failure;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Create {
    name: Option<String>,
    topic: Option<String>,
    #[serde(default)]
    invite: Vec<String>,
    #[serde(default)]
    direct: bool,
    #[serde(default = "yes")]
    encrypted: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InRoom {
    pub(super) room: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Invite {
    room: String,
    user: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Leave {
    room: String,
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kick {
    room: String,
    user: String,
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Power {
    room: String,
    user: String,
    level: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Typing {
    room: String,
    on: bool,
    timeout_ms: Option<u64>,
}

impl Caller {
    pub(super) async fn rooms(&self, _: NoParams) -> Result<Value, Failure> {
        Ok(json!({ "rooms": shown(&self.griffie.rooms().await?)? }))
    }

    pub(super) async fn create(&self, params: Create) -> Result<Value, Failure> {
        let room = RoomDraft {
            name: params.name,
            topic: params.topic,
            invite: params.invite,
            direct: params.direct,
            encrypted: params.encrypted,
        };
        Ok(json!({ "room": self.griffie.create_room(&room).await? }))
    }

    pub(super) async fn invite(&self, params: Invite) -> Result<Value, Failure> {
        self.griffie.invite(&params.room, &params.user).await?;
        Ok(done())
    }

    pub(super) async fn join(&self, params: InRoom) -> Result<Value, Failure> {
        Ok(json!({ "room": self.griffie.join(&params.room).await? }))
    }

    pub(super) async fn leave(&self, params: Leave) -> Result<Value, Failure> {
        self.griffie.leave(&params.room, params.reason.as_deref()).await?;
        Ok(done())
    }

    pub(super) async fn kick(&self, params: Kick) -> Result<Value, Failure> {
        self.griffie
            .kick(&params.room, &params.user, params.reason.as_deref())
            .await?;
        Ok(done())
    }

    pub(super) async fn power(&self, params: Power) -> Result<Value, Failure> {
        self.griffie
            .set_power(&params.room, &params.user, params.level)
            .await?;
        Ok(done())
    }

    pub(super) async fn members(&self, params: InRoom) -> Result<Value, Failure> {
        Ok(json!({ "members": shown(&self.griffie.members(&params.room).await?)? }))
    }

    pub(super) async fn typing(&self, params: Typing) -> Result<Value, Failure> {
        self.griffie
            .typing(
                &params.room,
                params.on,
                params.timeout_ms.map(Duration::from_millis),
            )
            .await?;
        Ok(done())
    }
}

fn yes() -> bool {
    true
}
