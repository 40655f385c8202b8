//! `cargo xtask test`: all tests, or one topic of the worlds with its size set.

use crate::{
    android, demo, kotlin, model,
    shell::{Done, cargo, finish},
    swift, together,
};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// A topic of tests/tests/worlds (`kill`, `canary`, `bad_input`, …), or the phones' `kotlin`, `android`, `swift`, `ios`, `together`, or `mutate`, `model` or `model-synapse`
    topic: Option<String>,
    /// Of `kotlin`, `android`, `swift` and `ios`: only tests with this name
    filter: Option<String>,
    /// How many SIGKILLs the kill test gives
    #[arg(long)]
    kills: Option<u32>,
    /// How many messages the canary test sends
    #[arg(long)]
    messages: Option<u32>,
    /// How many single mutations the mutation test makes
    #[arg(long)]
    mutations: Option<u32>,
    /// On how many good, and as many broken, bundles both verifiers must agree
    #[arg(long)]
    bundles: Option<u32>,
    /// How many random plays the model judges
    #[arg(long)]
    sequences: Option<u32>,
    /// Seed of the kill test, the mutation test and the model's first play
    #[arg(long)]
    seed: Option<u64>,
}

/// The kill test of a release: `cargo xtask test kill` without a number.
const KILLS: u32 = 500;
/// The canary test of a release.
const MESSAGES: u32 = 10_000;

/// The mutation test of a release: `cargo xtask test mutate` without numbers.
const MUTATIONS: u32 = 10_000;
const BUNDLES: u32 = 1000;

/// Builds the parts, then runs the tests.
pub(crate) fn run(options: &Options) -> Done {
    match options.topic.as_deref() {
        Some("kotlin") => kotlin::test(options.filter.as_deref()),
        Some("android") => android::test(options.filter.as_deref()),
        Some("swift") => swift::test(options.filter.as_deref()),
        Some("ios") => swift::kit::test(options.filter.as_deref()),
        Some("together") => together::test(),
        Some("mutate") => mutate(options),
        Some("model") => model::sequences(options.sequences, options.seed),
        Some("model-synapse") => model::on_synapse(options.sequences, options.seed),
        topic => worlds(topic, options),
    }
}

/// Drops, alters, reorders, duplicates, truncates and forks bundles, kept objects and log tiles, and holds two verifiers against each other.
fn mutate(options: &Options) -> Done {
    let vault = cargo(&["test", "--package", "griffie-vault", "--lib"]);
    let verifier = cargo(&["test", "--package", "griffie-verify", "--lib"]);
    for (mut command, tests) in [(vault, "tests::bundle::"), (verifier, "log::")] {
        size(&mut command, options);
        finish(command.args([tests, "--", "--nocapture", "--test-threads=1"]))?;
    }
    Ok(())
}

fn size(command: &mut std::process::Command, options: &Options) {
    command.env(
        "GRIFFIE_MUTATIONS",
        options.mutations.unwrap_or(MUTATIONS).to_string(),
    );
    command.env("GRIFFIE_BUNDLES", options.bundles.unwrap_or(BUNDLES).to_string());
    command.env("GRIFFIE_SEED", options.seed.unwrap_or(1).to_string());
}

fn worlds(topic: Option<&str>, options: &Options) -> Done {
    demo::build()?;
    let Some(topic) = topic else {
        return finish(&mut cargo(&["test", "--workspace"]));
    };
    let mut command = cargo(&["test", "--package", "griffie-tests", "--test", "worlds"]);
    command.env("GRIFFIE_KILLS", options.kills.unwrap_or(KILLS).to_string());
    command.env(
        "GRIFFIE_MESSAGES",
        options.messages.unwrap_or(MESSAGES).to_string(),
    );
    command.env("GRIFFIE_SEED", options.seed.unwrap_or(1).to_string());
    finish(command.args([&format!("{topic}::"), "--", "--nocapture", "--test-threads=1"]))
}
