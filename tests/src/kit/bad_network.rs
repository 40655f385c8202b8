//! A bad network: a small HTTP proxy on loopback between a phone and a real part, which hangs, lies, cuts or changes answers.
//!
//! Must not know Matrix or the gateway, but for one thing: who got which access token, so that a test can tell readers apart.

mod message;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde_json::Value;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinHandle,
};

use self::message::{Answer, Request};
use super::{Outcome, failure};

/// What becomes of the next requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weather {
    /// They pass.
    Fair,
    /// They never arrive; the answer is status 500.
    Status500,
    /// They never arrive; the answer is a web page with status 200, as hotels give it.
    Html,
    /// They arrive, and half of the answer's body comes back.
    HalfABody,
    /// They arrive nowhere and are answered never.
    Hang,
    /// There is no network: the connection ends before anything is answered.
    Away,
}

/// A request as a test sees it.
pub struct Asked<'a> {
    /// Path and query.
    pub target: &'a str,
    /// Whose access token it carries, if this network saw it being given.
    pub user: Option<&'a str>,
}

/// What a part said to a request that came a second time.
#[derive(Debug)]
pub struct Again {
    /// Method and target, as they stand in the request.
    pub asked: String,
    /// HTTP status.
    pub status: u16,
    /// The body of the answer.
    pub body: Vec<u8>,
}

