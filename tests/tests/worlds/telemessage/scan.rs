//! Looks for what was said, and for what opens doors, wherever it must not be: memory, disk, logs.

use griffie_tests::kit::{Outcome, failure, person::Person};

use super::{
    play::{BIDI, EDITS, FILE_NAME, REASON, Scene, TAKEN_BACK},
    story::{Found, Scan},
};
use crate::canary::{Needles, dump_memory, files_under};

/// What was said, what was carried, how it was called, and what opened doors.
async fn secrets(scene: &Scene, people: &[&Person]) -> Outcome<Vec<(&'static str, Vec<String>)>> {
    let mut texts: Vec<String> = (0..10)
        .flat_map(|number| ["Anouk", "Bram"].map(|who| format!("kanarie {number:02} van {who}")))
        .collect();
    texts.extend([BIDI, TAKEN_BACK, REASON, "kanarie tien bijlagen"].map(str::to_owned));
    texts.extend(EDITS.map(str::to_owned));
    let mut files: Vec<String> = (0..=10)
        .map(|number| format!("%PDF kanarie-bytes {number:02} "))
        .collect();
    files.extend([FILE_NAME.to_owned(), "Kamer kanarie-d".to_owned()]);
    let mut doors = Vec::new();
    let mut codes: Vec<String> = scene.codes.iter().map(|code| code.replace('-', "")).collect();
    codes.extend(scene.codes.iter().cloned());
    let database = rusqlite::Connection::open_with_flags(
        scene.world.homeserver.database(),
        rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY,
    )?;
    let mut tokens = database.prepare("SELECT token FROM access_tokens")?;
    let tokens = tokens.query_map([], |row| row.get::<_, String>(0))?;
    doors.extend(tokens.collect::<Result<Vec<_>, _>>()?);
    for person in people {
        doors.push(
            std::fs::read_to_string(person.dir().join("key"))?
                .trim()
                .to_owned(),
        );
    }
    let names = people.iter().map(|person| person.user_id.clone()).collect();
    Ok(vec![
        ("texts", texts),
        ("files", files),
        ("credentials", doors),
        ("spent codes", codes),
        ("names", names),
    ])
}

/// Looks for all of it in the gateway's memory and folder, in every log, and in the archive.
pub(super) async fn scan(scene: &Scene, people: &[&Person]) -> Outcome<Scan> {
    let archive = &scene.world.archive;
    let secrets = secrets(scene, people).await?;
    let needles = Needles::new(secrets.iter().flat_map(|(_, texts)| texts.clone()).collect());
    let look = |found: &mut Found, bytes: &[u8]| {
        for text in needles.found_in(bytes) {
            for (sort, _) in secrets.iter().filter(|(_, texts)| texts.contains(&text)) {
                found.entry(sort).or_default().push(text.clone());
            }
        }
    };
    let mut scan = Scan {
        wanted: secrets.iter().map(|(sort, texts)| (*sort, texts.len())).collect(),
        ..Scan::default()
    };
    let image = std::fs::read(dump_memory(archive, scene.dir.path()).await?)?;
    scan.memory_bytes = image.len();
    look(&mut scan.in_memory, &image);
    for file in files_under(&archive.gateway_dir())? {
        let bytes = std::fs::read(&file)?;
        look(&mut scan.on_gateways_disk, &bytes);
        scan.digests_of_codes.extend(digests(&scene.codes, &bytes).await?);
    }
    let phones = people.iter().map(|person| person.dir().join("companion.log"));
    let witness = scene.dir.path().join("witness/ledger.log");
    for log in phones.chain(archive.logs()).chain([witness]) {
        look(&mut scan.in_logs, &std::fs::read(log)?);
    }
    let export = scene.dir.path().join("records/records.jsonl");
    look(&mut scan.in_export, &std::fs::read(export)?);
    Ok(scan)
}

/// Weak digests of the codes that these bytes hold, raw or in hex.
async fn digests(codes: &[String], bytes: &[u8]) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    for code in codes {
        for form in [code.clone(), code.replace('-', "")] {
            for program in ["md5sum", "sha1sum"] {
                let script = format!("printf %s '{form}' | {program}");
                let output = tokio::process::Command::new("sh")
                    .args(["-c", &script])
                    .output()
                    .await?;
                let text = String::from_utf8(output.stdout)?;
                let digest = text
                    .split_whitespace()
                    .next()
                    .ok_or_else(|| failure("no digest"))?;
                let raw = hex::decode(digest)?;
                let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
                if holds(digest.as_bytes()) || holds(&raw) {
                    found.push(program.to_owned());
                }
            }
        }
    }
    Ok(found)
}
