//! What a receipt proves, and everything that must not pass for one (design.md D10, invariant 2).

use proptest::prelude::*;

use crate::{
    ids::{DeviceId, Epoch, Millis, ObjectId, Seq},
    note::{CosignerKey, LogKey, Witnesses, add_signature, tests::MemoryLog},
};

use super::*;

const SIZE: u64 = 21;

fn leaf(number: u64) -> Leaf {
    Leaf {
        object_id: ObjectId::from_bytes([u8::try_from(number).unwrap(); 32]),
        device: DeviceId::from_bytes([2; 16]),
        epoch: Epoch::from_bytes([3; 16]),
        seq: Seq(number + 1),
        size: 4096,
    }
}

fn log() -> MemoryLog {
    let mut log = MemoryLog::default();
    (0..SIZE).for_each(|number| log.push(leaf(number).hash()));
    log
}

fn log_key() -> LogKey {
    LogKey::from_seed(&[1; 32], "gateway.example.nl/log").unwrap()
}

fn vault_key() -> CosignerKey {
    CosignerKey::from_seed(&[2; 32], "vault.example.nl").unwrap()
}

fn trust() -> LogTrust {
    LogTrust {
        log: log_key().vkey(),
        vault: Some(vault_key().vkey()),
        witnesses: None,
    }
}

fn checkpoint() -> String {
    log_key().sign_checkpoint(SIZE, log().state(SIZE).root)
}

fn cosigned(by: &CosignerKey) -> String {
    add_signature(&checkpoint(), &by.cosign(&checkpoint(), Millis(1_000)).unwrap()).unwrap()
}

fn provisional(number: u64) -> Receipt {
    Receipt::build(number, &log().path(SIZE, number), &checkpoint(), None)
}

fn final_receipt(number: u64) -> Receipt {
    let accept = vault_key().accept(&leaf(number));
    Receipt::build(
        number,
        &log().path(SIZE, number),
        &cosigned(&vault_key()),
        Some(accept),
    )
}

#[test]
fn every_object_has_both_receipts_and_they_survive_their_text() {
    for number in 0..SIZE {
        for receipt in [provisional(number), final_receipt(number)] {
            assert_eq!(Receipt::parse(&receipt.text()), Ok(receipt.clone()));
            assert_eq!(
                verify_provisional(&receipt, &leaf(number), &trust()),
                Ok(log().state(SIZE))
            );
        }
        assert_eq!(
            verify_final(&final_receipt(number), &leaf(number), &trust()),
            Ok(log().state(SIZE))
        );
    }
}

#[test]
fn a_log_of_one_object_needs_no_path() {
    let note = log_key().sign_checkpoint(1, leaf(0).hash());
    let receipt = Receipt::parse(&Receipt::build(0, &[], &note, None).text()).unwrap();
    assert!(verify_provisional(&receipt, &leaf(0), &trust()).is_ok());
}

#[test]
fn without_the_vault_nothing_is_final() {
    let path = log().path(SIZE, 4);
    let accept = Some(vault_key().accept(&leaf(4)));
    let uncosigned = Receipt::build(4, &path, &checkpoint(), accept);
    let refused = |receipt: &Receipt, trust: &LogTrust| verify_final(receipt, &leaf(4), trust).unwrap_err();
    assert_eq!(refused(&uncosigned, &trust()), NoteError::NotCosigned.into());
    assert_eq!(refused(&provisional(4), &trust()), NoteError::NotCosigned.into());
    let stranger = CosignerKey::from_seed(&[9; 32], "vault.example.nl").unwrap();
    let by_stranger = Receipt::build(4, &path, &cosigned(&stranger), accept);
    assert_eq!(refused(&by_stranger, &trust()), NoteError::NotCosigned.into());
    let unaccepted = Receipt::build(4, &path, &cosigned(&vault_key()), None);
    assert_eq!(refused(&unaccepted, &trust()), ReceiptError::NotAccepted);
    let other_accept = Receipt::build(
        4,
        &path,
        &cosigned(&vault_key()),
        Some(vault_key().accept(&leaf(5))),
    );
    assert_eq!(refused(&other_accept, &trust()), ReceiptError::BadAccept);
    let strange_accept = Receipt::build(4, &path, &cosigned(&vault_key()), Some(stranger.accept(&leaf(4))));
    assert_eq!(refused(&strange_accept, &trust()), ReceiptError::BadAccept);
    assert_eq!(
        refused(
            &final_receipt(4),
            &LogTrust {
                vault: None,
                ..trust()
            }
        ),
        ReceiptError::NoVault
    );
}

#[test]
fn a_receipt_is_for_one_object_at_one_place_in_one_tree() {
    let path = log().path(SIZE, 4);
    let check = |receipt: &Receipt, leaf: &Leaf| verify_provisional(receipt, leaf, &trust()).unwrap_err();
    assert_eq!(check(&provisional(4), &leaf(5)), ReceiptError::NotInLog);
    assert_eq!(
        check(
            &provisional(4),
            &Leaf {
                size: 4097,
                ..leaf(4)
            }
        ),
        ReceiptError::NotInLog
    );
    for index in (0..SIZE + 2).chain([u64::MAX]).filter(|index| *index != 4) {
        let moved = Receipt::build(index, &path, &checkpoint(), None);
        assert_eq!(check(&moved, &leaf(4)), ReceiptError::NotInLog, "index {index}");
    }
    let other_tree = log_key().sign_checkpoint(SIZE, leaf(0).hash());
    assert_eq!(
        check(&Receipt::build(4, &path, &other_tree, None), &leaf(4)),
        ReceiptError::NotInLog
    );
    let other_size = log_key().sign_checkpoint(9, log().state(SIZE).root);
    assert_eq!(
        check(&Receipt::build(4, &path, &other_size, None), &leaf(4)),
        ReceiptError::NotInLog
    );
    let endless = vec![leaf(0).hash(); 100_000];
    assert_eq!(
        check(&Receipt::build(4, &endless, &checkpoint(), None), &leaf(4)),
        ReceiptError::NotInLog
    );
}

