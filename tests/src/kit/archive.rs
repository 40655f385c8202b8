//! The archive of a world: key ceremony, gateway and vault as their own processes, codes for people.

use std::{
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

/// The tenant of every world.
pub const TENANT: &str = "67726966666965000000000000000001";

/// How soon things happen in a world: seconds instead of the product's minutes and days.
pub struct Pace {
    /// Seconds after which a device seals what it has.
    pub segment_seconds: u32,
    /// Age in seconds after which a finally receipted record leaves the phone.
    pub prune_after_seconds: u64,
}

/// By which addresses phones reach the parts; each may lead through a [`super::bad_network::BadNetwork`].
#[derive(Default)]
pub struct Roads {
    /// To the homeserver, when not its own address.
    pub homeserver: Option<String>,
    /// To the gateway, when not its own address.
    pub gateway: Option<String>,
}

/// Gateway and vault with their keys.
pub struct Archive {
    dir: PathBuf,
    port: u16,
    roads: Roads,
    gateway: Option<Process>,
    vault: Option<Process>,
    losses: Option<PathBuf>,
    /// How often the gateway was killed.
    pub gateway_kills: u32,
    /// How often the vault was killed.
    pub vault_kills: u32,
}

impl Archive {
    /// The key ceremony, then both processes.
    pub async fn start(dir: &Path, homeserver: &Synapse, pace: &Pace) -> Outcome<Self> {
        Self::start_behind(dir, homeserver, pace, Roads::default()).await
    }

    /// The same for phones that come by these roads.
    pub async fn start_behind(dir: &Path, homeserver: &Synapse, pace: &Pace, roads: Roads) -> Outcome<Self> {
        let secret = homeserver.jwt_secret();
        let mut archive = Self::found(dir, &homeserver.url(), secret, pace, roads).await?;
        archive.start_gateway().await?;
        archive.start_vault().await?;
        Ok(archive)
    }

    /// The key ceremony alone, for users of any homeserver that shares this secret; neither process runs yet.
    pub async fn found(
        dir: &Path,
        homeserver: &str,
        secret: &Path,
        pace: &Pace,
        roads: Roads,
    ) -> Outcome<Self> {
        std::fs::create_dir_all(dir)?;
        let archive = Self {
            dir: dir.to_owned(),
            port: place::free_port()?,
            roads,
            gateway: None,
            vault: None,
            losses: None,
            gateway_kills: 0,
            vault_kills: 0,
        };
        archive.ceremony(homeserver, secret, pace).await?;
        Ok(archive)
    }

    /// Where devices reach the gateway.
    pub fn url(&self) -> String {
        self.roads.gateway.clone().unwrap_or_else(|| self.address())
    }

    /// Where the gateway itself listens.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The gateway's folder.
    pub fn gateway_dir(&self) -> PathBuf {
        self.dir.join("gateway")
    }

    /// The vault's folder.
    pub fn vault_dir(&self) -> PathBuf {
        self.dir.join("vault")
    }

    /// The folder with the offline root of this world.
    pub fn root_dir(&self) -> PathBuf {
        self.dir.join("root")
    }

    /// The logs of both processes.
    pub fn logs(&self) -> [PathBuf; 2] {
        [self.dir.join("gateway.log"), self.dir.join("vault.log")]
    }

    /// The process number of the gateway.
    pub fn gateway_id(&self) -> Option<u32> {
        self.gateway.as_ref().and_then(Process::id)
    }

    /// The process number of the vault.
    pub fn vault_id(&self) -> Option<u32> {
        self.vault.as_ref().and_then(Process::id)
    }

    /// A new activation link for someone.
    pub async fn new_code(&self, user: &str) -> Outcome<String> {
        let mut command = self.gateway_command()?;
        command.args([
            "code",
            "new",
            "--json",
            "--user",
            user,
            "--expires",
            "7d",
            "--gateway",
            &self.url(),
        ]);
        command
            .arg("--dir")
            .arg(self.gateway_dir())
            .arg("--root-pub")
            .arg(self.root_dir().join("root.pub"));
        let said: Value = serde_json::from_str(&run(&mut command).await?)?;
        super::person::text(&said, "link")
    }

    /// Starts the gateway on its port.
    pub async fn start_gateway(&mut self) -> Outcome<()> {
        let log = self.dir.join("gateway.log");
        let from = process::length(&log);
        let mut command = match &self.losses {
            None => self.gateway_command()?,
            Some(noted) => {
                let mut faulty = Command::new(place::binary("griffie-gateway-faulty")?);
                faulty.env("GRIFFIE_FAULTS_OBJECTS", noted);
                faulty
            }
        };
        command.arg("serve").arg("--dir").arg(self.gateway_dir());
        command.args(["--listen", &format!("127.0.0.1:{}", self.port)]);
        let mut gateway = Process::start("the gateway", &mut command, &log, false)?;
        gateway.said("listening", Duration::from_secs(30), from).await?;
        self.gateway = Some(gateway);
        Ok(())
    }

    /// The gateway starts anew as one that loses the bytes of one object in twenty and notes it in this file.
    pub async fn loses_objects(&mut self, noted: &Path) -> Outcome<()> {
        if let Some(mut gateway) = self.gateway.take() {
            gateway.stop().await?;
        }
        self.losses = Some(noted.to_owned());
        self.start_gateway().await
    }

    /// Starts the vault's loop.
    pub async fn start_vault(&mut self) -> Outcome<()> {
        let log = self.dir.join("vault.log");
        let from = process::length(&log);
        let mut command = self.vault_command()?;
        command.arg("serve").arg("--dir").arg(self.vault_dir());
        let mut vault = Process::start("the vault", &mut command, &log, false)?;
        vault.said("ready", Duration::from_secs(30), from).await?;
        self.vault = Some(vault);
        Ok(())
    }

    /// SIGKILL to the gateway.
    pub async fn kill_gateway(&mut self) -> Outcome<()> {
        if let Some(mut gateway) = self.gateway.take() {
            gateway.kill().await?;
            self.gateway_kills += 1;
        }
        Ok(())
    }

    /// SIGKILL to the vault.
    pub async fn kill_vault(&mut self) -> Outcome<()> {
        if let Some(mut vault) = self.vault.take() {
            vault.kill().await?;
            self.vault_kills += 1;
        }
        Ok(())
    }

    /// Asks both to stop.
    pub async fn stop(&mut self) -> Outcome<()> {
        if let Some(mut vault) = self.vault.take() {
            vault.stop().await?;
        }
        if let Some(mut gateway) = self.gateway.take() {
            gateway.stop().await?;
        }
        Ok(())
    }

    /// Runs `griffie-vault ARGS --dir VAULT` and returns what it prints.
    pub async fn vault(&self, args: &[&str]) -> Outcome<String> {
        let mut command = self.vault_command()?;
        run(command.args(args).arg("--dir").arg(self.vault_dir())).await
    }

    /// Runs `griffie-gateway ARGS --dir GATEWAY` and returns what it prints.
    pub async fn gateway(&self, args: &[&str]) -> Outcome<String> {
        let mut command = self.gateway_command()?;
        run(command.args(args).arg("--dir").arg(self.gateway_dir())).await
    }

    fn gateway_command(&self) -> Outcome<Command> {
        Ok(Command::new(place::binary("griffie-gateway")?))
    }

    fn vault_command(&self) -> Outcome<Command> {
        Ok(Command::new(place::binary("griffie-vault")?))
    }

    /// Root, archive keys, log key; then what the root signs.
    async fn ceremony(&self, homeserver: &str, secret: &Path, pace: &Pace) -> Outcome<()> {
        let (root, gateway) = (self.root_dir(), self.gateway_dir());
        run(self.vault_command()?.args(["root", "new", "--out"]).arg(&root)).await?;
        let road = self.roads.homeserver.clone();
        let mut init = self.gateway_command()?;
        init.args([
            "init",
            "--json",
            "--homeserver",
            &road.unwrap_or_else(|| homeserver.to_owned()),
            "--server-name",
            SERVER_NAME,
        ]);
        init.args(["--tenant", TENANT, "--jwt-secret-file"])
            .arg(secret)
            .arg("--root-pub")
            .arg(root.join("root.pub"))
            .arg("--dir")
            .arg(&gateway);
        let said: Value = serde_json::from_str(&run(&mut init).await?)?;
        let log_key = said["log"]
            .as_str()
            .ok_or_else(|| failure(format!("no log key in {said}")))?
            .to_owned();
        let mut vault = self.vault_command()?;
        vault
            .args(["init", "--root-pub"])
            .arg(root.join("root.pub"))
            .arg("--gateway-socket");
        run(vault
            .arg(gateway.join("internal.sock"))
            .arg("--dir")
            .arg(self.vault_dir()))
        .await?;
        self.sign_configuration(&log_key, pace).await
    }

    async fn sign_configuration(&self, log_key: &str, pace: &Pace) -> Outcome<()> {
        let key = self.root_dir().join("root.key");
        let seal = self.dir.join("seal-config.json");
        let mut sign = self.vault_command()?;
        sign.args([
            "seal-config",
            "sign",
            "--version",
            "1",
            "--tenant",
            TENANT,
            "--log-key",
            log_key,
        ]);
        sign.args(["--gateway", &self.url()])
            .arg("--root-key")
            .arg(&key)
            .arg("--dir")
            .arg(self.vault_dir());
        run(sign.arg("--out").arg(&seal)).await?;
        let seconds = [
            pace.segment_seconds.to_string(),
            pace.prune_after_seconds.to_string(),
        ];
        self.sets_policy(
            1,
            &[
                "--segment-seconds",
                &seconds[0],
                "--prune-after-seconds",
                &seconds[1],
            ],
        )
        .await
    }

    /// Signs a policy with these options and puts it in force at the gateway, which may run.
    pub async fn sets_policy(&self, version: u32, options: &[&str]) -> Outcome<()> {
        let (seal, policy) = (self.dir.join("seal-config.json"), self.dir.join("policy.json"));
        let mut sign = self.vault_command()?;
        sign.args(["policy", "sign", "--version", &version.to_string()])
            .args(options)
            .arg("--root-key")
            .arg(self.root_dir().join("root.key"));
        run(sign.arg("--out").arg(&policy)).await?;
        let mut set = self.gateway_command()?;
        set.args(["config", "set", "--seal-config"])
            .arg(&seal)
            .arg("--policy")
            .arg(&policy);
        run(set.arg("--dir").arg(self.gateway_dir())).await?;
        Ok(())
    }
}
