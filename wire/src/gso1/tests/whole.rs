//! What was sealed comes out again, for those it was sealed to and for nobody else.

use proptest::prelude::*;

use super::*;

/// Lengths around the ends of chunks, where mistakes live.
fn lengths() -> impl Strategy<Value = usize> {
    prop_oneof![
        0_usize..200,
        CHUNK - 2..CHUNK + 3,
        2 * CHUNK - 2..2 * CHUNK + 3,
        0..3 * CHUNK
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn open_returns_what_was_sealed(len in lengths(), seed: u8) {
        let clear: Vec<u8> = (0..len).map(|at| (at as u8).wrapping_mul(31).wrapping_add(seed)).collect();
        let object = sealed(&clear);
        let envelope = parse(&object.bytes).unwrap();
        prop_assert_eq!(envelope.object_id, object.id);
        prop_assert_eq!(&envelope.header, &header());
        prop_assert_eq!(receive(&object.bytes).unwrap(), clear);
    }
}

#[test]
fn every_suite_opens_what_it_sealed() {
    let suites = [
        Suite::XWing,
        Suite::Nist,
        #[cfg(feature = "test-suite")]
        Suite::Test,
    ];
    for suite in suites {
        let archive = ArchiveKey::generate(suite);
        let object = seal(
            suite,
            &header(),
            &[archive.recipient().clone()],
            b"stuk",
            &device(1),
        )
        .unwrap();
        let envelope = parse(&object.bytes).unwrap();
        assert_eq!(envelope.suite, suite);
        assert_eq!(open(&envelope, &archive).unwrap(), b"stuk");
    }
}

#[test]
fn both_recipients_open_and_a_stranger_does_not() {
    let recipients = [VAULT.recipient().clone(), ESCROW.recipient().clone()];
    let object = seal(Suite::XWing, &header(), &recipients, b"twee sleutels", &device(1)).unwrap();
    let envelope = parse(&object.bytes).unwrap();
    assert_eq!(
        envelope.recipients().collect::<Vec<_>>(),
        [VAULT.key_id(), ESCROW.key_id()]
    );
    assert_eq!(open(&envelope, &*VAULT).unwrap(), b"twee sleutels");
    assert_eq!(open(&envelope, &*ESCROW).unwrap(), b"twee sleutels");
    assert!(matches!(
        open(&envelope, &*STRANGER),
        Err(OpenError::NotARecipient)
    ));
}

/// Claims the vault's name but has another private key.
struct Impostor;

impl Opener for Impostor {
    fn holds(&self, _: Suite, _: crate::ids::KeyId) -> bool {
        true
    }

    fn open_dek(&self, wrapped: &WrappedDek<'_>) -> Result<Dek, OpenerError> {
        STRANGER.open_dek(wrapped)
    }
}

#[test]
fn the_wrong_private_key_is_refused() {
    let object = sealed(b"geheim");
    let result = open(&parse(&object.bytes).unwrap(), &Impostor);
    assert!(matches!(result, Err(OpenError::Opener(OpenerError::Refused))));
}

#[test]
fn a_seal_needs_one_to_sixteen_different_fitting_recipients() {
    let seal_to = |recipients: &[Recipient]| seal(Suite::XWing, &header(), recipients, b"", &device(1));
    let vault = VAULT.recipient().clone();
    assert!(matches!(seal_to(&[]), Err(SealError::Recipients)));
    assert!(matches!(
        seal_to(&[vault.clone(), vault.clone()]),
        Err(SealError::Recipients)
    ));
    assert!(matches!(
        seal_to(&vec![vault.clone(); 17]),
        Err(SealError::Recipients)
    ));

    let renamed = Recipient {
        key_id: ESCROW.key_id(),
        ..vault.clone()
    };
    assert!(matches!(seal_to(&[renamed]), Err(SealError::PublicKey(_))));
    let nist = key(Suite::Nist, 1).recipient().clone();
    assert!(matches!(seal_to(&[nist]), Err(SealError::PublicKey(_))));
    // ML-KEM demands coefficients below q (FIPS 203 section 7.2); the name fits, the key does not.
    let no_key = Recipient::new(Suite::XWing, vec![0xff; Suite::XWing.public_key_len()]).unwrap();
    assert!(matches!(seal_to(&[no_key]), Err(SealError::PublicKey(_))));
}

#[test]
fn an_archive_key_survives_its_bytes_and_shows_none_of_them() {
    let generated = ArchiveKey::generate(Suite::XWing);
    let again = ArchiveKey::from_bytes(&generated.to_bytes()).unwrap();
    assert_eq!(again.recipient(), generated.recipient());
    assert_eq!(again.suite(), Suite::XWing);
    for bad in [&[][..], &[1], &[1; 32], &[1; 34], &[9; 33]] {
        assert_eq!(ArchiveKey::from_bytes(bad).err(), Some(BadArchiveKey));
    }
    assert_eq!(
        format!("{:?}", *VAULT),
        format!("ArchiveKey {{ key_id: KeyId({}), .. }}", VAULT.key_id())
    );
}

#[test]
fn two_seals_of_one_text_share_nothing_but_the_header() {
    let (a, b) = (sealed(&[0; 5000]), sealed(&[0; 5000]));
    assert_ne!(a.id, b.id);
    let after_header = parse::FIXED_LEN + 8;
    let equal = a.bytes[after_header..]
        .iter()
        .zip(&b.bytes[after_header..])
        .filter(|(a, b)| a == b)
        .count();
    assert!(equal < 100, "{equal} equal bytes in {}", a.bytes.len());
}
