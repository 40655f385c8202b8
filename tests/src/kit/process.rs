//! A process of a world: started with its log in a file, killed as a power cut would, or asked to stop.

use std::{
    fs::File,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use tokio::process::{Child, Command};

use super::{Outcome, failure, wait};

/// A child process whose standard error (and output, unless piped) goes to a log file.
pub struct Process {
    name: String,
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Starts `command`; with `piped`, the caller talks to its standard input and output.
    pub fn start(name: &str, command: &mut Command, log: &Path, piped: bool) -> Outcome<Self> {
        let file = File::options().create(true).append(true).open(log)?;
        if piped {
            command.stdin(Stdio::piped()).stdout(Stdio::piped());
        } else {
            command.stdin(Stdio::null()).stdout(file.try_clone()?);
        }
        let child = command
            .stderr(file)
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| failure(format!("{name} cannot be started: {error}")))?;
        Ok(Self {
            name: name.to_owned(),
            child,
            log: log.to_owned(),
        })
    }

    /// The pipes of a process that was started with `piped`.
    pub fn pipes(&mut self) -> Outcome<(tokio::process::ChildStdin, tokio::process::ChildStdout)> {
        match (self.child.stdin.take(), self.child.stdout.take()) {
            (Some(input), Some(output)) => Ok((input, output)),
            _ => Err(failure(format!("{} has no pipes", self.name))),
        }
    }

    /// The process number, while it runs.
    pub fn id(&self) -> Option<u32> {
        self.child.id()
    }

    /// SIGKILL: no warning, no clean-up, as when the battery goes.
    pub async fn kill(&mut self) -> Outcome<()> {
        self.child.kill().await?;
        Ok(())
    }

    /// SIGTERM, and SIGKILL with a failure when it does not stop within ten seconds.
    pub async fn stop(&mut self) -> Outcome<()> {
        let Some(id) = self.child.id() else { return Ok(()) };
        Command::new("kill")
            .args(["-TERM", &id.to_string()])
            .status()
            .await?;
        if tokio::time::timeout(Duration::from_secs(10), self.child.wait())
            .await
            .is_err()
        {
            self.child.kill().await?;
            return Err(failure(format!("{} did not stop when asked", self.name)));
        }
        Ok(())
    }

    /// Whether it has ended by itself, with the end of its log as the reason.
    pub fn ensure_running(&mut self) -> Outcome<()> {
        match self.child.try_wait()? {
            None => Ok(()),
            Some(status) => Err(failure(format!(
                "{} ended by itself ({status}): {}",
                self.name,
                tail(&self.log, 2000)
            ))),
        }
    }

    /// Waits for a line with `mark` in the log and returns what follows the mark on that line.
    pub async fn said(&mut self, mark: &str, limit: Duration, from: u64) -> Outcome<String> {
        let what = format!("{} saying {mark:?}", self.name);
        let started = wait::now();
        loop {
            self.ensure_running()?;
            let text = std::fs::read(&self.log)?;
            let new = text.get(usize::try_from(from)?..).unwrap_or_default();
            let new = String::from_utf8_lossy(new);
            if let Some(line) = new.lines().find_map(|line| line.split_once(mark)) {
                return Ok(line.1.trim().to_owned());
            }
            if started.elapsed() > limit {
                return Err(failure(format!(
                    "{what} did not happen: {}",
                    tail(&self.log, 2000)
                )));
            }
            wait::pause(Duration::from_millis(50)).await;
        }
    }
}

/// How long a log is now, so that a restarted process is not taken for its forerunner.
pub fn length(log: &Path) -> u64 {
    std::fs::metadata(log).map_or(0, |meta| meta.len())
}

/// Runs a command to its end and gives its standard output, or its standard error as the failure.
pub async fn run(command: &mut Command) -> Outcome<String> {
    let output = command.stdin(Stdio::null()).output().await?;
    if output.status.success() {
        return Ok(String::from_utf8(output.stdout)?);
    }
    let program = command.as_std().get_program().to_string_lossy().into_owned();
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    Err(failure(format!("{program} ended with {}: {said}", output.status)))
}

fn tail(log: &Path, bytes: usize) -> String {
    let text = std::fs::read(log).unwrap_or_default();
    let start = text.len().saturating_sub(bytes);
    String::from_utf8_lossy(text.get(start..).unwrap_or_default()).into_owned()
}
