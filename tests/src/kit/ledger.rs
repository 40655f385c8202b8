//! The independent witness of a world: a ledger process beside the homeserver, registered as its application service.

use std::{
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::Value;
use tokio::process::Command;

use super::{
    Outcome, failure, place,
    process::{self, Process, run},
    synapse::{SERVER_NAME, Synapse},
};

/// A ledger with its folder, port and token for the homeserver's admin API.
pub struct Ledger {
    dir: PathBuf,
    port: u16,
    homeserver: String,
    process: Option<Process>,
}

impl Ledger {
    /// Makes a ledger in `dir`, registers it at the homeserver (which starts again) and serves.
    pub async fn start(dir: &Path, homeserver: &mut Synapse) -> Outcome<Self> {
        std::fs::create_dir_all(dir)?;
        let mut ledger = Self {
            dir: dir.to_owned(),
            port: place::free_port()?,
            homeserver: homeserver.url(),
            process: None,
        };
        let registration = dir.join("registration.yaml");
        let mut init = ledger.command("init")?;
        init.args(["--server-name", SERVER_NAME, "--url", &ledger.url()]);
        run(init.arg("--registration").arg(&registration)).await?;
        homeserver.register(&registration).await?;
        let token = homeserver.admin().await?;
        let mut file = std::fs::File::options()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(ledger.token_file())?;
        std::io::Write::write_all(&mut file, token.as_bytes())?;
        ledger.serve().await?;
        Ok(ledger)
    }

    /// The ledger's folder.
    pub fn folder(&self) -> PathBuf {
        self.dir.join("ledger")
    }

    /// Where the homeserver reaches it.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Starts the process, which compares with the homeserver at once.
    pub async fn serve(&mut self) -> Outcome<()> {
        let log = self.dir.join("ledger.log");
        let from = process::length(&log);
        let mut command = self.command("serve")?;
        command.args(["--listen", &format!("127.0.0.1:{}", self.port)]);
        command.args(["--homeserver", &self.homeserver, "--admin-token-file"]);
        command.arg(self.token_file());
        let mut process = Process::start("the ledger", &mut command, &log, false)?;
        process
            .said("compared with the homeserver", Duration::from_secs(60), from)
            .await?;
        self.process = Some(process);
        Ok(())
    }

    /// SIGKILL.
    pub async fn kill(&mut self) -> Outcome<()> {
        match self.process.take() {
            Some(mut process) => process.kill().await,
            None => Err(failure("the ledger does not run")),
        }
    }

    /// Compares once with the homeserver: what it prints.
    pub async fn walk(&self) -> Outcome<String> {
        let mut command = self.command("walk")?;
        command.args(["--homeserver", &self.homeserver, "--admin-token-file"]);
        run(command.arg(self.token_file())).await
    }

    /// What the vault in `vault` says against this ledger, as JSON; with further arguments for `reconcile`.
    pub async fn reconcile(&self, vault: &Path, more: &[&str]) -> Outcome<Value> {
        let mut command = Command::new(place::binary("griffie-vault")?);
        command.args(["reconcile", "--json", "--dir"]).arg(vault);
        command.arg("--ledger").arg(self.folder()).args(more);
        let output = command.output().await?;
        // 1 says that something is missing, which is an answer.
        match output.status.code() {
            Some(0 | 1) => Ok(serde_json::from_slice(&output.stdout)?),
            _ => Err(failure(String::from_utf8_lossy(&output.stderr))),
        }
    }

    fn token_file(&self) -> PathBuf {
        self.dir.join("admin.token")
    }

    fn command(&self, what: &str) -> Outcome<Command> {
        let mut command = Command::new(place::binary("griffie-vault")?);
        command.args(["ledger", what, "--dir"]).arg(self.folder());
        Ok(command)
    }
}
