//! The counting: the homeserver's database on one side, the vault alone on the other.

use super::{Case, Counts, Phones, Sent};
use crate::kit::{
    Outcome,
    archive::Archive,
    compare::compare,
    expected,
    folder::size_of,
    held::{self, Held},
};

/// Exports from the vault, compares, and counts; what the phones say is for the play to add.
pub async fn count(case: Case<'_>) -> Outcome<Counts> {
    let (archive, out) = (&case.world.archive, case.out);
    case.progress
        .step("The vault verifies everything again from its files");
    let verified = archive.vault(&["verify", "--json"]).await;
    case.progress
        .step("The vault exports records (JSON lines), transcripts (HTML) and mail (EML)");
    for (format, folder) in [("jsonl", "records"), ("html", "archive"), ("eml", "eml")] {
        let folder = out.join(folder).display().to_string();
        archive
            .vault(&["export", "--format", format, "--out", &folder])
            .await?;
    }
    case.progress.step("Both sides are compared");
    let held = held::read(&out.join("records"))?;
    let difference = compare(
        &expected::read(&case.world.homeserver.database(), &case.users)?,
        &held,
    );
    let (attachments_sent, attachments_equal) = attachments(case.sent, &held);
    let (objects, wire_bytes) = objects(archive).await?;
    Ok(Counts {
        difference,
        least_sent: case.least_sent,
        attachments_sent,
        attachments_equal,
        objects,
        wire_bytes,
        eml_bytes: size_of(&out.join("eml"))?,
        records: held.records,
        seconds: case.progress.seconds(),
        phones: Phones::default(),
        verify: verified.map_err(|error| error.to_string()),
        findings: Vec::new(),
    })
}

/// How many times somebody had to get an attachment, and how often the vault has it byte for byte.
fn attachments(files: &[Sent], held: &Held) -> (u64, u64) {
    let (mut sent, mut equal) = (0, 0);
    for file in files {
        for custodian in &file.custodians {
            sent += 1;
            equal += u64::from(
                held.attachments
                    .get(custodian)
                    .is_some_and(|hashes| hashes.contains(&file.sha256)),
            );
        }
    }
    (sent, equal)
}

/// Number and bytes of the sealed objects that travelled, as the gateway logged them.
async fn objects(archive: &Archive) -> Outcome<(u64, u64)> {
    let status: serde_json::Value = serde_json::from_str(&archive.gateway(&["status", "--json"]).await?)?;
    Ok((
        status["objects"].as_u64().unwrap_or(0),
        status["object_bytes"].as_u64().unwrap_or(0),
    ))
}
