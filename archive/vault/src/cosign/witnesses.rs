//! Has independent witnesses co-sign what we co-sign (c2sp.org/tlog-witness), and knows how many the root demands.
//!
//! A witness that does not answer is asked again after a pause. One that saw another log is an alarm, and its word is one of the
//! quorum's: without it enough may be left, and where the root demands none nothing more is final (decision 21).

use std::time::Duration;

use griffie_wire::{
    Millis,
    note::{CosignerVerifier, LogVerifier, Witnesses, add_signature, open_cosigned},
    seal_config::SealConfig,
    signed::DocumentKind,
};
use reqwest::{Client, StatusCode};
use tlog_tiles::prove_tree;

use crate::{
    client::client,
    error::VaultError,
    fault::Fault,
    store::{
        StoreError, documents,
        faults::{self, About},
        tree::{self, Cosigned, Tree},
        witnesses::{self, Asked},
    },
    vault::Vault,
    witness::request::AddCheckpoint,
};

/// Longest silence of a witness.
const PATIENCE: Duration = Duration::from_secs(10);
/// Pause after one that did not answer, in milliseconds.
const PAUSE: u64 = 5_000;
/// An answer is a few lines.
const LARGEST: u64 = 16 << 10;

/// What the witnesses came to.
pub(crate) struct Gathered {
    /// The checkpoint with their signatures, if these are as many as the root demands.
    pub(crate) enough: Option<Cosigned>,
    /// One of them saw another log, and that is news.
    pub(crate) new_fault: bool,
}

/// What one witness answered.
enum Answer {
    Line(String),
    /// It co-signed a checkpoint of another size last.
    Last(u64),
    Disagrees,
    Away,
}

/// Asks every witness that has not co-signed this checkpoint.
pub(crate) async fn gather(
    vault: &mut Vault,
    log: &LogVerifier,
    signed: Cosigned,
) -> Result<Gathered, VaultError> {
    let now = vault.clock.now();
    let (mut disagreed, mut new_fault) = (false, false);
    for witness in witnesses::all(&vault.store)? {
        let size = signed.state.size;
        let paused = vault
            .witness_pauses
            .get(&witness.vkey)
            .is_some_and(|until| *until > now);
        if witness.last >= size || paused {
            continue;
        }
        match ask(vault, log, &signed, &witness).await? {
            Answer::Line(line) => {
                witnesses::insert(&vault.store, size, &witness.vkey, &line, vault.clock.now())?;
            }
            Answer::Disagrees => {
                let (fault, now) = (Fault::WitnessDisagrees, vault.clock.now());
                disagreed = true;
                new_fault |= faults::insert(&vault.store, fault, About::default(), now)?;
                tracing::error!("alarm: a witness saw another log than this");
            }
            Answer::Away | Answer::Last(_) => {
                tracing::warn!("alarm: a witness does not answer as one; asking again");
                let until = Millis(vault.clock.now().0.saturating_add(PAUSE));
                vault.witness_pauses.insert(witness.vkey, until);
            }
        }
    }
    let signed = witnesses::with_lines(&vault.store, signed)?;
    let enough = match demanded(vault)? {
        Some(demanded) => demanded.suffice(&signed.note, log),
        // Nobody said how many can outvote one.
        None => !disagreed,
    };
    Ok(Gathered {
        enough: enough.then_some(signed),
        new_fault,
    })
}

/// The witnesses that the newest seal configuration of the log names.
fn demanded(vault: &Vault) -> Result<Option<Witnesses>, VaultError> {
    let Some(document) = documents::newest(&vault.store, DocumentKind::SealConfig)? else {
        return Ok(None);
    };
    // Its signature was checked when the line was taken in; one that was wrong demands nothing.
    let Ok(payload) = document.verify(DocumentKind::SealConfig, &vault.root()?) else {
        return Ok(None);
    };
    let config: SealConfig =
        serde_json::from_str(payload).map_err(|_| VaultError::Malformed("seal configuration"))?;
    Ok(config.witnesses)
}

/// The newest checkpoint that an evidence bundle can stand under: with the witnesses that the root demands, if any is.
pub(crate) fn newest(vault: &Vault) -> Result<Option<Cosigned>, VaultError> {
    let Some(last) = tree::last_cosigned(&vault.store)? else {
        return Ok(None);
    };
    if let (Some(demanded), Some(log)) = (demanded(vault)?, vault.log()?) {
        let log: LogVerifier = log.parse().map_err(|_| VaultError::Malformed("log key"))?;
        for size in witnesses::sizes(&vault.store)? {
            let signed = tree::cosigned_at(&vault.store, size)?.ok_or(StoreError::Row("cosigned"))?;
            let signed = witnesses::with_lines(&vault.store, signed)?;
            if demanded.suffice(&signed.note, &log) {
                return Ok(Some(signed));
            }
        }
    }
    Ok(Some(witnesses::with_lines(&vault.store, last)?))
}

/// Asks from what it signed for us last, and once more from what it says that it signed last.
async fn ask(
    vault: &Vault,
    log: &LogVerifier,
    signed: &Cosigned,
    witness: &Asked,
) -> Result<Answer, VaultError> {
    let Ok(client) = client(PATIENCE) else {
        return Ok(Answer::Away);
    };
    let size = signed.state.size;
    let first = post(&client, log, &request(vault, signed, witness.last)?, witness).await;
    match first {
        Answer::Last(last) if last > size => Ok(Answer::Disagrees),
        Answer::Last(last) => {
            let again = post(&client, log, &request(vault, signed, last)?, witness).await;
            Ok(match again {
                // The same size, and it refuses: another root.
                Answer::Last(now) if now >= size => Answer::Disagrees,
                other => other,
            })
        }
        other => Ok(other),
    }
}

fn request(vault: &Vault, signed: &Cosigned, old: u64) -> Result<AddCheckpoint, VaultError> {
    let size = signed.state.size;
    let proof = if (1..size).contains(&old) {
        prove_tree(size, old, &Tree(&vault.store)).map_err(|_| StoreError::Row("tree"))?
    } else {
        Vec::new()
    };
    Ok(AddCheckpoint {
        old,
        proof,
        note: signed.note.clone(),
    })
}

async fn post(client: &Client, log: &LogVerifier, request: &AddCheckpoint, witness: &Asked) -> Answer {
    let url = format!("{}/add-checkpoint", witness.url.trim_end_matches('/'));
    let Ok(answer) = client.post(url).body(request.text()).send().await else {
        return Answer::Away;
    };
    let status = answer.status();
    // Its length is what its side says; a witness that says none, or too much, does not answer as one.
    if status == StatusCode::UNPROCESSABLE_ENTITY {
        return Answer::Disagrees;
    }
    if answer.content_length().is_none_or(|length| length > LARGEST) {
        return Answer::Away;
    }
    let Ok(text) = answer.text().await else {
        return Answer::Away;
    };
    match status {
        StatusCode::OK => line(log, request, witness, &text).map_or(Answer::Away, Answer::Line),
        StatusCode::CONFLICT => text.trim_end().parse().map_or(Answer::Away, Answer::Last),
        _ => Answer::Away,
    }
}

/// The line that is this witness' signature on this checkpoint.
fn line(log: &LogVerifier, request: &AddCheckpoint, witness: &Asked, text: &str) -> Option<String> {
    let key: CosignerVerifier = witness.vkey.parse().ok()?;
    let signs = |line: &&str| {
        let note = add_signature(&request.note, line);
        note.is_ok_and(|note| open_cosigned(&note, log, &key).is_ok())
    };
    text.lines().find(signs).map(ToOwned::to_owned)
}
