//! Routes, listeners and processes: what can be reached at all, and by whom (CVE-2025-48926, -48927, -48928).

use std::collections::{BTreeMap, BTreeSet};

use griffie_tests::kit::{
    Outcome,
    archive::{Archive, Pace, Roads},
    device::{Device, random, sign},
    failure, rpc,
};
use griffie_wire::{
    activation::{ActivationCode, ActivationLink},
    api::ActivateRequest,
    ids::DeviceId,
    key::SigningKey,
};
use serde_json::Value;
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::UnixStream,
};

/// What frameworks and their operators leave open.
const DEBUG: [&str; 24] = [
    "/heapdump",
    "/management/heapdump",
    "/actuator",
    "/actuator/heapdump",
    "/actuator/env",
    "/threaddump",
    "/jolokia",
    "/h2-console",
    "/debug",
    "/debug/pprof",
    "/debug/pprof/heap",
    "/debug/vars",
    "/admin",
    "/console",
    "/env",
    "/dump",
    "/trace",
    "/server-status",
    "/phpinfo.php",
    "/.git/config",
    "/.env",
    "/backup.sql",
    "/v1/debug",
    "/v1/admin/users",
];

/// A gateway and a vault of an organisation whose homeserver nobody asks.
pub(super) async fn gateway_alone() -> Outcome<(Archive, TempDir)> {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::Builder::new().prefix("griffie-world-").tempdir()?;
    let secret = dir.path().join("jwt.secret");
    std::fs::write(&secret, "a secret of this test")?;
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o600))?;
    let pace = Pace {
        segment_seconds: 30,
        prune_after_seconds: 0,
    };
    let folder = dir.path().join("archive");
    let archive = Archive::found(&folder, "http://127.0.0.1:1", &secret, &pace, Roads::default());
    let mut archive = archive.await?;
    archive.start_gateway().await?;
    archive.start_vault().await?;
    Ok((archive, dir))
}

/// An activated device without a phone around it.
pub(super) async fn hand_made(archive: &Archive, user: &str) -> Outcome<Device> {
    Device::activate(&archive.new_code(user).await?).await
}

/// Method and path of every route that the gateway says it has.
async fn routes(archive: &Archive) -> Outcome<Vec<(String, String)>> {
    let url = format!("{}/openapi.json", archive.address());
    let document: Value = rpc::http()?.get(url).send().await?.json().await?;
    let paths = document["paths"].as_object().ok_or_else(|| failure("no paths"))?;
    let methods = |path: &Value| path.as_object().cloned().unwrap_or_default();
    let all = paths.iter().flat_map(|(path, about)| {
        let methods = methods(about).into_iter().map(|(method, _)| method);
        let methods = methods.filter(|method| method != "parameters");
        methods
            .map(|method| (method.to_uppercase(), path.clone()))
            .collect::<Vec<_>>()
    });
    Ok(all.collect())
}

fn filled(path: &str, device: DeviceId) -> String {
    path.replace("{device}", &device.to_string())
        .replace("{epoch}", &"0".repeat(32))
        .replace("{seq}", "1")
        .replace("{sha256}", &"0".repeat(64))
        .replace("{path}", "0/000")
}

