//! From the first member to the signature on the manifest: one pass, each member to the check it needs.

use std::io::{self, Read};

use griffie_wire::{
    Seq, Signature,
    bundle::{Holder, Inside, MANIFEST, ObjectProof, SIGNATURE, STATEMENT, manifest_message},
};

use crate::{
    chain::{Around, Chain, Object},
    entries,
    failure::{Code, Failures, Place, Stop},
    files::{Files, Outcome},
    head::{self, Head},
    members::{Member, Members},
    name::{InChain, Name, Part},
    report::{Found, Report},
    trust::Trust,
};

/// Verifies a bundle.
///
/// # Errors
/// Only when the source cannot be read: whatever is wrong with the bundle stands in the report.
pub fn verify(source: impl Read, trust: &Trust) -> Result<Report, io::Error> {
    let mut members = Members::new(source);
    let mut run = Run {
        trust,
        failures: Failures::default(),
        found: Found::default(),
        head: None,
        chain: None,
        chains: 0,
        object: None,
        files: Files::default(),
    };
    match run.walk(&mut members) {
        Ok(()) => {}
        Err(Stop::Io(error)) => return Err(error),
        Err(Stop::Failed(code, place)) => run.failures.add(code, &place),
    }
    let (bytes, digest) = members.read_so_far();
    run.found.bytes = bytes;
    run.found.sha256 = digest.to_string();
    run.found.witness_asked = trust.witness.is_some();
    Ok(Report::new(
        run.head.map(|head| head.statement),
        run.found,
        run.failures,
    ))
}

struct Run<'a> {
    trust: &'a Trust,
    failures: Failures,
    found: Found,
    head: Option<Head>,
    chain: Option<Chain>,
    chains: u32,
    object: Option<(u64, Object)>,
    files: Files,
}

