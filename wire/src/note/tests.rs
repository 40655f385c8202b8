//! Notes against the reference implementation, trees against the reference proofs.

use proptest::prelude::*;
use signed_note::{Note, StandardVerifier, Verifier, VerifierList};
use tlog_tiles::{
    EMPTY_HASH, Error, HashReader, prove_record, prove_tree, record_hash, stored_hash_index,
    stored_hashes_for_record_hash,
};

use crate::{ids::Millis, key::SigningKey};

use super::*;

/// A log in memory by the library's own storage rules.
#[derive(Default)]
pub(crate) struct MemoryLog {
    stored: Vec<Hash>,
    size: u64,
}

impl HashReader for MemoryLog {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        Ok(indexes
            .iter()
            .map(|index| self.stored[usize::try_from(*index).unwrap()])
            .collect())
    }
}

impl MemoryLog {
    pub(crate) fn push(&mut self, leaf: Hash) {
        let new = stored_hashes_for_record_hash(self.size, leaf, self).unwrap();
        assert_eq!(self.stored.len() as u64, stored_hash_index(0, self.size));
        self.stored.extend(new);
        self.size += 1;
    }

    pub(crate) fn state(&self, size: u64) -> Checkpointed {
        let root = if size == 0 {
            EMPTY_HASH
        } else {
            tlog_tiles::tree_hash(size, self).unwrap()
        };
        Checkpointed { size, root }
    }

    pub(crate) fn path(&self, size: u64, index: u64) -> Vec<Hash> {
        prove_record(size, index, self).unwrap()
    }
}

fn log_of(size: u64) -> MemoryLog {
    let mut log = MemoryLog::default();
    (0..size).for_each(|number| log.push(record_hash(&number.to_be_bytes())));
    log
}

fn log_key() -> LogKey {
    LogKey::from_seed(&[1; 32], "gateway.example.nl/log").unwrap()
}

fn vault_key() -> CosignerKey {
    CosignerKey::from_seed(&[2; 32], "vault.example.nl").unwrap()
}

#[test]
fn the_frontier_has_the_root_of_the_whole_tree() {
    let log = log_of(200);
    let mut frontier = Frontier::default();
    for size in 0..200 {
        assert_eq!(frontier.state(), log.state(size), "size {size}");
        let stored = Frontier::from_parts(size, frontier.subtrees().to_vec());
        assert_eq!(stored, Some(frontier.clone()));
        assert_eq!(Frontier::from_parts(size, vec![EMPTY_HASH; 9]), None);
        frontier.push(record_hash(&size.to_be_bytes()));
    }
}

#[test]
fn a_grown_log_is_consistent_and_any_other_is_not() {
    let log = log_of(40);
    for old in 0..=40 {
        for new in old..=40 {
            let proof = if old == 0 || old == new {
                vec![]
            } else {
                prove_tree(new, old, &log).unwrap()
            };
            let (old, new) = (log.state(old), log.state(new));
            assert_eq!(check_consistency(&old, &new, &proof), Ok(()), "{old:?} {new:?}");
            let other = Checkpointed {
                root: record_hash(b"other"),
                ..old
            };
            assert!(
                check_consistency(&other, &new, &proof).is_err(),
                "{old:?} {new:?}"
            );
            let longer = [proof, vec![EMPTY_HASH]].concat();
            assert_eq!(
                check_consistency(&old, &new, &longer),
                Err(ConsistencyError::BadProof)
            );
        }
    }
}

#[test]
fn a_shrunk_or_forked_log_is_named_as_such() {
    let log = log_of(9);
    let shrunk = check_consistency(&log.state(9), &log.state(8), &[]);
    assert_eq!(shrunk, Err(ConsistencyError::Shrank { old: 9, new: 8 }));
    let fork = Checkpointed {
        root: EMPTY_HASH,
        ..log.state(9)
    };
    assert_eq!(
        check_consistency(&log.state(9), &fork, &[]),
        Err(ConsistencyError::Forked(9))
    );
    let endless = vec![EMPTY_HASH; 100_000];
    assert_eq!(
        check_consistency(&log.state(8), &log.state(9), &endless),
        Err(ConsistencyError::BadProof)
    );
}

#[test]
fn the_example_key_of_the_reference_implementation_reads_and_signs_alike() {
    let vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let seed = "810a1402d5146c8d84f2443330f54080ebf98ee17d9c74f6252fc5d5c7283173";
    let seed = hex::decode(seed).unwrap().try_into().unwrap();
    let key = LogKey::from_seed(&seed, "PeterNeumann").unwrap();
    assert_eq!(key.vkey(), vkey);
    let text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    let line = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";
    let signature = signed_note::Signature::from_bytes(line.as_bytes()).unwrap();
    let verifier: LogVerifier = vkey.parse().unwrap();
    assert!(verifier.verify(text.as_bytes(), signature.signature()));
    assert!(!verifier.verify(b"other\n", signature.signature()));
}

#[test]
fn a_checkpoint_is_accepted_by_the_reference_verifier() {
    let note = log_key().sign_checkpoint(9, log_of(9).state(9).root);
    let verifier = StandardVerifier::new(&log_key().vkey()).unwrap();
    let note = Note::from_bytes(note.as_bytes()).unwrap();
    let (verified, _) = note.verify(&VerifierList::new(vec![Box::new(verifier)])).unwrap();
    assert_eq!(verified.len(), 1);
}

