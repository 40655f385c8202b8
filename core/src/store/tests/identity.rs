//! Who this device is, kept and read back.

use griffie_wire::{DeviceId, Epoch, SigningKey, TenantId};

use super::fixture::Home;
use crate::store::{
    StoreError,
    identity::{self, Identity},
};

fn sample() -> Identity {
    Identity {
        device: DeviceId::from_bytes([1; 16]),
        tenant: TenantId::from_bytes([2; 16]),
        epoch: Epoch::from_bytes([3; 16]),
        root: SigningKey::from_seed(&[4; 32]).public(),
        gateways: vec![
            "https://gateway.example".to_owned(),
            "https://other.example".to_owned(),
        ],
        user_id: "@7k3m9x:example.org".to_owned(),
        homeserver: "https://example.org".to_owned(),
        matrix_device: "ABCDEF".to_owned(),
        access_token: "syt_token".to_owned(),
        clock_offset_ms: -1500,
    }
}

#[tokio::test]
async fn an_identity_comes_back_as_it_was_saved() {
    let home = Home::new();
    let store = home.open().unwrap();
    assert!(matches!(
        store.read(identity::require),
        Err(StoreError::NotSignedIn)
    ));
    let unit = store.begin("activate").await.unwrap();
    unit.write(|c| identity::save(c, &sample())).unwrap();
    unit.write(|c| identity::set_clock_offset(c, 42)).unwrap();
    unit.write(|c| identity::set_access_token(c, "syt_new")).unwrap();
    unit.write(|c| identity::set_gateways(c, &["https://new.example".to_owned()]))
        .unwrap();
    unit.commit().await.unwrap();
    let expected = Identity {
        clock_offset_ms: 42,
        access_token: "syt_new".to_owned(),
        gateways: vec!["https://new.example".to_owned()],
        ..sample()
    };
    assert_eq!(store.read(identity::load).unwrap(), Some(expected));
}

#[tokio::test]
async fn the_seed_of_the_device_is_made_once() {
    let home = Home::new();
    let store = home.open().unwrap();
    let unit = store.begin("first").await.unwrap();
    let first = unit.write(identity::device_seed).unwrap();
    unit.commit().await.unwrap();
    drop(store);
    let store = home.open().unwrap();
    let unit = store.begin("again").await.unwrap();
    assert_eq!(unit.write(identity::device_seed).unwrap(), first);
}

#[test]
fn an_identity_shows_nothing_personal() {
    let shown = format!("{:?}", sample());
    for secret in ["7k3m9x", "syt_token", "ABCDEF", "example"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
