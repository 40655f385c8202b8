//! Runs other programs and reads what they print.

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use serde::de::DeserializeOwned;

use crate::outcome::{Outcome, failure};

/// Runs to the end and gives what it printed.
pub(crate) fn output(command: &mut Command) -> Outcome<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .map_err(|error| failure(format!("{name}: {error}")))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(failure(format!(
            "{name} ended with {}: {}",
            output.status,
            said.trim()
        )));
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Runs to the end with nothing of ours open: for programs that leave others running behind them.
pub(crate) fn quietly(command: &mut Command) -> Outcome<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err(failure(format!("{name} ended with {status}")))
    }
}

/// The last line that a program printed, as JSON.
pub(crate) fn answer<T: DeserializeOwned>(command: &mut Command) -> Outcome<T> {
    let said = output(command)?;
    let last = said
        .lines()
        .next_back()
        .ok_or_else(|| failure("a program that should answer printed nothing"))?;
    Ok(serde_json::from_str(last)?)
}

/// This program again, for a step that needs a process of its own.
pub(crate) fn child(step: &str, arguments: &[&Path]) -> Outcome<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("child").arg(step).args(arguments);
    Ok(command)
}

/// A process that runs until this is dropped.
pub(crate) struct Server(Child);

impl Server {
    /// Starts it and waits for a line that begins with `sign`; gives what follows it.
    pub(crate) fn start(command: &mut Command, sign: &str) -> Outcome<(Self, String)> {
        let name = command.get_program().to_string_lossy().into_owned();
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let stdout = child.stdout.take().ok_or_else(|| failure("no standard output"))?;
        let server = Self(child);
        for line in BufReader::new(stdout).lines() {
            if let Some(rest) = line?.strip_prefix(sign) {
                return Ok((server, rest.trim().to_owned()));
            }
        }
        Err(failure(format!("{name} ended before it said {sign:?}")))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing to do about that here.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
