//! `cargo xtask ci`: every check, in the order in which a failure is cheapest; all of them run, and the
//! last line counts.

use std::time::Instant;

use crate::{
    bindgen, brand, demo, kotlin, mdm, model,
    shell::{Done, cargo, finish},
    swift, tidy, together, tools,
};

type Step = (&'static str, fn() -> Done);

const STEPS: [Step; 15] = [
    ("format", || finish(&mut cargo(&["fmt", "--all", "--check"]))),
    ("tidy", tidy::run),
    ("spelling", tools::typos),
    ("licences and advisories", tools::deny),
    ("lints", lints),
    ("bindings as the library says", bindgen::check),
    ("managed keys as the table says", mdm::check),
    ("brands as their files say", brand::check),
    ("tests", tests),
    ("model", || model::sequences(None, None)),
    ("demo", small_demo),
    ("kotlin", || kotlin::test(None)),
    ("swift", || swift::test(None)),
    ("ios", || swift::kit::test(None)),
    ("kotlin and swift together", together::test),
];

/// Runs every step and names those that failed.
pub(crate) fn run() -> Done {
    let results: Vec<_> = STEPS.iter().map(run_step).collect();
    println!();
    for (name, seconds, done) in &results {
        println!(
            "{:<30} {:>5} s  {}",
            name,
            seconds,
            if done.is_ok() { "ok" } else { "FAILED" }
        );
    }
    let failed: Vec<_> = results
        .iter()
        .filter_map(|(name, _, done)| done.as_ref().err().map(|e| (name, e)))
        .collect();
    println!("{} passed, {} failed", results.len() - failed.len(), failed.len());
    match failed.first() {
        None => Ok(()),
        Some((name, error)) => Err(format!("{name}: {error}")),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a build tool tells how long its steps took"
)]
fn run_step((name, step): &Step) -> (&'static str, u64, Done) {
    println!("\n== {name}");
    let started = Instant::now();
    let done = step();
    if let Err(error) = &done {
        println!("{name}: {error}");
    }
    (name, started.elapsed().as_secs(), done)
}

fn lints() -> Done {
    finish(&mut cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "--deny",
        "warnings",
    ]))
}

fn tests() -> Done {
    demo::build()?;
    finish(&mut cargo(&["test", "--workspace", "--no-fail-fast"]))
}

fn small_demo() -> Done {
    let small = [
        "--full",
        "--out",
        "target/ci-demo",
        "--messages",
        "120",
        "--large-file",
        "2000000",
        "--seed",
        "7",
    ];
    demo::run(&small.map(ToOwned::to_owned))
}