/// A panel told strangers names, addresses and passwords. Here every route is tried by everybody who is not its device.
#[tokio::test]
async fn cve_2025_48926_every_route_refuses_everybody_but_its_device() -> Outcome<()> {
    let (mut archive, _dir) = gateway_alone().await?;
    let victim = hand_made(&archive, "anouk").await?;
    let other = hand_made(&archive, "bram").await?;
    let gone = hand_made(&archive, "carla").await?;
    archive
        .gateway(&["device", "revoke", &gone.id().to_string()])
        .await?;
    let nobody = DeviceId::from_bytes(random()?);
    let mut tried = 0;
    for (method, path) in routes(&archive).await? {
        if !path.contains("{device}") {
            continue;
        }
        let own = |device: &Device| filled(&path, device.id());
        let by = |key: &SigningKey, id, path: &str| sign(key, id, &method, path, b"");
        let unknown = filled(&path, nobody);
        let cases = [
            ("without a signature", own(&victim), Vec::new(), 401),
            (
                "by another device",
                own(&victim),
                by(&other.key, other.id(), &own(&victim))?,
                401,
            ),
            (
                "in its name",
                own(&victim),
                by(&other.key, victim.id(), &own(&victim))?,
                401,
            ),
            (
                "by nobody",
                unknown.clone(),
                by(&other.key, nobody, &unknown)?,
                401,
            ),
            (
                "by one withdrawn",
                own(&gone),
                by(&gone.key, gone.id(), &own(&gone))?,
                403,
            ),
        ];
        for (who, target, headers, status) in cases {
            let said = other.sends(&method, &target, headers, b"").await?;
            assert_eq!(said.status, status, "{method} {path} {who}: {said:?}");
            tried += 1;
        }
        let headers = by(&victim.key, victim.id(), &own(&victim))?;
        let said = victim.sends(&method, &own(&victim), headers, b"").await?;
        assert!(
            ![401, 403].contains(&said.status),
            "its own device is refused {method} {path}: {said:?}"
        );
    }
    assert!(tried >= 30, "only {tried} were tried");
    archive.stop().await
}

/// Whoever guesses codes learns nothing of people and soon waits; whoever has a code is not hindered.
#[tokio::test]
async fn cve_2025_48926_guessing_codes_tells_nothing_and_is_slowed_down() -> Outcome<()> {
    let (mut archive, _dir) = gateway_alone().await?;
    let real: ActivationLink = archive.new_code("anouk").await?.parse()?;
    let key = SigningKey::from_seed(&[9; 32]);
    let client = rpc::http()?;
    let url = format!("{}/v1/activate", archive.address());
    let mut answers = BTreeMap::<u16, usize>::new();
    for _ in 0..30 {
        let mut guess = [0; 10];
        guess.copy_from_slice(&random()?[..10]);
        let code = ActivationCode::generate(guess);
        let request = ActivateRequest::new(code, &key, "Test".to_owned(), "0".to_owned());
        let answer = client.post(&url).json(&request).send().await?;
        let status = answer.status().as_u16();
        let waits = answer.headers().contains_key("retry-after");
        assert_eq!(status == 429, waits, "who must wait is told how long");
        assert!(
            !answer.text().await?.contains("anouk"),
            "an answer to a guess names somebody"
        );
        *answers.entry(status).or_default() += 1;
    }
    assert_eq!(answers.keys().copied().collect::<Vec<_>>(), [404, 429]);
    assert_eq!(answers[&404], 20);
    let request = ActivateRequest::new(real.code, &key, "Test".to_owned(), "0".to_owned());
    let answer = client.post(&url).json(&request).send().await?;
    assert_eq!(
        answer.status().as_u16(),
        200,
        "the right code passes all the same"
    );
    archive.stop().await
}

/// `/heapdump` answered anyone. Nothing of the kind is on either face, and what is there is in the document.
#[tokio::test]
async fn cve_2025_48927_no_debug_route_answers_on_either_face() -> Outcome<()> {
    let (mut archive, _dir) = gateway_alone().await?;
    let client = rpc::http()?;
    let socket = archive.gateway_dir().join("internal.sock");
    for path in DEBUG {
        let answer = client.get(format!("{}{path}", archive.address())).send().await?;
        assert_eq!(answer.status().as_u16(), 404, "{path}");
        assert_eq!(over(&socket, path).await?, 404, "{path} on the internal socket");
    }
    assert_eq!(over(&socket, "/health").await?, 200, "the socket was asked");
    for path in [
        "/metrics",
        "/objects",
        "/documents",
        "/proof",
        "/checkpoint",
        "/devices/0",
    ] {
        let answer = client.get(format!("{}{path}", archive.address())).send().await?;
        assert_eq!(answer.status().as_u16(), 404, "{path} is the vault's alone");
    }
    let paths: BTreeSet<String> = routes(&archive)
        .await?
        .into_iter()
        .map(|(_, path)| path)
        .collect();
    let allowed = [
        "/health",
        "/openapi.json",
        "/v1/activate",
        "/v1/devices/{device}/attachments/{sha256}",
        "/v1/devices/{device}/config",
        "/v1/devices/{device}/login",
        "/v1/devices/{device}/objects/{epoch}/{seq}",
        "/v1/devices/{device}/receipts",
        "/v1/log/checkpoint",
        "/v1/log/tile/{path}",
    ];
    assert_eq!(
        paths,
        allowed.map(str::to_owned).into(),
        "a new route needs a line here"
    );
    archive.stop().await
}

