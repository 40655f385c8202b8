//! What the server answers to each request.

use axum::{body::Bytes, http::request::Parts};
use base64::Engine as _;
use serde_json::{Map, Value, json};

use super::{ALICE, Account, SERVER_NAME, home::Home};

/// A request, taken apart.
pub struct Asked {
    method: String,
    /// What stands between slashes after `/_matrix/`, unescaped.
    path: Vec<String>,
    query: String,
    token: Option<String>,
    body: Bytes,
}

type Answer = (u16, Bytes);

impl Asked {
    /// Takes a request apart.
    pub fn new(head: &Parts, body: Bytes) -> Self {
        let path = head.uri.path().trim_start_matches("/_matrix/");
        let token = head
            .headers
            .get("authorization")
            .and_then(|value| value.to_str().ok());
        Self {
            method: head.method.to_string(),
            path: path.split('/').map(unescaped).collect(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            token: token
                .and_then(|token| token.strip_prefix("Bearer "))
                .map(str::to_owned),
            body,
        }
    }

    /// Whose request it is: by token, or by the JWT of a login.
    pub fn user(&self) -> Option<String> {
        if self.token.is_some() {
            return self.token.clone();
        }
        let jwt = self.json()["token"].as_str()?.split('.').nth(1)?.to_owned();
        let claims = base64::engine::general_purpose::URL_SAFE_NO_PAD
            .decode(jwt)
            .ok()?;
        let claims: Value = serde_json::from_slice(&claims).ok()?;
        Some(format!("@{}:{SERVER_NAME}", claims["sub"].as_str()?))
    }

    /// Answers for this account.
    pub async fn answer(&self, account: &Account) -> Answer {
        {
            let mut home = account.home();
            home.traffic.requests += 1;
            home.traffic.up += self.body.len() as u64;
            if home.away {
                return (502, Bytes::from_static(b"<html>"));
            }
        }
        let path: Vec<&str> = self.path.iter().map(String::as_str).collect();
        match (self.method.as_str(), path.as_slice()) {
            ("GET", ["client", "v3", "sync"]) => self.sync(account).await,
            ("PUT", ["client", "v3", "rooms", room, "send", event_type, txn]) => {
                send(account, room, txn, event_type, self.json())
            }
            ("PUT", ["client", "v3", "rooms", room, "redact", target, txn]) => {
                let mut content = self.json();
                content["redacts"] = (*target).into();
                send(account, room, txn, "m.room.redaction", content)
            }
            ("POST", ["client", "v3", "keys", what @ ..]) => {
                let what = what.join("/");
                ok(&account.change(|home| keys(home, &what, &self.json())))
            }
            ("PUT", ["client", "v3", "sendToDevice", event_type, _]) => {
                account.change(|home| to_device(home, event_type, &self.json()));
                ok(&json!({}))
            }
            ("POST", ["client", "v3", "join", room]) => {
                account.change(|home| {
                    let me = home.me.clone();
                    home.member(room, &me, &me, "join");
                });
                ok(&json!({ "room_id": room }))
            }
            ("POST", ["client", "v3", "rooms", room, "leave"]) => {
                account.change(|home| {
                    let me = home.me.clone();
                    home.member(room, &me, &me, "leave");
                });
                ok(&json!({}))
            }
            (_, ["media", ..] | ["client", "v1", "media", ..]) => self.media(account, &path),
            _ => self.small(&mut account.home(), &path),
        }
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    fn query(&self, name: &str) -> Option<String> {
        let mut pairs = self.query.split('&').filter_map(|pair| pair.split_once('='));
        pairs
            .find(|(key, _)| *key == name)
            .map(|(_, value)| unescaped(value))
    }

    async fn sync(&self, account: &Account) -> Answer {
        let since: Option<u64> = self
            .query("since")
            .and_then(|since| since.strip_prefix('s')?.parse().ok());
        let waits = self.query("timeout").is_some_and(|timeout| timeout != "0");
        let mut began = false;
        loop {
            let (news, enough) = (account.news.notified(), account.enough.notified());
            {
                let mut home = account.home();
                home.acknowledged = home.acknowledged.max(since.unwrap_or(0));
                if !waits || since.is_none_or(|since| since < home.counter) {
                    return ok(&home.sync(since));
                }
                home.polling = true;
                home.polls += u64::from(!began);
                began = true;
            }
            let ended = tokio::select! {
                () = news => false,
                () = enough => true,
            };
            let mut home = account.home();
            home.polling = false;
            if ended {
                return ok(&home.sync(since));
            }
        }
    }

    fn media(&self, account: &Account, path: &[&str]) -> Answer {
        let mut home = account.home();
        match path {
            ["client", "v1", "media", "download", _, id] => match home.media.get(*id) {
                Some(bytes) => (200, Bytes::from(bytes.clone())),
                None => not_found(),
            },
            _ => {
                let id = format!("own-{}", home.media.len());
                home.media.insert(id.clone(), self.body.to_vec());
                ok(&json!({ "content_uri": format!("mxc://{SERVER_NAME}/{id}") }))
            }
        }
    }

    fn small(&self, home: &mut Home, path: &[&str]) -> Answer {
        match (self.method.as_str(), path) {
            ("POST", ["client", "v3", "login"]) => {
                let (me, device) = (home.me.clone(), self.json()["device_id"].clone());
                ok(&json!({ "user_id": me, "device_id": device, "access_token": me }))
            }
            ("GET", ["client", "v3", "account", "whoami"]) => ok(&json!({ "user_id": home.me })),
            ("GET", ["client", "v3", "rooms", room, "messages"]) => {
                found(home.messages(room, self.query("from").as_deref()))
            }
            ("GET", ["client", "v3", "rooms", room, "state", event_type, key]) => found(
                home.rooms
                    .get(*room)
                    .and_then(|room| room.state_of(event_type, key)),
            ),
            ("GET", ["client", "v3", "user", _, "account_data", name]) => {
                found(home.account_data.get(*name).cloned())
            }
            ("PUT", ["client", "v3", "user", _, "account_data", name]) => {
                home.account_data.insert((*name).to_owned(), self.json());
                ok(&json!({}))
            }
            ("GET", ["client", "v3", "room_keys", "version", ..]) => found(home.backup.clone()),
            ("POST", ["client", "v3", "room_keys", "version"]) => {
                let mut backup = self.json();
                backup["version"] = "1".into();
                (backup["count"], backup["etag"]) = (0.into(), "0".into());
                home.backup = Some(backup);
                ok(&json!({ "version": "1" }))
            }
            ("PUT", ["client", "v3", "room_keys", "keys", ..]) => ok(&json!({ "count": 1, "etag": "1" })),
            ("GET", ["client", "v3", "room_keys", "keys"]) => ok(&json!({ "rooms": {} })),
            ("GET", ["client", "v3", "devices"]) => ok(&json!({ "devices": [] })),
            _ => not_found(),
        }
    }
}

fn send(account: &Account, room: &str, txn: &str, event_type: &str, content: Value) -> Answer {
    match account.change(|home| home.take_send(room, txn, event_type, content)) {
        Ok(event_id) => ok(&json!({ "event_id": event_id })),
        Err(403) => (403, Bytes::from_static(br#"{"errcode":"M_FORBIDDEN"}"#)),
        Err(status) => (status, Bytes::from_static(b"<html>")),
    }
}

fn to_device(home: &mut Home, event_type: &str, body: &Value) {
    for (_, content) in body["messages"][ALICE].as_object().into_iter().flatten() {
        let event = json!({ "type": event_type, "sender": home.me, "content": content });
        home.peer_inbox.push(event);
    }
}

fn keys(home: &mut Home, what: &str, body: &Value) -> Value {
    let me = home.me.clone();
    match what {
        "upload" => {
            if let Some(device) = body["device_keys"]["device_id"].as_str() {
                let devices = home.keys.devices.entry(me).or_default();
                devices.insert(device.to_owned(), body["device_keys"].clone());
            }
            for (name, key) in body["one_time_keys"].as_object().into_iter().flatten() {
                home.keys.one_time.insert(name.clone(), key.clone());
            }
            json!({ "one_time_key_counts": { "signed_curve25519": home.keys.one_time.len() } })
        }
        "query" => query(home, body),
        "claim" => {
            let mut claimed = Map::new();
            for (device, _) in body["one_time_keys"][ALICE].as_object().into_iter().flatten() {
                if let Some((name, key)) = home.keys.peer_one_time.pop_first() {
                    claimed.insert(device.clone(), json!({ name: key }));
                }
            }
            json!({ "one_time_keys": { ALICE: claimed }, "failures": {} })
        }
        "device_signing/upload" => {
            if let Some(keys) = body.as_object() {
                home.keys.identity.extend(keys.clone());
            }
            json!({})
        }
        "signatures/upload" => {
            for (device, signed) in body[&me].as_object().into_iter().flatten() {
                if let Some(known) = home
                    .keys
                    .devices
                    .get_mut(&me)
                    .and_then(|devices| devices.get_mut(device))
                {
                    merge(&mut known["signatures"], &signed["signatures"]);
                }
            }
            json!({ "failures": {} })
        }
        _ => json!({}),
    }
}

fn query(home: &Home, body: &Value) -> Value {
    let mut devices = Map::new();
    let mut identity = Map::new();
    for (user, _) in body["device_keys"].as_object().into_iter().flatten() {
        devices.insert(
            user.clone(),
            json!(home.keys.devices.get(user).cloned().unwrap_or_default()),
        );
        if *user == home.me {
            for (name, key) in &home.keys.identity {
                identity.insert(format!("{name}s"), json!({ user: key }));
            }
        }
    }
    identity.insert("device_keys".to_owned(), devices.into());
    identity.insert("failures".to_owned(), json!({}));
    identity.into()
}

fn merge(into: &mut Value, from: &Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (name, value) in from {
                merge(into.entry(name).or_insert(Value::Null), value);
            }
        }
        (into, from) => *into = from.clone(),
    }
}

fn ok(value: &Value) -> Answer {
    (200, Bytes::from(value.to_string()))
}

fn found(value: Option<Value>) -> Answer {
    value.map_or_else(not_found, |value| ok(&value))
}

fn not_found() -> Answer {
    (
        404,
        Bytes::from_static(br#"{"errcode":"M_NOT_FOUND","error":"not here"}"#),
    )
}

/// Undoes percent-encoding.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits: Vec<u8> = rest.by_ref().take(2).collect();
            let value = std::str::from_utf8(&digits)
                .ok()
                .and_then(|hex| u8::from_str_radix(hex, 16).ok());
            bytes.push(value.unwrap_or(b'?'));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
