//! The other party: somebody with another client, matrix-js-sdk in a Node.js process of its own (`tests/js`), told what to do.
//!
//! Must not know Griffie.

mod install;

use std::{path::Path, time::Duration};

use serde_json::{Value, json};
use tokio::process::Command;

use super::{Outcome, person::text, process::Process, rpc::Rpc, synapse::Synapse};

/// How long one order may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// Someone who does not use Griffie.
pub struct Counterpart {
    /// Their Matrix user id.
    pub user_id: String,
    /// The Matrix id of their device.
    pub device_id: String,
    rpc: Rpc,
    process: Process,
}

impl Counterpart {
    /// Gives them an account and a cross-signed device; what the client writes besides its answers is in `counterpart.log` of `dir`.
    pub async fn sign_in(name: &str, dir: &Path, homeserver: &Synapse) -> Outcome<Self> {
        let modules = install::install().await?;
        let node = install::node(&modules).await?;
        let program = laid_out(&dir.join("counterpart"), &modules)?;
        let mut command = Command::new(node);
        command.arg(program);
        let mut process = Process::start(name, &mut command, &dir.join("counterpart.log"), true)?;
        let (input, output) = process.pipes()?;
        let rpc = Rpc::over(input, output);
        let account = json!({
            "homeserver": homeserver.url(),
            "user": name.to_lowercase(),
            "password": homeserver.account(&name.to_lowercase()).await?,
        });
        let said = rpc.call("sign_in", account, PATIENCE).await;
        // What a program that cannot start says of it stands in its log.
        process.ensure_running()?;
        let said = said?;
        Ok(Self {
            user_id: text(&said, "user_id")?,
            device_id: text(&said, "device_id")?,
            rpc,
            process,
        })
    }

    /// Gives an order of `tests/js/counterpart.mjs`.
    pub async fn call(&self, order: &str, params: Value) -> Outcome<Value> {
        self.rpc.call(order, params, PATIENCE).await
    }

    /// Sends text and returns its event id.
    pub async fn sends(&self, room: &str, words: &str) -> Outcome<String> {
        text(
            &self.call("text", json!({"room": room, "text": words})).await?,
            "event_id",
        )
    }

    /// Every event of a room as their client shows it.
    pub async fn heard(&self, room: &str) -> Outcome<Vec<Value>> {
        let said = self.call("heard", json!({ "room": room })).await?;
        Ok(said["events"].as_array().cloned().unwrap_or_default())
    }

    /// Switches the client off.
    pub async fn stop(mut self) -> Outcome<()> {
        // The process may end before its answer is read; then the process tells the rest.
        drop(self.call("stop", json!({})).await);
        self.process.stop().await
    }
}

/// The program beside the packages that it imports: Node.js looks for them from the program's own folder upwards.
fn laid_out(folder: &Path, modules: &Path) -> Outcome<std::path::PathBuf> {
    std::fs::create_dir_all(folder)?;
    for file in std::fs::read_dir(install::sources())? {
        let path = file?.path();
        if let Some(name) = path
            .file_name()
            .filter(|_| path.extension().is_some_and(|end| end == "mjs"))
        {
            std::fs::copy(&path, folder.join(name))?;
        }
    }
    std::os::unix::fs::symlink(modules, folder.join("node_modules"))?;
    Ok(folder.join("counterpart.mjs"))
}
