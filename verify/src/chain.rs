//! A device's objects one behind the other: listed in the log, signed by the device, none left out where none may be.

use griffie_wire::{
    Commitment, EntryNo, ObjectId, Seq, Sha256,
    bundle::{Ends, Holder, ObjectProof, State, ends},
    gso1::{Dek, Envelope, Header, Kind, open_disclosed, parse},
    note::{Checkpointed, check_consistency, open_cosigned},
    receipt::{LogTrust, Receipt, verify_final},
};
use tlog_tiles::{Hash, check_record};
use zeroize::Zeroizing;

use crate::{
    facts::Past,
    failure::{Code, Failures, Place},
    files::Files,
    head::Head,
    report::Found,
    trust::Trust,
};

/// A tree of fewer than 2^63 leaves has no longer path.
const MAX_PATH: usize = 64;

/// A device in one epoch, as far as it was read.
pub(crate) struct Chain {
    pub(crate) holder: Holder,
    pub(crate) past: Past,
    place: Place,
    next: Seq,
    before: Option<(Seq, ObjectId)>,
    /// The last entry that is known, and the object that it is in.
    tail: Option<(EntryNo, Commitment, Seq)>,
    versions: (u32, u32),
}

/// The object that is being read.
pub(crate) struct Object {
    pub(crate) proof: ObjectProof,
    pub(crate) place: Place,
    pub(crate) header: Option<Header>,
    pub(crate) ends: Option<Ends>,
    pub(crate) has_records: bool,
}

/// What checks need beside the chain.
pub(crate) struct Around<'a> {
    pub(crate) trust: &'a Trust,
    pub(crate) head: &'a Head,
    pub(crate) failures: &'a mut Failures,
    pub(crate) found: &'a mut Found,
}

impl Chain {
    pub(crate) fn begin(holder: Holder, place: Place, around: &mut Around<'_>) -> Self {
        let tenant = holder.tenant == around.head.statement.tenant;
        around.failures.unless(tenant, Code::StatementMismatch, &place);
        around.found.chain(&holder);
        Self {
            next: holder.first,
            past: Past::new(holder.user_id.clone(), holder.epoch),
            holder,
            place,
            before: None,
            tail: None,
            versions: (0, 0),
        }
    }

    /// Whether the segment was whole.
    pub(crate) fn end(&mut self, files: &mut Files, around: &mut Around<'_>) {
        let whole = self.holder.last.0.checked_add(1) == Some(self.next.0);
        around.failures.unless(whole, Code::ChainGap, &self.place);
        self.past.end(files, around);
    }

    /// The object's place in the chain and in the log.
    pub(crate) fn enter(
        &mut self,
        seq: Seq,
        proof: ObjectProof,
        place: Place,
        around: &mut Around<'_>,
    ) -> Object {
        let failures = &mut *around.failures;
        let listed = &proof.object;
        let own = (listed.device, listed.epoch, listed.seq) == (self.holder.device, self.holder.epoch, seq);
        failures.unless(own, Code::ObjectListing, &place);
        if seq >= self.holder.first && seq <= self.holder.last {
            failures.unless(seq == self.next, Code::ChainGap, &place);
            self.next = Seq(seq.0 + 1);
        }
        check_log(&proof, &place, around);
        around.found.object(&proof);
        Object {
            proof,
            place,
            header: None,
            ends: None,
            has_records: false,
        }
    }

    /// The bytes of the object.
    pub(crate) fn sealed(&mut self, object: &mut Object, bytes: &[u8], around: &mut Around<'_>) {
        let place = object.place.clone();
        let Ok(envelope) = parse(bytes) else {
            return around.failures.add(Code::ObjectMalformed, &place);
        };
        let listed = &object.proof.object;
        let header = &envelope.header;
        let failures = &mut *around.failures;
        failures.unless(envelope.object_id == listed.object_id, Code::ObjectId, &place);
        let named = (
            header.device,
            header.epoch,
            header.seq,
            bytes.len() as u64,
            header.tenant,
        ) == (
            listed.device,
            listed.epoch,
            listed.seq,
            listed.size,
            self.holder.tenant,
        );
        failures.unless(named, Code::ObjectListing, &place);
        let signed = envelope.verify(&self.holder.public_key).is_ok();
        failures.unless(signed, Code::ObjectSignature, &place);
        self.link(header, &place, failures);
        check_recipients(&envelope, &place, around);
        check_witnesses(&object.proof, header.seal_config_version, &place, around);
        if let Some(key) = &object.proof.key {
            object.ends = open(&envelope, key);
            match &object.ends {
                None => around.failures.add(Code::ObjectKey, &place),
                Some(ends) => {
                    let same = ends.header == header.to_bytes();
                    around.failures.unless(same, Code::ObjectHeader, &place);
                }
            }
        }
        object.header = Some(envelope.header);
    }

    fn link(&mut self, header: &Header, place: &Place, failures: &mut Failures) {
        let builds_on = match self.before {
            _ if header.seq == Seq(1) => Some(ObjectId::GENESIS),
            Some((seq, id)) if seq.0 + 1 == header.seq.0 => Some(id),
            _ => None,
        };
        let linked = builds_on.is_none_or(|id| id == header.prev_object_id);
        failures.unless(linked, Code::ChainBroken, place);
        let versions = (header.seal_config_version, header.policy_version);
        let rises = versions.0 >= self.versions.0 && versions.1 >= self.versions.1;
        failures.unless(rises, Code::ChainBroken, place);
        self.versions = versions;
    }

