//! An independent witness of a world's log: a process with its own folder and key, which the root names and the vault asks.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::Value;
use tokio::process::Command;

use super::{
    Outcome,
    archive::{Archive, TENANT},
    failure, place,
    process::{self, Process, run},
};

/// A witness with its folder and port.
pub struct Witness {
    dir: PathBuf,
    port: u16,
    /// Its verifier key.
    pub vkey: String,
    process: Option<Process>,
}

impl Witness {
    /// Makes a witness in `dir` that follows the archive's log, and serves. The vault asks it and, from seal configuration 2 on, the
    /// root demands it.
    pub async fn start(dir: &Path, archive: &Archive) -> Outcome<Self> {
        let folder = archive.vault_dir();
        let folder = folder
            .parent()
            .ok_or_else(|| failure("the vault is in no folder"))?;
        let seal = folder.join("seal-config.json");
        let signed: Value = serde_json::from_slice(&std::fs::read(&seal)?)?;
        let config: Value = serde_json::from_str(&super::person::text(&signed, "payload")?)?;
        let log_key = super::person::text(&config, "log")?;
        let witness = Self::alone(dir, &log_key).await?;
        witness.is_asked_by(archive).await?;
        let (root, out) = (archive.root_dir().join("root.key"), seal.display().to_string());
        let root = root.display().to_string();
        let gateway = archive.url();
        let sign = [
            "seal-config",
            "sign",
            "--version",
            "2",
            "--tenant",
            TENANT,
            "--log-key",
            &log_key,
        ];
        let rest = [
            "--gateway",
            &gateway,
            "--root-key",
            &root,
            "--witness",
            &witness.vkey,
            "--out",
            &out,
        ];
        archive.vault(&[&sign[..], &rest[..]].concat()).await?;
        let policy = folder.join("policy.json").display().to_string();
        archive
            .gateway(&["config", "set", "--seal-config", &out, "--policy", &policy])
            .await?;
        Ok(witness)
    }

    /// A witness that follows this log, serves, and whom nobody asks yet.
    pub async fn alone(dir: &Path, log_key: &str) -> Outcome<Self> {
        std::fs::create_dir_all(dir)?;
        let mut witness = Self {
            dir: dir.to_owned(),
            port: place::free_port()?,
            vkey: String::new(),
            process: None,
        };
        let mut init = witness.command("init")?;
        init.args(["--name", "witness.example.nl", "--log-key", log_key]);
        let said = run(&mut init).await?;
        let vkey = said.lines().find_map(|line| line.strip_prefix("vkey "));
        vkey.ok_or_else(|| failure("the witness has no key"))?
            .clone_into(&mut witness.vkey);
        witness.serve().await?;
        Ok(witness)
    }

    /// The vault asks it from now on.
    pub async fn is_asked_by(&self, archive: &Archive) -> Outcome<()> {
        let url = self.url();
        let ask = ["witness", "ask", "--key", &self.vkey, "--url", &url];
        archive.vault(&ask).await?;
        Ok(())
    }

    /// Where logs reach it.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Starts the process.
    pub async fn serve(&mut self) -> Outcome<()> {
        let log = self.dir.join("witness.log");
        let from = process::length(&log);
        let mut command = self.command("serve")?;
        command.args(["--listen", &format!("127.0.0.1:{}", self.port)]);
        let mut process = Process::start("the witness", &mut command, &log, false)?;
        process.said("ready", Duration::from_secs(60), from).await?;
        self.process = Some(process);
        Ok(())
    }

    /// SIGKILL.
    pub async fn kill(&mut self) -> Outcome<()> {
        match self.process.take() {
            Some(mut process) => process.kill().await,
            None => Err(failure("the witness does not run")),
        }
    }

    /// What it keeps against logs, and whether there is anything.
    pub async fn evidence(&self) -> Outcome<(bool, String)> {
        let output = self.command("evidence")?.output().await?;
        match output.status.code() {
            Some(code @ (0 | 1)) => Ok((code == 1, String::from_utf8(output.stdout)?)),
            _ => Err(failure(String::from_utf8_lossy(&output.stderr))),
        }
    }

    fn command(&self, what: &str) -> Outcome<Command> {
        let mut command = Command::new(place::binary("griffie-vault")?);
        command
            .args(["witness", what, "--dir"])
            .arg(self.dir.join("witness"));
        Ok(command)
    }
}
