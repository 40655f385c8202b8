//! Measure 9: what an auditor waits for: the list of a large organisation compared, a long evidence bundle verified, and what a record of
//! it weighs. The vault's own tests make both and say how long it took; here they run at full size, built for release.

use std::{collections::BTreeMap, process::Command};

use crate::{
    outcome::{Outcome, failure},
    process::output,
    report::{Aim, Row},
    stage::Stage,
};

const LISTED: &str = "1000000";
const RECORDS: &str = "100000";

pub(crate) fn measure(_: &Stage) -> Outcome<Vec<Row>> {
    let said = output(
        Command::new("cargo")
            .args([
                "test",
                "--release",
                "--quiet",
                "--package",
                "griffie-vault",
                "--lib",
            ])
            .args(["within_seconds", "--", "--nocapture", "--test-threads=1"])
            .env("GRIFFIE_LISTED", LISTED)
            .env("GRIFFIE_RECORDS", RECORDS),
    )?;
    let figures = figures(&said);
    let figure = |name: &str| {
        figures
            .get(name)
            .copied()
            .ok_or_else(|| failure(format!("the tests told no {name}")))
    };
    Ok(vec![
        Row::alone(
            "reconcile 1,000,000 listed events",
            "s",
            figure("reconcile_ms")? / 1000.0,
            Aim::at_most(30.0, "under 30"),
        )
        .noting("500 rooms, 100 people, each event kept in the vault with a body of 1,200 bytes"),
        Row::alone(
            "verify a bundle of 100,000 texts",
            "s",
            figure("bundle_verify_ms")? / 1000.0,
            Aim::at_most(20.0, "under 20"),
        )
        .noting("one thread, every clear text proven from its ciphertext"),
        Row::alone(
            "write that bundle",
            "s",
            figure("bundle_write_ms")? / 1000.0,
            Aim::NONE,
        ),
        Row::alone(
            "a record in a bundle",
            "bytes",
            figure("bundle_bytes_each")?,
            Aim::NONE,
        )
        .noting("sealed object, record with ciphertext and clear text, proofs, receipt"),
    ])
}

/// Lines `figure <name> <number>`; a test's name may stand before the first.
fn figures(said: &str) -> BTreeMap<String, f64> {
    let of_line = |line: &str| {
        let (_, rest) = line.split_once("figure ")?;
        let (name, number) = rest.split_once(' ')?;
        Some((name.to_owned(), number.trim().parse().ok()?))
    };
    said.lines().filter_map(of_line).collect()
}

#[cfg(test)]
mod tests {
    use super::figures;

    #[test]
    fn figures_are_found_among_what_else_a_test_says() {
        let found =
            figures("running 2 tests\ntest a ... figure ms 12\nfigure bytes 7\nok\nfigure broken x\n");
        assert_eq!(found.len(), 2);
        assert_eq!((found["ms"], found["bytes"]), (12.0, 7.0));
    }
}