impl Run<'_> {
    fn walk<R: Read>(&mut self, members: &mut Members<R>) -> Result<(), Stop> {
        let mut manifest: Option<Vec<u8>> = None;
        let mut signed = false;
        while let Some(member) = members.next()? {
            if self.head.is_none() && member.name != Name::Statement {
                return Err(missing(STATEMENT));
            }
            self.leave(member.name);
            match member.name {
                Name::Manifest => {
                    let expected = members.manifest.clone();
                    let bytes = members.bytes(&member)?;
                    self.manifest(&bytes, &expected);
                    manifest = Some(bytes);
                }
                Name::Signature => {
                    let bytes = members.bytes(&member)?;
                    self.signature(manifest.as_deref().ok_or_else(|| missing(MANIFEST))?, &bytes);
                    signed = true;
                }
                Name::File(digest) => {
                    let mut check = self.files.begin(digest);
                    members.stream(&member, |part| check.part(part))?;
                    self.file(check.end(), &member.place());
                }
                _ => {
                    let bytes = members.bytes(&member)?;
                    self.member(&member, &bytes)?;
                }
            }
        }
        if signed { Ok(()) } else { Err(missing(SIGNATURE)) }
    }

    fn member(&mut self, member: &Member, bytes: &[u8]) -> Result<(), Stop> {
        let place = member.place();
        if member.name == Name::Statement {
            self.head = Some(Head::begin(bytes, self.trust, &mut self.failures, &place)?);
            return Ok(());
        }
        let Some(head) = self.head.as_mut() else {
            return Err(missing(STATEMENT));
        };
        match member.name {
            Name::Policy(version) => {
                if Head::policy(version, bytes, self.trust, &mut self.failures, &place) {
                    self.found.policies.insert(version);
                }
            }
            Name::SealConfig(version) => {
                head.seal_config(version, bytes, self.trust, &mut self.failures, &place);
                self.found.configs = head.configs.keys().copied().collect();
            }
            Name::Checkpoint => {
                head.checkpoint(bytes, self.trust, &mut self.failures, &mut self.found, &place);
            }
            Name::Chain(number, part) => self.in_chain(number, part, bytes, place)?,
            Name::Statement | Name::File(_) | Name::Manifest | Name::Signature => {}
        }
        Ok(())
    }

    fn in_chain(&mut self, number: u32, part: InChain, bytes: &[u8], place: Place) -> Result<(), Stop> {
        let unexpected = Stop::Failed(Code::MemberMissing, place.clone());
        let Some(head) = self.head.as_ref().filter(|head| head.closed) else {
            return Err(unexpected);
        };
        let mut around = Around {
            trust: self.trust,
            head,
            failures: &mut self.failures,
            found: &mut self.found,
        };
        match part {
            InChain::Holder => {
                if number != self.chains + 1 {
                    return Err(unexpected);
                }
                self.chains = number;
                let holder: Holder = head::read(bytes, &place)?;
                self.chain = Some(Chain::begin(holder, place, &mut around));
            }
            InChain::Object(seq, part) => {
                let chain = self.chain.as_mut().filter(|_| number == self.chains);
                let Some(chain) = chain else {
                    return Err(unexpected);
                };
                if part == Part::Proof {
                    let proof: ObjectProof = head::read(bytes, &place)?;
                    let place = Place {
                        log_index: Some(proof.index),
                        ..place
                    };
                    self.object = Some((seq, chain.enter(Seq(seq), proof, place, &mut around)));
                    return Ok(());
                }
                let object = self.object.as_mut().filter(|(current, _)| *current == seq);
                let Some((_, object)) = object else {
                    return Err(unexpected);
                };
                object.place.member = place.member;
                if part == Part::Sealed {
                    chain.sealed(object, bytes, &mut around);
                } else {
                    entries::read(bytes, chain, object, &mut around)?;
                }
            }
        }
        Ok(())
    }

    /// Ends the object and the chain that the next member is no part of.
    fn leave(&mut self, next: Name) {
        let Some(head) = self.head.as_ref() else { return };
        let mut around = Around {
            trust: self.trust,
            head,
            failures: &mut self.failures,
            found: &mut self.found,
        };
        let Some(chain) = self.chain.as_mut() else { return };
        let same_object = |seq| matches!(next, Name::Chain(number, InChain::Object(next, _)) if number == self.chains && next == seq);
        if let Some((_, object)) = self.object.take_if(|(seq, _)| !same_object(*seq)) {
            chain.leave(object, &mut around);
        }
        if !matches!(next, Name::Chain(number, _) if number == self.chains) {
            chain.end(&mut self.files, &mut around);
            self.chain = None;
        }
    }

    fn file(&mut self, outcome: Outcome, place: &Place) {
        match outcome {
            Outcome::Decrypted => self.found.files_decrypted += 1,
            Outcome::Sealed => self.found.files_sealed += 1,
            Outcome::Mismatch => self.failures.add(Code::FileMismatch, place),
            Outcome::Unexpected => self.failures.add(Code::FileUnexpected, place),
        }
    }

    /// Every line of the manifest against the member that stands there.
    fn manifest(&mut self, bytes: &[u8], expected: &str) {
        let text = String::from_utf8_lossy(bytes);
        let (mut said, mut real) = (text.lines(), expected.lines());
        let mut differ = Vec::new();
        loop {
            match (said.next(), real.next()) {
                (None, None) => break,
                (said, real) if said == real => {}
                (said, real) => {
                    let line = real.or(said).unwrap_or_default();
                    differ.push(line.rsplit(' ').next().unwrap_or_default().to_owned());
                }
            }
        }
        if differ.is_empty() && text != expected {
            differ.push(MANIFEST.to_owned());
        }
        for member in differ {
            self.failures.add(Code::ManifestMismatch, &at(&member));
        }
        for place in std::mem::take(&mut self.files.owed).into_values() {
            self.failures.add(Code::FileMissing, &place);
        }
        self.counts();
    }

    fn counts(&mut self) {
        let Some(head) = &self.head else { return };
        let found = &self.found;
        let inside = Inside {
            chains: u64::from(self.chains),
            objects: found.objects,
            asked: found.asked,
            context: found.context,
            withheld: found.withheld,
            files: found.files_decrypted + found.files_sealed,
        };
        let same = inside == head.statement.inside;
        self.failures
            .unless(same, Code::StatementMismatch, &at(STATEMENT));
        self.failures
            .unless(head.closed, Code::MemberMissing, &at("checkpoint"));
    }

    fn signature(&mut self, manifest: &[u8], bytes: &[u8]) {
        let signature: Option<Signature> = std::str::from_utf8(bytes)
            .ok()
            .and_then(|text| text.strip_suffix('\n')?.parse().ok());
        let key = self.trust.vault.public_key();
        let holds =
            signature.is_some_and(|signature| key.verify(&manifest_message(manifest), &signature).is_ok());
        self.failures
            .unless(holds, Code::ManifestSignature, &at(SIGNATURE));
    }
}

fn at(member: &str) -> Place {
    Place {
        member: member.to_owned(),
        ..Place::default()
    }
}

fn missing(member: &str) -> Stop {
    Stop::Failed(Code::MemberMissing, at(member))
}
