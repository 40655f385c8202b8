//! The CVE records that one conversation can try: clear text, replay, credentials (CVE-2025-47729, -48925, -48928 to -48931).

use std::process::Command;

use griffie_tests::kit::Outcome;
use griffie_wire::{activation::ActivationCode, api::ActivateRequest};
use serde_json::Value;

use super::{
    doors::{gateway_alone, hand_made},
    story::story,
};

const NOTHING: Option<&Vec<String>> = None;

fn assert_looked_for(sort: &str, at_least: usize) {
    let scan = &story().scan;
    assert!(
        scan.memory_bytes > 1_000_000,
        "an image of {} bytes is none",
        scan.memory_bytes
    );
    assert!(scan.wanted[sort] >= at_least, "{:?}", scan.wanted);
}

/// The backend held clear copies, against what was promised.
#[test]
fn cve_2025_47729_nobody_between_phone_and_vault_has_a_message() {
    let scan = &story().scan;
    assert_looked_for("texts", 20);
    assert!(
        scan.in_export["texts"].len() >= 20,
        "the search finds nothing where everything is"
    );
    assert_eq!(scan.in_memory.get("texts"), NOTHING);
    assert_eq!(scan.on_gateways_disk.get("texts"), NOTHING);
}

/// A hash that the client made was the credential: whoever saw it had it.
#[test]
fn cve_2025_48925_no_captured_request_is_taken_twice() {
    let (mut replays, mut activations) = (0, 0);
    for again in &story().repeated {
        let problem: Value = serde_json::from_slice(&again.body).unwrap_or_default();
        let code = problem["type"].as_str().and_then(|kind| kind.rsplit(':').next());
        let (_, target) = again.asked.split_once(' ').unwrap();
        if target.starts_with("/v1/log/") {
            // Public, and the same for everybody.
            continue;
        }
        let head = again.asked.starts_with("HEAD ");
        match (target, code, again.status) {
            ("/v1/activate", Some("code_used"), 409) => activations += 1,
            (_, Some("replay"), 409) => replays += 1,
            // Captured more than five minutes ago, or an answer without a body.
            (_, Some("clock_skew"), 400) => {}
            (_, None, 400 | 409) if head => {}
            other => panic!("{} was taken again: {other:?}", again.asked),
        }
    }
    assert_eq!(activations, 3, "three people activated");
    assert!(replays > 20, "only {replays} signed requests were repeated");
}

/// Nor is a hash that the gateway itself keeps worth anything: as code, or as key.
#[tokio::test]
async fn cve_2025_48925_a_hash_is_no_credential() -> Outcome<()> {
    let (mut archive, _dir) = gateway_alone().await?;
    let device = hand_made(&archive, "anouk").await?;
    let database = rusqlite::Connection::open(archive.gateway_dir().join("gateway.db"))?;
    let hash: Vec<u8> = database.query_row("SELECT hash FROM code", [], |row| row.get(0))?;
    let client = griffie_tests::kit::rpc::http()?;
    let hex = hex::encode(&hash);
    for code in [hex.clone(), hex.to_uppercase(), hex[..16].to_owned()] {
        let request = ActivateRequest::new(
            ActivationCode::generate([0; 10]),
            &device.key,
            "Test".to_owned(),
            "0".to_owned(),
        );
        let mut body = serde_json::to_value(request)?;
        body["code"] = code.into();
        let url = format!("{}/v1/activate", archive.address());
        let answer = client.post(url).json(&body).send().await?;
        assert_eq!(answer.status().as_u16(), 400);
    }
    let seed: [u8; 32] = hash.as_slice().try_into()?;
    let path = format!("/v1/devices/{}/config", device.id());
    let forged = griffie_wire::key::SigningKey::from_seed(&seed);
    let headers = griffie_tests::kit::device::sign(&forged, device.id(), "GET", &path, b"")?;
    let said = device.sends("GET", &path, headers, b"").await?;
    assert_eq!((said.status, said.code.as_str()), (401, "signature"));
    archive.stop().await
}

/// The heap, as good as a core dump, held passwords of requests that were over. What opens anything never comes to the gateway; a
/// buffer of the HTTP library may still hold a code that was used, which opens nothing (see the replay above).
#[test]
fn cve_2025_48928_no_credential_stays_in_memory_or_on_disk() {
    let scan = &story().scan;
    assert_looked_for("credentials", 6);
    assert_looked_for("spent codes", 3);
    assert_eq!(scan.on_gateways_disk.get("spent codes"), NOTHING);
    assert_eq!(scan.in_memory.get("credentials"), NOTHING);
    assert_eq!(scan.on_gateways_disk.get("credentials"), NOTHING);
}

/// A credential that lasted and could be used again.
#[tokio::test]
async fn cve_2025_48929_a_login_lasts_minutes_and_a_withdrawn_device_is_out() -> Outcome<()> {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    let (mut archive, _dir) = gateway_alone().await?;
    let device = hand_made(&archive, "anouk").await?;
    let claims = device.grant.jwt.split('.').nth(1).unwrap();
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims)?)?;
    let lasts = claims["exp"].as_u64().unwrap() - claims["iat"].as_u64().unwrap();
    assert!(lasts <= 300, "a login is good for {lasts} s");
    let path = format!("/v1/devices/{}/login", device.id());
    let login = async || {
        let headers = device.signs("POST", &path, b"{}")?;
        device.sends("POST", &path, headers, b"{}").await
    };
    assert_eq!(login().await?.status, 200);
    archive
        .gateway(&["device", "revoke", &device.id().to_string()])
        .await?;
    let limit = std::time::Duration::from_secs(60);
    griffie_tests::kit::wait::until("the withdrawn device being refused", limit, async || {
        let said = login().await?;
        Ok((said.status == 403 && said.code == "device_revoked").then_some(()))
    })
    .await?;
    archive.stop().await
}

/// Clear text in memory: of files and rooms too.
#[test]
fn cve_2025_48930_no_file_and_no_name_of_one_is_in_memory() {
    let scan = &story().scan;
    assert_looked_for("files", 12);
    assert_eq!(scan.in_memory.get("files"), NOTHING);
    assert_eq!(scan.on_gateways_disk.get("files"), NOTHING);
}

/// Passwords were hashed with MD5. Nothing here has a password, and no weak hash is linked or kept.
#[test]
fn cve_2025_48931_there_is_no_weak_hash_and_no_password() {
    assert_eq!(story().scan.digests_of_codes, Vec::<String>::new());
    for package in [
        "griffie-gateway",
        "griffie-vault",
        "griffie-verify",
        "griffie-companion",
        "griffie-ffi",
    ] {
        let mut tree = Command::new(env!("CARGO"));
        tree.args(["tree", "--locked", "--offline", "--prefix", "none"]);
        tree.args(["--edges", "normal", "--package", package]);
        let output = tree.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
        let tree = String::from_utf8(output.stdout).unwrap();
        assert!(tree.contains("griffie-wire "), "the tree of {package} was read");
        let name = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
        let weak: Vec<_> = tree
            .lines()
            .map(name)
            .filter(|name| ["md5", "md-5", "md4", "sha1", "sha-1", "sha1_smol"].contains(&name.as_str()))
            .collect();
        assert_eq!(weak, Vec::<String>::new(), "{package}");
    }
}
