//! A real Synapse on loopback: installed once from its Python package, started in seconds.

mod config;
mod install;
mod operate;

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use tokio::process::Command;

pub use self::install::install;
use super::{Outcome, place, process::Process, wait};

/// The name of the homeserver in every world.
pub const SERVER_NAME: &str = "griffie.test";

/// A running homeserver with a database and a log of its own.
pub struct Synapse {
    dir: PathBuf,
    venv: PathBuf,
    port: u16,
    jwt_secret: PathBuf,
    process: Process,
}

impl Synapse {
    /// Makes a homeserver in `dir` and waits until it answers.
    pub async fn start(dir: &Path) -> Outcome<Self> {
        let venv = install().await?;
        std::fs::create_dir_all(dir)?;
        let port = place::free_port()?;
        let jwt_secret = config::write(dir, port)?;
        let process = spawn(&venv, dir)?;
        let mut synapse = Self {
            dir: dir.to_owned(),
            venv,
            port,
            jwt_secret,
            process,
        };
        synapse.ready().await?;
        Ok(synapse)
    }

    /// Where clients reach it.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The secret that gateway and homeserver share for logins by JWT.
    pub fn jwt_secret(&self) -> &Path {
        &self.jwt_secret
    }

    /// Its database, opened by [`super::expected`] beside the running server.
    pub fn database(&self) -> PathBuf {
        self.dir.join("homeserver.db")
    }

    /// SIGKILL.
    pub async fn kill(&mut self) -> Outcome<()> {
        self.process.kill().await
    }

    /// Asks it to stop.
    pub async fn stop(&mut self) -> Outcome<()> {
        self.process.stop().await
    }

    /// Starts it again on the same port.
    pub async fn restart(&mut self) -> Outcome<()> {
        self.process = spawn(&self.venv, &self.dir)?;
        self.ready().await
    }

    /// Starts it again so that one sync carries at most so many events of a room.
    pub async fn limit_sync(&mut self, events: u32) -> Outcome<()> {
        self.kill().await?;
        config::limit_sync(&self.dir, events)?;
        self.restart().await
    }

    async fn ready(&mut self) -> Outcome<()> {
        let client = super::rpc::http()?;
        let url = format!("{}/_matrix/client/versions", self.url());
        let process = &mut self.process;
        let started = wait::now();
        loop {
            process.ensure_running()?;
            if let Ok(answer) = client.get(&url).send().await
                && answer.status().is_success()
            {
                return Ok(());
            }
            if started.elapsed() > Duration::from_secs(60) {
                return Err(super::failure("Synapse did not answer within 60 s"));
            }
            wait::pause(Duration::from_millis(100)).await;
        }
    }
}

fn spawn(venv: &Path, dir: &Path) -> Outcome<Process> {
    let mut command = Command::new(venv.join("bin/python"));
    command
        .args(["-m", "synapse.app.homeserver", "-c"])
        .arg(dir.join("homeserver.yaml"))
        .arg("-c")
        .arg(dir.join("sync.yaml"))
        .arg("-c")
        .arg(dir.join("services.yaml"))
        .current_dir(dir);
    Process::start("Synapse", &mut command, &dir.join("process.log"), false)
}
