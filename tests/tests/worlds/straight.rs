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

/// What a person can see, the archive has: also right after a kill, when the screen comes from the disk (invariant 1).
#[tokio::test]
async fn nothing_is_on_the_screen_that_is_not_in_the_archive() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let (anouk, mut bram, room) = pair(&world).await?;
    for number in 0..10 {
        anouk.sends(&room, &format!("Zichtbaar {number}")).await?;
        bram.sends(&room, &format!("Ook zichtbaar {number}")).await?;
    }
    bram.kill().await?;
    bram.switch_on()?;
    let seen = [anouk.rows(&room).await?, bram.rows(&room).await?];
    bram.sees(&room, "Zichtbaar 9").await?;
    rest(&[&anouk, &bram]).await?;
    let held = crate::play::holdings(&world, dir.path()).await?;
    for (person, rows) in [&anouk, &bram].into_iter().zip(seen) {
        let shown: Vec<_> = rows.iter().filter_map(|row| row["event_id"].as_str()).collect();
        assert!(shown.len() >= 3, "{} saw next to nothing", person.name);
        let missing: Vec<_> = shown
            .iter()
            .filter(|id| !held.events[&person.user_id].contains(**id))
            .collect();
        assert!(
            missing.is_empty(),
            "{} saw what is not archived: {missing:?}",
            person.name
        );
    }
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
