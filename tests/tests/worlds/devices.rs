//! Several devices of one person (issue 5, section 3): phone, tablet and companion capture the same room, a lost phone comes back from the
//! recovery key and the backup of keys, a wrong key changes nothing (invariants 3 and 5; beats 000-RO-07).

use std::{collections::BTreeSet, fs, time::Duration};

use griffie_tests::kit::{
    Failure, Outcome,
    person::{Person, text},
    recovery::{is_ready, key_of as recovery_key, recovers},
    rpc::Refused,
    wait,
    world::World,
};
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::play::{assert_none, difference, holdings, pair, rest, world};

pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// Another device of somebody, fresh and switched on.
fn device(world: &World, name: &str, folder: &str) -> Outcome<Person> {
    let mut device = Person::new(name, &world.dir().join("people").join(folder))?;
    device.switch_on()?;
    Ok(device)
}

/// The same, activated with a code of its own.
pub(crate) async fn activated(world: &World, name: &str, folder: &str) -> Outcome<Person> {
    let mut device = device(world, name, folder)?;
    let link = world.archive.new_code(&name.to_lowercase()).await?;
    device.activate(&link).await?;
    Ok(device)
}

pub(crate) async fn reason(device: &Person, method: &str, params: Value) -> Outcome<String> {
    let refused: Refused = *device
        .call(method, params)
        .await
        .err()
        .ok_or_else(|| Failure::from(format!("{method} was not refused")))?
        .downcast()?;
    assert_eq!(refused.code, "rejected", "{refused}");
    Ok(refused.error["data"]["reason"]
        .as_str()
        .unwrap_or_default()
        .to_owned())
}

pub(crate) async fn matrix_device(device: &Person) -> Outcome<String> {
    text(&device.call("safety", json!({})).await?, "matrix_device")
}

#[tokio::test]
async fn phone_tablet_and_companion_of_one_person_each_attest_what_all_saw() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let (phone, bram, room) = pair(&world).await?;
    let key = recovery_key(&phone).await?;
    let tablet = activated(&world, "Anouk", "anouk-tablet").await?;
    assert_eq!(tablet.user_id, phone.user_id);
    recovers(&tablet, &key).await?;
    assert_eq!(recovery_key(&tablet).await?, key, "one person, one recovery key");
    // What was said before the tablet was there.
    tablet.sees(&room, "Dag Bram").await?;
    let companion = activated(&world, "Anouk", "anouk-companion").await?;
    recovers(&companion, &key).await?;

    bram.sends(&room, "Aan alle drie").await?;
    phone.sees(&room, "Aan alle drie").await?;
    companion.sees(&room, "Aan alle drie").await?;
    let all = tablet.sees(&room, "Aan alle drie").await?;
    tablet.sends(&room, "Van de tablet").await?;
    bram.sees(&room, "Van de tablet").await?;
    companion.sees(&room, "Van de tablet").await?;
    let own = phone.sees(&room, "Van de tablet").await?;

    let listed = tablet.call("devices", json!({})).await?;
    let listed = listed["devices"].as_array().cloned().unwrap_or_default();
    assert_eq!(listed.len(), 3, "{listed:?}");
    assert!(listed.iter().all(|one| one["verified"] == true), "{listed:?}");
    assert_eq!(
        (&listed[0]["this"], &listed[1]["this"]),
        (&json!(true), &json!(false))
    );

    rest(&[&phone, &tablet, &companion, &bram]).await?;
    assert_none(&difference(&world, dir.path(), &[&phone, &bram]).await?);
    let held = holdings(&world, dir.path()).await?;
    let devices = BTreeSet::from([
        matrix_device(&phone).await?,
        matrix_device(&tablet).await?,
        matrix_device(&companion).await?,
    ]);
    for event in [all, own] {
        let by = &held.attested[&(phone.user_id.clone(), event)];
        assert_eq!(by.keys().cloned().collect::<BTreeSet<_>>(), devices);
        assert!(by.values().all(|earlier| !earlier), "all three were there");
    }
    world.stop().await
}

#[tokio::test]
async fn a_lost_phone_leaves_its_history_to_the_next_one() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let (mut lost, bram, room) = pair(&world).await?;
    for number in 0..30 {
        bram.sends(&room, &format!("Voor het verlies {number}")).await?;
    }
    let last = lost.sees(&room, "Voor het verlies 29").await?;
    lost.sends(&room, "Ook dit").await?;
    bram.sees(&room, "Ook dit").await?;
    let key = recovery_key(&lost).await?;
    lost.kill().await?;
    fs::remove_dir_all(lost.dir())?;

    let next = activated(&world, "Anouk", "anouk-next").await?;
    let how = next.call("recovery", json!({})).await?;
    assert_eq!(
        (&how["state"], &how["verified"]),
        (&json!("needed"), &json!(false))
    );
    assert_eq!(next.status().await?["last_alarm"], "device_not_verified");
    recovers(&next, &key).await?;
    for words in ["Dag Bram", "Voor het verlies 0", "Voor het verlies 29", "Ook dit"] {
        next.sees(&room, words).await?;
    }
    bram.sends(&room, "Na het verlies").await?;
    let after = next.sees(&room, "Na het verlies").await?;

    rest(&[&next, &bram]).await?;
    assert_none(&difference(&world, dir.path(), &[&next, &bram]).await?);
    let held = holdings(&world, dir.path()).await?;
    let me = matrix_device(&next).await?;
    let earlier = |event: String| held.attested[&(next.user_id.clone(), event)][&me];
    assert!(earlier(last), "history is marked as such");
    assert!(!earlier(after));
    world.stop().await
}

