//! What every file must be: opened by a sentence, short, named by what it does.

use super::Source;

/// Hard stops (house-style 2); aim lower.
const LINES: usize = 400;
const TEST_LINES: usize = 500;
const VAGUE: [&str; 8] = [
    "utils", "util", "helpers", "helper", "common", "misc", "manager", "stuff",
];
const MARKS: [&str; 4] = ["TODO", "FIXME without an issue", "dbg!(", "#[ignore"];

pub(super) fn check(source: &Source) -> Vec<String> {
    let mut wrong = Vec::new();
    let Source { path, text } = source;
    if !text.starts_with("//!") {
        wrong.push(format!(
            "{path}: opens without a `//!` sentence that says what it does"
        ));
    }
    let (lines, limit) = (
        text.lines().count(),
        if is_test(path) { TEST_LINES } else { LINES },
    );
    if lines > limit {
        wrong.push(format!(
            "{path}: {lines} lines, more than {limit}; look for the seam"
        ));
    }
    let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".rs");
    if VAGUE.contains(&stem) {
        wrong.push(format!("{path}: the name does not say what it does"));
    }
    if !path.starts_with("xtask/src/tidy/") {
        wrong.extend(
            MARKS
                .iter()
                .filter(|mark| text.contains(*mark))
                .map(|mark| format!("{path}: contains {mark}")),
        );
    }
    wrong
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs")
}
