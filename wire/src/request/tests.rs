//! The profile against RFC 9421's own vector, and everything outside the profile against the reader.

use proptest::prelude::*;

use super::*;

const TARGET: &str = "/v1/devices/02020202020202020202020202020202/receipts?after=7&limit=100";

fn key() -> SigningKey {
    SigningKey::from_seed(&[7; 32])
}

fn device() -> DeviceId {
    DeviceId::from_bytes([2; 16])
}

fn body() -> Sha256 {
    Sha256::of(b"a sealed object")
}

fn signed() -> Vec<(&'static str, String)> {
    sign_request("PUT", TARGET, &body(), &key(), device(), 1_800_000_000, [9; 16])
}

fn verify(
    method: &str,
    target: &str,
    headers: &[(&'static str, String)],
    body: &Sha256,
) -> Result<Verified, RequestError> {
    let header = |name: &str| {
        headers
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.as_str())
    };
    let lookup = |asked: &DeviceId| (*asked == device()).then(|| key().public());
    verify_request(method, target, header, body, lookup)
}

fn with(name: &'static str, value: String) -> Vec<(&'static str, String)> {
    signed()
        .into_iter()
        .map(|(known, old)| (known, if known == name { value.clone() } else { old }))
        .collect()
}

fn field(name: &str) -> String {
    signed().into_iter().find(|(known, _)| *known == name).unwrap().1
}

/// RFC 9421, appendix B.2.6, with the key of B.1.4.
#[test]
fn the_base_is_that_of_rfc_9421_b_2_6() {
    let parameters = r#"("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519""#;
    let components = [
        ("date", "Tue, 20 Apr 2021 02:07:55 GMT"),
        ("@method", "POST"),
        ("@path", "/foo"),
        ("@authority", "example.com"),
        ("content-type", "application/json"),
        ("content-length", "18"),
    ];
    let seed = "9f8362f87a484a954e6e740c5b4c0e84229139a20aa8ab56ff66586f6a7d29c5";
    let key = SigningKey::from_seed(&hex::decode(seed).unwrap().try_into().unwrap());
    assert_eq!(
        key.public().to_string(),
        "JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs"
    );
    let signature = key.sign(base::of_components(&components, parameters).as_bytes());
    assert_eq!(
        fields::signature(&signature),
        "griffie=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:"
    );
}

#[test]
fn our_base_covers_method_path_query_and_body() {
    assert_eq!(
        base::of_request("GET", "/v1/a", "D", "P"),
        "\"@method\": GET\n\"@path\": /v1/a\n\"@query\": ?\n\"content-digest\": D\n\"@signature-params\": P"
    );
    assert!(base::of_request("GET", "/v1/a?b?c", "D", "P").contains("\"@query\": ?b?c\n"));
}

#[test]
fn a_signed_request_verifies_and_tells_who_and_when() {
    let expected = Verified {
        device: device(),
        created_s: 1_800_000_000,
        nonce: [9; 16],
    };
    assert_eq!(verify("PUT", TARGET, &signed(), &body()), Ok(expected));
    for (now, timely) in [
        (1_799_999_700, true),
        (1_799_999_699, false),
        (1_800_000_300, true),
        (1_800_000_301, false),
    ] {
        assert_eq!(expected.is_timely(Millis(now * 1000)), timely, "{now}");
    }
}

#[test]
fn a_request_cannot_be_bent_to_another() {
    let headers = signed();
    for (method, target) in [
        ("GET", TARGET),
        (
            "PUT",
            "/v1/devices/02020202020202020202020202020202/receipts?after=8&limit=100",
        ),
        ("PUT", "/v1/devices/02020202020202020202020202020202/receipts"),
        (
            "PUT",
            "/v1/devices/03020202020202020202020202020202/receipts?after=7&limit=100",
        ),
    ] {
        assert_eq!(
            verify(method, target, &headers, &body()),
            Err(RequestError::BadSignature),
            "{method} {target}"
        );
    }
    assert_eq!(
        verify("PUT", TARGET, &headers, &Sha256::of(b"other")),
        Err(RequestError::BodyDigest)
    );
    let other = with(CONTENT_DIGEST, fields::content_digest(&Sha256::of(b"other")));
    assert_eq!(
        verify("PUT", TARGET, &other, &Sha256::of(b"other")),
        Err(RequestError::BadSignature)
    );
    let later = with(
        SIGNATURE_INPUT,
        field(SIGNATURE_INPUT).replace("1800000000", "1800000001"),
    );
    assert_eq!(
        verify("PUT", TARGET, &later, &body()),
        Err(RequestError::BadSignature)
    );
    let stranger = with(
        SIGNATURE_INPUT,
        field(SIGNATURE_INPUT).replace("keyid=\"02", "keyid=\"12"),
    );
    assert_eq!(
        verify("PUT", TARGET, &stranger, &body()),
        Err(RequestError::UnknownDevice)
    );
}

#[test]
fn a_target_that_could_break_the_base_is_refused() {
    let long = format!("/{}", "a".repeat(MAX_TARGET));
    for target in ["", "v1", "/a b", "/a\n\"@path\": /b", "/é", "/a#b", &long, "*"] {
        assert_eq!(
            verify("PUT", target, &signed(), &body()),
            Err(RequestError::Target),
            "{target:?}"
        );
    }
    for method in ["", "put", "PUT\n", "PUT X", "AAAAAAAAAAAAAAAAA"] {
        assert_eq!(
            verify(method, TARGET, &signed(), &body()),
            Err(RequestError::Target),
            "{method:?}"
        );
    }
}

#[test]
fn missing_and_overlong_fields_are_named() {
    for name in [CONTENT_DIGEST, SIGNATURE_INPUT, SIGNATURE] {
        let without: Vec<_> = signed().into_iter().filter(|(known, _)| *known != name).collect();
        assert_eq!(
            verify("PUT", TARGET, &without, &body()),
            Err(RequestError::Missing(name))
        );
        let long = with(name, field(name) + &" ".repeat(MAX_FIELD));
        assert_eq!(
            verify("PUT", TARGET, &long, &body()),
            Err(RequestError::Malformed(name))
        );
    }
}

#[test]
fn no_other_spelling_of_the_signature_input_is_read() {
    let input = field(SIGNATURE_INPUT);
    let spellings = [
        input.replace("griffie=", "sig1="),
        input.replace("griffie=", "griffie= "),
        input.replace("\"@query\" ", ""),
        input.replace("\"@method\" \"@path\"", "\"@path\" \"@method\""),
        input.replace("\"@method\"", "\"@method\";req"),
        input.replace("created=1800000000", "created=01800000000"),
        input.replace("created=1800000000", "created=+1800000000"),
        input.replace("created=1800000000", "created=-1"),
        input.replace("created=1800000000", "created=99999999999999999999"),
        input.replace(";alg=\"ed25519\"", ""),
        input.replace("ed25519", "hmac-sha256"),
        input.replace("0909", "09090909"),
        input.replace("nonce=\"09", "nonce=\"0A"),
        input.replace("keyid=\"0202", "keyid=\""),
        format!("{input};expires=1900000000"),
        format!("{input}, {input}"),
        format!("{input} "),
    ];
    for spelling in spellings {
        assert_ne!(spelling, input);
        let malformed = Err(RequestError::Malformed(SIGNATURE_INPUT));
        assert_eq!(
            verify("PUT", TARGET, &with(SIGNATURE_INPUT, spelling.clone()), &body()),
            malformed,
            "{spelling}"
        );
    }
}

#[test]
fn every_cut_and_every_changed_byte_is_refused() {
    for name in [CONTENT_DIGEST, SIGNATURE_INPUT, SIGNATURE] {
        let value = field(name);
        for end in 0..value.len() {
            let cut = with(name, value.get(..end).unwrap().to_owned());
            assert_eq!(
                verify("PUT", TARGET, &cut, &body()),
                Err(RequestError::Malformed(name)),
                "{name} {end}"
            );
        }
        for (at, flip) in (0..value.len()).flat_map(|at| [1, 2, 0x20].map(|flip| (at, flip))) {
            let mut bytes = value.clone().into_bytes();
            bytes[at] ^= flip;
            let changed = with(name, String::from_utf8(bytes).unwrap());
            assert!(
                verify("PUT", TARGET, &changed, &body()).is_err(),
                "{name} {at} {flip}"
            );
        }
    }
}

proptest! {
    #[test]
    fn any_request_we_sign_verifies(path in "/[!-\"$->@-~]{0,80}", query in "(\\?[!-\"$-~]{0,80})?", created_s: u64, nonce: [u8; 16]) {
        let target = format!("{path}{query}");
        let headers = sign_request("POST", &target, &body(), &key(), device(), created_s, nonce);
        prop_assert_eq!(verify("POST", &target, &headers, &body()), Ok(Verified { device: device(), created_s, nonce }));
    }

    #[test]
    fn no_bytes_make_the_reader_panic(method: String, target: String, digest: String, input: String, signature: String) {
        let headers = [(CONTENT_DIGEST, digest), (SIGNATURE_INPUT, format!("griffie={}{input}", base::COVERED)), (SIGNATURE, signature)];
        prop_assert!(verify(&method, &target, &headers, &body()).is_err());
        prop_assert!(verify("PUT", TARGET, &headers, &body()).is_err());
    }
}
