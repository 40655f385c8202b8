//! What the phone tells decides: no network, no tries; a disk without room, nothing runs, and it goes on by itself when there is room.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use super::{activated, options};
use crate::{
    chat::compose::TextDraft,
    clock::{Clock, SystemClock},
    engine::{Griffie, OpenOptions, SignInState},
    error::Error,
    platform::{
        NetworkKind, Platform,
        conduct::{FLOOR, ROOM_AGAIN},
    },
    route::tests::{kit::Device, server::Script},
};

/// A phone whose network and disk a test turns.
struct Phone {
    online: AtomicBool,
    free: AtomicU64,
}

impl Platform for Phone {
    fn network(&self) -> NetworkKind {
        if self.online.load(Ordering::SeqCst) {
            NetworkKind::Unmetered
        } else {
            NetworkKind::None
        }
    }

    fn battery_saver(&self) -> bool {
        false
    }

    fn free_disk_bytes(&self) -> Option<u64> {
        Some(self.free.load(Ordering::SeqCst))
    }

    fn app_build(&self) -> String {
        "1.4.2 (1403)".to_owned()
    }

    fn os_version(&self) -> String {
        "15".to_owned()
    }
}

async fn on_a_phone(online: bool, server: &Script) -> (Griffie, Arc<Phone>, tempfile::TempDir) {
    let device = Device::new().await;
    activated(&device).await;
    let unit = device.store.begin("test").await.unwrap();
    unit.write(|c| {
        let gateways = serde_json::to_string(&[&server.url])?;
        Ok(c.execute("UPDATE identity SET gateways = ?1", [gateways])?)
    })
    .unwrap();
    unit.commit().await.unwrap();
    let dir = device.closed();
    let phone = Arc::new(Phone {
        online: AtomicBool::new(online),
        free: AtomicU64::new(u64::MAX >> 1),
    });
    let options = OpenOptions {
        platform: Some(phone.clone()),
        ..options(&dir)
    };
    (Griffie::open(options).await.unwrap(), phone, dir)
}

/// Looks until it is so; fails after what is long for a machine of two busy cores.
async fn until(what: &str, so: impl Fn() -> bool) {
    for _ in 0..600 {
        if so() {
            return;
        }
        SystemClock::default().sleep(Duration::from_millis(50)).await;
    }
    panic!("{what} did not come");
}

fn is_running(griffie: &Griffie) -> bool {
    matches!(griffie.sign_in_state(), Ok(SignInState::Running { .. }))
}

#[tokio::test]
async fn without_a_network_no_server_is_tried_until_the_phone_tells_of_one() {
    let server = Script::with(vec![Vec::new(); 4]).await;
    let (griffie, phone, _dir) = on_a_phone(false, &server).await;
    griffie.start().await.unwrap();
    griffie.route_now().await.unwrap();
    SystemClock::default().sleep(Duration::from_millis(400)).await;
    assert!(server.asked().is_empty(), "a server was tried without a network");
    assert!(is_running(&griffie));
    let complaints = griffie.parts.health.complaints();
    assert!(
        complaints.iter().all(|(part, _)| *part == "seal"),
        "who does not try does not fail: {complaints:?}"
    );
    phone.online.store(true, Ordering::SeqCst);
    griffie.platform_changed();
    until("a visit", || !server.asked().is_empty()).await;
    griffie.stop().await.unwrap();
}

#[tokio::test]
async fn a_disk_without_room_stops_everything_and_room_starts_it_again() {
    let server = Script::with(Vec::new()).await;
    let (griffie, phone, _dir) = on_a_phone(false, &server).await;
    griffie.start().await.unwrap();
    phone.free.store(FLOOR - 1, Ordering::SeqCst);
    griffie.platform_changed();
    let full = Ok(SignInState::Failed {
        reason: "storage_full".to_owned(),
    });
    until("the stop", || griffie.sign_in_state() == full).await;
    let draft = TextDraft {
        body: "Past niet meer".to_owned(),
        ..TextDraft::default()
    };
    assert_eq!(
        griffie.send_text("!r", &draft).await.err(),
        Some(Error::StorageFull)
    );
    assert_eq!(griffie.start().await, Err(Error::StorageFull));
    // At the edge it does not go on and off.
    phone.free.store(ROOM_AGAIN - 1, Ordering::SeqCst);
    griffie.platform_changed();
    SystemClock::default().sleep(Duration::from_millis(300)).await;
    assert_eq!(griffie.sign_in_state(), full);
    phone.free.store(ROOM_AGAIN, Ordering::SeqCst);
    griffie.platform_changed();
    until("the start", || is_running(&griffie)).await;
    assert_eq!(griffie.archive_state().unwrap().attention, None);
    griffie.stop().await.unwrap();
}

#[tokio::test]
async fn who_was_stopped_stays_stopped_when_there_is_room() {
    let server = Script::with(Vec::new()).await;
    let (griffie, phone, _dir) = on_a_phone(false, &server).await;
    phone.free.store(0, Ordering::SeqCst);
    griffie.platform_changed();
    until("too little room", || {
        griffie.parts.wakes.conditions.now().spare == Some(0)
    })
    .await;
    assert_eq!(griffie.start().await, Err(Error::StorageFull));
    griffie.stop().await.unwrap();
    phone.free.store(u64::MAX >> 1, Ordering::SeqCst);
    griffie.platform_changed();
    until("room", || griffie.parts.wakes.conditions.now().spare.is_none()).await;
    SystemClock::default().sleep(Duration::from_millis(200)).await;
    assert!(!is_running(&griffie));
}

#[tokio::test]
async fn the_archive_gets_to_know_system_and_build() {
    let server = Script::with(Vec::new()).await;
    let (griffie, _phone, _dir) = on_a_phone(false, &server).await;
    let about = griffie.parts.about_phone().await;
    assert_eq!(about, format!("{} 15; app 1.4.2 (1403)", std::env::consts::OS));
}
