//! `griffie-bench [NAME]`: measures Griffie beside others, in one run on one machine. Started by `cargo xtask bench`, which builds
//! everything first.
//!
//! Reading order: [`stage`] (what measures build on), then a file a measure: [`take_in`], [`capture`], [`days`], [`seal`], [`wire_size`], [`gateway`],
//! [`vault`], [`cold_start`], [`size`], [`boundary`], [`evidence`]. Nothing here judges by time: a slow machine gives other figures, not another result.

mod archive;
mod boundary;
mod capture;
mod clock;
mod cold_start;
mod corpus;
mod cost;
mod days;
mod evidence;
mod gateway;
mod median;
mod outcome;
mod place;
mod process;
mod report;
mod seal;
mod size;
mod stage;
mod take_in;
mod vault;
mod wire_size;

use std::{path::PathBuf, process::ExitCode};

use crate::{
    outcome::{Outcome, failure},
    place::Place,
    report::{Report, Row},
    stage::Stage,
};

type Measure = fn(&Stage) -> Outcome<Vec<Row>>;

const MEASURES: [(&str, Measure); 11] = [
    ("take_in", take_in::measure),
    ("capture", capture::measure),
    ("days", days::measure),
    ("seal", seal::measure),
    ("wire_size", wire_size::measure),
    ("gateway", gateway::measure),
    ("vault", vault::measure),
    ("cold_start", cold_start::measure),
    ("size", size::measure),
    ("boundary", boundary::measure),
    ("evidence", evidence::measure),
];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let first = arguments.next();
    let done = match first.as_deref() {
        Some("child") => child(&mut arguments).map(|()| true),
        only => run(only.unwrap_or_default()),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("griffie-bench: {}", in_full(&*error));
            ExitCode::FAILURE
        }
    }
}

/// Makes the measure of this name, or every one whose name contains it; whether all could be made.
fn run(only: &str) -> Outcome<bool> {
    let place = Place::find()?;
    place.fresh("")?;
    let report_path = place.report();
    let stage = Stage::new(place)?;
    let mut report = Report {
        machine: machine()?,
        rows: Vec::new(),
        failed: Vec::new(),
    };
    let exact = MEASURES.iter().any(|(name, _)| *name == only);
    let wanted = |name: &str| if exact { name == only } else { name.contains(only) };
    for (name, measure) in MEASURES.iter().filter(|(name, _)| wanted(name)) {
        eprintln!("measuring {name}");
        match measure(&stage) {
            Ok(rows) => report.rows.extend(rows),
            Err(error) => report.failed.push(format!("{name}: {}", in_full(&*error))),
        }
        // After each, so that a run that is cut short leaves what it has.
        report.write(&report_path)?;
    }
    report.print();
    println!("{}", report_path.display());
    stage.place.fresh("")?;
    Ok(report.failed.is_empty())
}

/// A step of a measure that needs a process of its own.
fn child(arguments: &mut impl Iterator<Item = String>) -> Outcome<()> {
    let step = arguments.next().unwrap_or_default();
    let mut path = || {
        arguments
            .next()
            .map(PathBuf::from)
            .ok_or_else(|| failure("a path is missing"))
    };
    if step == "seal-memory" {
        return seal::child_process(&path()?);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    match step.as_str() {
        "take-in" => runtime.block_on(take_in::child_process(&path()?, &path()?)),
        "cold-start" => runtime.block_on(cold_start::child_process(&path()?)),
        _ => Err(failure("no such step")),
    }
}

/// Processors, by model and number, and memory.
fn machine() -> Outcome<String> {
    let cpu = std::fs::read_to_string("/proc/cpuinfo")?;
    let model = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .unwrap_or("unknown processor");
    let count = std::thread::available_parallelism()?;
    Ok(format!(
        "{count} x {}",
        model.trim_start_matches([' ', '\t', ':'])
    ))
}

/// An error with all that led to it.
fn in_full(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        words.push_str(": ");
        words.push_str(&cause.to_string());
        source = cause.source();
    }
    words
}
