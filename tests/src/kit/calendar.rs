//! A calendar that phones live by: days pass for them in no time, while they run and see no restart. By libfaketime, which turns the clocks
//! of a real process (the time of day and the one that timers go by); the product has no such knob.

use std::{
    path::{Path, PathBuf},
    sync::Mutex,
    time::Duration,
};

use tokio::process::Command;

use super::{Outcome, debian, failure, place, process::run};

/// Simulated time, ahead of the real one by what has been passed.
pub struct Calendar {
    file: PathBuf,
    library: String,
    passed: Mutex<Duration>,
}

impl Calendar {
    /// A calendar that stands at the real time; `dir` is there.
    pub async fn new(dir: &Path) -> Outcome<Self> {
        debian::ensure("faketime", "faketime").await?;
        let mut tell = Command::new("faketime");
        tell.args(["-m", "-f", "+0", "sh", "-c", "echo $LD_PRELOAD"]);
        let library = run(&mut tell).await?.trim().to_owned();
        if library.is_empty() {
            return Err(failure("faketime does not say which library it loads"));
        }
        let calendar = Self {
            file: dir.join("calendar"),
            library,
            passed: Mutex::default(),
        };
        calendar.pass(Duration::ZERO)?;
        Ok(calendar)
    }

    /// A phone that lives by it, as the command so far.
    pub fn phone(&self) -> Outcome<Command> {
        let mut command = Command::new(place::binary("griffie")?);
        command
            .env("LD_PRELOAD", &self.library)
            .env("FAKETIME_TIMESTAMP_FILE", &self.file)
            .env("FAKETIME_NO_CACHE", "1")
            .env("NO_FAKE_STAT", "1");
        Ok(command)
    }

    /// Lets so much time pass, for every phone at once.
    pub fn pass(&self, time: Duration) -> Outcome<()> {
        let mut passed = self.passed.lock().map_err(|_| failure("the calendar broke"))?;
        *passed += time;
        let next = self.file.with_extension("next");
        std::fs::write(&next, format!("+{}\n", passed.as_secs()))?;
        Ok(std::fs::rename(next, &self.file)?)
    }
}
