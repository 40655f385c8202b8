//! The operator's commands: what they are called, and which function does them.
//!
//! It must not decide anything a request could ask for; commands and server share the store.
//!
//! - [`error`]   what a command can say instead of a result
//! - [`init`], [`config`], [`serve`], [`code`], [`device`], [`take`], [`status`]  one file for each command
//! - [`output`]  text for people, JSON for machines

mod code;
mod config;
mod device;
mod error;
mod init;
mod output;
mod serve;
mod status;
mod take;

use clap::{Parser, Subcommand};

pub use error::CliError;

/// Receives sealed objects from devices, keeps them in a transparency log, answers with receipts. It can open nothing.
#[derive(Debug, Parser)]
#[command(name = "griffie-gateway", version)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make the directory of a new gateway with the key of its log
    Init(init::Init),
    /// The documents that the organisation's root signed
    #[command(subcommand)]
    Config(config::Config),
    /// Receive objects
    Serve(serve::Serve),
    /// Activation codes
    #[command(subcommand)]
    Code(code::CodeCommand),
    /// Registered devices
    #[command(subcommand)]
    Device(device::DeviceCommand),
    /// Take in what devices put on a stick, and put the receipts beside it
    Take(take::Take),
    /// What this gateway holds and what needs attention
    Status(status::Status),
}

/// Runs one command.
pub fn run(arguments: Arguments) -> Result<(), CliError> {
    crate::serve::process::harden().map_err(CliError::Process)?;
    match arguments.command {
        Command::Init(command) => init::run(&command),
        Command::Config(command) => config::run(&command),
        Command::Serve(command) => serve::run(command),
        Command::Code(command) => code::run(&command),
        Command::Device(command) => device::run(&command),
        Command::Take(command) => take::run(&command),
        Command::Status(command) => status::run(&command),
    }
}