#[test]
fn a_cosignature_has_the_bytes_of_the_specification() {
    let note = log_key().sign_checkpoint(9, log_of(9).state(9).root);
    let line = vault_key().cosign(&note, Millis(1_679_315_147_999)).unwrap();
    let signature = signed_note::Signature::from_bytes(line.trim_end().as_bytes()).unwrap();
    let (text, _) = note.split_once("\n\n").unwrap();
    let message = format!("cosignature/v1\ntime 1679315147\n{text}\n");
    let expected = SigningKey::from_seed(&[2; 32]).sign(message.as_bytes());
    assert_eq!(signature.signature()[..8], 1_679_315_147_u64.to_be_bytes());
    assert_eq!(signature.signature()[8..], expected.as_bytes()[..]);
    let signed = add_signature(&note, &line).unwrap();
    let state = open(&signed, log_key().verifier(), Some(vault_key().verifier()));
    assert_eq!(state, Ok(log_of(9).state(9)));
}

#[test]
fn verifier_keys_have_one_spelling_and_one_type() {
    let (log, vault) = (log_key().vkey(), vault_key().vkey());
    assert_eq!(log.parse(), Ok(log_key().verifier().clone()));
    assert_eq!(vault.parse(), Ok(vault_key().verifier().clone()));
    assert_eq!(vault.parse::<LogVerifier>(), Err(BadVerifierKey));
    assert_eq!(log.parse::<CosignerVerifier>(), Err(BadVerifierKey));
    for end in 0..log.len() {
        assert_eq!(
            log.get(..end).unwrap().parse::<LogVerifier>(),
            Err(BadVerifierKey),
            "cut at {end}"
        );
    }
    for at in 0..log.len() {
        let mut bytes = log.clone().into_bytes();
        bytes[at] ^= 1;
        let flipped = String::from_utf8(bytes).unwrap();
        assert_eq!(
            flipped.parse::<LogVerifier>(),
            Err(BadVerifierKey),
            "flipped at {at}"
        );
    }
    for name in ["", "a b", "a+b", "a\nb", "a\u{7}b"] {
        assert_eq!(
            LogKey::from_seed(&[1; 32], name).unwrap_err(),
            NoteError::BadName,
            "{name:?}"
        );
    }
}

#[test]
fn a_checkpoint_counts_only_under_the_name_and_key_of_its_log() {
    let state = log_of(3).state(3);
    let note = log_key().sign_checkpoint(3, state.root);
    assert_eq!(open_checkpoint(&note, log_key().verifier()), Ok(state));
    let other = LogKey::from_seed(&[3; 32], "gateway.example.nl/log").unwrap();
    assert_eq!(
        open_checkpoint(&note, other.verifier()),
        Err(NoteError::NotFromLog)
    );
    // The right log signs what names another origin.
    let text = note
        .split_once("\n\n")
        .unwrap()
        .0
        .replace("gateway.", "elsewhere.")
        + "\n";
    let signature = SigningKey::from_seed(&[1; 32])
        .sign(text.as_bytes())
        .as_bytes()
        .to_vec();
    let verifier = log_key().verifier().clone();
    let line = signed_note::Signature::new(verifier.name().to_owned(), verifier.key_id(), signature).unwrap();
    let elsewhere = Note::new(text.as_bytes(), &[line]).unwrap().to_bytes();
    let elsewhere = String::from_utf8(elsewhere).unwrap();
    assert_eq!(
        open_checkpoint(&elsewhere, &verifier),
        Err(NoteError::OtherOrigin)
    );
}

#[test]
fn a_cut_or_changed_checkpoint_is_refused() {
    let note = log_key().sign_checkpoint(3, log_of(3).state(3).root);
    for end in 0..note.len() {
        let cut = note.get(..end).unwrap_or_default();
        assert!(
            open_checkpoint(cut, log_key().verifier()).is_err(),
            "cut at {end}"
        );
    }
    for at in 0..note.len() {
        let mut bytes = note.clone().into_bytes();
        bytes[at] ^= 1;
        let flipped = String::from_utf8_lossy(&bytes);
        assert!(
            open_checkpoint(&flipped, log_key().verifier()).is_err(),
            "flipped at {at}"
        );
    }
}

#[test]
fn a_signature_line_is_one_line() {
    let note = log_key().sign_checkpoint(3, log_of(3).state(3).root);
    let line = vault_key().cosign(&note, Millis(0)).unwrap();
    assert_eq!(add_signature(&note, &line), add_signature(&note, line.trim_end()));
    for bad in ["", "x", "\n", &format!("{line}{line}")] {
        assert_eq!(add_signature(&note, bad), Err(NoteError::Malformed), "{bad:?}");
    }
    assert_eq!(add_signature("text\n", &line), Err(NoteError::Malformed));
    assert_eq!(vault_key().cosign("text\n", Millis(0)), Err(NoteError::Malformed));
}

proptest! {
    #[test]
    fn no_text_makes_the_readers_panic(text: String, line: String) {
        let note = log_key().sign_checkpoint(1, EMPTY_HASH);
        for text in [text.clone(), format!("{text}\n\n{line}\n"), format!("{note}— {line}\n")] {
            let _ = open_checkpoint(&text, log_key().verifier());
            let _ = vault_key().cosign(&text, Millis(u64::MAX));
            let _ = add_signature(&text, &line);
        }
        let _ = text.parse::<LogVerifier>();
        let _ = format!("{text}+{line}+AQ==").parse::<CosignerVerifier>();
    }

    #[test]
    fn no_sizes_make_the_proof_check_panic(old: u64, new: u64, hashes in 0..70_usize) {
        let old = Checkpointed { size: old, root: record_hash(b"old") };
        let new = Checkpointed { size: new, root: record_hash(b"new") };
        prop_assert!(check_consistency(&old, &new, &vec![EMPTY_HASH; hashes]).is_err());
    }
}
