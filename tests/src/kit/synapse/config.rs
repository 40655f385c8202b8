//! Writes a homeserver.yaml for a test world: loopback, own keys, login by JWT, no rate limits.
//!
//! The rate limits are raised because Synapse's defaults allow one message in five seconds; nothing of the
//! product is weakened.

use std::path::{Path, PathBuf};

use super::SERVER_NAME;
use crate::kit::{Outcome, failure};

const LIMITS: [&str; 7] = [
    "rc_message: {per_second: 10000, burst_count: 10000}",
    "rc_registration: {per_second: 10000, burst_count: 10000}",
    "rc_login: {address: {per_second: 10000, burst_count: 10000}, account: {per_second: 10000, burst_count: 10000}, failed_attempts: {per_second: 10000, burst_count: 10000}}",
    "rc_joins: {local: {per_second: 10000, burst_count: 10000}, remote: {per_second: 10000, burst_count: 10000}}",
    "rc_invites: {per_room: {per_second: 10000, burst_count: 10000}, per_user: {per_second: 10000, burst_count: 10000}, per_issuer: {per_second: 10000, burst_count: 10000}}",
    "rc_room_creation: {per_second: 10000, burst_count: 10000}",
    "rc_admin_redaction: {per_second: 10000, burst_count: 10000}",
];

/// Synapse's own default.
const EVENTS_OF_A_SYNC: u32 = 100;

/// Writes configuration, signing key and log configuration; returns the file with the JWT secret.
pub(super) fn write(dir: &Path, port: u16) -> Outcome<PathBuf> {
    let mut seed = [0_u8; 96];
    getrandom::fill(&mut seed).map_err(|error| failure(format!("no randomness: {error}")))?;
    let (signing, rest) = seed.split_at(32);
    let (jwt, registration) = rest.split_at(32);
    let jwt = hex::encode(jwt);
    let signing = base64::Engine::encode(&base64::engine::general_purpose::STANDARD_NO_PAD, signing);
    std::fs::write(dir.join("signing.key"), format!("ed25519 a_test {signing}\n"))?;
    let secret = dir.join("jwt.secret");
    std::fs::write(&secret, &jwt)?;
    // The gateway refuses a secret that other users can read.
    std::fs::set_permissions(&secret, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    std::fs::write(dir.join("log.yaml"), log_config(dir))?;
    let dir_text = dir.display();
    let registration = hex::encode(registration);
    let mut text = format!(
        "server_name: {SERVER_NAME}\nreport_stats: false\npid_file: {dir_text}/synapse.pid\n\
         signing_key_path: {dir_text}/signing.key\nmedia_store_path: {dir_text}/media\nlog_config: {dir_text}/log.yaml\n\
         registration_shared_secret: {registration}\nmacaroon_secret_key: {registration}\nform_secret: {registration}\n\
         trusted_key_servers: []\nsuppress_key_server_warning: true\nfederation_domain_whitelist: []\n\
         presence: {{enabled: false}}\nmax_upload_size: 300M\nredaction_retention_period: null\n\
         url_preview_enabled: false\nenable_registration: false\n\
         listeners:\n  - port: {port}\n    type: http\n    bind_addresses: ['127.0.0.1']\n    resources: [{{names: [client]}}]\n\
         database: {{name: sqlite3, args: {{database: {dir_text}/homeserver.db}}}}\n\
         jwt_config: {{enabled: true, secret: {jwt}, algorithm: HS256}}\n"
    );
    for limit in LIMITS {
        text.push_str(limit);
        text.push('\n');
    }
    std::fs::write(dir.join("homeserver.yaml"), text)?;
    limit_sync(dir, EVENTS_OF_A_SYNC)?;
    std::fs::write(dir.join("services.yaml"), "app_service_config_files: []\n")?;
    Ok(secret)
}

/// Names an application service, from the next start on.
pub(super) fn register(dir: &Path, registration: &Path) -> Outcome<()> {
    let text = format!("app_service_config_files: ['{}']\n", registration.display());
    Ok(std::fs::write(dir.join("services.yaml"), text)?)
}

/// Bounds how many events of a room one sync carries, from the next start on.
pub(super) fn limit_sync(dir: &Path, events: u32) -> Outcome<()> {
    Ok(std::fs::write(
        dir.join("sync.yaml"),
        format!("filter_timeline_limit: {events}\n"),
    )?)
}

fn log_config(dir: &Path) -> String {
    format!(
        "version: 1\nformatters: {{plain: {{format: '%(asctime)s %(levelname)s %(name)s %(message)s'}}}}\n\
         handlers: {{file: {{class: logging.FileHandler, filename: {}/synapse.log, formatter: plain}}}}\n\
         root: {{level: WARNING, handlers: [file]}}\ndisable_existing_loggers: false\n",
        dir.display()
    )
}
