//! Devices that vouch for each other by emoji and by QR code, and what spoils it (issue 5, section 3; 001-X07, 001-X10, 001-X12).

use std::time::Duration;

use griffie_tests::kit::{
    Outcome,
    person::{Person, text},
    recovery::{is_ready, key_of as recovery_key},
    wait,
    world::World,
};
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::{
    devices::{PATIENCE, activated, matrix_device, reason},
    play::{assert_none, difference, pair, rest, world},
};

/// The newest verification of this device, once it is at this step.
async fn at(device: &Person, step: &str) -> Outcome<Value> {
    wait::until(
        &format!("{} coming to the step {step}", device.name),
        PATIENCE,
        async || {
            let all = device.call("verifications", json!({})).await?;
            let newest = all["verifications"][0].clone();
            Ok((newest["step"] == step).then_some(newest))
        },
    )
    .await
}

async fn does(device: &Person, what: &str, flow: &str) -> Outcome<Value> {
    device.call(what, json!({ "flow": flow })).await
}

/// One asks, the other says yes; both are ready. Gives the name of the flow.
async fn ready(asking: &Person, asked: &Person, params: Value) -> Outcome<String> {
    let flow = text(&asking.call("verify.start", params).await?, "flow")?;
    let request = at(asked, "requested").await?;
    assert_eq!(request["flow"], flow.as_str());
    assert_eq!(request["we_asked"], false);
    does(asked, "verify.accept", &flow).await?;
    at(asking, "ready").await?;
    at(asked, "ready").await?;
    Ok(flow)
}

/// Both look at the same seven emoji.
async fn emoji(asking: &Person, asked: &Person, params: Value) -> Outcome<String> {
    let flow = ready(asking, asked, params).await?;
    does(asking, "verify.emoji", &flow).await?;
    let (one, other) = (at(asking, "emoji").await?, at(asked, "emoji").await?);
    assert_eq!(one["emoji"], other["emoji"]);
    assert_eq!(one["emoji"].as_array().map(Vec::len), Some(7));
    assert!(
        one["emoji"][0]["nl"]
            .as_str()
            .is_some_and(|name| !name.is_empty())
    );
    Ok(flow)
}

/// Waits until this is what `looking` has beside the name of somebody.
async fn badge(looking: &Person, room: &str, user: &str, trust: &str) -> Outcome<()> {
    wait::until(&format!("the badge {trust}"), PATIENCE, async || {
        let members = looking.call("members", json!({ "room": room })).await?;
        let members = members["members"].as_array().cloned().unwrap_or_default();
        let found = members.iter().find(|member| member["user_id"] == user);
        Ok(found.is_some_and(|member| member["trust"] == trust).then_some(()))
    })
    .await
}

/// Megolm sessions of what this person sent to the room, in order, as the homeserver has them.
fn sessions(world: &World, room: &str, user: &str) -> Outcome<Vec<String>> {
    let homeserver = Connection::open(world.homeserver.database())?;
    homeserver.busy_timeout(Duration::from_secs(20))?;
    let mut query = homeserver.prepare(
        "SELECT j.json FROM events e JOIN event_json j USING (event_id)
         WHERE e.room_id = ?1 AND e.sender = ?2 AND e.type = 'm.room.encrypted' ORDER BY e.stream_ordering",
    )?;
    let rows = query.query_map([room, user], |row| row.get::<_, String>(0))?;
    let mut found = Vec::new();
    for row in rows {
        let event: Value = serde_json::from_str(&row?)?;
        found.push(text(&event["content"], "session_id")?);
    }
    Ok(found)
}

