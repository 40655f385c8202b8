//! The files that messages carry: expected by their records, decrypted with the key in the event, in constant memory.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use aes::Aes256;
use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use ctr::{
    Ctr128BE,
    cipher::{KeyIvInit as _, StreamCipher as _},
};
use griffie_wire::{
    Sha256, Sha256Hasher,
    record::{AttachmentFact, AttachmentForm, AttachmentState},
};
use serde_json::Value;

use crate::failure::Place;

const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);

/// How to read an encrypted file (client-server specification, sending encrypted attachments).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FileKey {
    key: [u8; 32],
    iv: [u8; 16],
    sha256: Sha256,
}

/// Keys of the files of one chain, by event and address.
pub(crate) type Keys = HashMap<(String, String), FileKey>;

/// What a record says of a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Expected {
    key: Option<FileKey>,
    stored_size: u64,
    size: u64,
    plain: Option<Sha256>,
}

/// Files that records name.
#[derive(Default)]
pub(crate) struct Files {
    expected: BTreeMap<Sha256, BTreeSet<Expected>>,
    /// Those that must be here, and the record that says so first.
    pub(crate) owed: BTreeMap<Sha256, Place>,
}

/// What became of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Decrypted,
    /// Sealed for the archive: the bytes are those of the record, the inside is not shown.
    Sealed,
    Mismatch,
    Unexpected,
}

/// Notes the keys of all files that this content names.
pub(crate) fn note_keys(keys: &mut Keys, event_id: &str, content: &Value) {
    match content {
        Value::Object(fields) => {
            if let Some(url) = fields.get("url").and_then(Value::as_str)
                && let Some(key) = read_key(content)
            {
                keys.insert((event_id.to_owned(), url.to_owned()), key);
            }
            fields.values().for_each(|value| note_keys(keys, event_id, value));
        }
        Value::Array(items) => items.iter().for_each(|value| note_keys(keys, event_id, value)),
        _ => {}
    }
}

fn read_key(file: &Value) -> Option<FileKey> {
    let text = |pointer: &str| file.pointer(pointer).and_then(Value::as_str);
    Some(FileKey {
        key: URL_SAFE.decode(text("/key/k")?).ok()?.try_into().ok()?,
        iv: STANDARD.decode(text("/iv")?).ok()?.try_into().ok()?,
        sha256: Sha256::from_bytes(STANDARD.decode(text("/hashes/sha256")?).ok()?.try_into().ok()?),
    })
}

impl Files {
    /// Takes note of an attachment record; false if the file is not the one its event names.
    pub(crate) fn expect(&mut self, fact: &AttachmentFact, keys: &Keys, owed: bool, place: &Place) -> bool {
        if fact.state != AttachmentState::Stored {
            return true;
        }
        let key = match fact.form {
            AttachmentForm::Gso1 => None,
            AttachmentForm::MatrixCiphertext => {
                let named = keys.get(&(fact.event_id.clone(), fact.mxc.clone())).cloned();
                // An own event that came redacted names no file: then the device's own record of the key counts.
                let own = || read_key(&serde_json::from_str(fact.key.as_deref()?).ok()?);
                match named.or_else(own).filter(|key| key.sha256 == fact.sha256_stored) {
                    Some(key) => Some(key),
                    None => return false,
                }
            }
        };
        let expected = Expected {
            key,
            stored_size: fact.stored_size,
            size: fact.size,
            plain: fact.sha256_plain,
        };
        self.expected
            .entry(fact.sha256_stored)
            .or_default()
            .insert(expected);
        if owed {
            self.owed
                .entry(fact.sha256_stored)
                .or_insert_with(|| place.clone());
        }
        true
    }

    /// What to check of the bytes of this file.
    pub(crate) fn begin(&mut self, digest: Sha256) -> Check {
        self.owed.remove(&digest);
        let expected = self.expected.get(&digest).cloned().unwrap_or_default();
        let ways = expected.into_iter().map(Way::new).collect();
        Check {
            digest,
            hasher: Sha256Hasher::new(),
            size: 0,
            ways,
        }
    }
}

/// One file on its way through.
pub(crate) struct Check {
    digest: Sha256,
    hasher: Sha256Hasher,
    size: u64,
    ways: Vec<Way>,
}

struct Way {
    expected: Expected,
    open: Option<(Ctr128BE<Aes256>, Sha256Hasher)>,
}

impl Way {
    fn new(expected: Expected) -> Self {
        let open = expected.key.as_ref().map(|key| {
            let cipher = Ctr128BE::new(&key.key.into(), &key.iv.into());
            (cipher, Sha256Hasher::new())
        });
        Self { expected, open }
    }
}

impl Check {
    pub(crate) fn part(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
        self.size += bytes.len() as u64;
        for (cipher, hasher) in self.ways.iter_mut().filter_map(|way| way.open.as_mut()) {
            let mut clear = bytes.to_vec();
            cipher.apply_keystream(&mut clear);
            hasher.update(&clear);
        }
    }

    pub(crate) fn end(self) -> Outcome {
        if self.ways.is_empty() {
            return Outcome::Unexpected;
        }
        if self.hasher.finish() != self.digest {
            return Outcome::Mismatch;
        }
        let mut outcome = Outcome::Sealed;
        for Way { expected, open } in self.ways {
            if expected.stored_size != self.size {
                return Outcome::Mismatch;
            }
            if let Some((_, hasher)) = open {
                let clear = hasher.finish();
                if expected.size != self.size || expected.plain.is_some_and(|plain| plain != clear) {
                    return Outcome::Mismatch;
                }
                outcome = Outcome::Decrypted;
            }
        }
        outcome
    }
}
