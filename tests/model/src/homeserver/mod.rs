//! A scripted homeserver over real HTTP: it speaks as much of the client-server API as the core asks, for as many users as there are
//! plays, and does to each what its play says. Reading order: [`room`], [`home`], [`sync`], [`answer`].

pub mod answer;
pub mod home;
pub mod room;
pub mod sync;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::State,
    http::{Request, Response, StatusCode},
};
use griffie_tests::kit::Outcome;
use tokio::{net::TcpListener, sync::Notify, task::JoinHandle};

use self::{answer::Asked, home::Home};

/// The name of the server.
pub const SERVER_NAME: &str = "griffie.test";
/// The peer with an own Olm machine.
pub const ALICE: &str = "@alice:griffie.test";
/// The peer without one: moderator of every room.
pub const BOB: &str = "@bob:griffie.test";
/// Largest body that is read.
const LARGEST: usize = 64 << 20;

/// One user's home, and who waits for news of it.
pub struct Account {
    home: Mutex<Home>,
    news: Notify,
    /// A sync that waits has waited long enough.
    enough: Notify,
}

impl Account {
    /// A new account.
    pub fn new(me: &str) -> Arc<Self> {
        Arc::new(Self {
            home: Mutex::new(Home::new(me)),
            news: Notify::new(),
            enough: Notify::new(),
        })
    }

    /// The home, for a moment.
    pub fn home(&self) -> MutexGuard<'_, Home> {
        self.home.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A sync that waits is answered with nothing, as after its 30 seconds.
    pub fn polls_end(&self) {
        self.enough.notify_waiters();
    }

    /// Changes the home; a sync that waits is answered.
    pub fn change<T>(&self, change: impl FnOnce(&mut Home) -> T) -> T {
        let done = change(&mut self.home());
        self.news.notify_waiters();
        done
    }
}

type Accounts = Arc<Mutex<HashMap<String, Arc<Account>>>>;

/// The running server; it ends when it is dropped.
pub struct Homeserver {
    url: String,
    accounts: Accounts,
    task: JoinHandle<()>,
}

impl Homeserver {
    /// Listens on a free port of loopback.
    pub async fn start() -> Outcome<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let accounts = Accounts::default();
        let router = Router::new().fallback(handle).with_state(accounts.clone());
        let task = tokio::spawn(async move {
            // It ends with the play; an error would show as an unreachable server.
            drop(axum::serve(listener, router).await);
        });
        Ok(Self { url, accounts, task })
    }

    /// Where it is.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Whoever logs in as this user gets this account.
    pub fn opens(&self, account: &Arc<Account>) {
        let me = account.home().me.clone();
        lock(&self.accounts).insert(me, account.clone());
    }

    /// Forgets a user.
    pub fn closes(&self, me: &str) {
        lock(&self.accounts).remove(me);
    }
}

impl Drop for Homeserver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn lock(accounts: &Accounts) -> MutexGuard<'_, HashMap<String, Arc<Account>>> {
    accounts.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn handle(State(accounts): State<Accounts>, request: Request<Body>) -> Response<Body> {
    let (head, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST).await else {
        return response(502, Bytes::new());
    };
    let asked = Asked::new(&head, body);
    // An access token is the user id: this server keeps no secrets.
    let account = asked.user().and_then(|user| lock(&accounts).get(&user).cloned());
    let Some(account) = account else {
        return response(401, Bytes::from_static(br#"{"errcode":"M_UNKNOWN_TOKEN"}"#));
    };
    let (status, body) = asked.answer(&account).await;
    account.home().traffic.down += body.len() as u64;
    response(status, body)
}

fn response(status: u16, body: Bytes) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
    response
}