#[tokio::test]
async fn renewed_keys_change_the_session_and_both_sides_read_on() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let (anouk, bram, room) = pair(&world).await?;
    for words in ["Een", "Twee"] {
        anouk.sends(&room, words).await?;
        bram.sees(&room, words).await?;
    }
    anouk.call("keys.renew", json!({ "room": room })).await?;
    anouk.sends(&room, "Drie").await?;
    bram.sees(&room, "Drie").await?;
    bram.sends(&room, "Gelezen").await?;
    anouk.sees(&room, "Gelezen").await?;
    anouk.sees(&room, "Een").await?;
    let used = sessions(&world, &room, &anouk.user_id)?;
    let [.., before, last, renewed] = used.as_slice() else {
        panic!("{} messages", used.len());
    };
    assert_eq!(before, last);
    assert_ne!(last, renewed);
    let elsewhere = json!({ "room": "!nowhere:example.nl" });
    assert_eq!(reason(&anouk, "keys.renew", elsewhere).await?, "not_in_room");
    rest(&[&anouk, &bram]).await?;
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);
    world.stop().await
}

async fn has_everything(tablet: &Person) -> Outcome<()> {
    wait::until("the tablet having identity and keys", PATIENCE, async || {
        let how = tablet.call("recovery", json!({})).await?;
        let all = how["state"] == "ready" && how["verified"] == true && how["keys"] == how["keys_backed_up"];
        Ok(all.then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_tablet_that_the_phone_vouched_for_by_emoji_gets_identity_keys_and_history() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let (phone, bram, room) = pair(&world).await?;
    let key = recovery_key(&phone).await?;
    let tablet = activated(&world, "Anouk", "anouk-tablet").await?;
    assert_eq!(tablet.call("recovery", json!({})).await?["state"], "needed");
    let flow = emoji(&tablet, &phone, json!({})).await?;
    does(&phone, "verify.confirm", &flow).await?;
    assert_eq!(at(&phone, "confirmed").await?["own"], true);
    assert_eq!(
        tablet.call("recovery", json!({})).await?["state"],
        "needed",
        "half a verification gives nothing"
    );
    does(&tablet, "verify.confirm", &flow).await?;
    at(&phone, "done").await?;
    at(&tablet, "done").await?;
    has_everything(&tablet).await?;
    tablet.sees(&room, "Dag Bram").await?;
    bram.sends(&room, "Aan beide").await?;
    tablet.sees(&room, "Aan beide").await?;
    phone.sees(&room, "Aan beide").await?;
    let devices = phone.call("devices", json!({})).await?;
    let devices = devices["devices"].as_array().cloned().unwrap_or_default();
    assert!(devices.iter().all(|one| one["verified"] == true), "{devices:?}");
    // The recovery key stays where it was, and stays good.
    assert_eq!(
        reason(&tablet, "recovery.show", json!({})).await?,
        "recovery_not_ready"
    );
    assert_eq!(recovery_key(&phone).await?, key);
    let third = activated(&world, "Anouk", "anouk-third").await?;
    third.call("recovery.use", json!({ "key": key })).await?;
    is_ready(&third).await?;
    rest(&[&phone, &tablet, &third, &bram]).await?;
    assert_none(&difference(&world, dir.path(), &[&tablet, &bram]).await?);
    world.stop().await
}

#[tokio::test]
async fn a_phone_vouches_for_a_tablet_that_scans_its_code() -> Outcome<()> {
    let (mut world, _dir) = world().await?;
    let (phone, bram, room) = pair(&world).await?;
    is_ready(&phone).await?;
    let tablet = activated(&world, "Anouk", "anouk-tablet").await?;
    let params = json!({ "user": phone.user_id, "matrix_device": matrix_device(&tablet).await? });
    let flow = ready(&phone, &tablet, params).await?;
    assert_eq!(at(&tablet, "ready").await?["can_scan"], true);
    let code = text(&does(&phone, "verify.code", &flow).await?, "code")?;
    // Another code first: of the tablet itself, and none at all.
    for wrong in [
        text(&does(&tablet, "verify.code", &flow).await?, "code")?,
        "00".to_owned(),
    ] {
        let params = json!({ "flow": flow, "code": wrong });
        assert_eq!(
            reason(&tablet, "verify.scan", params).await?,
            "verification_wrong_code"
        );
    }
    tablet
        .call("verify.scan", json!({ "flow": flow, "code": code }))
        .await?;
    at(&phone, "scanned").await?;
    does(&phone, "verify.confirm", &flow).await?;
    at(&phone, "done").await?;
    at(&tablet, "done").await?;
    has_everything(&tablet).await?;
    tablet.sees(&room, "Dag Bram").await?;
    drop(bram);
    world.stop().await
}

#[tokio::test]
async fn emoji_that_differ_a_change_of_mind_and_a_restart_leave_nobody_vouched_for() -> Outcome<()> {
    let (mut world, _dir) = world().await?;
    let (mut phone, bram, _room) = pair(&world).await?;
    is_ready(&phone).await?;
    let tablet = activated(&world, "Anouk", "anouk-tablet").await?;
    let none = json!({ "flow": "nothing" });
    assert_eq!(
        reason(&tablet, "verify.confirm", none).await?,
        "verification_none"
    );

    let flow = emoji(&tablet, &phone, json!({})).await?;
    assert_eq!(
        reason(&tablet, "verify.start", json!({})).await?,
        "verification_busy"
    );
    does(&phone, "verify.deny", &flow).await?;
    for device in [&phone, &tablet] {
        assert_eq!(at(device, "cancelled").await?["reason"], "verification_mismatch");
    }

    let flow = ready(&tablet, &phone, json!({})).await?;
    assert_eq!(
        reason(&tablet, "verify.confirm", json!({ "flow": flow })).await?,
        "verification_not_now"
    );
    does(&phone, "verify.cancel", &flow).await?;
    assert_eq!(at(&phone, "cancelled").await?["reason"], "verification_cancelled");
    assert_eq!(at(&tablet, "cancelled").await?["reason"], "verification_refused");

    emoji(&tablet, &phone, json!({})).await?;
    phone.kill().await?;
    phone.switch_on()?;
    assert_eq!(
        at(&phone, "cancelled").await?["reason"],
        "verification_interrupted"
    );
    assert_eq!(at(&tablet, "cancelled").await?["reason"], "verification_refused");
    assert_eq!(tablet.call("recovery", json!({})).await?["verified"], false);
    drop(bram);
    world.stop().await
}

#[tokio::test]
async fn two_people_vouch_for_each_other_and_one_who_asks_is_never_taken_for_an_own_device() -> Outcome<()> {
    let (mut world, _dir) = world().await?;
    let (anouk, bram, room) = pair(&world).await?;
    is_ready(&anouk).await?;
    is_ready(&bram).await?;
    badge(&anouk, &room, &bram.user_id, "unverified").await?;
    let params = json!({ "user": bram.user_id, "matrix_device": matrix_device(&bram).await? });
    let flow = emoji(&anouk, &bram, params).await?;
    let seen = at(&bram, "emoji").await?;
    assert_eq!(
        (&seen["own"], &seen["user_id"]),
        (&json!(false), &json!(anouk.user_id))
    );
    does(&anouk, "verify.confirm", &flow).await?;
    does(&bram, "verify.confirm", &flow).await?;
    at(&anouk, "done").await?;
    at(&bram, "done").await?;
    for (looking, at_whom) in [(&anouk, &bram), (&bram, &anouk)] {
        badge(looking, &room, &at_whom.user_id, "verified").await?;
    }
    let person = anouk.call("person", json!({ "user": bram.user_id })).await?;
    let brams = bram.call("safety", json!({})).await?;
    assert_eq!(person["identity_fingerprint"], brams["identity_fingerprint"]);
    assert_eq!(person["devices"][0]["fingerprint"], brams["device_fingerprint"]);
    // A device that nobody vouched for shows, until it is gone or vouched for.
    let tablet = activated(&world, "Bram", "bram-tablet").await?;
    badge(&anouk, &room, &bram.user_id, "unverified_device").await?;
    let key = recovery_key(&bram).await?;
    tablet.call("recovery.use", json!({ "key": key })).await?;
    badge(&anouk, &room, &bram.user_id, "verified").await?;
    // Vouching for a person gives them nothing of one's own.
    let identity = async |person: &Person| {
        let safety = person.call("safety", json!({})).await?;
        text(&safety, "identity_fingerprint")
    };
    assert_ne!(identity(&anouk).await?, identity(&bram).await?);
    world.stop().await
}
