//! Somebody who speaks to the homeserver without any client: they put into a room what no client would send, in clear.
//!
//! Must not know Griffie.

use serde_json::{Value, json};

use super::{Outcome, person::text, rpc, synapse::Synapse};

/// An account and its access token.
pub struct Bare {
    /// Their Matrix user id.
    pub user_id: String,
    homeserver: String,
    token: String,
    client: reqwest::Client,
    sent: u32,
}

impl Bare {
    /// Makes the account and signs in.
    pub async fn sign_in(name: &str, homeserver: &Synapse) -> Outcome<Self> {
        let user = name.to_lowercase();
        let login = json!({"type": "m.login.password", "password": homeserver.account(&user).await?,
            "identifier": {"type": "m.id.user", "user": user}});
        let client = rpc::http()?;
        let url = format!("{}/_matrix/client/v3/login", homeserver.url());
        let answer = client.post(url).json(&login).send().await?.error_for_status()?;
        let said: Value = answer.json().await?;
        Ok(Self {
            user_id: text(&said, "user_id")?,
            homeserver: homeserver.url(),
            token: text(&said, "access_token")?,
            client,
            sent: 0,
        })
    }

    /// Makes a room without encryption and returns its id.
    pub async fn create_room(&self, invite: &[&str]) -> Outcome<String> {
        let body = json!({"preset": "private_chat", "invite": invite});
        text(&self.asks("POST", "createRoom", &body).await?, "room_id")
    }

    /// Sends any event and returns its event id.
    pub async fn sends(&mut self, room: &str, kind: &str, content: &Value) -> Outcome<String> {
        self.sent += 1;
        let path = format!("rooms/{room}/send/{kind}/bare-{}", self.sent);
        text(&self.asks("PUT", &path, content).await?, "event_id")
    }

    /// Tells the room that they have read up to this event.
    pub async fn reads(&self, room: &str, event: &str) -> Outcome<()> {
        let path = format!("rooms/{room}/receipt/m.read/{event}");
        self.asks("POST", &path, &json!({})).await.map(drop)
    }

    async fn asks(&self, method: &str, path: &str, body: &Value) -> Outcome<Value> {
        let url = format!("{}/_matrix/client/v3/{path}", self.homeserver);
        let request = self.client.request(method.parse()?, url);
        let answer = request.bearer_auth(&self.token).json(body).send().await?;
        Ok(answer.error_for_status()?.json().await?)
    }
}
