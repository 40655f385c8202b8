//! What a command can say instead of a result. Each text tells the operator what to do.

use std::{io, path::PathBuf};

use griffie_wire::{policy::PolicyError, seal_config::ConfigError};
use thiserror::Error;

use crate::{serve::ServeError, settings::SettingsError, store::StoreError};

/// A command that did not do what it was asked.
#[derive(Debug, Error)]
pub enum CliError {
    /// The process cannot be hardened.
    #[error("cannot switch off core dumps")]
    Process(#[source] io::Error),
    /// The directory is one already.
    #[error("{0} is a gateway already; nothing was changed")]
    Exists(PathBuf),
    /// A file cannot be read or written.
    #[error("{0}")]
    File(PathBuf, #[source] io::Error),
    /// A file does not hold what it should.
    #[error("{0} is not {1}")]
    Content(PathBuf, &'static str),
    /// A value on the command line.
    #[error("{0}")]
    Value(&'static str),
    /// Settings or keys of the gateway.
    #[error("settings")]
    Settings(#[from] SettingsError),
    /// The database.
    #[error("storage")]
    Store(#[from] StoreError),
    /// No root yet.
    #[error("this gateway does not know the root's public key yet: give --root-pub")]
    NoRoot,
    /// Another root than before.
    #[error("this gateway has another root; a root is never exchanged")]
    OtherRoot,
    /// The seal configuration names another log.
    #[error("the seal configuration names another log than this gateway's: sign it with --log-key {0}")]
    OtherLog(String),
    /// The seal configuration is not acceptable.
    #[error("the seal configuration is refused")]
    SealConfig(#[from] ConfigError),
    /// The policy is not acceptable.
    #[error("the policy is refused")]
    Policy(#[from] PolicyError),
    /// There is no such device.
    #[error("no device has this id")]
    NoDevice,
    /// Nobody answers on the internal socket.
    #[error(
        "no gateway answers on {0}: start it, or name its socket; what was taken in is safe, and the command may be repeated"
    )]
    NotRunning(PathBuf, #[source] io::Error),
    /// A folder with nothing of ours in it.
    #[error("{0} holds nothing that a device put there")]
    NoStick(PathBuf),
    /// Not everything on a stick was taken in.
    #[error("not everything could be taken in: see the lines above; the rest is safe")]
    NotAllTaken,
    /// Serving ended with an error.
    #[error("not serving")]
    Serve(#[from] ServeError),
    /// No randomness.
    #[error("the system gives no random numbers")]
    Random,
    /// Standard output is gone.
    #[error("standard output")]
    Output(#[source] io::Error),
}