type Change = Box<dyn FnMut(&Asked<'_>, Vec<u8>) -> Vec<u8> + Send>;

#[derive(Default)]
struct Shared {
    upstream: Mutex<String>,
    users: Mutex<HashMap<String, String>>,
    change: Mutex<Option<Change>>,
    only: Mutex<Only>,
    /// What came by, when somebody listens.
    captured: Mutex<Option<Vec<Vec<u8>>>>,
}

/// For which requests the weather is.
#[derive(Default)]
struct Only {
    /// Those with this in their path.
    path: String,
    /// Those of this user, when one is named.
    user: Option<String>,
}

/// The proxy; it ends when it is dropped.
pub struct BadNetwork {
    url: String,
    shared: Arc<Shared>,
    weather: watch::Sender<Weather>,
    task: JoinHandle<()>,
}

impl BadNetwork {
    /// A network that leads nowhere yet.
    pub async fn start() -> Outcome<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let shared = Arc::new(Shared::default());
        let (weather, seen) = watch::channel(Weather::Fair);
        let task = tokio::spawn(serve(listener, Arc::clone(&shared), seen));
        Ok(Self {
            url,
            shared,
            weather,
            task,
        })
    }

    /// Where phones reach it.
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// Leads to `http://host:port` from now on.
    pub fn towards(&self, url: &str) {
        *lock(&self.shared.upstream) = url.trim_start_matches("http://").to_owned();
    }

    /// Changes the weather; requests that hang are dropped when it clears up.
    pub fn becomes(&self, weather: Weather) {
        self.becomes_for("", weather);
    }

    /// The same for requests with `part` in their path; the others pass.
    pub fn becomes_for(&self, part: &str, weather: Weather) {
        let path = part.to_owned();
        *lock(&self.shared.only) = Only { path, user: None };
        self.weather.send_replace(weather);
    }

    /// The same for everything that this Matrix user asks with a token that this network saw being given.
    pub fn becomes_for_user(&self, user: &str, weather: Weather) {
        let user = Some(user.to_owned());
        *lock(&self.shared.only) = Only {
            path: String::new(),
            user,
        };
        self.weather.send_replace(weather);
    }

    /// Puts every body of an answer through `change`.
    pub fn changes(&self, change: impl FnMut(&Asked<'_>, Vec<u8>) -> Vec<u8> + Send + 'static) {
        *lock(&self.shared.change) = Some(Box::new(change));
    }

    /// From now on somebody listens on this network.
    pub fn is_tapped(&self) {
        lock(&self.shared.captured).get_or_insert_default();
    }

    /// Sends every request that came by since to the same part again, byte for byte, as whoever listened would.
    pub async fn repeats(&self) -> Outcome<Vec<Again>> {
        let captured = lock(&self.shared.captured).clone().unwrap_or_default();
        let mut answers = Vec::new();
        for bytes in captured {
            let line = bytes.split(|byte| *byte == b'\r').next().unwrap_or_default();
            let mut words = std::str::from_utf8(line)?.split(' ');
            let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            let answer = exchange(&self.shared, &bytes, method == "HEAD").await?;
            answers.push(Again {
                asked: format!("{method} {target}"),
                status: answer.status()?,
                body: answer.body,
            });
        }
        Ok(answers)
    }
}

impl Drop for BadNetwork {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn serve(listener: TcpListener, shared: Arc<Shared>, weather: watch::Receiver<Weather>) {
    let mut connections = tokio::task::JoinSet::new();
    while let Ok((socket, _)) = listener.accept().await {
        let (shared, weather) = (Arc::clone(&shared), weather.clone());
        // A connection that breaks is what this network is for; the phone notices.
        connections.spawn(async move { drop(one(socket, &shared, weather).await) });
        while connections.try_join_next().is_some() {}
    }
}

/// One connection with one request.
async fn one(mut socket: TcpStream, shared: &Shared, mut weather: watch::Receiver<Weather>) -> Outcome<()> {
    let request = Request::read(&mut socket).await?;
    let mut now = *weather.borrow_and_update();
    if !concerns(shared, &request) {
        now = Weather::Fair;
    }
    // What is under way when the weather turns is lost; a long poll does not sit it out.
    let bytes = tokio::select! {
        biased;
        _ = weather.changed() => return Ok(()),
        bytes = answer(shared, &request, now) => bytes?,
    };
    socket.write_all(&bytes).await?;
    socket.shutdown().await?;
    Ok(())
}

/// Whether the weather is for this request.
fn concerns(shared: &Shared, request: &Request) -> bool {
    let only = lock(&shared.only);
    let by = only
        .user
        .as_ref()
        .is_none_or(|user| user_of(shared, request).as_ref() == Some(user));
    by && request.target().contains(&only.path)
}

/// Whose token a request carries.
fn user_of(shared: &Shared, request: &Request) -> Option<String> {
    lock(&shared.users).get(request.header("authorization")?).cloned()
}

async fn answer(shared: &Shared, request: &Request, weather: Weather) -> Outcome<Vec<u8>> {
    Ok(match weather {
        Weather::Fair => changed(shared, request, forward(shared, request).await?),
        Weather::HalfABody => forward(shared, request).await?.half(),
        Weather::Status500 => Answer::page("500 Internal Server Error", "oops").bytes(),
        Weather::Html => Answer::page("200 OK", "<!DOCTYPE html><title>Wifi</title><p>Log in").bytes(),
        Weather::Hang => std::future::pending().await,
        Weather::Away => Vec::new(),
    })
}

async fn forward(shared: &Shared, request: &Request) -> Outcome<Answer> {
    let bytes = request.bytes();
    if let Some(captured) = lock(&shared.captured).as_mut() {
        captured.push(bytes.clone());
    }
    exchange(shared, &bytes, request.method() == "HEAD").await
}

async fn exchange(shared: &Shared, request: &[u8], to_head: bool) -> Outcome<Answer> {
    let upstream = lock(&shared.upstream).clone();
    let mut socket = TcpStream::connect(&upstream)
        .await
        .map_err(|error| failure(format!("{upstream}: {error}")))?;
    socket.write_all(request).await?;
    let mut bytes = Vec::new();
    socket.read_to_end(&mut bytes).await?;
    Answer::read(&bytes, to_head)
}

fn changed(shared: &Shared, request: &Request, mut answer: Answer) -> Vec<u8> {
    if request.target().contains("/login")
        && let Ok(login) = serde_json::from_slice::<Value>(&answer.body)
        && let (Some(token), Some(user)) = (login["access_token"].as_str(), login["user_id"].as_str())
    {
        lock(&shared.users).insert(format!("Bearer {token}"), user.to_owned());
    }
    let user = user_of(shared, request);
    let asked = Asked {
        target: request.target(),
        user: user.as_deref(),
    };
    if let Some(change) = lock(&shared.change).as_mut() {
        answer.body = change(&asked, std::mem::take(&mut answer.body));
    }
    answer.bytes()
}
