//! What became of everything that was missing, for the report.

use std::{collections::BTreeSet, path::Path};

use griffie_wire::{DeviceId, Millis, Sha256};
use serde::{Deserialize, Serialize};

use super::pruned::{PRUNED, pruned};
use crate::{
    ledger::{self, rows::events},
    reconcile::{ReconcileError, Report},
    store::{
        StoreError, objects,
        recalls::{self, Answers, Missed},
    },
    vault::Vault,
};

/// Things that are listed one by one: the newest.
const LISTED: u32 = 10_000;

/// Something that was missing once, and how far its recovery is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryOf {
    /// An event: who should have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// An event: its room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// An event: its Matrix event id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// An object: its place in the log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<u64>,
    /// How far it is.
    pub state: RecoveryState,
    /// When it was first named as missing.
    pub named_at: Millis,
    /// When it was found here after all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub healed_at: Option<Millis>,
    /// Who was asked, in order.
    pub asked: Vec<AskOf>,
    /// An event that is not here: SHA-256 of what the ledger keeps of it, as evidence meanwhile. Ciphertext, if it was encrypted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_ledger: Option<Sha256>,
    /// Whether another person's device brought the same event.
    #[serde(default)]
    pub kept_of_another: bool,
}

/// How far a recovery is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecoveryState {
    /// Nobody was asked yet.
    Named,
    /// A device is asked and has not answered.
    Asked,
    /// A device answered that it cannot, and another one can still be asked.
    Answered,
    /// It is here.
    Healed,
    /// Nobody who could be asked can give it; `asked` says why.
    Impossible,
}

/// A device that was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskOf {
    /// The device.
    pub device: DeviceId,
    /// Whose it is.
    pub user: String,
    /// When.
    pub at: Millis,
    /// From then on it, or another one, is asked anew.
    pub expires: Millis,
    /// Why it cannot give it, as it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

/// What became of everything that was missing and is in the report's scope.
///
/// # Errors
/// [`ReconcileError`] when either database cannot be read.
pub fn states(vault: &Vault, ledger_dir: &Path, report: &Report) -> Result<Vec<RecoveryOf>, ReconcileError> {
    let ledger = ledger::open_reading(ledger_dir)?;
    let scope = &report.scope;
    let missed = recalls::all(&vault.store, LISTED)?;
    let answers = Answered {
        events: recalls::answers(&vault.store)?,
        objects: gone(vault, &missed)?,
    };
    let mut all = Vec::new();
    for missed in missed {
        let is_asked_for = match missed.object {
            Some(_) => scope.user.is_none() && scope.room.is_none(),
            None => {
                scope.user.as_ref().is_none_or(|user| *user == missed.user)
                    && scope.room.as_ref().is_none_or(|room| *room == missed.room)
            }
        };
        if is_asked_for {
            all.push(state(vault, &ledger, &answers, missed, report.made_at)?);
        }
    }
    Ok(all)
}

/// What devices answered.
struct Answered {
    events: Answers,
    /// Places in the log of objects that their device no longer has.
    objects: BTreeSet<u64>,
}

impl Answered {
    fn of(&self, missed: &Missed, device: DeviceId) -> Option<String> {
        match missed.object {
            Some(index) => self.objects.contains(&index).then(|| PRUNED.to_owned()),
            None => self.events.get(&(device, missed.event.clone())).cloned(),
        }
    }
}

/// Objects that are missing still and that their device no longer has.
fn gone(vault: &Vault, missed: &[Missed]) -> Result<BTreeSet<u64>, ReconcileError> {
    let mut lost = Vec::new();
    for one in missed.iter().filter(|one| one.healed.is_none()) {
        if let Some(index) = one.object {
            lost.extend(objects::get(&vault.store, index)?);
        }
    }
    let told = pruned(vault, &lost)?;
    lost.retain(|row| told.contains(&(row.listed.device, row.listed.epoch, row.listed.seq)));
    Ok(lost.iter().map(|row| row.listed.index).collect())
}

fn state(
    vault: &Vault,
    ledger: &rusqlite::Connection,
    answers: &Answered,
    missed: Missed,
    now: Millis,
) -> Result<RecoveryOf, StoreError> {
    let mut asked = Vec::new();
    for one in recalls::asked(&vault.store, missed.id)? {
        let answer = answers.of(&missed, one.device);
        asked.push(AskOf {
            device: one.device,
            user: one.user,
            at: one.at,
            expires: one.expires,
            answer,
        });
    }
    let is_event = missed.object.is_none();
    let kept = is_event && recalls::is_kept(&vault.store, &missed.event)?;
    let nobody_left = nobody_left(vault, &missed, &asked)?;
    let waits = asked.iter().any(|one| one.answer.is_none() && one.expires > now);
    let state = if missed.healed.is_some() {
        RecoveryState::Healed
    } else if waits {
        RecoveryState::Asked
    } else if nobody_left {
        RecoveryState::Impossible
    } else if asked.is_empty() {
        RecoveryState::Named
    } else {
        RecoveryState::Answered
    };
    let in_ledger = match missed.healed {
        None if is_event => events::digest(ledger, &missed.event)?,
        _ => None,
    };
    let said = |text: String| is_event.then_some(text);
    Ok(RecoveryOf {
        user: said(missed.user),
        room: said(missed.room),
        event: said(missed.event),
        object: missed.object,
        state,
        named_at: missed.named,
        healed_at: missed.healed,
        asked,
        in_ledger,
        kept_of_another: kept && missed.healed.is_none(),
    })
}

/// Whether everybody who could give it says that it cannot be given. An object has one device alone.
fn nobody_left(vault: &Vault, missed: &Missed, asked: &[AskOf]) -> Result<bool, StoreError> {
    if missed.object.is_some() {
        return Ok(asked.iter().any(|one| one.answer.is_some()));
    }
    let own = recalls::devices_of(&vault.store, &missed.user)?;
    let cannot = |device: &DeviceId| {
        asked
            .iter()
            .any(|one| one.device == *device && one.answer.is_some())
    };
    Ok(own.iter().all(cannot))
}
