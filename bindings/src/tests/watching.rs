//! Listeners that throw, panic, block or end themselves; subscriptions without number.

use std::{
    fs,
    sync::{Arc, Condvar, Mutex, mpsc},
    time::Duration,
};

use griffie_core::clock::{Clock, SystemClock};

use super::kit;
use crate::{HookError, RoomDiff, RoomListListener, SignInListener, SignInState, Subscription};

/// Does what the test wants with what it is told.
struct Told<F>(F);

impl<F: Fn(SignInState) -> Result<(), HookError> + Send + Sync> SignInListener for Told<F> {
    fn on_update(&self, state: SignInState) -> Result<(), HookError> {
        (self.0)(state)
    }
}

impl<F: Fn(Vec<RoomDiff>) -> Result<(), HookError> + Send + Sync> RoomListListener for Told<F> {
    fn on_update(&self, diffs: Vec<RoomDiff>) -> Result<(), HookError> {
        (self.0)(diffs)
    }
}

const SOON: Duration = Duration::from_secs(20);

#[tokio::test]
async fn the_first_thing_told_is_the_current_state() {
    let (_folder, griffie) = kit::fresh().await;
    let (tell, told) = mpsc::channel();
    let _rooms = griffie.watch_rooms(Box::new(Told(move |diffs: Vec<RoomDiff>| {
        tell.send(diffs).map_err(|_| HookError::Failed)
    })));
    assert_eq!(
        told.recv_timeout(SOON).unwrap(),
        [RoomDiff::Reset { rows: Vec::new() }]
    );
}

#[tokio::test]
async fn a_listener_that_throws_or_panics_is_told_again() {
    let (_folder, griffie) = kit::fresh().await;
    let (tell, told) = mpsc::channel();
    let times = Mutex::new(0);
    let _sign_in = griffie.watch_sign_in(Box::new(Told(move |state: SignInState| {
        let mut times = times.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *times += 1;
        match *times {
            1 => Err(HookError::Failed),
            2 => panic!("on purpose"),
            _ => tell.send(state).map_err(|_| HookError::Failed),
        }
    })));
    assert_eq!(told.recv_timeout(SOON).unwrap(), SignInState::New);
}

#[tokio::test]
async fn a_listener_that_blocks_holds_up_nobody() {
    let (_folder, griffie) = kit::fresh().await;
    let stuck = Arc::new((Mutex::new(true), Condvar::new()));
    let (begun, has_begun) = mpsc::channel();
    let theirs = stuck.clone();
    let blocked = griffie.watch_sign_in(Box::new(Told(move |_: SignInState| {
        let _ = begun.send(());
        let guard = theirs.0.lock().unwrap();
        drop(theirs.1.wait_while(guard, |stuck| *stuck).unwrap());
        Ok(())
    })));
    has_begun.recv_timeout(SOON).unwrap();
    let (tell, told) = mpsc::channel();
    let _other = griffie.watch_sign_in(Box::new(Told(move |state: SignInState| {
        tell.send(state).map_err(|_| HookError::Failed)
    })));
    assert_eq!(told.recv_timeout(SOON).unwrap(), SignInState::New);
    assert!(griffie.rooms().await.unwrap().is_empty());
    // Also while its listener is at it.
    blocked.cancel();
    *stuck.0.lock().unwrap() = false;
    stuck.1.notify_all();
}

#[tokio::test]
async fn a_listener_may_end_its_own_subscription() {
    let (_folder, griffie) = kit::fresh().await;
    let own: Arc<Mutex<Option<Arc<Subscription>>>> = Arc::default();
    let (place, (tell, told)) = (own.clone(), mpsc::channel());
    // Held until the subscription is in its place.
    let held = own.lock().unwrap();
    let subscription = griffie.watch_sign_in(Box::new(Told(move |_: SignInState| {
        if let Some(subscription) = place.lock().unwrap().take() {
            subscription.cancel();
        }
        tell.send(()).map_err(|_| HookError::Failed)
    })));
    let mut held = held;
    *held = Some(subscription);
    drop(held);
    told.recv_timeout(SOON).unwrap();
    assert!(own.lock().unwrap().is_none());
}

/// Kilobytes of memory that this process has, by the kernel.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// Threads of the library, by their names.
fn threads() -> usize {
    let tasks = fs::read_dir("/proc/self/task").unwrap().filter_map(Result::ok);
    let names = tasks.filter_map(|task| fs::read_to_string(task.path().join("comm")).ok());
    names.filter(|name| name.starts_with("griffie-watch")).count()
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn ten_thousand_subscriptions_leave_nothing_behind() {
    let (_folder, griffie) = kit::fresh().await;
    let clock = SystemClock::default();
    let alive = Arc::new(());
    let make = async |count: u32| {
        for _ in 0..count {
            let held = alive.clone();
            let listener = Told(move |_: Vec<RoomDiff>| {
                let _held = &held;
                Ok(())
            });
            drop(griffie.watch_rooms(Box::new(listener)));
        }
        // What was dropped ends on its own threads.
        for _ in 0..1_000 {
            if Arc::strong_count(&alive) == 1 && threads() == 0 {
                return;
            }
            clock.sleep(Duration::from_millis(20)).await;
        }
        panic!(
            "{} listeners and {} threads are left",
            Arc::strong_count(&alive) - 1,
            threads()
        );
    };
    // The first time also makes what stays: arenas of the allocator, blocks of the runtime.
    make(10_000).await;
    let before = resident();
    make(10_000).await;
    let grown = resident().saturating_sub(before);
    assert!(grown < 4_096, "{grown} kB for 10,000 subscriptions");
}
