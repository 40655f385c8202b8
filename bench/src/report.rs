//! Rows of figures, as a table for people and as JSON for whoever follows them over time.

use std::path::Path;

use serde::Serialize;

use crate::outcome::Outcome;

/// One figure beside another, and what was aimed at.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) ours: f64,
    /// Of the program or the method measured beside ours, in the same run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) theirs: Option<f64>,
    /// Ours divided by theirs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ratio: Option<f64>,
    pub(crate) aim: &'static str,
    pub(crate) met: bool,
    pub(crate) note: String,
}

impl Row {
    /// A figure beside another; `met` judges the ratio.
    pub(crate) fn beside(name: &'static str, unit: &'static str, [ours, theirs]: [f64; 2], aim: Aim) -> Self {
        let ratio = ours / theirs;
        let met = aim.is_met_by(ratio);
        Self {
            name,
            unit,
            ours,
            theirs: Some(theirs),
            ratio: Some(ratio),
            aim: aim.words,
            met,
            note: String::new(),
        }
    }

    /// A figure by itself; `met` judges it.
    pub(crate) fn alone(name: &'static str, unit: &'static str, ours: f64, aim: Aim) -> Self {
        let met = aim.is_met_by(ours);
        Self {
            name,
            unit,
            ours,
            theirs: None,
            ratio: None,
            aim: aim.words,
            met,
            note: String::new(),
        }
    }

    /// What else is to be known about it.
    pub(crate) fn noting(self, note: impl Into<String>) -> Self {
        Self {
            note: note.into(),
            ..self
        }
    }
}

/// What was wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Aim {
    words: &'static str,
    bound: Bound,
}

#[derive(Debug, Clone, Copy)]
enum Bound {
    AtLeast(f64),
    AtMost(f64),
    None,
}

impl Aim {
    pub(crate) const NONE: Self = Self {
        words: "-",
        bound: Bound::None,
    };

    pub(crate) const fn at_least(bound: f64, words: &'static str) -> Self {
        Self {
            words,
            bound: Bound::AtLeast(bound),
        }
    }

    pub(crate) const fn at_most(bound: f64, words: &'static str) -> Self {
        Self {
            words,
            bound: Bound::AtMost(bound),
        }
    }

    fn is_met_by(self, value: f64) -> bool {
        match self.bound {
            Bound::AtLeast(bound) => value >= bound,
            Bound::AtMost(bound) => value <= bound,
            Bound::None => true,
        }
    }
}

/// Everything one run came to.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    pub(crate) machine: String,
    pub(crate) rows: Vec<Row>,
    /// Measures that could not be made, and why.
    pub(crate) failed: Vec<String>,
}

impl Report {
    /// For people.
    pub(crate) fn print(&self) {
        println!("{}", self.machine);
        println!(
            "{:<34}{:>12}{:>12}{:>9}  aim",
            "measure", "ours", "theirs", "ratio"
        );
        for row in &self.rows {
            let theirs = row.theirs.map_or_else(String::new, figure);
            let ratio = row.ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"));
            let name = format!("{} ({})", row.name, row.unit);
            let met = if row.met { "met" } else { "NOT MET" };
            println!(
                "{name:<34}{:>12}{theirs:>12}{ratio:>9}  {:<22}{met}",
                figure(row.ours),
                row.aim
            );
            if !row.note.is_empty() {
                println!("    {}", row.note);
            }
        }
        for failed in &self.failed {
            println!("could not be measured: {failed}");
        }
    }

    /// For programs.
    pub(crate) fn write(&self, path: &Path) -> Outcome<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(std::fs::write(path, serde_json::to_vec_pretty(self)?)?)
    }
}

fn figure(value: f64) -> String {
    if value.abs() >= 100.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.2}")
    }
}
