//! The check character finds what people get wrong; the readers take what people type and nothing else.

use proptest::prelude::*;

use crate::key::SigningKey;

use super::*;

fn code() -> ActivationCode {
    ActivationCode::generate([0xf3, 0x01, 0x5a, 0x77, 0x9c, 0x10, 0xee, 0x42, 0x08, 0xbd])
}

fn text_of(values: [u8; LENGTH]) -> String {
    ActivationCode(values).to_string()
}

/// A right code with `a` at place `i` and `b` at place `j`: a third place is set so that the sum is 0.
fn code_with((i, a): (usize, u8), (j, b): (usize, u8)) -> [u8; LENGTH] {
    let third = (0..LENGTH).find(|place| *place != i && *place != j).unwrap();
    (0..32)
        .map(|value| {
            let mut values = [0; LENGTH];
            (values[i], values[j], values[third]) = (a, b, value);
            values
        })
        .find(|values| syndrome(values) == 0)
        .expect("every weight has an inverse")
}

#[test]
fn every_single_wrong_character_is_found() {
    for place in 0..LENGTH {
        for wrong in (0..32).filter(|wrong| *wrong != code().0[place]) {
            let mut values = code().0;
            values[place] = wrong;
            assert_eq!(
                text_of(values).parse::<ActivationCode>(),
                Err(CodeError::Mistyped),
                "{place} {wrong}"
            );
        }
    }
}

#[test]
fn every_exchange_of_two_different_characters_is_found() {
    let different = |a: u8| (0..32).filter(move |b| *b != a);
    for i in 0..LENGTH {
        for j in i + 1..LENGTH {
            for (a, b) in (0..32).flat_map(|a| different(a).map(move |b| (a, b))) {
                let mut values = code_with((i, a), (j, b));
                assert_eq!(syndrome(&values), 0);
                values.swap(i, j);
                assert_ne!(syndrome(&values), 0, "places {i} {j} characters {a} {b}");
            }
        }
    }
}

#[test]
fn a_code_is_read_as_people_type_it() {
    let zeros_and_ones = ActivationCode::generate([0, 0x44, 0, 0, 0x32, 0, 0x10, 0x84, 0x21, 0]);
    let text = zeros_and_ones.to_string();
    assert!(text.contains('0') && text.contains('1'), "{text}");
    let typed = [
        text.to_lowercase(),
        text.replace('-', ""),
        text.replace('-', " \u{2013} "),
        text.replace('0', "O").replace('1', "l"),
        text.replace('0', "o").replace('1', "I"),
        format!("\t {text}\n"),
    ];
    for typed in typed {
        assert_eq!(typed.parse(), Ok(zeros_and_ones.clone()), "{typed:?}");
    }
}

#[test]
fn what_cannot_be_a_code_says_why() {
    let text = code().to_string();
    for end in 0..text.len() {
        assert_eq!(
            text.get(..end).unwrap().parse::<ActivationCode>(),
            Err(CodeError::WrongLength),
            "cut at {end}"
        );
    }
    assert_eq!(
        format!("{text}0").parse::<ActivationCode>(),
        Err(CodeError::WrongLength)
    );
    assert_eq!(
        "01U3".parse::<ActivationCode>(),
        Err(CodeError::BadCharacter { at: 3 })
    );
    assert_eq!(
        "01-2é".parse::<ActivationCode>(),
        Err(CodeError::BadCharacter { at: 4 })
    );
}

#[test]
fn a_code_hides_in_debug_and_travels_as_text() {
    let json = serde_json::to_string(&code()).unwrap();
    assert_eq!(json, format!("\"{}\"", code()));
    assert_eq!(serde_json::from_str::<ActivationCode>(&json).unwrap(), code());
    assert_eq!(format!("{:?}", code()), "ActivationCode(..)");
}

#[test]
fn the_proof_is_bound_to_code_and_key() {
    let key = SigningKey::from_seed(&[7; 32]).public();
    let other_key = SigningKey::from_seed(&[8; 32]).public();
    let other_code = ActivationCode::generate([1; 10]);
    let message = proof_message(&code().hash(), &key);
    assert_ne!(message, proof_message(&other_code.hash(), &key));
    assert_ne!(message, proof_message(&code().hash(), &other_key));
}

fn link() -> ActivationLink {
    let root = SigningKey::from_seed(&[1; 32]).public();
    ActivationLink {
        gateway: "https://griffie.example.nl:8443/a%20b~".replace("%20", "_"),
        root,
        code: code(),
    }
}

#[test]
fn a_link_survives_its_text_and_no_part_of_it_does() {
    let text = link().to_string();
    assert_eq!(text.parse(), Ok(link()));
    for end in 0..text.len() {
        assert!(
            text.get(..end).unwrap().parse::<ActivationLink>().is_err(),
            "cut at {end}"
        );
    }
}

#[test]
fn parameters_come_in_any_order_but_once_and_no_others() {
    let text = link().to_string();
    let (start, query) = text.split_once('?').unwrap();
    let mut parts: Vec<&str> = query.split('&').collect();
    parts.reverse();
    assert_eq!(format!("{start}?{}", parts.join("&")).parse(), Ok(link()));
    for bad in ["&x=1", "&", "&code=0", "#x"] {
        assert!(format!("{text}{bad}").parse::<ActivationLink>().is_err(), "{bad}");
    }
    let invalid = text.replace("gateway=", "gateway=%ff");
    assert_eq!(invalid.parse::<ActivationLink>(), Err(LinkError::Parameters));
}

#[test]
fn a_link_never_leads_to_an_open_line() {
    for good in [
        "https://a.nl",
        "https://a.nl/x",
        "http://127.0.0.1:8080",
        "http://[::1]:1",
        "http://localhost",
    ] {
        assert_eq!(link::check_gateway_url(good), Ok(()), "{good}");
    }
    let bad = [
        "",
        "https://",
        "http://a.nl",
        "http://127.0.0.1.evil.nl",
        "http://localhost@evil.nl",
        "ftp://a.nl",
        "https://u:p@a.nl",
        "https://a.nl?x",
        "https://a.nl#x",
        "https://a.nl\n",
        "https://:80",
        "HTTPS://a.nl",
    ];
    for bad in bad {
        assert_eq!(link::check_gateway_url(bad), Err(LinkError::Gateway), "{bad:?}");
    }
}

proptest! {
    #[test]
    fn every_generated_code_reads_back(random: [u8; 10]) {
        let code = ActivationCode::generate(random);
        prop_assert_eq!(code.to_string().parse(), Ok(code));
    }

    #[test]
    fn no_text_makes_the_readers_panic(text: String, query: String) {
        let _ = text.parse::<ActivationCode>();
        let _ = text.parse::<ActivationLink>();
        let _ = format!("{}?{query}", link::ACTIVATE).parse::<ActivationLink>();
        let _ = link::check_gateway_url(&text);
    }
}
