//! The quota of a day delays what travels where somebody pays for it, and keeps nothing back for ever (issue 5.5).

use std::time::Duration;

use griffie_wire::policy::{Media, Policy};

use super::{
    kit::{Device, Organisation},
    uploads::{config_of, nothing_yet, takes, visited_by},
};
use crate::{clock::Clock as _, platform::conduct::Conduct, route::pace::Left, seal, store::metered};

const MIB: u64 = 1 << 20;
const METERED: Conduct = Conduct {
    metered: true,
    large: false,
    ..Conduct::FREE
};

/// A device whose quota of 1 MiB a day is used up, with one sealed object.
async fn spent() -> (Device, Policy) {
    let policy = Policy {
        media: Some(Media {
            metered_bytes_per_day: Some(MIB),
            ..Media::STANDARD
        }),
        ..Organisation::policy(1).beginning(super::kit::TENANT, super::kit::NOW)
    }
    .in_least_schema();
    let device = Device::under(Organisation::new(1), &policy).await;
    device.journals(1).await;
    seal::seal_all(&device.store, &device.clock()).await.unwrap();
    let unit = device.store.begin("test bytes").await.unwrap();
    unit.write(|c| metered::add(c, device.clock.now(), MIB)).unwrap();
    unit.commit().await.unwrap();
    (device, policy)
}

fn used(device: &Device) -> u64 {
    device
        .store
        .read(|c| metered::used(c, device.clock.now()))
        .unwrap()
}

#[tokio::test]
async fn above_the_quota_an_object_waits_and_without_a_price_it_goes() {
    let (device, policy) = spent().await;
    let answers = vec![config_of(&device, &policy), nothing_yet()];
    let (visit, asked) = visited_by(&device, METERED, answers).await;
    assert_eq!((visit.left, asked.len()), (Left::Conditions, 2));
    assert!(!device.row(1).provisional);
    visited_by(&device, Conduct::FREE, takes(&device, &policy)).await;
    assert!(device.row(1).provisional);
    assert_eq!(used(&device), MIB, "what nobody pays for is not counted");
}

#[tokio::test]
async fn another_day_has_its_own_quota() {
    let (device, policy) = spent().await;
    let renews = metered::renews_in(device.clock.now());
    device.clock.advance(Duration::from_millis(renews));
    assert_eq!(used(&device), 0);
    visited_by(&device, METERED, takes(&device, &policy)).await;
    assert!(device.row(1).provisional);
    assert_eq!(used(&device), device.row(1).size);
}

/// A quota delays records, it does not keep them.
#[tokio::test]
async fn what_has_waited_a_day_goes_all_the_same() {
    let (device, policy) = spent().await;
    device.clock.advance(Duration::from_secs(86_400));
    let unit = device.store.begin("test bytes").await.unwrap();
    unit.write(|c| metered::add(c, device.clock.now(), MIB)).unwrap();
    unit.commit().await.unwrap();
    visited_by(&device, METERED, takes(&device, &policy)).await;
    assert!(device.row(1).provisional);
}
