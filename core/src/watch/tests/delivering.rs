//! Listeners that block, throw, lag, end themselves or look away: nobody else waits, and nobody misses a state.

use std::{
    sync::{
        Arc, OnceLock, Weak,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc,
    },
    time::Duration,
};

use parking_lot::Mutex;

use super::kit::{Row, Screen, Source, rows};
use crate::watch::{DeliveryFailed, Diff, Subscription};

#[tokio::test]
async fn all_of_it_comes_first_and_then_each_change_as_a_step() {
    let source = Source::with(rows(0..3));
    let (_watching, mut told) = source.told();
    assert_eq!(told.recv().await.unwrap(), [Diff::Reset(rows(0..3))]);
    source.change(|rows| rows.push(Row::new(3, 0)));
    let row = Row::new(3, 0);
    assert_eq!(told.recv().await.unwrap(), [Diff::Insert { index: 3, row }]);
}

#[tokio::test]
async fn an_empty_list_is_told_too() {
    let source = Source::with(Vec::new());
    let (_watching, mut told) = source.told();
    assert_eq!(told.recv().await.unwrap(), [Diff::Reset(Vec::new())]);
}

#[tokio::test]
async fn at_rest_nobody_looks_and_a_change_that_nobody_sees_is_not_told() {
    let source = Source::with(rows(0..3));
    let (_watching, mut told) = source.told();
    told.recv().await.unwrap();
    source.changes.archive();
    source.change(|_| {});
    while source.looks.load(Ordering::SeqCst) < 2 {
        tokio::task::yield_now().await;
    }
    source.change(|rows| drop(rows.pop()));
    assert_eq!(told.recv().await.unwrap(), [Diff::Remove { index: 2 }]);
    let looks = source.looks.load(Ordering::SeqCst);
    assert_eq!(
        looks, 3,
        "once at first, once for each change that was of this list"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_listener_that_blocks_holds_up_nobody_and_gets_what_it_missed_in_one_update() {
    let source = Source::with(rows(0..1));
    let screen = Screen::default();
    let (began, begins) = mpsc::channel();
    let (go, goes) = mpsc::channel::<()>();
    let deliveries = Arc::new(AtomicUsize::new(0));
    let (shown, counted) = (screen.clone(), deliveries.clone());
    let _blocked = source.watch(move |steps| {
        counted.fetch_add(1, Ordering::SeqCst);
        began.send(()).unwrap();
        goes.recv().unwrap();
        shown.take(steps);
        Ok(())
    });
    begins.recv().unwrap();
    // Somebody else is told meanwhile, and telling waits for nobody.
    let (_other, mut told) = source.told();
    told.recv().await.unwrap();
    for key in 1..=100 {
        source.change(|rows| rows.push(Row::new(key, 0)));
    }
    let mut other = rows(0..1);
    while other.len() < 101 {
        for step in told.recv().await.unwrap() {
            step.apply(&mut other);
        }
    }
    assert_eq!(deliveries.load(Ordering::SeqCst), 1, "never two at once");
    go.send(()).unwrap();
    begins.recv().unwrap();
    go.send(()).unwrap();
    while screen.shows().len() < 101 {
        tokio::task::yield_now().await;
    }
    assert_eq!((screen.shows(), deliveries.load(Ordering::SeqCst)), (other, 2));
}

#[tokio::test]
async fn a_listener_that_throws_gets_the_whole_state_until_it_takes_it() {
    let source = Source::with(rows(0..2));
    let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
    let mut tries = 0;
    let _watching = source.watch(move |steps| {
        tries += 1;
        tell.send(steps).unwrap();
        match tries {
            1 => panic!("a listener panics on purpose"),
            2 | 4 => Err(DeliveryFailed),
            _ => Ok(()),
        }
    });
    for _ in 0..3 {
        assert_eq!(told.recv().await.unwrap(), [Diff::Reset(rows(0..2))]);
    }
    source.change(|rows| rows.push(Row::new(2, 0)));
    let row = Row::new(2, 0);
    assert_eq!(told.recv().await.unwrap(), [Diff::Insert { index: 2, row }]);
    // It threw there: nobody knows what it has, and nothing needs to change for it to be told again.
    assert_eq!(told.recv().await.unwrap(), [Diff::Reset(rows(0..3))]);
}

#[tokio::test]
async fn a_state_that_cannot_be_read_now_is_told_when_it_can() {
    let source = Source::with(rows(0..2));
    source.broken.store(true, Ordering::SeqCst);
    let (_watching, mut told) = source.told();
    while source.looks.load(Ordering::SeqCst) < 3 {
        tokio::task::yield_now().await;
    }
    assert!(told.try_recv().is_err());
    source.broken.store(false, Ordering::SeqCst);
    assert_eq!(told.recv().await.unwrap(), [Diff::Reset(rows(0..2))]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_listener_may_end_its_own_subscription_and_is_told_no_more() {
    let source = Source::with(rows(0..1));
    let own: Arc<OnceLock<Subscription>> = Arc::default();
    let deliveries = Arc::new(AtomicUsize::new(0));
    let (mine, counted) = (own.clone(), deliveries.clone());
    let (done, ended) = mpsc::channel();
    let watching = source.watch(move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
        mine.wait().cancel();
        done.send(()).unwrap();
        Ok(())
    });
    own.set(watching).unwrap();
    ended.recv().unwrap();
    let (_other, mut told) = source.told();
    told.recv().await.unwrap();
    for key in 1..50 {
        source.change(|rows| rows.push(Row::new(key, 0)));
        told.recv().await.unwrap();
    }
    assert_eq!(deliveries.load(Ordering::SeqCst), 1);
}

/// A screen closes while news pours in: whatever happens just then, afterwards it is quiet.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn once_cancel_has_returned_no_delivery_begins() {
    let source = Arc::new(Source::with(rows(0..1)));
    let stop = Arc::new(AtomicBool::new(false));
    let (pouring, stopped) = (source.clone(), stop.clone());
    let writer = std::thread::spawn(move || {
        while !stopped.load(Ordering::SeqCst) {
            pouring.change(|rows| rows[0].value = rows[0].value.wrapping_add(1));
            std::thread::yield_now();
        }
    });
    for _ in 0..200 {
        let closed = Arc::new(AtomicBool::new(false));
        let late = Arc::new(AtomicUsize::new(0));
        let (began, begins) = mpsc::channel();
        let (seen, counted) = (closed.clone(), late.clone());
        let watching = source.watch(move |_| {
            if seen.load(Ordering::SeqCst) {
                counted.fetch_add(1, Ordering::SeqCst);
            }
            let _ = began.send(());
            Ok(())
        });
        begins.recv().unwrap();
        watching.cancel();
        closed.store(true, Ordering::SeqCst);
        for _ in 0..5 {
            tokio::task::yield_now().await;
        }
        assert_eq!(late.load(Ordering::SeqCst), 0);
    }
    stop.store(true, Ordering::SeqCst);
    writer.join().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cancelling_does_not_wait_for_a_listener_that_never_returns() {
    let source = Source::with(rows(0..1));
    let (began, begins) = mpsc::channel();
    let (_never, waits) = mpsc::channel::<()>();
    let waits = Mutex::new(waits);
    let watching = source.watch(move |_| {
        began.send(()).unwrap();
        waits.lock().recv().map_err(|_| DeliveryFailed)
    });
    begins.recv().unwrap();
    let (cancelled, returns) = mpsc::channel();
    std::thread::spawn(move || {
        watching.cancel();
        cancelled.send(()).unwrap();
    });
    returns
        .recv_timeout(Duration::from_secs(10))
        .expect("cancel returns");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dropping_the_subscription_frees_the_listener_and_its_bell() {
    let source = Source::with(rows(0..1));
    let held = Arc::new(());
    let (told, tell): (Weak<()>, _) = (Arc::downgrade(&held), Mutex::new(held));
    let (began, begins) = mpsc::channel();
    let watching = source.watch(move |_| {
        let _alive = tell.lock();
        began.send(()).unwrap();
        Ok(())
    });
    begins.recv().unwrap();
    assert!(told.upgrade().is_some());
    drop(watching);
    while told.upgrade().is_some() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_what_is_watched_is_gone_the_watching_ends() {
    let source = Source::with(rows(0..1));
    let held = Arc::new(());
    let told = Arc::downgrade(&held);
    let watcher = crate::watch::Watcher {
        runtime: tokio::runtime::Handle::current(),
        clock: Arc::new(crate::clock::SystemClock::default()),
        bell: Arc::new(source.changes.listen(crate::engine::changes::Interest::Life)),
        pause: Duration::ZERO,
    };
    let there = Arc::new(Mutex::new(Some(7_u8)));
    let seen = there.clone();
    let (tell, mut heard) = tokio::sync::mpsc::unbounded_channel();
    let _watching = crate::watch::state(
        watcher,
        move || seen.lock().map(Ok),
        move |state| {
            let _alive = &held;
            tell.send(state).map_err(|_| DeliveryFailed)
        },
    );
    assert_eq!(heard.recv().await, Some(7));
    *there.lock() = None;
    drop(source);
    assert_eq!(heard.recv().await, None, "the listener was let go");
    assert!(told.upgrade().is_none());
}

/// Chance changes the list while a screen that is slow now and then follows it: at every rest it shows what there is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_screen_that_lags_always_ends_with_what_there_is() {
    let source = Source::with(Vec::new());
    let screen = Screen::default();
    let busy = Arc::new(AtomicBool::new(false));
    let (shown, at_once) = (screen.clone(), busy.clone());
    let mut chance = Chance(7);
    let mut lag = Chance(11);
    let _watching = source.watch(move |steps| {
        assert!(!at_once.swap(true, Ordering::SeqCst), "two deliveries at once");
        for _ in 0..lag.below(2000) {
            std::thread::yield_now();
        }
        shown.take(steps);
        at_once.store(false, Ordering::SeqCst);
        Ok(())
    });
    for round in 0..30 {
        for _ in 0..chance.below(40) {
            source.change(|rows| {
                let at = chance.below(rows.len() + 1);
                match chance.below(3) {
                    0 if at < rows.len() => drop(rows.remove(at)),
                    1 if at < rows.len() => rows[at].value = rows[at].value.wrapping_add(1),
                    _ => rows.insert(at, Row::new(u8::try_from(chance.below(256)).unwrap(), 0)),
                }
            });
        }
        let there = source.rows.lock().clone();
        while screen.shows() != there {
            tokio::task::yield_now().await;
        }
        assert_eq!(screen.shows(), there, "round {round}");
    }
}

/// Small numbers, the same in every run (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(most.max(1)).unwrap()).unwrap()
    }
}
