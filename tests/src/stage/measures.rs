//! What the commands measured: kept for `cargo xtask bench`, and told at the end.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::kit::Outcome;

/// One figure.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Measure {
    name: String,
    value: f64,
    unit: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
}

/// All figures of a play, in the order in which they came.
#[derive(Default)]
pub(super) struct Measures(Vec<Measure>);

impl Measures {
    /// A figure of the same name replaces the earlier one.
    pub(super) fn take(&mut self, measure: Measure) {
        self.0.retain(|known| known.name != measure.name);
        self.0.push(measure);
    }

    /// Prints and writes them, if there are any.
    pub(super) fn tell(&self, path: &Path) -> Outcome<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        println!();
        for Measure {
            name,
            value,
            unit,
            note,
        } in &self.0
        {
            println!("{name:<44} {value:>12.2} {unit:<6} {note}");
        }
        Ok(std::fs::write(path, serde_json::to_vec_pretty(&self.0)?)?)
    }
}
