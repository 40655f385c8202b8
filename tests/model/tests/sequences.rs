//! Random plays over the real core, gateway and vault with a scripted homeserver: the vault and the screen hold what the model says.
//! `cargo xtask test model` plays 2,000 or as many as one likes.

use griffie_model::run::{Plan, run};
use griffie_tests::kit::Outcome;

/// As many as every run of all tests plays.
const PLAYS: u64 = 20;

#[test]
fn random_plays_leave_no_difference() -> Outcome<()> {
    let number = |name: &str, otherwise: u64| {
        let value = std::env::var(name).ok().and_then(|value| value.parse().ok());
        value.unwrap_or(otherwise)
    };
    let seed = number("GRIFFIE_MODEL_SEED", 1);
    let plays = number("GRIFFIE_MODEL_PLAYS", PLAYS);
    println!("model: {plays} plays from seed {seed}");
    let played = run(Plan {
        seed,
        plays,
        threads: 2,
    })?;
    println!(
        "model: {} plays from seed {seed}, {} steps, {} records verified, no difference",
        played.plays, played.steps, played.records
    );
    Ok(())
}
