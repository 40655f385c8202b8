//! The commands that play: each in a process group of its own, none of which outlives the play.

use std::{path::Path, process::Stdio, time::Duration};

use rustix::{
    io::Errno,
    process::{Pid, Signal, kill_process_group},
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncRead, BufReader},
    process::{Child, Command},
    task::JoinSet,
};

use super::options::Options;
use crate::kit::{Outcome, failure};

/// A process and all that it starts; killed when it is dropped.
struct Group {
    child: Child,
    id: Pid,
}

impl Drop for Group {
    fn drop(&mut self) {
        match kill_process_group(self.id, Signal::KILL) {
            Ok(()) | Err(Errno::SRCH) => {}
            Err(error) => eprintln!("processes of {} may still run: {error}", self.id.as_raw_nonzero()),
        }
    }
}

/// Runs all at once; why the play failed, or nothing when every command ended well.
pub(super) async fn perform(options: &Options, script: &Path, control: &str) -> Outcome<Option<String>> {
    let lines = command_lines(options);
    let alone = lines.len() == 1;
    let mut playing = JoinSet::new();
    for (number, (name, mut command)) in lines.into_iter().enumerate() {
        command
            .env("GRIFFIE_STAGE", script)
            .env("GRIFFIE_CONTROL", control)
            .env("GRIFFIE_STAGE_RUN", number.to_string());
        if !alone {
            command.stdout(Stdio::piped()).stderr(Stdio::piped());
        }
        let group = start(&name, &mut command)?;
        playing.spawn(to_its_end(name, format!("[{number}] "), group));
    }
    let all = async {
        while let Some(ended) = playing.join_next().await {
            if let Some(wrong) = ended?? {
                return Ok(Some(wrong));
            }
        }
        Ok(None)
    };
    let limit = Duration::from_secs(options.limit);
    tokio::time::timeout(limit, all).await.unwrap_or_else(|_| {
        Ok(Some(format!(
            "the play was not at its end after {} s",
            options.limit
        )))
    })
}

fn command_lines(options: &Options) -> Vec<(String, Command)> {
    let shells = options.runs.iter().map(|line| {
        let mut command = Command::new("sh");
        command.args(["-c", line]);
        (line.clone(), command)
    });
    let direct = options.command.split_first().map(|(program, arguments)| {
        let mut command = Command::new(program);
        command.args(arguments);
        (program.clone(), command)
    });
    shells.chain(direct).collect()
}

fn start(name: &str, command: &mut Command) -> Outcome<Group> {
    let child = command
        .stdin(Stdio::null())
        .process_group(0)
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| failure(format!("{name} cannot be started: {error}")))?;
    let id = child.id().and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
    let id = id.ok_or_else(|| failure(format!("{name} ended before it began")))?;
    Ok(Group { child, id })
}

async fn to_its_end(name: String, mark: String, mut group: Group) -> Outcome<Option<String>> {
    let mut words = JoinSet::new();
    if let Some(output) = group.child.stdout.take() {
        words.spawn(repeat(output, mark.clone()));
    }
    if let Some(output) = group.child.stderr.take() {
        words.spawn(repeat(output, mark));
    }
    let status = group.child.wait().await?;
    // What it left running would hold the pipes open.
    drop(group);
    while let Some(read) = words.join_next().await {
        read??;
    }
    Ok((!status.success()).then(|| format!("`{name}` ended with {status}")))
}

async fn repeat(output: impl AsyncRead + Unpin, mark: String) -> Outcome<()> {
    let mut lines = BufReader::new(output).split(b'\n');
    while let Some(line) = lines.next_segment().await? {
        println!("{mark}{}", String::from_utf8_lossy(&line));
    }
    Ok(())
}
