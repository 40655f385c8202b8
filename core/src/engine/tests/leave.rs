//! A sign-out that was cut after its mark: whatever came of it, the next start, activation or sign-out brings it to the same end.

use std::{fs, sync::Arc};

use griffie_wire::{activation::ActivationCode, ids::Millis};

use super::{activated, options, unit};
use crate::{
    activate::Invitation,
    clock::{Clock, TestClock},
    engine::{Griffie, SignInState},
    error::Error,
    route::tests::{
        kit::{Device, NOW},
        server::{Script, answer},
    },
    seal::seal_all,
    store::{archive, leaving},
};

/// A device whose journal the archive has, with a file, marked as left, killed, and opened again.
async fn killed_after_the_mark(homeserver: &Script) -> (Griffie, tempfile::TempDir) {
    let device = Device::new().await;
    activated(&device).await;
    unit(&device, async |unit| {
        unit.write(|c| Ok(c.execute("UPDATE identity SET homeserver = ?1", [&homeserver.url])?))
            .unwrap();
    })
    .await;
    device.journals(3).await;
    seal_all(&device.store, &device.clock()).await.unwrap();
    device.gets_final(1).await;
    unit(&device, async |unit| assert!(leaving::mark(unit, NOW).unwrap())).await;
    fs::create_dir_all(device.data_dir().join("media/sub")).unwrap();
    fs::write(device.data_dir().join("media/7.part"), "half a file").unwrap();
    let dir = device.closed();
    let clock: Arc<dyn Clock> = Arc::new(TestClock::at(Millis(NOW.0 + 1)));
    let griffie = Griffie::open_with_clock(options(&dir), clock).await.unwrap();
    (griffie, dir)
}

fn assert_new(griffie: &Griffie, dir: &tempfile::TempDir) {
    assert_eq!(griffie.sign_in_state(), Ok(SignInState::New));
    let counts = griffie.parts.store.read(archive::counts).unwrap();
    assert_eq!(counts, archive::Counts::default());
    assert_eq!(fs::read_dir(dir.path().join("media")).unwrap().count(), 0);
}

#[tokio::test]
async fn a_start_finishes_it_and_says_that_nobody_is_signed_in() {
    let homeserver = Script::with(vec![answer("200 OK", "{}")]).await;
    let (griffie, dir) = killed_after_the_mark(&homeserver).await;
    let counts = griffie.parts.store.read(archive::counts).unwrap();
    assert_eq!(counts.unsealed, 0, "opening journals nothing any more");
    assert!(matches!(griffie.sign_in_state(), Ok(SignInState::Stopped { .. })));
    assert_eq!(griffie.route_now().await, Err(Error::NotSignedIn));
    assert_eq!(griffie.start().await, Err(Error::NotSignedIn));
    assert_new(&griffie, &dir);
    let asked = homeserver.asked();
    assert!(asked[0].starts_with("POST /_matrix/client/v3/logout") && asked[0].contains("Bearer token"));
    drop(griffie);
    assert_new(&Griffie::open(options(&dir)).await.unwrap(), &dir);
}

#[tokio::test]
async fn a_sign_out_repeated_finishes_it_and_a_token_long_refused_counts_as_told() {
    let gone = answer("401 Unauthorized", r#"{"errcode":"M_UNKNOWN_TOKEN"}"#);
    let homeserver = Script::with(vec![gone]).await;
    let (griffie, dir) = killed_after_the_mark(&homeserver).await;
    assert!(griffie.sign_out().await.unwrap().homeserver_told);
    assert_new(&griffie, &dir);
    assert_eq!(
        griffie.sign_out().await,
        Err(Error::NotSignedIn),
        "once is enough"
    );
}

#[tokio::test]
async fn a_homeserver_that_answers_nonsense_is_told_of_and_holds_nothing_up() {
    let homeserver = Script::with(vec![answer("502 Bad Gateway", "<html>")]).await;
    let (griffie, dir) = killed_after_the_mark(&homeserver).await;
    assert!(!griffie.sign_out().await.unwrap().homeserver_told);
    assert_new(&griffie, &dir);
}

#[tokio::test]
async fn another_code_finishes_it_first() {
    let homeserver = Script::with(vec![answer("200 OK", "{}")]).await;
    let (griffie, dir) = killed_after_the_mark(&homeserver).await;
    let root = griffie_wire::key::SigningKey::from_seed(&[1; 32]).public();
    let code = ActivationCode::generate([1; 10]).to_string();
    let next = Invitation::typed(&code, "http://127.0.0.1:1", &root.to_string()).unwrap();
    let unreachable = Error::Offline {
        code: "unreachable".to_owned(),
    };
    assert_eq!(griffie.activate(&next).await, Err(unreachable));
    assert_eq!(griffie.sign_in_state(), Ok(SignInState::Activating));
    assert_eq!(fs::read_dir(dir.path().join("media")).unwrap().count(), 0);
}

/// Invariant 8: what was set aside may hold records that no archive has.
#[tokio::test]
async fn a_database_that_was_set_aside_and_files_that_may_be_its_evidence_stay() {
    let homeserver = Script::with(vec![answer("200 OK", "{}")]).await;
    let (griffie, dir) = killed_after_the_mark(&homeserver).await;
    let aside = dir.path().join("griffie.db.corrupt-1");
    fs::write(&aside, "damaged").unwrap();
    assert!(griffie.sign_out().await.unwrap().homeserver_told);
    assert_eq!(griffie.sign_in_state(), Ok(SignInState::New));
    assert_eq!(fs::read(&aside).unwrap(), b"damaged");
    assert!(dir.path().join("media/7.part").exists());
}
