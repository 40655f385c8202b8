//! `cargo xtask test model`: random plays over core, gateway and vault, judged by a model (docs/decisions/0022).

use std::process::Command;

use crate::{
    demo,
    shell::{Done, cargo, finish},
};

/// Plays, unless another number is given.
const SEQUENCES: u32 = 2000;
/// The same against a real Synapse, where each waits for real servers.
const ON_SYNAPSE: u32 = 30;

/// Plays so many sequences from this seed on; prints the seed of each that differs and what the first one comes down to.
pub(crate) fn sequences(number: Option<u32>, seed: Option<u64>) -> Done {
    let mut command = test("sequences")?;
    command.env("GRIFFIE_MODEL_PLAYS", number.unwrap_or(SEQUENCES).to_string());
    command.env("GRIFFIE_MODEL_SEED", seed.unwrap_or(1).to_string());
    finish(command.args(["--", "--nocapture"]))
}

/// The same steps against a real Synapse, with companions as processes.
pub(crate) fn on_synapse(number: Option<u32>, seed: Option<u64>) -> Done {
    let mut command = test("synapse")?;
    command.env("GRIFFIE_MODEL_REAL", number.unwrap_or(ON_SYNAPSE).to_string());
    command.env("GRIFFIE_MODEL_SEED", seed.unwrap_or(1).to_string());
    finish(command.args(["--", "--nocapture"]))
}

/// As part of the workspace: with the features, and so the libraries, that `cargo test --workspace` has built.
fn test(name: &str) -> Result<Command, String> {
    demo::build()?;
    Ok(cargo(&["test", "--workspace", "--test", name]))
}
