//! `griffie-gateway code new|list`: activation codes. A code is shown once; what stays is its hash.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use griffie_wire::{
    activation::{ActivationCode, ActivationLink},
    ids::Millis,
};
use rusqlite::Connection;
use serde::Serialize;

use super::{CliError, init::read_root, output};
use crate::{
    clock::{Clock as _, SystemClock},
    limits::CODE_TRIES,
    settings::Settings,
    store::{codes, open},
    writer::in_transaction,
};

/// Crockford's base 32 in lower case, for user ids that can be read out.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LOCALPART: usize = 8;

#[derive(Debug, Subcommand)]
pub(super) enum CodeCommand {
    /// Make a code for one device
    New(New),
    /// List codes (not the codes themselves: only their hashes are kept)
    List(List),
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// Directory of the gateway
    #[arg(long)]
    dir: PathBuf,
    /// Localpart of an existing user who gets another device; by default a new, short, random one
    #[arg(long)]
    user: Option<String>,
    /// How long the code can be used: 30m, 12h, 7d
    #[arg(long, default_value = "7d", value_parser = parse_duration)]
    expires: u64,
    /// Base URL of the gateway as devices reach it, for the link
    #[arg(long)]
    gateway: String,
    /// Public key of the root, for the link; by default the one the gateway knows
    #[arg(long)]
    root_pub: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct List {
    /// Directory of the gateway
    #[arg(long)]
    dir: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Made {
    code: String,
    link: String,
    user_id: String,
    expires: Millis,
}

#[derive(Serialize)]
struct Listed {
    user_id: String,
    created: Millis,
    expires: Millis,
    state: &'static str,
    tries: u32,
}

pub(super) fn run(command: &CodeCommand) -> Result<(), CliError> {
    match command {
        CodeCommand::New(command) => new(command),
        CodeCommand::List(command) => list(&command.dir, command.json),
    }
}

fn new(command: &New) -> Result<(), CliError> {
    let settings = Settings::load(&command.dir)?;
    let root = match &command.root_pub {
        Some(path) => read_root(path)?,
        None => settings.root.ok_or(CliError::NoRoot)?,
    };
    if command.user.as_deref().is_some_and(|user| !is_localpart(user)) {
        return Err(CliError::Value(
            "a localpart has the characters a-z 0-9 . _ = - / + only",
        ));
    }
    let code = ActivationCode::generate(random()?);
    let now = SystemClock.now();
    let expires = Millis(now.0.saturating_add(command.expires.saturating_mul(1000)));
    let mut connection = open::writer(&command.dir)?;
    let localpart = match &command.user {
        Some(user) => user.clone(),
        None => free_localpart(&connection)?,
    };
    in_transaction(&mut connection, |transaction| {
        codes::insert(transaction, code.hash(), &localpart, now, expires)
    })?;
    let link = ActivationLink {
        gateway: command.gateway.clone(),
        root,
        code: code.clone(),
    };
    let made = Made {
        code: code.to_string(),
        link: link.to_string(),
        user_id: settings.user_id(&localpart),
        expires,
    };
    let text = format!("code  {}\nlink  {}\nuser  {}", made.code, made.link, made.user_id);
    output::print(command.json, &made, &text)
}

fn list(dir: &Path, json: bool) -> Result<(), CliError> {
    let settings = Settings::load(dir)?;
    let now = SystemClock.now();
    let listed: Vec<Listed> = codes::list(&open::reader(dir)?)?
        .into_iter()
        .map(|code| Listed {
            user_id: settings.user_id(&code.localpart),
            created: code.created,
            expires: code.expires,
            state: state(&code, now),
            tries: code.tries,
        })
        .collect();
    let lines: Vec<String> = listed
        .iter()
        .map(|code| format!("{:8} {:2} tries  {}", code.state, code.tries, code.user_id))
        .collect();
    output::print(json, &listed, &lines.join("\n"))
}

fn state(code: &codes::Code, now: Millis) -> &'static str {
    if code.used.is_some() {
        "used"
    } else if code.tries >= CODE_TRIES {
        "locked"
    } else if now >= code.expires {
        "expired"
    } else {
        "open"
    }
}

fn free_localpart(connection: &Connection) -> Result<String, CliError> {
    loop {
        let random: [u8; LOCALPART] = random()?;
        let localpart: String = random
            .iter()
            .filter_map(|byte| ALPHABET.get(usize::from(byte % 32)))
            .map(|character| char::from(*character))
            .collect();
        if !codes::localpart_is_taken(connection, &localpart)? {
            return Ok(localpart);
        }
    }
}

fn random<const N: usize>() -> Result<[u8; N], CliError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| CliError::Random)?;
    Ok(bytes)
}

/// Matrix specification, appendix "User Identifiers".
fn is_localpart(text: &str) -> bool {
    (1..=200).contains(&text.len())
        && text
            .bytes()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || b"._=-/+".contains(&c))
}

fn parse_duration(text: &str) -> Result<u64, String> {
    let units = [('s', 1), ('m', 60), ('h', 3600), ('d', 24 * 3600)];
    let found = units
        .iter()
        .find_map(|(unit, seconds)| Some((text.strip_suffix(*unit)?, *seconds)));
    found
        .and_then(|(number, seconds)| number.parse::<u64>().ok()?.checked_mul(seconds))
        .ok_or_else(|| "a number with s, m, h or d, for example 7d".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_a_unit() {
        assert_eq!(
            (parse_duration("7d"), parse_duration("30m")),
            (Ok(604_800), Ok(1800))
        );
        for wrong in [
            "7",
            "d",
            "-1d",
            "1w",
            "99999999999999999999d",
            "999999999999999999d",
        ] {
            assert!(parse_duration(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn localparts_follow_the_matrix_grammar() {
        assert!(is_localpart("anna.de-vries"));
        for wrong in ["", "Anna", "a b", "a:b", "@anna", "é"] {
            assert!(!is_localpart(wrong), "{wrong}");
        }
    }
}
