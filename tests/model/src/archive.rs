//! The archive of plays: a real gateway as a process behind a network that can fail, and a real vault in this process, pulled when the
//! play says so.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use griffie_tests::kit::{
    Outcome,
    archive::{Archive, Pace, Roads},
    bad_network::BadNetwork,
    failure,
};
use griffie_vault::{
    Gateway, SystemClock, Vault,
    export::{self, Language, Options},
    pull, show,
    verify::verify,
};
use serde_json::Value;

/// Gateway, network and vault.
pub struct Filing {
    /// The kit's archive, whose vault does not run as a process.
    pub archive: Archive,
    /// Between phones and gateway.
    pub network: BadNetwork,
    vault: Vault,
    gateway: Gateway,
    export: PathBuf,
}

impl Filing {
    /// Makes an archive in `dir` for users of the homeserver at this address.
    pub async fn start(dir: &Path, homeserver: &str, pace: &Pace) -> Outcome<Self> {
        let network = BadNetwork::start().await?;
        let secret = dir.join("jwt-secret");
        write_private(&secret, "a secret of the model, of no worth at all")?;
        let roads = Roads {
            homeserver: None,
            gateway: Some(network.url()),
        };
        let folder = dir.join("archive");
        let mut archive = Archive::found(&folder, homeserver, &secret, pace, roads).await?;
        archive.start_gateway().await?;
        network.towards(&archive.address());
        let vault = Vault::open(&archive.vault_dir(), Arc::new(SystemClock))?;
        let gateway = Gateway::new(vault.gateway_socket()?);
        Ok(Self {
            archive,
            network,
            vault,
            gateway,
            export: dir.join("export"),
        })
    }

    /// The vault fetches what there is.
    pub async fn pulls(&mut self) -> Outcome<()> {
        pull(&mut self.vault, &mut self.gateway).await?;
        Ok(())
    }

    /// What the vault has against anybody.
    pub fn faults(&self) -> Outcome<String> {
        Ok(show::show(&self.vault, Some("faults"))?.unwrap_or_default())
    }

    /// Everything that is kept of these rooms, in the order in which it was kept.
    pub fn records(&self, rooms: &[String]) -> Outcome<Vec<Value>> {
        let options = Options {
            out: self.export.clone(),
            rooms: rooms.to_vec(),
            language: Language::Dutch,
            zone: export::zone("Europe/Amsterdam")?,
            mail_domain: "griffie.test".to_owned(),
        };
        export::jsonl::export(&self.vault, &options)?;
        let text = std::fs::read_to_string(self.export.join("records.jsonl"))?;
        text.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
    }

    /// Has the vault compute everything again from its files.
    pub fn verifies(&self) -> Outcome<u64> {
        let report = verify(&self.vault)?;
        if report.is_clean() {
            Ok(report.records)
        } else {
            Err(failure(format!("the vault does not verify: {:?}", report.faults)))
        }
    }

    /// Ends the gateway.
    pub async fn stop(&mut self) -> Outcome<()> {
        self.archive.stop().await
    }
}

fn write_private(path: &Path, text: &str) -> Outcome<()> {
    use std::{io::Write as _, os::unix::fs::OpenOptionsExt as _};
    let mut options = std::fs::OpenOptions::new();
    let mut file = options.write(true).create_new(true).mode(0o600).open(path)?;
    Ok(file.write_all(text.as_bytes())?)
}
