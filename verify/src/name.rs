//! The names that members can have, and the one order in which they stand.

use griffie_wire::{
    Sha256,
    bundle::{CHECKPOINT, MANIFEST, SIGNATURE, STATEMENT},
};

/// What a member is; the order of the variants is the order in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Name {
    Statement,
    Policy(u32),
    SealConfig(u32),
    Checkpoint,
    Chain(u32, InChain),
    File(Sha256),
    Manifest,
    Signature,
}

/// What a member is of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum InChain {
    Holder,
    Object(u64, Part),
}

/// What a member is of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Proof,
    Sealed,
    Records,
}

impl Name {
    /// Reads a name; each has one spelling.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text {
            STATEMENT => Some(Self::Statement),
            CHECKPOINT => Some(Self::Checkpoint),
            MANIFEST => Some(Self::Manifest),
            SIGNATURE => Some(Self::Signature),
            _ => {
                let (folder, rest) = text.split_once('/')?;
                match folder {
                    "documents" => document(rest),
                    "chains" => in_chain(rest),
                    "files" => rest.parse().ok().map(Self::File),
                    _ => None,
                }
            }
        }
    }

    /// Largest size of such a member.
    pub(crate) const fn limit(self) -> u64 {
        match self {
            Self::Statement | Self::Policy(_) | Self::SealConfig(_) => 1 << 20,
            Self::Checkpoint => 16 << 10,
            Self::Chain(_, InChain::Holder | InChain::Object(_, Part::Proof)) => 256 << 10,
            Self::Chain(_, InChain::Object(_, Part::Sealed)) => 128 << 20,
            Self::Chain(_, InChain::Object(_, Part::Records)) => 384 << 20,
            Self::File(_) => 1 << 33,
            Self::Manifest => 64 << 20,
            Self::Signature => 128,
        }
    }
}

fn document(text: &str) -> Option<Name> {
    let stem = text.strip_suffix(".json")?;
    if let Some(version) = stem.strip_prefix("policy-") {
        return number(version).map(Name::Policy);
    }
    number(stem.strip_prefix("seal-config-")?).map(Name::SealConfig)
}

fn in_chain(text: &str) -> Option<Name> {
    let (chain, rest) = text.split_once('/')?;
    let number = padded(chain, 6).and_then(|number| u32::try_from(number).ok())?;
    if rest == "device.json" {
        return Some(Name::Chain(number, InChain::Holder));
    }
    let (seq, part) = rest.split_once('/')?;
    let part = match part {
        "proof.json" => Part::Proof,
        "object.gso1" => Part::Sealed,
        "records.jsonl" => Part::Records,
        _ => return None,
    };
    Some(Name::Chain(number, InChain::Object(padded(seq, 10)?, part)))
}

/// Digits with leading zeros up to `width`, none above.
fn padded(text: &str, width: usize) -> Option<u64> {
    let value: u64 = text.parse().ok()?;
    (format!("{value:0width$}") == text).then_some(value)
}

fn number(text: &str) -> Option<u32> {
    let value: u32 = text.parse().ok()?;
    (value.to_string() == text).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_one_spelling_and_one_order() {
        let digest = "ab".repeat(32);
        let texts = [
            "statement.json",
            "documents/policy-1.json",
            "documents/policy-10.json",
            "documents/seal-config-2.json",
            "checkpoint",
            "chains/000001/device.json",
            "chains/000001/0000000001/proof.json",
            "chains/000001/0000000001/object.gso1",
            "chains/000001/0000000001/records.jsonl",
            "chains/000001/0000000002/proof.json",
            "chains/000002/device.json",
            &format!("files/{digest}"),
            "manifest",
            "manifest.sig",
        ];
        let names: Vec<_> = texts.iter().map(|text| Name::parse(text).unwrap()).collect();
        assert!(names.is_sorted_by(|a, b| a < b));
        for bad in [
            "",
            "x",
            "documents/policy-01.json",
            "documents/policy-+1.json",
            "chains/1/device.json",
            "chains/000001/1/proof.json",
            "chains/000001/0000000001/x",
            "files/AB",
        ] {
            assert_eq!(Name::parse(bad), None, "{bad}");
        }
    }
}
