//! A world that a test plays in: its folder, its people at rest, and the comparison at its end.

use std::{path::Path, time::Duration};

use griffie_tests::kit::{
    Outcome,
    archive::Pace,
    compare::{Difference, compare},
    expected,
    held::{self, Held},
    person::Person,
    world::World,
};
use tempfile::TempDir;

/// A world in a folder of its own; `GRIFFIE_KEEP_WORLD` keeps the folder after a failure.
pub(crate) async fn world() -> Outcome<(World, TempDir)> {
    let mut dir = tempfile::Builder::new().prefix("griffie-world-").tempdir()?;
    if std::env::var_os("GRIFFIE_KEEP_WORLD").is_some() {
        dir.disable_cleanup(true);
        eprintln!("the world stays in {}", dir.path().display());
    }
    let world = World::start(
        dir.path(),
        &Pace {
            segment_seconds: 30,
            prune_after_seconds: 0,
        },
    )
    .await?;
    Ok((world, dir))
}

/// A number from the environment, set by `cargo xtask test`.
pub(crate) fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|value| value.parse().ok())
        .unwrap_or(otherwise)
}

/// Two people in a direct chat.
pub(crate) async fn pair(world: &World) -> Outcome<(Person, Person, String)> {
    let (anouk, bram) = (world.person("Anouk").await?, world.person("Bram").await?);
    let room = anouk.create_room(None, &[&bram.user_id], true).await?;
    bram.join_when_invited(&room).await?;
    anouk.sends(&room, "Dag Bram").await?;
    bram.sees(&room, "Dag Bram").await?;
    Ok((anouk, bram, room))
}

/// Waits until these people have nothing left to hand over.
pub(crate) async fn rest(people: &[&Person]) -> Outcome<()> {
    for person in people {
        person.call("route.now", serde_json::json!({})).await?;
    }
    for person in people {
        person.drains(Duration::from_secs(240)).await?;
    }
    Ok(())
}

/// What the vault holds, by its own export.
pub(crate) async fn holdings(world: &World, dir: &Path) -> Outcome<Held> {
    let out = dir.join("records");
    world
        .archive
        .vault(&["export", "--format", "jsonl", "--out", &out.display().to_string()])
        .await?;
    held::read(&out)
}

/// The homeserver's set against the vault's for these people; the vault also verifies itself.
pub(crate) async fn difference(world: &World, dir: &Path, people: &[&Person]) -> Outcome<Difference> {
    world.archive.vault(&["verify"]).await?;
    sets(world, dir, people).await
}

/// The two sets alone, for a vault that rightly has something to say of somebody else.
pub(crate) async fn sets(world: &World, dir: &Path, people: &[&Person]) -> Outcome<Difference> {
    let users: Vec<String> = people.iter().map(|person| person.user_id.clone()).collect();
    let held = holdings(world, dir).await?;
    Ok(compare(
        &expected::read(&world.homeserver.database(), &users)?,
        &held,
    ))
}

/// Fails with the first names of what differs.
pub(crate) fn assert_none(difference: &Difference) {
    assert!(
        difference.homeserver_events > 0,
        "the homeserver's side is empty: nothing was compared"
    );
    assert!(
        difference.is_none(),
        "{} missing {:?}, {} twice {:?}, {} unknown {:?}, {} unreadable {:?}",
        difference.missing.len(),
        difference.missing.iter().take(5).collect::<Vec<_>>(),
        difference.twice.len(),
        difference.twice.iter().take(5).collect::<Vec<_>>(),
        difference.unknown.len(),
        difference.unknown.iter().take(5).collect::<Vec<_>>(),
        difference.unreadable.len(),
        difference.unreadable.iter().take(5).collect::<Vec<_>>(),
    );
}
