//! What is built and handed out holds no secret that all of it shares (CVE-2025-47730: user and password stood in the app).

use griffie_tests::kit::{Outcome, place};

/// Everything that leaves the house: the phone's library and the programs.
const BUILT: [&str; 5] = [
    "libgriffie_ffi.so",
    "griffie",
    "griffie-gateway",
    "griffie-vault",
    "griffie-verify",
];

/// Whether what follows makes it a credential.
type Follows = fn(&[u8]) -> bool;

/// What begins a credential, and what must follow it to be one.
const SIGNS: [(&str, Follows); 8] = [
    ("PRIVATE KEY-----", is_pem_body),
    ("://", is_user_and_password),
    ("Authorization: Basic ", |rest| run(rest, is_base64) >= 8),
    ("Authorization: Bearer ", |rest| run(rest, is_base64) >= 8),
    ("eyJ", is_token_of_json),
    ("syt_", |rest| run(rest, is_base64) >= 12),
    ("AKIA", |rest| {
        run(rest, |byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()) == 16
    }),
    ("password=", |rest| {
        run(rest, |byte| byte.is_ascii_alphanumeric()) >= 6
    }),
];

fn run(bytes: &[u8], of: fn(u8) -> bool) -> usize {
    bytes.iter().take(4096).take_while(|byte| of(**byte)).count()
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+/-_=.".contains(&byte)
}

/// A line of base64 follows: the words alone are in every program that reads such files.
fn is_pem_body(rest: &[u8]) -> bool {
    let body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"));
    body.is_some_and(|body| run(body, is_base64) >= 32)
}

/// `user:password@host`, not a port and not a path.
fn is_user_and_password(rest: &[u8]) -> bool {
    let word = |byte: u8| byte.is_ascii_alphanumeric() || b"._-+%!$".contains(&byte);
    let user = run(rest, word);
    let behind = rest.get(user..).and_then(|rest| rest.strip_prefix(b":"));
    let Some(behind) = behind.filter(|_| user > 0) else {
        return false;
    };
    let password = run(behind, word);
    password > 0
        && behind.get(password) == Some(&b'@')
        && behind
            .get(password + 1)
            .is_some_and(|byte| byte.is_ascii_alphanumeric())
}

/// Three parts of base64 with dots between them.
fn is_token_of_json(rest: &[u8]) -> bool {
    let token = &rest[..run(rest, is_base64)];
    let parts: Vec<_> = token.split(|byte| *byte == b'.').collect();
    parts.len() == 3 && parts.iter().all(|part| part.len() >= 10)
}

/// The signs that are in these bytes, with what stands there.
fn credentials(bytes: &[u8]) -> Vec<String> {
    let search = aho_corasick::AhoCorasick::new(SIGNS.map(|(sign, _)| sign)).unwrap();
    let hits = search.find_overlapping_iter(bytes);
    let real = hits.filter(|hit| SIGNS[hit.pattern().as_usize()].1(&bytes[hit.end()..]));
    real.map(|hit| {
        let end = (hit.end() + 40).min(bytes.len());
        String::from_utf8_lossy(&bytes[hit.start()..end]).into_owned()
    })
    .collect()
}

#[test]
fn cve_2025_47730_no_build_holds_a_credential() -> Outcome<()> {
    for name in BUILT {
        let bytes = std::fs::read(place::binary(name)?)?;
        assert!(
            bytes.len() > 1_000_000,
            "{name} is no build: {} bytes",
            bytes.len()
        );
        assert_eq!(credentials(&bytes), Vec::<String>::new(), "in {name}");
    }
    Ok(())
}

/// What loses things on purpose is in test binaries alone (docs/decisions/0029).
#[test]
fn no_build_can_lose_anything_on_purpose() -> Outcome<()> {
    let sign = aho_corasick::AhoCorasick::new(["GRIFFIE_FAULTS", "a loss could not be noted"])?;
    for name in BUILT {
        let bytes = std::fs::read(place::binary(name)?)?;
        assert!(!sign.is_match(&bytes), "{name} has the fault switch");
    }
    Ok(())
}

/// The search finds each: otherwise the test above proves nothing.
#[test]
fn cve_2025_47730_planted_credentials_are_found() {
    let key = format!("-----BEGIN PRIVATE KEY-----\n{}\n", "A".repeat(64));
    let token = format!("eyJ{0}.{0}.{0}", "abcdefghij");
    for planted in [
        key.as_str(),
        "https://logfile:enRR8UVVywXYbFkqU@example.nl/upload",
        "Authorization: Basic bG9nZmlsZTplblJSOFVW",
        token.as_str(),
        "syt_YW5vdWs_abcdefghijkl",
        "AKIAABCDEFGHIJKLMNOP",
        "password=enRR8UVV",
    ] {
        let within = format!("....{planted}\0....");
        assert_eq!(credentials(within.as_bytes()).len(), 1, "{planted}");
    }
    for harmless in [
        "http://127.0.0.1:8080/x",
        "-----BEGIN PRIVATE KEY-----",
        "https://example.nl/a:b@c",
    ] {
        assert_eq!(credentials(harmless.as_bytes()), Vec::<String>::new());
    }
}
