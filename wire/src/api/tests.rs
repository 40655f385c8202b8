//! Bodies from outside: proof of the activating key, and no bytes that break a reader.

use proptest::prelude::*;
use serde::de::DeserializeOwned;

use super::*;

fn request() -> ActivateRequest {
    let key = SigningKey::from_seed(&[1; 32]);
    ActivateRequest::new(
        ActivationCode::generate([7; 10]),
        &key,
        "iOS 26".to_owned(),
        "0.1.0".to_owned(),
    )
}

#[test]
fn only_the_holder_of_the_key_can_ask_for_it_with_this_code() {
    assert_eq!(request().verify(), Ok(()));
    let other_key = SigningKey::from_seed(&[2; 32]).public();
    assert_eq!(
        ActivateRequest {
            device_key: other_key,
            ..request()
        }
        .verify(),
        Err(BadSignature)
    );
    let other_code = ActivationCode::generate([8; 10]);
    assert_eq!(
        ActivateRequest {
            code: other_code,
            ..request()
        }
        .verify(),
        Err(BadSignature)
    );
}

#[test]
fn a_cut_body_is_no_body() {
    let body = serde_json::to_vec(&request()).unwrap();
    for end in 0..body.len() {
        assert!(
            serde_json::from_slice::<ActivateRequest>(&body[..end]).is_err(),
            "cut at {end}"
        );
    }
}

fn readable<T: DeserializeOwned>(bytes: &[u8]) -> bool {
    serde_json::from_slice::<T>(bytes).is_ok()
}

fn read_as_every_body(bytes: &[u8]) -> bool {
    readable::<ActivateRequest>(bytes)
        || readable::<Grant>(bytes)
        || readable::<Login>(bytes)
        || readable::<DeviceConfig>(bytes)
        || readable::<Receipts>(bytes)
        || readable::<StoredObject>(bytes)
        || readable::<DeviceInfo>(bytes)
        || readable::<Proof>(bytes)
        || readable::<Verdicts>(bytes)
        || readable::<crate::problem::Problem>(bytes)
        || Leaf::from_bytes(bytes).is_some()
}

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert_eq!(read_as_every_body(&bytes), bytes.len() == Leaf::LENGTH);
    }

    #[test]
    fn no_request_with_changed_code_or_key_verifies(at in 0..150_usize, byte: u8) {
        let mut body = serde_json::to_vec(&request()).unwrap();
        let old = std::mem::replace(&mut body[at], byte);
        if let Ok(changed) = serde_json::from_slice::<ActivateRequest>(&body) {
            // The proof covers code and key; white space and forgiving spellings of the code change bytes but not the request.
            prop_assert!(changed.verify().is_err() || changed == request(), "{at}: {old} to {byte}");
        }
    }
}
