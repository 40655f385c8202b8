//! A homeserver or gateway that is away, or that has withdrawn the access token. (What is slow or talks nonsense is in
//! `proxy.rs`.)

use std::time::Duration;

use griffie_tests::kit::{Outcome, wait};
use serde_json::json;

use crate::play::{assert_none, difference, pair, rest, world};

#[tokio::test]
async fn a_homeserver_that_goes_away_and_comes_back_loses_nothing() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let (anouk, bram, room) = pair(&world).await?;
    world.homeserver.kill().await?;
    anouk.sends(&room, "Verstuurd terwijl de server weg was").await?;
    bram.sends(&room, "Ook verstuurd zonder server").await?;
    wait::pause(Duration::from_secs(2)).await;
    let status = anouk.status().await?;
    assert!(
        status["pending_sends"].as_u64().is_some_and(|count| count > 0),
        "{status}"
    );
    world.homeserver.restart().await?;
    bram.sees(&room, "Verstuurd terwijl de server weg was").await?;
    anouk.sees(&room, "Ook verstuurd zonder server").await?;
    rest(&[&anouk, &bram]).await?;
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);
    world.stop().await
}

#[tokio::test]
async fn a_revoked_access_token_is_renewed_and_nothing_is_lost() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let (anouk, bram, room) = pair(&world).await?;
    revoke_tokens(&mut world, &anouk.user_id).await?;
    bram.sends(&room, "Na het intrekken").await?;
    anouk.sees(&room, "Na het intrekken").await?;
    anouk.sends(&room, "En terug").await?;
    bram.sees(&room, "En terug").await?;
    rest(&[&anouk, &bram]).await?;
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);
    world.stop().await
}

/// Takes the tokens out of the homeserver's database while it is down, as an administrator's revocation would.
async fn revoke_tokens(world: &mut griffie_tests::kit::world::World, user: &str) -> Outcome<()> {
    world.homeserver.stop().await?;
    let database = rusqlite::Connection::open(world.homeserver.database())?;
    let gone = database.execute("DELETE FROM access_tokens WHERE user_id = ?1", [user])?;
    assert!(gone > 0, "the person had no token to revoke");
    drop(database);
    world.homeserver.restart().await
}

#[tokio::test]
async fn without_a_gateway_chatting_goes_on_and_the_outbox_waits() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let (anouk, bram, room) = pair(&world).await?;
    world.archive.kill_gateway().await?;
    anouk.sends(&room, "Het archief is weg, wij praten door").await?;
    bram.sees(&room, "Het archief is weg, wij praten door").await?;
    anouk.call("route.now", json!({})).await?;
    let waiting = wait::until(
        "the outbox holding something",
        Duration::from_secs(30),
        async || {
            let status = anouk.status().await?;
            Ok((status["outbox"].as_u64() > Some(0)).then_some(status))
        },
    )
    .await?;
    assert!(waiting["outbox"].as_u64() > Some(0));
    world.archive.start_gateway().await?;
    rest(&[&anouk, &bram]).await?;
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);
    world.stop().await
}
