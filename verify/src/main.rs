//! `griffie-verify`: a bundle and public keys in, a report out.
//!
//! Exit codes: 0 everything that the bundle claims holds, 1 it does not, 2 it could not be read.

use std::{
    fs::{self, File},
    io::{self, BufReader, Read as _, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, Parser, ValueEnum};
use griffie_verify::{Trust, log::verify_log, report::Language, verify};

/// Checks an evidence bundle of a Griffie archive with public keys alone, without network.
#[derive(Debug, Parser)]
#[command(name = "griffie-verify", version)]
enum Cli {
    /// Check an evidence bundle
    Bundle(Bundle),
    /// Check a copy of the whole log: a folder with `checkpoint` and `tile/…` as the gateway serves them
    Log(Log),
}

#[derive(Debug, Args)]
struct Log {
    /// The folder.
    folder: PathBuf,
    /// Verifier key of the log, or a file that holds it.
    #[arg(long)]
    log: String,
}

#[derive(Debug, Args)]
struct Bundle {
    /// The bundle.
    #[arg(required = true)]
    bundle: Vec<PathBuf>,
    /// The organisation's root key, or a file that holds it.
    #[arg(long)]
    root: String,
    /// Verifier key of the gateway's log, or a file that holds it.
    #[arg(long)]
    log: String,
    /// Verifier key of the vault, or a file that holds it.
    #[arg(long)]
    vault: String,
    /// Verifier key of an independent witness whose co-signature must be there.
    #[arg(long)]
    witness: Option<String>,
    /// Write the report as JSON to this file.
    #[arg(long)]
    json: Option<PathBuf>,
    /// Write the report as a page to this file.
    #[arg(long)]
    html: Option<PathBuf>,
    /// Language of text and page.
    #[arg(long, value_enum, default_value = "nl")]
    lang: Lang,
    /// Only a line for each bundle: verdict, first code, first member.
    #[arg(long)]
    brief: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Lang {
    Nl,
    En,
}

/// Bytes of a full tile.
const TILE: u64 = 256 * 32;

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let done = match Cli::parse() {
        Cli::Bundle(command) => run(&command),
        Cli::Log(command) => log(&command),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            let mut text = error.to_string();
            let mut source = error.source();
            while let Some(cause) = source {
                text.push_str(": ");
                text.push_str(&cause.to_string());
                source = cause.source();
            }
            eprintln!("griffie-verify: {text}");
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Bundle) -> Result<bool, Failure> {
    let witness = cli.witness.as_deref().map(key).transpose()?;
    let trust = Trust::parse(
        &key(&cli.root)?,
        &key(&cli.log)?,
        &key(&cli.vault)?,
        witness.as_deref(),
    )?;
    let language = match cli.lang {
        Lang::Nl => Language::Dutch,
        Lang::En => Language::English,
    };
    let mut all = true;
    for path in &cli.bundle {
        let report = verify(BufReader::with_capacity(64 * 1024, File::open(path)?), &trust)?;
        all &= report.holds();
        if let Some(path) = &cli.json {
            fs::write(path, serde_json::to_vec_pretty(&report)?)?;
        }
        if let Some(path) = &cli.html {
            fs::write(path, report.page(language))?;
        }
        let text = if cli.brief {
            brief(&report)
        } else {
            report.in_words(language)
        };
        io::stdout().write_all(text.as_bytes())?;
    }
    Ok(all)
}

fn log(cli: &Log) -> Result<bool, Failure> {
    let key = key(&cli.log)?.parse()?;
    let note = fs::read_to_string(cli.folder.join("checkpoint"))?;
    let report = verify_log(&note, &key, &mut |path| tile(&cli.folder.join(path)))?;
    let mut text = format!("lines {} tiles {}\n", report.size, report.tiles);
    for failure in &report.failures {
        let lines = failure
            .lines
            .map(|(first, last)| format!(" lines {first}-{last}"))
            .unwrap_or_default();
        text.push_str(&format!("{} {}{lines}\n", failure.code.code(), failure.tile));
    }
    io::stdout().write_all(text.as_bytes())?;
    Ok(report.failures.is_empty())
}

/// A tile, or a little more than any tile has.
fn tile(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    match File::open(path) {
        Ok(file) => file.take(TILE + 1).read_to_end(&mut bytes)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    Ok(Some(bytes))
}

fn brief(report: &griffie_verify::Report) -> String {
    match report.failures.first() {
        None => "holds\n".to_owned(),
        Some(failure) => format!("broken {} {}\n", failure.code.code(), failure.member),
    }
}

/// A key, or the first line of the file of that name.
fn key(text: &str) -> Result<String, Failure> {
    match fs::read_to_string(text) {
        Ok(held) => Ok(held.trim().to_owned()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(text.to_owned()),
        Err(error) => Err(error.into()),
    }
}
