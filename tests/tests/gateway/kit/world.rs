//! A gateway in a directory of its own: made, configured and run with the real command.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    os::unix::fs::PermissionsExt as _,
    path::PathBuf,
    process::{Child, Command, Output, Stdio},
    time::{SystemTime, UNIX_EPOCH},
};

use griffie_wire::{
    api::{ActivateRequest, Grant},
    gso1::{ArchiveKey, Suite},
    ids::{Millis, TenantId},
    key::SigningKey,
    note::CosignerKey,
    policy::Policy,
    receipt::LogTrust,
    seal_config::{RecipientKey, SealConfig},
};

use super::{Client, Device, Response};

/// The gateway's binary; built by itself, so that it carries nothing that opens (`cargo xtask test` does).
fn gateway() -> std::path::PathBuf {
    griffie_tests::kit::place::binary("griffie-gateway").unwrap()
}
pub(crate) const TENANT: TenantId = TenantId::from_bytes([0xaa; 16]);

/// Lines of the log before the first object: the documents of `configure(1)`.
pub(crate) const DOCUMENTS: u64 = 2;

/// A gateway, its organisation and its vault.
pub(crate) struct World {
    pub(crate) dir: tempfile::TempDir,
    pub(crate) root: SigningKey,
    pub(crate) vault: CosignerKey,
    pub(crate) archive: ArchiveKey,
    pub(crate) trust: LogTrust,
    process: Option<Child>,
    pub(crate) url: String,
}

#[allow(
    clippy::disallowed_methods,
    reason = "tests speak to a gateway on the real clock"
)]
pub(crate) fn now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Millis(u64::try_from(since.as_millis()).unwrap())
}

impl World {
    /// A configured gateway that serves.
    pub(crate) fn new() -> Self {
        Self::with(|_| {})
    }

    /// The same with changed settings.
    pub(crate) fn with(change: impl FnOnce(&mut serde_json::Value)) -> Self {
        let mut world = Self::made();
        world.configure(1);
        let path = world.path("gateway.json");
        let mut settings = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        change(&mut settings);
        fs::write(&path, settings.to_string()).unwrap();
        world.start();
        world
    }

