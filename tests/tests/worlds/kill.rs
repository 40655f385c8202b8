//! SIGKILL anywhere: no acknowledged record is lost, none is archived twice, the chain holds (invariant 3).
//!
//! People chat while companions, gateway and vault are killed in a random order and at random moments, and
//! started again. At the end the homeserver's set equals the vault's. `cargo xtask test kill` gives 500 kills.

use std::time::Duration;

use griffie_tests::kit::{Outcome, dice::Dice, person::Person, wait, world::World};

use crate::play::{assert_none, difference, number, pair, rest, world};

/// A small run for every `cargo test`; CI's machine has two cores.
const KILLS_BY_DEFAULT: u64 = 30;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kills_lose_nothing_and_double_nothing() -> Outcome<()> {
    let kills = number("GRIFFIE_KILLS", KILLS_BY_DEFAULT);
    let mut dice = Dice::new(number("GRIFFIE_SEED", 1));
    let (mut world, dir) = world().await?;
    let (mut anouk, mut bram, room) = pair(&world).await?;
    for kill in 0..kills {
        chatter(&anouk, &bram, &room, kill).await?;
        wait::pause(Duration::from_millis(dice.below(400))).await;
        kill_one(&mut dice, &mut world, &mut anouk, &mut bram).await?;
        if kill % 50 == 49 {
            eprintln!("{} kills given", kill + 1);
        }
    }
    rest(&[&anouk, &bram]).await?;
    let difference = difference(&world, dir.path(), &[&anouk, &bram]).await?;
    let given = anouk.kills + bram.kills + world.archive.gateway_kills + world.archive.vault_kills;
    println!(
        "kill test: {given} kills, {} events expected, {} held, {} lost, {} twice, chain whole",
        difference.homeserver_events,
        difference.vault_events,
        difference.missing.len(),
        difference.twice.len()
    );
    assert_none(&difference);
    assert_eq!(u64::from(given), kills);
    world.stop().await
}

/// Both talk, without waiting for anything to arrive; a phone that was just killed may still be starting.
async fn chatter(anouk: &Person, bram: &Person, room: &str, kill: u64) -> Outcome<()> {
    for part in 0..2 {
        anouk.sends(room, &format!("Anouk {kill}.{part}")).await?;
        bram.sends(room, &format!("Bram {kill}.{part}")).await?;
    }
    let hurry = if kill.is_multiple_of(2) { anouk } else { bram };
    hurry.call("route.now", serde_json::json!({})).await?;
    Ok(())
}

async fn kill_one(dice: &mut Dice, world: &mut World, anouk: &mut Person, bram: &mut Person) -> Outcome<()> {
    match dice.below(4) {
        0 => {
            anouk.kill().await?;
            anouk.switch_on()
        }
        1 => {
            bram.kill().await?;
            bram.switch_on()
        }
        2 => {
            world.archive.kill_gateway().await?;
            world.archive.start_gateway().await
        }
        _ => {
            world.archive.kill_vault().await?;
            world.archive.start_vault().await
        }
    }
}
