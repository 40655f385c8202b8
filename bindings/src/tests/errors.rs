//! Every kind of error of the core has its place here, and back.

use griffie_core::{error::Error, texts::Language};

use crate::{GriffieError, describe, describe_reason};

fn core() -> Vec<Error> {
    let code = || "a_code".to_owned();
    vec![
        Error::NotSignedIn,
        Error::Offline { code: code() },
        Error::Rejected { code: code() },
        Error::StorageFull,
        Error::Storage { code: code() },
        Error::ArchiveBlocked { code: code() },
    ]
}

#[test]
fn every_kind_keeps_its_code_on_the_way_there_and_back() {
    let reason = || "a_code".to_owned();
    let here: Vec<GriffieError> = core().into_iter().map(GriffieError::from).collect();
    let expected = [
        GriffieError::NotSignedIn,
        GriffieError::Offline { reason: reason() },
        GriffieError::Rejected { reason: reason() },
        GriffieError::StorageFull,
        GriffieError::StorageUnusable { reason: reason() },
        GriffieError::ArchiveBlocked { reason: reason() },
    ];
    assert_eq!(here, expected);
    let back: Vec<Error> = here.into_iter().map(Error::from).collect();
    assert_eq!(back, core());
}

#[test]
fn a_fault_gets_an_id_of_its_own_that_begins_with_its_word() {
    let id = || match GriffieError::from(Error::Bug {
        code: "store".to_owned(),
    }) {
        GriffieError::Bug { id } => id,
        other => panic!("{other}"),
    };
    let (first, second) = (id(), id());
    assert_ne!(first, second);
    let number = first.strip_prefix("store-").unwrap();
    assert!(number.len() == 8 && number.chars().all(|c| c.is_ascii_hexdigit()));
}

#[test]
fn every_error_has_a_sentence_in_every_language() {
    let bug = GriffieError::Bug {
        id: "store-5f0c2a91".to_owned(),
    };
    for error in core().into_iter().map(GriffieError::from).chain([bug]) {
        for language in Language::ALL {
            assert!(
                describe(error.clone(), language).len() > 10,
                "{error} in {language:?}"
            );
        }
    }
    assert_ne!(
        describe_reason("forbidden".to_owned(), Language::Dutch),
        describe_reason("forbidden".to_owned(), Language::English)
    );
}

/// What this face itself says no with has a sentence too, and not only the general one.
#[test]
fn reasons_of_this_face_have_sentences_of_their_own() {
    let of = |error: GriffieError, language| describe(error, language);
    for language in Language::ALL {
        let general = of(
            GriffieError::Rejected {
                reason: "no such word".to_owned(),
            },
            language,
        );
        for reason in [
            "closed",
            "bad_room_id",
            "bad_event_id",
            "bad_user_id",
            "not_unicode",
        ] {
            let said = of(
                GriffieError::Rejected {
                    reason: reason.to_owned(),
                },
                language,
            );
            assert_ne!(said, general, "{reason} in {language:?}");
        }
        let general = of(
            GriffieError::StorageUnusable {
                reason: "no such word".to_owned(),
            },
            language,
        );
        for reason in ["secret_store_locked", "secret_store_failed"] {
            let said = of(
                GriffieError::StorageUnusable {
                    reason: reason.to_owned(),
                },
                language,
            );
            assert_ne!(said, general, "{reason} in {language:?}");
        }
    }
}
