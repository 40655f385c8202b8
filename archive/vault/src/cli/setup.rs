//! `root new` and `init`: the keys that everything else stands on.

use std::{
    fs::{DirBuilder, OpenOptions},
    io::Write as _,
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use clap::{Args, Subcommand};
use griffie_wire::{PublicKey, SigningKey, gso1::Suite};

use super::{Failure, Outcome, say};
use crate::{
    clock::SystemClock,
    keys::{Custody as _, random_seed, write_secret},
    vault::{Setup, Vault},
};

#[derive(Debug, Subcommand)]
pub(super) enum Root {
    /// Make a root key. Do this on a machine without network, and keep the file offline.
    New {
        /// Folder for root.key and root.pub.
        #[arg(long)]
        out: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(super) struct Init {
    /// Folder of the new vault.
    #[arg(long)]
    dir: PathBuf,
    /// The gateway's internal socket.
    #[arg(long)]
    gateway_socket: PathBuf,
    /// File with the root's public key.
    #[arg(long)]
    root_pub: PathBuf,
    /// Suite of the archive key: 1 is X-Wing, 2 is ML-KEM-1024 with P-384.
    #[arg(long, default_value_t = 1)]
    suite: u8,
}

pub(super) fn root(command: &Root) -> Result<Outcome, Failure> {
    let Root::New { out } = command;
    DirBuilder::new().recursive(true).mode(0o700).create(out)?;
    let seed = random_seed()?;
    let public = SigningKey::from_seed(&seed).public();
    write_secret(&out.join("root.key"), seed.as_slice())?;
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o644)
        .open(out.join("root.pub"))?;
    writeln!(file, "{public}")?;
    file.sync_all()?;
    say(&format!("root {public}"));
    Ok(Outcome::Clean)
}

pub(super) fn init(command: Init) -> Result<Outcome, Failure> {
    let setup = Setup {
        root: read_public(&command.root_pub)?,
        suite: Suite::try_from(command.suite)?,
        dir: command.dir,
        gateway_socket: command.gateway_socket,
    };
    let (_, keys) = Vault::create(&setup, Arc::new(SystemClock))?;
    let recipient = keys.recipient();
    say(&format!(
        "recipient {} {}",
        recipient.key_id,
        URL_SAFE_NO_PAD.encode(&recipient.public_key)
    ));
    say(&format!("vkey {}", keys.cosigner().vkey()));
    Ok(Outcome::Clean)
}

fn read_public(path: &Path) -> Result<PublicKey, Failure> {
    Ok(std::fs::read_to_string(path)?.trim().parse()?)
}
