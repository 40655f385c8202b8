//! What stands before the chains: who says what was asked, what the root signed, and the checkpoint over everything.

use std::collections::BTreeMap;

use griffie_wire::{
    bundle::{SCHEMA, Statement},
    canonical::to_canonical,
    note::{Checkpointed, open_checkpoint, open_cosigned},
    policy::Policy,
    seal_config::SealConfig,
    signed::{DocumentKind, SignedDocument},
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    failure::{Code, Failures, Place, Stop},
    report::Found,
    trust::Trust,
};

/// What the rest of the bundle is held against.
pub(crate) struct Head {
    pub(crate) statement: Statement,
    pub(crate) configs: BTreeMap<u32, SealConfig>,
    pub(crate) checkpoint: Option<Checkpointed>,
    /// The checkpoint's place was passed, whether it held or not.
    pub(crate) closed: bool,
}

/// Reads a member in canonical JSON.
pub(crate) fn read<T: Serialize + DeserializeOwned>(bytes: &[u8], place: &Place) -> Result<T, Stop> {
    let value: Option<T> = serde_json::from_slice(bytes).ok();
    value
        .filter(|value| to_canonical(value).is_ok_and(|canonical| canonical == bytes))
        .ok_or_else(|| Stop::Failed(Code::MemberMalformed, place.clone()))
}

impl Head {
    pub(crate) fn begin(
        bytes: &[u8],
        trust: &Trust,
        failures: &mut Failures,
        place: &Place,
    ) -> Result<Self, Stop> {
        let statement: Statement = read(bytes, place)?;
        if statement.schema != SCHEMA {
            return Err(Stop::Failed(Code::MemberMalformed, place.clone()));
        }
        let same = statement.root == trust.root
            && statement.log == trust.log.to_string()
            && statement.vault == trust.vault.to_string();
        failures.unless(same, Code::StatementMismatch, place);
        Ok(Self {
            statement,
            configs: BTreeMap::new(),
            checkpoint: None,
            closed: false,
        })
    }

    pub(crate) fn policy(
        version: u32,
        bytes: &[u8],
        trust: &Trust,
        failures: &mut Failures,
        place: &Place,
    ) -> bool {
        let read = signed(bytes, DocumentKind::Policy, trust)
            .and_then(|payload| serde_json::from_str::<Policy>(&payload).ok());
        let holds = read.is_some_and(|policy| policy.version == version);
        failures.unless(holds, Code::DocumentSignature, place);
        holds
    }

    pub(crate) fn seal_config(
        &mut self,
        version: u32,
        bytes: &[u8],
        trust: &Trust,
        failures: &mut Failures,
        place: &Place,
    ) {
        let read = signed(bytes, DocumentKind::SealConfig, trust)
            .and_then(|payload| serde_json::from_str::<SealConfig>(&payload).ok());
        let Some(config) = read.filter(|config| config.version == version) else {
            failures.add(Code::DocumentSignature, place);
            return;
        };
        let same = config.log == trust.log.to_string()
            && config.vault == trust.vault.to_string()
            && config.tenant == self.statement.tenant;
        failures.unless(same, Code::DocumentKeys, place);
        self.configs.insert(version, config);
    }

    pub(crate) fn checkpoint(
        &mut self,
        bytes: &[u8],
        trust: &Trust,
        failures: &mut Failures,
        found: &mut Found,
        place: &Place,
    ) {
        self.closed = true;
        let note = String::from_utf8_lossy(bytes);
        let state = match open_checkpoint(&note, &trust.log) {
            Ok(state) => state,
            Err(_) => return failures.add(Code::CheckpointLog, place),
        };
        found.log_size = state.size;
        found.log_root = state.root.to_string();
        self.checkpoint = Some(state);
        match open_cosigned(&note, &trust.log, &trust.vault) {
            Ok((_, seconds)) => found.cosigned_at = Some(seconds),
            Err(_) => failures.add(Code::CheckpointVault, place),
        }
        if let Some(witness) = &trust.witness {
            match open_cosigned(&note, &trust.log, witness) {
                Ok((_, seconds)) => found.witnessed_at = Some(seconds),
                Err(_) => failures.add(Code::CheckpointWitness, place),
            }
        }
    }
}

/// The payload, if the root signed it as this.
fn signed(bytes: &[u8], kind: DocumentKind, trust: &Trust) -> Option<String> {
    let document: SignedDocument = serde_json::from_slice(bytes).ok()?;
    document.verify(kind, &trust.root).ok().map(ToOwned::to_owned)
}
