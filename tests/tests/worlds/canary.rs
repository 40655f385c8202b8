//! Nobody between phone and vault can read it: canary texts are looked for in the gateway's memory and disk, and
//! canaries, names and tokens in the logs of every process (invariants 4 and 9; CVE-2025-47729, -48927, -48930).

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

use griffie_tests::kit::{
    Outcome, archive::Archive, debian, failure, person::Person, recovery, world::World,
};
use serde_json::json;
use tokio::process::Command;

use crate::play::{assert_none, difference, number, pair, rest, world};

/// A small run for every `cargo test`; `cargo xtask test canary` sends 10,000 messages.
const MESSAGES_BY_DEFAULT: u64 = 200;
const CANARIES: u64 = 1_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_text_is_in_the_gateways_memory_or_disk_nor_in_any_log() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let (anouk, bram, room) = pair(&world).await?;
    let mut canaries = send_canaries(&anouk, &bram, &room).await?;
    rest(&[&anouk, &bram]).await?;
    let keys = recovery_keys(&[&anouk, &bram]).await?;
    canaries.extend(keys.iter().cloned());
    // The homeserver holds what they open, and not them.
    let keys = Needles::new(keys);
    for file in files_under(&world.dir().join("homeserver"))? {
        let found = keys.found_in(&std::fs::read(&file)?);
        assert_eq!(found, Vec::<String>::new(), "in {}", file.display());
    }
    let secrets = canaries
        .iter()
        .cloned()
        .chain(names_and_tokens(&world, &[&anouk, &bram], &room)?);
    let secrets = Needles::new(secrets.collect());
    let core = dump_memory(&world.archive, dir.path()).await?;
    let needles = Needles::new(canaries);
    let held = std::fs::read(&core)?;
    assert!(
        held.len() > 1_000_000,
        "the memory image is too small to be one: {} bytes",
        held.len()
    );
    assert_eq!(
        needles.found_in(&held),
        Vec::<String>::new(),
        "canaries in the gateway's memory"
    );
    for file in files_under(&world.archive.gateway_dir())? {
        assert_eq!(
            needles.found_in(&std::fs::read(&file)?),
            Vec::<String>::new(),
            "in {}",
            file.display()
        );
    }
    let logs = [
        anouk.dir().join("companion.log"),
        bram.dir().join("companion.log"),
    ];
    for log in logs.into_iter().chain(world.archive.logs()) {
        assert_eq!(
            secrets.found_in(&std::fs::read(&log)?),
            Vec::<String>::new(),
            "in {}",
            log.display()
        );
    }
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);
    world.stop().await
}

/// The search finds what is there: otherwise the test above proves nothing.
#[test]
fn the_search_finds_a_planted_canary() {
    let needles = Needles::new(vec!["kanarie-7-geel".to_owned()]);
    assert_eq!(needles.found_in(b"....kanarie-7-geel..."), ["kanarie-7-geel"]);
    assert!(needles.found_in(b"....kanarie-8-geel...").is_empty());
}

async fn send_canaries(anouk: &Person, bram: &Person, room: &str) -> Outcome<Vec<String>> {
    let messages = number("GRIFFIE_MESSAGES", MESSAGES_BY_DEFAULT);
    let mut canaries = Vec::new();
    for number in 0..messages {
        let text = format!(
            "kanarie {number:06} zingt geheim {:016x}",
            number.wrapping_mul(0x9E37_79B9_7F4A_7C15)
        );
        (if number.is_multiple_of(2) { anouk } else { bram })
            .sends(room, &text)
            .await?;
        if number < CANARIES {
            canaries.push(text);
        }
    }
    // Who sent the last message is not who must see it.
    let last = format!("kanarie {:06} zingt", messages - 1);
    let reader = if messages.is_multiple_of(2) { anouk } else { bram };
    // One room sends in order: a homeserver on a busy machine takes some ten messages a second.
    let limit = std::time::Duration::from_secs(120 + messages / 5);
    griffie_tests::kit::wait::until("the last canary arriving", limit, async || {
        let rows = reader.rows(room).await?;
        Ok(rows
            .iter()
            .any(|row| row.to_string().contains(&last))
            .then_some(()))
    })
    .await?;
    Ok(canaries)
}

