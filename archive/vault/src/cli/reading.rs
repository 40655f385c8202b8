//! `verify`, `show` and `export`: what reads the vault and changes nothing in it.

use std::{path::PathBuf, sync::Arc};

use clap::{Args, ValueEnum};

use super::{Failure, Outcome, say};
use crate::{
    clock::SystemClock,
    export::{self, Language, Options},
    show,
    vault::Vault,
    verify,
};

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// Folder of the vault.
    #[arg(long)]
    dir: PathBuf,
    /// The report as JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    /// Folder of the vault.
    #[arg(long)]
    dir: PathBuf,
    /// An object (id or place in the log), record, event, room or custodian; or "policy", "seal-config", "faults". Without it: an overview.
    id: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Bundle,
    Jsonl,
    Html,
    Eml,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Lang {
    Nl,
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Nl => Self::Dutch,
            Lang::En => Self::English,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Export {
    /// Folder of the vault.
    #[arg(long)]
    dir: PathBuf,
    #[arg(long, value_enum)]
    format: Format,
    /// Folder to write to; made when it is not there.
    #[arg(long)]
    out: PathBuf,
    /// Only this room; repeat for more.
    #[arg(long)]
    room: Vec<String>,
    /// Language of the texts around the messages.
    #[arg(long, value_enum, default_value = "nl")]
    lang: Lang,
    /// Time zone of the times shown.
    #[arg(long, default_value = "Europe/Amsterdam")]
    zone: String,
    /// Domain in Message-IDs and List-Ids of mail.
    #[arg(long, default_value = "archief.invalid")]
    mail_domain: String,
    #[command(flatten)]
    bundle: super::bundle::BundleArgs,
}

pub(super) fn verify(command: &Verify) -> Result<Outcome, Failure> {
    let vault = Vault::open(&command.dir, Arc::new(SystemClock))?;
    let report = verify::verify(&vault)?;
    say(&if command.json {
        serde_json::to_string(&report)?
    } else {
        report.in_words()
    });
    Ok(if report.is_clean() {
        Outcome::Clean
    } else {
        Outcome::Faults
    })
}

pub(super) fn show(command: &Show) -> Result<Outcome, Failure> {
    let vault = Vault::open(&command.dir, Arc::new(SystemClock))?;
    match show::show(&vault, command.id.as_deref())? {
        Some(text) => {
            say(text.trim_end());
            Ok(Outcome::Clean)
        }
        None => Err("nothing in this vault has that name".into()),
    }
}

pub(super) fn export(command: Export) -> Result<Outcome, Failure> {
    let vault = Vault::open(&command.dir, Arc::new(SystemClock))?;
    let zone = export::zone(&command.zone)?;
    let options = Options {
        out: command.out,
        rooms: command.room,
        language: command.lang.into(),
        zone,
        mail_domain: command.mail_domain,
    };
    let written = match command.format {
        Format::Bundle => {
            let request = command
                .bundle
                .request(options.out, options.rooms, &options.zone)?;
            export::bundle::export(&vault, &request)?
        }
        Format::Jsonl => export::jsonl::export(&vault, &options)?,
        Format::Html => export::html::export(&vault, &options)?,
        Format::Eml => export::eml::export(&vault, &options)?,
    };
    say(&format!("files {} records {}", written.files, written.records));
    Ok(Outcome::Clean)
}
