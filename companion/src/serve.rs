//! Serves one caller: reads requests, runs them side by side, keeps those of one room's sends in order, ends when told or when the
//! input ends.

use std::{collections::HashMap, io, sync::Arc};

use griffie_core::engine::Griffie;
use tokio::{
    io::BufReader,
    sync::{Semaphore, oneshot},
    task::JoinSet,
};

use crate::{
    methods::Caller,
    rpc::{Failure, Line, Lines, Output, Request},
};

/// Requests at the same time; when there are this many, reading waits.
const AT_ONCE: usize = 64;

/// Serves until `stop`, the end of the input, a closed output or a signal. All requests that were read are answered first.
pub(crate) async fn serve(griffie: &Griffie) -> io::Result<()> {
    let (output, writing) = Output::to(tokio::io::stdout());
    let writing = tokio::spawn(writing);
    let caller = Arc::new(Caller::new(griffie.clone(), output.clone()));
    let read = read(&caller, &output).await;
    caller.end().await;
    drop((caller, output));
    writing.await.map_err(io::Error::other)??;
    read
}

async fn read(caller: &Arc<Caller>, output: &Output) -> io::Result<()> {
    let mut lines = Lines::of(BufReader::new(tokio::io::stdin()));
    let mut running = JoinSet::new();
    let mut lanes = Lanes::default();
    let room_for_more = Arc::new(Semaphore::new(AT_ONCE));
    let signal = signal();
    tokio::pin!(signal);
    loop {
        let line = tokio::select! {
            biased;
            () = caller.stopped() => break,
            () = output.closed() => break,
            () = &mut signal => break,
            line = lines.next() => line?,
        };
        while running.try_join_next().is_some() {}
        let line = match line {
            None => break,
            Some(Line::Whole(line)) if line.iter().all(u8::is_ascii_whitespace) => continue,
            Some(line) => line,
        };
        let request = match read_request(line) {
            Ok(request) => request,
            Err((id, failure)) => {
                output.answer(id, Err(failure)).await;
                continue;
            }
        };
        let turn = lanes.turn(&request);
        let place = Arc::clone(&room_for_more)
            .acquire_owned()
            .await
            .map_err(io::Error::other)?;
        let (caller, output) = (Arc::clone(caller), output.clone());
        running.spawn(async move {
            let _place = place;
            answer(&caller, &output, request, turn).await;
        });
    }
    while running.join_next().await.is_some() {}
    Ok(())
}

fn read_request(line: Line) -> Result<Request, (serde_json::Value, Failure)> {
    match line {
        Line::Whole(line) => Request::read(&line),
        Line::TooLong => Err((
            serde_json::Value::Null,
            Failure::invalid_request("the line is longer than 1,048,576 bytes"),
        )),
    }
}

async fn answer(caller: &Arc<Caller>, output: &Output, request: Request, mut turn: Turn) {
    let id = request.id.clone();
    let stops = request.method == "stop";
    turn.comes().await;
    // In a task of its own, so that a panic is an answer too and not a silence.
    let work = Arc::clone(caller);
    let called = tokio::spawn(async move { work.call(&request).await });
    let result = called.await.unwrap_or_else(|_| Err(Failure::internal()));
    drop(turn);
    if let Some(id) = id {
        output.answer(id, result).await;
    }
    if stops {
        caller.stop();
    }
}

/// Order of sends: one room's go one after another, as they were read.
#[derive(Default)]
struct Lanes(HashMap<String, oneshot::Receiver<()>>);

impl Lanes {
    fn turn(&mut self, request: &Request) -> Turn {
        let Some(room) = request.room().filter(|_| request.method.starts_with("send.")) else {
            return Turn {
                before: None,
                _done: None,
            };
        };
        let (done, next) = oneshot::channel();
        let before = self.0.insert(room.to_owned(), next);
        Turn {
            before,
            _done: Some(done),
        }
    }
}

/// A place in a lane. The next one's turn comes when this is dropped.
struct Turn {
    before: Option<oneshot::Receiver<()>>,
    _done: Option<oneshot::Sender<()>>,
}

impl Turn {
    async fn comes(&mut self) {
        if let Some(before) = self.before.take() {
            // It ends by being dropped, which is no message; either way the turn has come.
            drop(before.await);
        }
    }
}

#[cfg(unix)]
async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};

    let (Ok(mut term), Ok(mut int)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = int.recv() => {}
    }
}

#[cfg(not(unix))]
async fn signal() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}
