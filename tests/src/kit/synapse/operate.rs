//! What the homeserver's operator does: installs an application service, makes accounts and a server admin.

use std::path::Path;

use serde_json::json;
use tokio::process::Command;

use super::{Synapse, config};
use crate::kit::{Outcome, failure, process::run, rpc};

const ADMIN: &str = "beheerder";

impl Synapse {
    /// Installs an application service; takes a start.
    pub async fn register(&mut self, registration: &Path) -> Outcome<()> {
        self.stop().await?;
        config::register(&self.dir, registration)?;
        self.restart().await
    }

    /// Makes a server admin and gives an access token of theirs.
    pub async fn admin(&self) -> Outcome<String> {
        let password = self.new_user(ADMIN, "--admin").await?;
        let login = json!({"type": "m.login.password", "password": password,
            "identifier": {"type": "m.id.user", "user": ADMIN}});
        let answer = rpc::http()?
            .post(format!("{}/_matrix/client/v3/login", self.url()))
            .json(&login)
            .send()
            .await?;
        let said: serde_json::Value = answer.json().await?;
        let token = said["access_token"].as_str();
        token
            .map(str::to_owned)
            .ok_or_else(|| failure("no access token for the server admin"))
    }

    /// Forgets a device of somebody: its tokens, its keys, all.
    pub async fn forget_device(&self, user_id: &str, device: &str) -> Outcome<()> {
        let token = self.admin().await?;
        let users = format!("{}/_synapse/admin/v2/users", self.url());
        let request = rpc::http()?
            .delete(format!("{users}/{user_id}/devices/{device}"))
            .bearer_auth(token);
        let answer = request.send().await?;
        if answer.status().is_success() {
            return Ok(());
        }
        Err(failure(format!("the homeserver says {}", answer.status())))
    }

    /// Makes an account for somebody who does not come through the gateway, and gives its password.
    pub async fn account(&self, user: &str) -> Outcome<String> {
        self.new_user(user, "--no-admin").await
    }

    async fn new_user(&self, user: &str, rank: &str) -> Outcome<String> {
        let password = format!("{:032x}", std::process::id());
        let mut command = Command::new(self.venv.join("bin/register_new_matrix_user"));
        command.args(["--user", user, "--password", &password, rank, "--config"]);
        run(command.arg(self.dir.join("homeserver.yaml")).arg(self.url())).await?;
        Ok(password)
    }
}
