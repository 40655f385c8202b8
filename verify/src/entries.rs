//! The entries of an object: each commits to all before it, and together they are what the device sealed.

use griffie_wire::{
    Commitment, Entry, EntryNo, Seq, Sha256,
    bundle::{EntryProof, Prev, Why},
    canonical::to_canonical,
};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::{
    chain::{Around, Chain, Object},
    failure::{Code, Place, Stop},
    head,
};

/// A line but the first.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<'a> {
    proof: EntryProof,
    #[serde(borrow, default)]
    record: Option<&'a RawValue>,
}

/// Reads `records.jsonl`.
pub(crate) fn read(
    bytes: &[u8],
    chain: &mut Chain,
    object: &mut Object,
    around: &mut Around<'_>,
) -> Result<(), Stop> {
    object.has_records = true;
    let place = object.place.clone();
    let malformed = || Stop::Failed(Code::MemberMalformed, place.clone());
    let text = bytes.strip_suffix(b"\n").ok_or_else(malformed)?;
    let mut lines = text.split(|byte| *byte == b'\n');
    let Prev { prev } = head::read(lines.next().ok_or_else(malformed)?, &place)?;
    let seq = object.proof.object.seq;
    let mut tail = prev;
    let mut next = first(object, chain, seq, prev, around);
    for line in lines {
        let (proof, record) = line_of(line).ok_or_else(malformed)?;
        let place = Place {
            entry: Some(proof.entry.0),
            ..place.clone()
        };
        // Without the header there is only the line's word for where it stands.
        let expected = next.unwrap_or(proof.entry);
        around
            .failures
            .unless(proof.entry == expected, Code::EntryGap, &place);
        next = Some(EntryNo(proof.entry.0.saturating_add(1)));
        if let Some(record) = record {
            let entry = entry(&proof, record).ok_or_else(malformed)?;
            let committed = entry.commitment(&tail) == proof.commitment;
            around.failures.unless(committed, Code::EntryCommitment, &place);
            chain.past.record(&entry, &proof, object, around, &place);
        }
        around.found.entry(&proof, object.ends.is_some());
        around
            .failures
            .unless(object.ends.is_none() || record.is_some(), Code::EntryLast, &place);
        tail = proof.commitment;
    }
    close(object, chain, seq, (prev, tail), next, around);
    Ok(())
}

/// The number of the first entry, and whether it builds on what is known.
fn first(
    object: &Object,
    chain: &Chain,
    seq: Seq,
    prev: Commitment,
    around: &mut Around<'_>,
) -> Option<EntryNo> {
    let first = object.header.as_ref()?.first_entry;
    match chain.expects(seq, first) {
        Ok(expected) => around.failures.unless(
            expected.is_none_or(|expected| expected == prev),
            Code::EntryCommitment,
            &object.place,
        ),
        Err(code) => around.failures.add(code, &object.place),
    }
    Some(first)
}

/// All entries that the header counts were there, from and to the commitments inside.
fn close(
    object: &Object,
    chain: &mut Chain,
    seq: Seq,
    (prev, last): (Commitment, Commitment),
    next: Option<EntryNo>,
    around: &mut Around<'_>,
) {
    let Some(header) = &object.header else { return };
    let counted = next.map(|next| next.0) == header.last_entry.0.checked_add(1);
    around.failures.unless(counted, Code::EntryGap, &object.place);
    if let Some(ends) = &object.ends {
        let same = ends.prev == Some(prev) && ends.last == last;
        around.failures.unless(same, Code::EntryLast, &object.place);
    }
    chain.advance(seq, header.last_entry, last);
}

/// The parts of a line, which must be in the one form it has.
fn line_of(bytes: &[u8]) -> Option<(EntryProof, Option<&[u8]>)> {
    let Line { proof, record } = serde_json::from_slice(bytes).ok()?;
    let record = record.map(|record| record.get().as_bytes());
    let proof_text = to_canonical(&proof).ok()?;
    let parts: [&[u8]; 5] = match record {
        Some(record) => [b"{\"proof\":", &proof_text, b",\"record\":", record, b"}"],
        None => [b"{\"proof\":", &proof_text, b"", b"", b"}"],
    };
    let withheld = proof.why == Why::Withheld;
    let right = withheld == record.is_none()
        && withheld == proof.salt.is_none()
        && !(withheld && proof.unproven)
        && parts.concat() == bytes;
    right.then_some((proof, record))
}

fn entry(proof: &EntryProof, record: &[u8]) -> Option<Entry> {
    let salt: Sha256 = proof.salt.as_deref()?.parse().ok()?;
    Some(Entry {
        seq: proof.entry,
        salt: *salt.as_bytes(),
        room: None,
        record: record.to_vec(),
    })
}
