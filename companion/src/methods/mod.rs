//! The methods, by topic. Each reads its parameters, calls the core once, and gives the answer as JSON; docs/companion.md has them all.
//!
//! Reading order: [`Caller`] holds what a caller has; `account` (activate, status, drain, sign out …), `recovery`, `verify`, `rooms`, `send`, `labels`, `read`, `watch`.

mod account;
mod labels;
mod read;
mod recovery;
mod rooms;
mod send;
mod verify;
mod watch;

use std::{collections::BTreeMap, sync::Mutex};

use griffie_core::engine::Griffie;
use serde::Serialize;
use serde_json::Value;
use tokio::{sync::watch as state, task::AbortHandle};

use crate::rpc::{Failure, Output, Request};

/// The one caller of this process.
pub(crate) struct Caller {
    griffie: Griffie,
    output: Output,
    watches: Mutex<BTreeMap<u64, AbortHandle>>,
    stop: state::Sender<bool>,
}

impl Caller {
    pub(crate) fn new(griffie: Griffie, output: Output) -> Self {
        Self {
            griffie,
            output,
            watches: Mutex::default(),
            stop: state::Sender::new(false),
        }
    }

    /// Runs one request.
    pub(crate) async fn call(&self, request: &Request) -> Result<Value, Failure> {
        match request.method.as_str() {
            "activate" => self.activate(request.params()?).await,
            "status" => self.status(request.params()?).await,
            "archive" => self.archive(request.params()?),
            "safety" => self.safety(request.params()?).await,
            "devices" => self.devices(request.params()?).await,
            "recovery" => self.recovery(request.params()?).await,
            "recovery.show" => self.recovery_key(request.params()?).await,
            "recovery.use" => self.recover(request.params()?).await,
            "person" => self.person(request.params()?).await,
            "identity.accept" => self.accept_identity(request.params()?).await,
            "keys.renew" => self.renew_keys(request.params()?).await,
            "verifications" => self.verifications(request.params()?),
            "verify.start" => self.verify_start(request.params()?).await,
            "verify.accept" => self.verify_accept(request.params()?).await,
            "verify.emoji" => self.verify_emoji(request.params()?).await,
            "verify.code" => self.verify_code(request.params()?).await,
            "verify.scan" => self.verify_scan(request.params()?).await,
            "verify.confirm" => self.verify_confirm(request.params()?).await,
            "verify.deny" => self.verify_deny(request.params()?).await,
            "verify.cancel" => self.verify_cancel(request.params()?).await,
            "sign_out" => self.sign_out(request.params()?).await,
            "drain" => self.drain(request.params()?).await,
            "route.now" => self.route_now(request.params()?).await,
            "carry.out" => self.carry_out(request.params()?).await,
            "carry.in" => self.carry_in(request.params()?).await,
            "facts" => self.facts(request.params()?).await,
            "rebuild" => self.rebuild(request.params()?).await,
            // What is under way is answered first; the process ends after the answer to this.
            "stop" => request.params::<NoParams>().map(|_| done()),
            "rooms" => self.rooms(request.params()?).await,
            "create" => self.create(request.params()?).await,
            "invite" => self.invite(request.params()?).await,
            "join" => self.join(request.params()?).await,
            "leave" => self.leave(request.params()?).await,
            "kick" => self.kick(request.params()?).await,
            "power" => self.power(request.params()?).await,
            "members" => self.members(request.params()?).await,
            "typing" => self.typing(request.params()?).await,
            "read" => self.mark_read(request.params()?).await,
            "labels" => self.labels(request.params()?).await,
            "label.event" => self.label_event(request.params()?).await,
            "label.room" => self.label_room(request.params()?).await,
            "label.end_review" => self.end_review(request.params()?).await,
            "timeline" => self.timeline(request.params()?).await,
            "search" => self.search(request.params()?).await,
            "save" => self.save(request.params()?).await,
            "send.text" => self.text(request.params()?).await,
            "send.reply" => self.reply(request.params()?).await,
            "send.edit" => self.edit(request.params()?).await,
            "send.react" => self.react(request.params()?).await,
            "send.redact" => self.redact(request.params()?).await,
            "send.file" => self.file(request.params()?).await,
            "send.voice" => self.voice(request.params()?).await,
            "sent" => self.sent(request.params()?).await,
            "watch" => self.watch(request.params()?),
            "unwatch" => self.unwatch(request.params()?),
            _ => Err(Failure::method()),
        }
    }

    /// Asks the process to end.
    pub(crate) fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// Resolves when the process was asked to end.
    pub(crate) async fn stopped(&self) {
        // The sender is ours, so the wait cannot end in an error.
        drop(self.stop.subscribe().wait_for(|stop| *stop).await);
    }

    /// Ends all subscriptions.
    pub(crate) async fn end(&self) {
        let watches = std::mem::take(
            &mut *self
                .watches
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner),
        );
        for (_, watch) in watches {
            watch.abort();
        }
        // Aborted tasks are dropped at their next turn; only then is their way to the output gone.
        tokio::task::yield_now().await;
    }
}

/// Parameters of a method that has none.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct NoParams {}

/// An answer without content.
fn done() -> Value {
    Value::Object(serde_json::Map::new())
}

/// A picture of the core as JSON.
fn shown(value: &impl Serialize) -> Result<Value, Failure> {
    serde_json::to_value(value).map_err(|_| Failure::internal())
}