    /// A gateway after `init`, without configuration, not serving.
    pub(crate) fn made() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let root = SigningKey::from_seed(&[1; 32]);
        fs::write(dir.path().join("root.pub"), format!("{}\n", root.public())).unwrap();
        let secret = dir.path().join("jwt.secret");
        fs::write(&secret, "homeserver secret\n").unwrap();
        fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).unwrap();
        let vault = CosignerKey::from_seed(&[2; 32], "vault.test").unwrap();
        let trust = LogTrust {
            log: String::new(),
            vault: Some(vault.vkey()),
            witnesses: None,
        };
        let archive = ArchiveKey::generate(Suite::XWing);
        let mut world = Self {
            dir,
            root,
            vault,
            archive,
            trust,
            process: None,
            url: String::new(),
        };
        let output = world.command(&[
            "init",
            "--homeserver",
            "https://matrix.test",
            "--server-name",
            "test",
            "--jwt-secret-file",
            secret.to_str().unwrap(),
            "--tenant",
            &TENANT.to_string(),
            "--root-pub",
            world.path("root.pub").to_str().unwrap(),
        ]);
        world.trust.log = String::from_utf8(output.stdout).unwrap().trim().to_owned();
        world
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Runs a command on this gateway's directory and expects success.
    pub(crate) fn command(&self, arguments: &[&str]) -> Output {
        let output = self.try_command(arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        output
    }

    pub(crate) fn try_command(&self, arguments: &[&str]) -> Output {
        Command::new(gateway())
            .args(arguments)
            .arg("--dir")
            .arg(self.dir.path())
            .output()
            .unwrap()
    }

    pub(crate) fn json(&self, arguments: &[&str]) -> serde_json::Value {
        let output = self.command(&[arguments, &["--json"]].concat());
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Signs and sets a configuration of this version.
    pub(crate) fn configure(&self, version: u32) {
        let (config, policy) = self.write_config(version, |_| {});
        self.command(&["config", "set", "--seal-config", &config, "--policy", &policy]);
    }

    /// Writes signed documents to files and gives their paths.
    pub(crate) fn write_config(
        &self,
        version: u32,
        change: impl FnOnce(&mut SealConfig),
    ) -> (String, String) {
        let recipient = RecipientKey::from(self.archive.recipient().clone());
        let mut config = SealConfig {
            schema: 1,
            tenant: TENANT,
            version,
            suite: Suite::XWing as u8,
            recipients: vec![recipient],
            valid_from: Millis(0),
            expires: Millis(now().0 + 86_400_000),
            log: self.trust.log.clone(),
            vault: self.vault.vkey(),
            witnesses: None,
            gateways: vec!["http://127.0.0.1:1".to_owned()],
        };
        change(&mut config);
        let config = serde_json::to_string(&config.sign(&self.root).unwrap()).unwrap();
        let policy = Policy::standard("test", version).sign(&self.root).unwrap();
        let paths = [
            self.path(&format!("seal-config-{version}")),
            self.path(&format!("policy-{version}")),
        ];
        fs::write(&paths[0], config).unwrap();
        fs::write(&paths[1], serde_json::to_string(&policy).unwrap()).unwrap();
        let [config, policy] = paths.map(|path| path.to_str().unwrap().to_owned());
        (config, policy)
    }

    pub(crate) fn start(&mut self) {
        self.start_with(&[]);
    }

    /// Starts with more arguments.
    pub(crate) fn start_with(&mut self, more: &[&str]) {
        self.start_by(Command::new(gateway()).arg("serve").args(more));
    }

    /// Starts the gateway inside a shell that runs `before` first.
    pub(crate) fn start_after(&mut self, before: &str) {
        let mut shell = Command::new("bash");
        shell
            .args(["-c", &format!("{before}; exec \"$0\" \"$@\"")])
            .arg(gateway())
            .arg("serve");
        self.start_by(&mut shell);
    }

    fn start_by(&mut self, command: &mut Command) {
        command
            .args(["--listen", "127.0.0.1:0", "--dir"])
            .arg(self.dir.path());
        let log = fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.path("log"))
            .unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let url = line
            .trim()
            .strip_prefix("listening ")
            .unwrap_or_else(|| panic!("{}", self.log_text()));
        self.url = url.to_owned();
        self.process = Some(child);
    }

    /// SIGKILL, in the middle of whatever it does.
    pub(crate) fn kill(&mut self) {
        let mut child = self.process.take().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// SIGTERM, and waits for a clean end.
    pub(crate) fn stop(&mut self) {
        let mut child = self.process.take().unwrap();
        let status = Command::new("kill").arg(child.id().to_string()).status().unwrap();
        assert!(status.success());
        assert!(child.wait().unwrap().success(), "{}", self.log_text());
    }

    pub(crate) fn pid(&self) -> u32 {
        self.process.as_ref().unwrap().id()
    }

    pub(crate) fn log_text(&self) -> String {
        fs::read_to_string(self.path("log")).unwrap_or_default()
    }

    pub(crate) fn client(&self) -> Client {
        Client::tcp(&self.url).unwrap()
    }

    pub(crate) fn get(&self, target: &str) -> Response {
        self.client().send("GET", target, &[], &[]).unwrap()
    }

    /// Asks on the internal socket.
    pub(crate) fn internal(&self, method: &str, target: &str, body: &[u8]) -> Response {
        Client::unix(&self.path("internal.sock"))
            .unwrap()
            .send(method, target, &[], body)
            .unwrap()
    }

    /// A fresh activation code.
    pub(crate) fn code(&self, more: &[&str]) -> String {
        let made = self.json(&[&["code", "new", "--gateway", "http://127.0.0.1:1"], more].concat());
        made["code"].as_str().unwrap().to_owned()
    }

    pub(crate) fn activate(&self, request: &ActivateRequest) -> Response {
        let body = serde_json::to_vec(request).unwrap();
        self.client().send("POST", "/v1/activate", &[], &body).unwrap()
    }

    /// An activated device whose key seed is `seed` repeated.
    pub(crate) fn device(&self, seed: u8) -> Device {
        let key = SigningKey::from_seed(&[seed; 32]);
        let code = self.code(&[]).parse().unwrap();
        let grant: Grant = self
            .activate(&ActivateRequest::new(code, &key, "Test".into(), "0".into()))
            .json();
        Device::new(grant, key, seed)
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if let Some(child) = &mut self.process {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
