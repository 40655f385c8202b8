//! The archive of a run: keys and signed documents as an administrator makes them, with the products' own commands.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use griffie_wire::{
    DeviceId, Millis, PublicKey, TenantId,
    api::{DeviceConfig, Grant},
    signed::SignedDocument,
};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    clock,
    outcome::{Outcome, failure},
    place::Place,
    process::{Server, output},
};

const TENANT: &str = "67726966666965000000000000000001";
/// Where devices would find the gateway; the bench's own port is drawn at every start.
const ADDRESS: &str = "http://127.0.0.1:1";

/// Gateway and vault with their keys, in one folder.
pub(crate) struct Archive {
    pub(crate) dir: PathBuf,
    gateway: PathBuf,
    vault: PathBuf,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

impl Archive {
    /// The key ceremony, in `dir`.
    pub(crate) fn make(place: &Place, dir: &Path) -> Outcome<Self> {
        let archive = Self {
            dir: dir.to_owned(),
            gateway: place.program("griffie-gateway")?,
            vault: place.program("griffie-vault")?,
        };
        archive.vault(&["root", "new"], &[("--out", &dir.join("root"))])?;
        let log = archive.make_gateway()?;
        let (root, socket) = (
            dir.join("root/root.pub"),
            archive.gateway_dir().join("internal.sock"),
        );
        let vault = archive.vault_dir();
        archive.vault(
            &["init"],
            &[
                ("--root-pub", &root),
                ("--gateway-socket", &socket),
                ("--dir", &vault),
            ],
        )?;
        archive.configure(&log)?;
        Ok(archive)
    }

    /// Gives the verifier key of its log.
    fn make_gateway(&self) -> Outcome<String> {
        let secret = self.dir.join("jwt-secret");
        write_private(&secret, "a secret of the bench, of no worth at all")?;
        let mut words = vec!["init", "--json", "--homeserver", ADDRESS, "--tenant", TENANT];
        words.extend(["--server-name", "bench.example"]);
        let (root, dir) = (self.dir.join("root/root.pub"), self.gateway_dir());
        let paths = [
            ("--jwt-secret-file", &*secret),
            ("--root-pub", &root),
            ("--dir", &dir),
        ];
        let said: Value = serde_json::from_str(&self.gateway(&words, &paths)?)?;
        let log = said.get("log").and_then(Value::as_str);
        Ok(log.ok_or_else(|| failure("init told no log key"))?.to_owned())
    }

    /// What the root signs, and the gateway hands to devices.
    fn configure(&self, log: &str) -> Outcome<()> {
        let (seal, policy) = (self.dir.join("seal-config.json"), self.dir.join("policy.json"));
        let (key, vault) = (self.dir.join("root/root.key"), self.vault_dir());
        let mut words = vec!["seal-config", "sign", "--version", "1", "--tenant", TENANT];
        words.extend(["--log-key", log, "--gateway", ADDRESS]);
        self.vault(
            &words,
            &[("--root-key", &key), ("--dir", &vault), ("--out", &seal)],
        )?;
        let words = ["policy", "sign", "--version", "1"];
        self.vault(&words, &[("--root-key", &key), ("--out", &policy)])?;
        let gateway = self.gateway_dir();
        let paths = [
            ("--seal-config", &*seal),
            ("--policy", &policy),
            ("--dir", &gateway),
        ];
        self.gateway(&["config", "set"], &paths).map(|_| ())
    }

    pub(crate) fn gateway_dir(&self) -> PathBuf {
        self.dir.join("gateway")
    }

    pub(crate) fn vault_dir(&self) -> PathBuf {
        self.dir.join("vault")
    }

    /// Who signs the documents.
    pub(crate) fn root(&self) -> Outcome<PublicKey> {
        Ok(std::fs::read_to_string(self.dir.join("root/root.pub"))?
            .trim()
            .parse()?)
    }

    /// What the gateway of this archive would grant a device.
    pub(crate) fn grant(&self, user: &str) -> Outcome<Grant> {
        let document = |name| -> Outcome<SignedDocument> {
            Ok(serde_json::from_slice(&std::fs::read(self.dir.join(name))?)?)
        };
        let now = clock::now();
        Ok(Grant {
            device: DeviceId::from_bytes([3; 16]),
            tenant: TENANT.parse::<TenantId>()?,
            user_id: user.to_owned(),
            homeserver: ADDRESS.to_owned(),
            jwt: "none".to_owned(),
            jwt_expires: Millis(now.0 + 60_000),
            config: DeviceConfig {
                seal_config: document("seal-config.json")?,
                policy: document("policy.json")?,
                resend: Vec::new(),
                server_time: now,
                lines: None,
                recalls: Vec::new(),
            },
        })
    }

    /// Starts the gateway on a free port; gives its address.
    pub(crate) fn serve(&self) -> Outcome<(Server, String)> {
        let mut command = Command::new(&self.gateway);
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--dir"])
            .arg(self.gateway_dir());
        Server::start(&mut command, "listening ")
    }

    /// An activation code for a user.
    pub(crate) fn new_code(&self, user: &str) -> Outcome<String> {
        let said = self.gateway(
            &["code", "new", "--json", "--user", user, "--gateway", ADDRESS],
            &[
                ("--root-pub", &self.dir.join("root/root.pub")),
                ("--dir", &self.gateway_dir()),
            ],
        )?;
        Ok(serde_json::from_str::<Code>(&said)?.code)
    }

    /// Runs `griffie-vault`.
    pub(crate) fn vault(&self, words: &[&str], paths: &[(&str, &Path)]) -> Outcome<String> {
        run(&self.vault, words, paths)
    }

    fn gateway(&self, words: &[&str], paths: &[(&str, &Path)]) -> Outcome<String> {
        run(&self.gateway, words, paths)
    }
}

fn run(program: &Path, words: &[&str], paths: &[(&str, &Path)]) -> Outcome<String> {
    let mut command = Command::new(program);
    command.args(words);
    for (name, path) in paths {
        command.arg(name).arg(path);
    }
    output(&mut command)
}

fn write_private(path: &Path, text: &str) -> Outcome<()> {
    use std::{io::Write as _, os::unix::fs::OpenOptionsExt as _};
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    Ok(file.write_all(text.as_bytes())?)
}