/// Status of a GET on a Unix socket.
async fn over(socket: &std::path::Path, path: &str) -> Outcome<u16> {
    let mut stream = UnixStream::connect(socket).await?;
    let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer);
    let status = answer
        .split(' ')
        .nth(1)
        .ok_or_else(|| failure("no answer on the socket"))?;
    Ok(status.parse()?)
}

/// One listener on the gateway, none on the vault, and an internal socket for its owner alone.
#[tokio::test]
async fn cve_2025_48927_nothing_else_listens() -> Outcome<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let (mut archive, _dir) = gateway_alone().await?;
    let ids = [archive.gateway_id(), archive.vault_id()].map(|id| id.expect("it runs"));
    let [gateway, vault] = [listeners(ids[0])?, listeners(ids[1])?];
    assert_eq!(gateway.len(), 1, "{gateway:?}");
    assert_eq!(vault, Vec::<String>::new());
    let socket = std::fs::metadata(archive.gateway_dir().join("internal.sock"))?;
    assert_eq!(socket.permissions().mode() & 0o777, 0o600);
    archive.stop().await
}

/// Addresses on which a process listens, as the kernel writes them.
fn listeners(id: u32) -> Outcome<Vec<String>> {
    let mut own = BTreeSet::new();
    for file in std::fs::read_dir(format!("/proc/{id}/fd"))? {
        // A file may be closed between two looks.
        if let Ok(target) = std::fs::read_link(file?.path()) {
            let target = target.to_string_lossy().into_owned();
            let inode = target
                .strip_prefix("socket:[")
                .and_then(|rest| rest.strip_suffix(']'));
            own.extend(inode.map(ToOwned::to_owned));
        }
    }
    let mut found = Vec::new();
    for table in ["tcp", "tcp6"] {
        for line in std::fs::read_to_string(format!("/proc/net/{table}"))?.lines() {
            let words: Vec<_> = line.split_whitespace().collect();
            if let [_, address, _, "0A", ..] = words.as_slice()
                && words.get(9).is_some_and(|inode| own.contains(*inode))
            {
                found.push((*address).to_owned());
            }
        }
    }
    Ok(found)
}

/// A crash leaves no image behind: neither process may write one, and nobody but root may look into them.
#[tokio::test]
async fn cve_2025_48928_no_process_leaves_an_image_of_its_memory() -> Outcome<()> {
    use std::os::unix::fs::MetadataExt as _;
    let (mut archive, _dir) = gateway_alone().await?;
    for id in [archive.gateway_id(), archive.vault_id()] {
        let id = id.expect("it runs");
        let limits = std::fs::read_to_string(format!("/proc/{id}/limits"))?;
        let core = limits.lines().find(|line| line.starts_with("Max core file size"));
        let core: Vec<_> = core
            .unwrap_or_default()
            .split_whitespace()
            .skip(4)
            .take(2)
            .collect();
        assert_eq!(core, ["0", "0"], "soft and hard limit");
        // The kernel gives what belongs to a process that may not be dumped to root.
        assert_eq!(std::fs::metadata(format!("/proc/{id}/mem"))?.uid(), 0);
    }
    archive.stop().await
}
