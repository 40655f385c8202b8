//! Measure 8: what the boundary costs. The tests of the Kotlin and the Swift package measured it in a world of real servers, with the
//! library that apps load; `cargo xtask bench` let them run just before.

use std::{collections::BTreeMap, path::Path};

use serde::Deserialize;

use crate::{
    outcome::{Outcome, failure},
    report::{Aim, Row},
    stage::Stage,
};

/// A figure as `griffie-stage` kept it.
#[derive(Deserialize)]
struct Measure {
    name: String,
    value: f64,
    unit: String,
}

/// What a measure is called there, here, its unit, and at which figure a person would notice.
type Wanted = (&'static str, &'static str, &'static str, Aim);

const KOTLIN: [Wanted; 5] = [
    (
        "kotlin: call without work",
        "Kotlin: call without work",
        "ns",
        CALL,
    ),
    ("kotlin: diff of 50 rows", "Kotlin: diff of 50 rows", "us", FRAME),
    (
        "kotlin: start to first room list",
        "Kotlin: start to room list",
        "ms",
        START,
    ),
    (
        "kotlin: 10,000 subscriptions",
        "Kotlin: 10,000 subscriptions",
        "MB kept",
        LEAK,
    ),
    (
        "kotlin: threads at rest",
        "Kotlin: threads at rest",
        "count",
        THREADS,
    ),
];
const SWIFT: [Wanted; 5] = [
    ("swift: call without work", "Swift: call without work", "ns", CALL),
    ("swift: diff of 50 rows", "Swift: diff of 50 rows", "us", FRAME),
    (
        "swift: start to first room list",
        "Swift: start to room list",
        "ms",
        START,
    ),
    (
        "swift: 10,000 subscriptions",
        "Swift: 10,000 subscriptions",
        "MB",
        LEAK,
    ),
    (
        "swift: threads at rest",
        "Swift: threads at rest",
        "count",
        THREADS,
    ),
];
const CALL: Aim = Aim::at_most(100_000.0, "under 0.1 ms");
const FRAME: Aim = Aim::at_most(16_000.0, "within one frame");
const START: Aim = Aim::at_most(500.0, "under 0.5 s");
const LEAK: Aim = Aim::at_most(16.0, "under 16 MB");
const THREADS: Aim = Aim::at_most(12.0, "12 at most");

pub(crate) fn measure(stage: &Stage) -> Outcome<Vec<Row>> {
    let mut rows = read(&stage.place.play("bench-kotlin"), &KOTLIN)?;
    rows.extend(read(&stage.place.play("bench-swift"), &SWIFT)?);
    Ok(rows)
}

fn read(play: &Path, wanted: &[Wanted]) -> Outcome<Vec<Row>> {
    let path = play.join("measures.json");
    let text = std::fs::read(&path).map_err(|error| {
        failure(format!(
            "{}: {error}; `cargo xtask bench boundary` makes it",
            path.display()
        ))
    })?;
    let measures: Vec<Measure> = serde_json::from_slice(&text)?;
    let known: BTreeMap<_, _> = measures
        .iter()
        .map(|measure| ((measure.name.as_str(), measure.unit.as_str()), measure.value))
        .collect();
    let rows = wanted.iter().map(|(theirs, name, unit, aim)| {
        let value = known.get(&(*theirs, *unit));
        let value =
            value.ok_or_else(|| failure(format!("{} has no {theirs:?} in {unit}", path.display())))?;
        Ok(Row::alone(name, unit, *value, *aim))
    });
    rows.collect()
}