    /// What the first entry must build on, if that is known; its number, if that is.
    pub(crate) fn expects(&self, seq: Seq, first: EntryNo) -> Result<Option<Commitment>, Code> {
        if first.0 == 1 {
            return Ok(Some(Commitment::GENESIS));
        }
        let Some((entry, commitment, at)) = self.tail else {
            return Ok(None);
        };
        match first.0.checked_sub(entry.0) {
            Some(1) => Ok(Some(commitment)),
            // Objects between whose entries are not shown.
            Some(2..) if at.0 + 1 < seq.0 => Ok(None),
            _ => Err(Code::EntryGap),
        }
    }

    /// The entries of the object are done.
    pub(crate) fn advance(&mut self, seq: Seq, entry: EntryNo, commitment: Commitment) {
        self.tail = Some((entry, commitment, seq));
    }

    /// The object is done: what it had to have, and what the next builds on.
    pub(crate) fn leave(&mut self, object: Object, around: &mut Around<'_>) {
        let Object {
            proof,
            place,
            header,
            ends,
            has_records,
        } = object;
        let seq = proof.object.seq;
        self.before = Some((seq, proof.object.object_id));
        let Some(header) = header else {
            around
                .failures
                .unless(proof.key.is_none() && !has_records, Code::MemberMissing, &place);
            around.found.listed += 1;
            return;
        };
        let batch = header.kind == Kind::Batch;
        around
            .failures
            .unless(batch == has_records, Code::MemberMissing, &place);
        match (batch, ends) {
            (true, Some(_)) => around.found.opened += 1,
            (true, None) => around.found.attested += 1,
            (false, ends) => {
                around.found.heartbeats += 1;
                self.beat(seq, ends, &place, around.failures);
            }
        }
    }

    /// A heartbeat repeats where the entries ended; it moves nothing.
    fn beat(&mut self, seq: Seq, ends: Option<Ends>, place: &Place, failures: &mut Failures) {
        if let (Some(ends), Some((_, commitment, at))) = (ends, self.tail.as_mut())
            && at.0 + 1 == seq.0
        {
            failures.unless(ends.last == *commitment, Code::EntryLast, place);
            *at = seq;
        }
    }
}

/// Inclusion under the bundle's checkpoint, and the final receipt, which must be of the same log.
fn check_log(proof: &ObjectProof, place: &Place, around: &mut Around<'_>) {
    // Without a checkpoint there is nothing to lead to, and that is a failure of its own.
    let Some(state) = &around.head.checkpoint else {
        return;
    };
    let leaf = proof.object.leaf();
    let included = hashes(&proof.path).is_some_and(|path| {
        proof.index < state.size
            && check_record(&path, state.size, state.root, proof.index, leaf.hash()).is_ok()
    });
    around.failures.unless(included, Code::LogInclusion, place);
    around.found.included += u64::from(included);
    let Some(text) = &proof.receipt else {
        return around
            .failures
            .unless(proof.consistency.is_empty(), Code::ReceiptInvalid, place);
    };
    let trust = LogTrust {
        log: around.trust.log.to_string(),
        vault: Some(around.trust.vault.to_string()),
        witnesses: None,
    };
    let receipt = Receipt::parse(text)
        .ok()
        .filter(|receipt| receipt.index() == proof.index && proof.state == State::Accepted);
    let old = receipt
        .as_ref()
        .and_then(|receipt| verify_final(receipt, &leaf, &trust).ok());
    let time = receipt
        .and_then(|receipt| open_cosigned(receipt.checkpoint(), &around.trust.log, &around.trust.vault).ok());
    let (Some(old), Some((_, seconds))) = (old, time) else {
        return around.failures.add(Code::ReceiptInvalid, place);
    };
    let one_log = hashes(&proof.consistency).is_some_and(|path| consistent(&old, state, &path));
    around.failures.unless(one_log, Code::LogInconsistent, place);
    around.found.receipt(seconds);
}

fn consistent(old: &Checkpointed, new: &Checkpointed, path: &[Hash]) -> bool {
    check_consistency(old, new, path).is_ok()
}

fn hashes(texts: &[String]) -> Option<Vec<Hash>> {
    if texts.len() > MAX_PATH {
        return None;
    }
    texts.iter().map(|text| Hash::parse_hash(text).ok()).collect()
}

/// A final receipt under a configuration with witnesses has the co-signatures of as many as the root demands.
fn check_witnesses(proof: &ObjectProof, version: u32, place: &Place, around: &mut Around<'_>) {
    let config = around.head.configs.get(&version);
    let (Some(demanded), Some(text)) = (
        config.and_then(|config| config.witnesses.as_ref()),
        &proof.receipt,
    ) else {
        return;
    };
    let seen =
        Receipt::parse(text).is_ok_and(|receipt| demanded.suffice(receipt.checkpoint(), &around.trust.log));
    around.failures.unless(seen, Code::ReceiptInvalid, place);
}

/// Sealed in the suite and for the recipients that the root told for this version, when that document is here.
fn check_recipients(envelope: &Envelope<'_>, place: &Place, around: &mut Around<'_>) {
    let version = envelope.header.seal_config_version;
    let Some(config) = around.head.configs.get(&version) else {
        around.found.unknown_configs.insert(version);
        return;
    };
    let mut told: Vec<_> = config
        .recipients
        .iter()
        .map(|recipient| recipient.key_id)
        .collect();
    let mut sealed: Vec<_> = envelope.recipients().collect();
    told.sort_unstable();
    sealed.sort_unstable();
    let same = told == sealed && config.suite == envelope.suite.byte();
    around.failures.unless(same, Code::ObjectRecipients, place);
}

fn open(envelope: &Envelope<'_>, key: &str) -> Option<Ends> {
    // One spelling, as of all bytes in hex.
    let key: Sha256 = key.parse().ok()?;
    let dek = Dek::from_bytes(Zeroizing::new(*key.as_bytes()));
    let payload = open_disclosed(envelope, &dek).ok()?;
    ends(envelope.header.kind, &payload)
}
