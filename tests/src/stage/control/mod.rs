//! The stage's ear: orders over HTTP on loopback, JSON in and out, whatever the content type says.
//!
//! | order | does |
//! | --- | --- |
//! | `GET /stage` | what the file of `GRIFFIE_STAGE` says |
//! | `POST /gateway/stop`, `/vault/stop`, `/homeserver/stop` | SIGKILL |
//! | `POST /gateway/start`, `/vault/start`, `/homeserver/start` | answers when it is ready |
//! | `POST /homeserver/limit {events}` | restarts it so that one sync carries so many events of a room |
//! | `POST /weather {road, weather, only?}` | with `--bad-roads`: `homeserver` or `gateway` becomes `fair`, `status500`, `html`, `half_a_body` or `hang`, for requests with `only` in their path |
//! | `POST /policy {version, rules}` | the root signs these rules (docs/formats/policy.md) and the archive has them in force |
//! | `POST /revoke {device}` | the gateway takes nothing more from this device (`gatewayDevice` of its safety) |
//! | `POST /code {name}` | a fresh code, as in `people` |
//! | `POST /sent {sha256, custodians}` | a file that these users must have in the archive |
//! | `POST /leave-out {user, why}` | this user's phone was thrown away on purpose; the report says so |
//! | `POST /measure {name, value, unit, note?}` | a figure for the report |
//! | `POST /seal-and-wait {seconds?}` | waits until the vault holds all that the homeserver has for everybody |
//! | `POST /say {key, value}`, `GET /ask?key=&seconds=` | a rendezvous of two commands |

mod answer;
mod parts;
mod play;

use std::sync::Arc;

use axum::{
    Router,
    extract::State,
    routing::{get, post},
};
use tokio::{
    net::TcpListener,
    sync::{Mutex, OnceCell},
};

use super::{cast::Script, rendezvous::Rendezvous, set::Set};
use crate::kit::Outcome;

/// How an order reaches it.
type Reach = State<Arc<Control>>;

/// What every order can reach.
pub(super) struct Control {
    pub(super) set: Mutex<Set>,
    pub(super) script: OnceCell<Script>,
    rendezvous: Rendezvous,
}

impl Control {
    pub(super) fn new(set: Set) -> Self {
        Self {
            set: Mutex::new(set),
            script: OnceCell::new(),
            rendezvous: Rendezvous::new(),
        }
    }

    /// Listens; gives the address. The server ends with the runtime.
    pub(super) async fn listen(self: &Arc<Self>) -> Outcome<String> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = format!("http://{}", listener.local_addr()?);
        let router = Router::new()
            .route("/stage", get(play::stage))
            .route("/{part}/stop", post(parts::stop))
            .route("/{part}/start", post(parts::start))
            .route("/homeserver/limit", post(parts::limit))
            .route("/weather", post(parts::weather))
            .route("/policy", post(parts::policy))
            .route("/revoke", post(parts::revoke))
            .route("/code", post(play::code))
            .route("/sent", post(play::sent))
            .route("/leave-out", post(play::leave_out))
            .route("/measure", post(play::measure))
            .route("/seal-and-wait", post(play::seal_and_wait))
            .route("/say", post(play::say))
            .route("/ask", get(play::ask))
            .with_state(Arc::clone(self));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(address)
    }
}