/// The recovery keys as people see them, and as they are typed.
async fn recovery_keys(people: &[&Person]) -> Outcome<Vec<String>> {
    let mut keys = Vec::new();
    for person in people {
        let key = recovery::key_of(person).await?;
        keys.extend([key.replace(' ', ""), key]);
    }
    Ok(keys)
}

/// What else must be in no log: user ids, the room id, event ids, homeserver access tokens.
fn names_and_tokens(world: &World, people: &[&Person], room: &str) -> Outcome<Vec<String>> {
    let database = rusqlite::Connection::open_with_flags(
        world.homeserver.database(),
        rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY,
    )?;
    let mut secrets: Vec<String> = people.iter().map(|person| person.user_id.clone()).collect();
    secrets.extend(people.iter().map(|person| format!("{} ", person.name)));
    secrets.push(room.to_owned());
    for query in [
        "SELECT token FROM access_tokens",
        "SELECT event_id FROM events LIMIT 200",
    ] {
        let mut statement = database.prepare(query)?;
        let found = statement.query_map([], |row| row.get::<_, String>(0))?;
        secrets.extend(found.collect::<Result<Vec<_>, _>>()?);
    }
    let secret = std::fs::read_to_string(world.homeserver.jwt_secret())?;
    secrets.push(secret.trim().to_owned());
    Ok(secrets)
}

pub(crate) async fn dump_memory(archive: &Archive, dir: &Path) -> Outcome<PathBuf> {
    debian::ensure("gdb", "gdb").await?;
    let id = archive
        .gateway_id()
        .ok_or_else(|| failure("the gateway does not run"))?;
    let target = dir.join("gateway-memory");
    let mut command = Command::new("gcore");
    command.arg("-a").arg("-o").arg(&target).arg(id.to_string());
    let output = command.output().await?;
    let path = target.with_extension(id.to_string());
    if path.exists() {
        return Ok(path);
    }
    Err(failure(format!(
        "gcore made no image: {}",
        String::from_utf8_lossy(&output.stderr)
    )))
}

pub(crate) fn files_under(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let kind = std::fs::symlink_metadata(&path)?.file_type();
        if kind.is_dir() {
            files.extend(files_under(&path)?);
        } else if kind.is_file() {
            files.push(path);
        }
    }
    Ok(files)
}

/// Many texts looked for in one pass.
pub(crate) struct Needles {
    texts: Vec<String>,
    search: aho_corasick::AhoCorasick,
}

impl Needles {
    pub(crate) fn new(texts: Vec<String>) -> Self {
        let texts: Vec<String> = texts.into_iter().filter(|text| text.len() >= 6).collect();
        let search = aho_corasick::AhoCorasick::new(&texts).unwrap();
        Self { texts, search }
    }

    pub(crate) fn found_in(&self, bytes: &[u8]) -> Vec<String> {
        let found: HashSet<_> = self
            .search
            .find_iter(bytes)
            .map(|hit| hit.pattern().as_usize())
            .collect();
        found.into_iter().map(|at| self.texts[at].clone()).collect()
    }
}

#[tokio::test]
async fn an_unknown_route_tells_nothing() -> Outcome<()> {
    // TeleMessage leaked through `/heapdump` (CVE-2025-48927): there is no such door here.
    let (mut world, _dir) = world().await?;
    let client = griffie_tests::kit::rpc::http()?;
    for path in [
        "/heapdump",
        "/actuator/heapdump",
        "/management/heapdump",
        "/metrics",
        "/debug/pprof",
        "/v1/devices",
        "/objects",
    ] {
        let answer = client
            .get(format!("{}{path}", world.archive.url()))
            .send()
            .await?;
        assert!(
            answer.status().is_client_error(),
            "{path} answered {}",
            answer.status()
        );
        let body: serde_json::Value = answer.json().await?;
        assert!(
            body["type"]
                .as_str()
                .is_some_and(|kind| kind.starts_with("urn:griffie:problem:")),
            "{path}: {body}"
        );
    }
    assert_eq!(json!(world.archive.gateway_kills), json!(0));
    world.stop().await
}
