//! The straight way: what people said is in the vault, once, and nothing of it in a log (000-GE-01, 000-GE-02,
//! 000-RO-01, 000-RO-02, 000-RO-13; invariant 9).

use griffie_tests::kit::Outcome;
use serde_json::json;

use crate::play::{assert_none, difference, pair, rest, world};

#[tokio::test]
async fn what_two_people_said_is_in_the_vault_exactly_once() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let (anouk, bram, room) = pair(&world).await?;
    for number in 0..20 {
        anouk.sends(&room, &format!("Bericht {number} van Anouk")).await?;
        bram.sends(&room, &format!("Bericht {number} van Bram")).await?;
    }
    bram.sees(&room, "Bericht 19 van Anouk").await?;
    anouk.sees(&room, "Bericht 19 van Bram").await?;
    rest(&[&anouk, &bram]).await?;
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);
    world.stop().await
}

/// Routing twice, and pulling by a restarted vault, changes nothing in the vault.
#[tokio::test]
async fn routing_and_pulling_again_adds_nothing() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let (anouk, bram, room) = pair(&world).await?;
    anouk.sends(&room, "Een keer is genoeg").await?;
    bram.sees(&room, "Een keer is genoeg").await?;
    rest(&[&anouk, &bram]).await?;
    let before = crate::play::holdings(&world, dir.path()).await?.records;
    world.archive.kill_vault().await?;
    world.archive.vault(&["pull"]).await?;
    world.archive.start_vault().await?;
    let after = crate::play::holdings(&world, dir.path()).await?.records;
    assert_eq!(before, after, "a second pull added records");
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);
    world.stop().await
}

/// Messages of a month in an hour: what the phone shows can be dropped and rebuilt from the journal (D3).
#[tokio::test]
async fn the_screen_can_be_rebuilt_from_the_journal() -> Outcome<()> {
    let (mut world, _dir) = world().await?;
    let (anouk, bram, room) = pair(&world).await?;
    bram.sends(&room, "Wat op het scherm staat, staat in het journaal")
        .await?;
    anouk
        .sees(&room, "Wat op het scherm staat, staat in het journaal")
        .await?;
    let before = anouk.rows(&room).await?;
    anouk.call("rebuild", json!({})).await?;
    assert_eq!(before, anouk.rows(&room).await?);
    world.stop().await
}