#[test]
fn an_unknown_log_proves_nothing() {
    let other = LogKey::from_seed(&[8; 32], "gateway.example.nl/log").unwrap();
    let trust = |log: &str| LogTrust {
        log: log.to_owned(),
        ..trust()
    };
    let check = |log: &str| verify_final(&final_receipt(4), &leaf(4), &trust(log)).unwrap_err();
    assert_eq!(check(&other.vkey()), NoteError::NotFromLog.into());
    assert_eq!(check(&vault_key().vkey()), ReceiptError::BadTrust);
    assert_eq!(check(""), ReceiptError::BadTrust);
}

#[test]
fn a_cut_receipt_is_refused() {
    let text = final_receipt(4).text();
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        let passes = Receipt::parse(text.get(..end).unwrap())
            .is_ok_and(|receipt| verify_final(&receipt, &leaf(4), &trust()).is_ok());
        assert!(!passes, "cut at {end}");
    }
}

#[test]
fn a_changed_byte_is_refused() {
    let text = final_receipt(4).text();
    for (at, flip) in (0..text.len()).flat_map(|at| [1, 2, 0x20, 0x80].map(|flip| (at, flip))) {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= flip;
        let Ok(changed) = String::from_utf8(bytes) else {
            continue;
        };
        let passes =
            Receipt::parse(&changed).is_ok_and(|receipt| verify_final(&receipt, &leaf(4), &trust()).is_ok());
        assert!(!passes, "flipped {flip:#x} at {at}");
    }
}

#[test]
fn there_is_one_spelling() {
    let text = final_receipt(4).text();
    let spellings = [
        text.replace("index 4", "index 04"),
        text.replace("index 4", "index +4"),
        text.replace("index 4", "index 4 "),
        text.replace('\n', "\r\n"),
        text.replace("@v1", "@v2"),
        text.replacen("extra ", "extra  ", 1),
        text.replacen("extra ", "extra AA", 1),
        text.replacen("index", "extra AAAA\nindex", 1),
        text.replacen("\n\n", "\n\n\n", 1),
        format!("{text}\n"),
        format!(" {text}"),
    ];
    for spelling in spellings {
        assert_eq!(
            Receipt::parse(&spelling),
            Err(ReceiptError::Malformed),
            "{spelling}"
        );
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text: String, index: u64, lines: Vec<String>) {
        let shaped = format!("{HEADER}\nindex {index}\n{}\n\n{text}", lines.join("\n"));
        let placed = Receipt::build(index, &[], &checkpoint(), None).text();
        for text in [text, shaped, placed] {
            if let Ok(receipt) = Receipt::parse(&text) {
                prop_assert!(verify_final(&receipt, &leaf(4), &trust()).is_err());
            }
        }
    }
}

#[test]
fn with_witnesses_nothing_is_final_that_too_few_of_them_saw() {
    let witness = |seed, name: &str| CosignerKey::from_seed(&[seed; 32], name).unwrap();
    let them = [
        witness(5, "w1.example"),
        witness(6, "w2.example"),
        witness(7, "w3.example"),
    ];
    let demanding = |quorum| LogTrust {
        witnesses: Some(Witnesses {
            quorum,
            keys: them.iter().map(CosignerKey::vkey).collect(),
        }),
        ..trust()
    };
    let seen_by = |witnesses: &[&CosignerKey]| {
        let note = witnesses.iter().fold(cosigned(&vault_key()), |note, witness| {
            add_signature(&note, &witness.cosign(&note, Millis(2_000)).unwrap()).unwrap()
        });
        Receipt::build(4, &log().path(SIZE, 4), &note, Some(vault_key().accept(&leaf(4))))
    };
    let verdict = |witnesses: &[&CosignerKey], quorum| {
        verify_final(&seen_by(witnesses), &leaf(4), &demanding(quorum)).map(|state| state.size)
    };
    assert_eq!(verdict(&[], 1), Err(ReceiptError::NotWitnessed));
    assert_eq!(verdict(&[&them[1]], 1), Ok(SIZE));
    assert_eq!(verdict(&[&them[1]], 2), Err(ReceiptError::NotWitnessed));
    assert_eq!(verdict(&[&them[1], &them[2]], 2), Ok(SIZE));
    let stranger = witness(8, "w1.example");
    assert_eq!(
        verdict(&[&stranger, &them[1]], 2),
        Err(ReceiptError::NotWitnessed)
    );
    assert_eq!(
        verdict(&[&them[0], &them[1], &them[2]], 0),
        Err(ReceiptError::NotWitnessed),
        "no quorum"
    );
    // The receipt as it is without witnesses is still one, and the vault is no witness of itself.
    assert!(verify_final(&seen_by(&[&them[0]]), &leaf(4), &trust()).is_ok());
    let twice = Witnesses {
        quorum: 2,
        keys: vec![them[0].vkey(), them[0].vkey()],
    };
    assert!(!twice.are_usable(&vault_key().vkey()));
    let itself = Witnesses {
        quorum: 1,
        keys: vec![vault_key().vkey()],
    };
    assert!(!itself.are_usable(&vault_key().vkey()));
}