#[tokio::test]
async fn a_wrong_recovery_key_changes_nothing_and_the_right_one_works_later() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let (phone, bram, room) = pair(&world).await?;
    let (right, brams) = (recovery_key(&phone).await?, recovery_key(&bram).await?);
    let mut tablet = activated(&world, "Anouk", "anouk-tablet").await?;
    let before = tablet.call("recovery", json!({})).await?;
    for (wrong, because) in [
        (brams.as_str(), "recovery_key_wrong"),
        (&right[..20], "recovery_key_malformed"),
        ("", "recovery_key_malformed"),
    ] {
        assert_eq!(
            reason(&tablet, "recovery.use", json!({ "key": wrong })).await?,
            because
        );
    }
    assert_eq!(
        reason(&tablet, "recovery.show", json!({})).await?,
        "recovery_not_ready"
    );
    assert_eq!(
        tablet.call("recovery", json!({})).await?,
        before,
        "something was changed"
    );
    // It captures all the same, and nobody waits for keys that nobody owes it.
    bram.sends(&room, "Zonder sleutel").await?;
    tablet.sees(&room, "Zonder sleutel").await?;
    tablet.drains(Duration::from_secs(120)).await?;
    tablet.kill().await?;
    tablet.switch_on()?;
    recovers(&tablet, &right.replace(' ', "")).await?;
    tablet.sees(&room, "Dag Bram").await?;
    rest(&[&phone, &tablet, &bram]).await?;
    assert_none(&difference(&world, dir.path(), &[&tablet, &bram]).await?);
    world.stop().await
}

#[tokio::test]
async fn of_two_devices_with_one_code_at_the_same_moment_one_is_activated() -> Outcome<()> {
    let (mut world, _dir) = world().await?;
    let link = world.archive.new_code("anouk").await?;
    let (one, other) = (
        device(&world, "Anouk", "anouk-one")?,
        device(&world, "Anouk", "anouk-other")?,
    );
    let params = json!({ "link": link });
    let (first, second) = tokio::join!(
        one.call("activate", params.clone()),
        other.call("activate", params)
    );
    assert_eq!(
        u8::from(first.is_ok()) + u8::from(second.is_ok()),
        1,
        "{first:?} {second:?}"
    );
    let (loser, winner) = if first.is_ok() {
        (&other, &one)
    } else {
        (&one, &other)
    };
    assert_eq!(
        reason(loser, "activate", json!({ "link": link })).await?,
        "code_used"
    );
    winner.create_room(Some("Gewonnen"), &[], false).await?;
    is_ready(winner).await?;
    // Another code, and the loser is a device as any other.
    let link = world.archive.new_code("anouk").await?;
    loser.call("activate", json!({ "link": link })).await?;
    recovers(loser, &recovery_key(winner).await?).await?;
    world.stop().await
}

#[tokio::test]
async fn a_homeserver_that_forgets_the_backup_gets_it_again() -> Outcome<()> {
    let (mut world, _dir) = world().await?;
    let (phone, bram, _room) = pair(&world).await?;
    let key = recovery_key(&phone).await?;
    let before = is_ready(&phone).await?;
    let homeserver = Connection::open(world.homeserver.database())?;
    homeserver.busy_timeout(Duration::from_secs(20))?;
    let forget = "UPDATE e2e_room_keys_versions SET deleted = 1 WHERE user_id = ?1";
    assert_eq!(homeserver.execute(forget, [&phone.user_id])?, 1);
    drop(homeserver);
    // A room of its own has a key of its own.
    let room = phone.create_room(None, &[&bram.user_id], true).await?;
    bram.join_when_invited(&room).await?;
    phone.sends(&room, "Een nieuwe sleutel").await?;
    bram.sees(&room, "Een nieuwe sleutel").await?;
    let after = wait::until("a new backup", PATIENCE, async || {
        let how = is_ready(&phone).await?;
        Ok((how["backup_version"] != before["backup_version"]).then_some(how))
    })
    .await?;
    assert!(after["keys"].as_u64() > before["keys"].as_u64());
    assert_eq!(phone.status().await?["last_alarm"], "backup_forgotten");
    assert_eq!(
        recovery_key(&phone).await?,
        key,
        "what was written down stays good"
    );
    world.stop().await
}

/// Its token is worth nothing and its keys are gone, so that nobody could send it any: it signs in again and puts the same keys up again.
#[tokio::test]
async fn a_homeserver_that_forgets_a_device_gets_its_keys_again() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let (phone, bram, room) = pair(&world).await?;
    is_ready(&phone).await?;
    let before = phone.call("safety", json!({})).await?;
    let device = matrix_device(&phone).await?;
    world.homeserver.forget_device(&phone.user_id, &device).await?;
    phone.sends(&room, "Wie ben ik?").await?;
    bram.sees(&room, "Wie ben ik?").await?;
    for number in 0..3 {
        bram.sends(&room, &format!("Weer leesbaar {number}")).await?;
        phone.sees(&room, &format!("Weer leesbaar {number}")).await?;
    }
    assert_eq!(
        phone.call("safety", json!({})).await?["device_fingerprint"],
        before["device_fingerprint"]
    );
    let listed = phone.call("devices", json!({})).await?;
    assert_eq!(
        listed["devices"][0]["verified"], true,
        "still vouched for: {listed}"
    );
    rest(&[&phone, &bram]).await?;
    assert_none(&difference(&world, dir.path(), &[&phone, &bram]).await?);
    world.stop().await
}
