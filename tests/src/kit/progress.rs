//! One line a step, with the time since the start: so that a person sees what happens.

use std::time::Instant;

use super::wait;

/// Prints steps with their time.
pub struct Progress {
    started: Instant,
}

impl Progress {
    /// The clock starts.
    pub fn start() -> Self {
        Self { started: wait::now() }
    }

    /// Says what happens now.
    pub fn step(&self, words: &str) {
        println!("{:6.1} s  {words}", self.seconds());
    }

    /// Seconds since the start.
    pub fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }
}
