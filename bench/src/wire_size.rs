//! Measure 3: the bytes that 10,000 messages take on the wire, sealed in batches of 500 records, against the same messages as mail.

use std::path::Path;

use crate::{
    outcome::{Outcome, failure},
    report::{Aim, Row},
    stage::{CHATS, Stage},
    vault,
};

pub(crate) fn measure(stage: &Stage) -> Outcome<Vec<Row>> {
    let filed = stage.filed()?;
    let sealed: u64 = filed.objects.iter().map(|object| size(object.bytes.len())).sum();
    let mails = vault::mails(stage)?;
    let (count, mail) = weigh(mails)?;
    let raw: u64 = filed.entries.iter().map(|entry| size(entry.record.len())).sum();
    #[expect(clippy::cast_precision_loss, reason = "some megabytes")]
    let mib = |bytes: u64| bytes as f64 / f64::from(1 << 20);
    Ok(vec![
        Row::beside("10,000 messages on the wire", "MiB", [mib(sealed), mib(mail)], Aim::at_most(0.25, "at most 0.25")).noting(
            format!(
                "{} objects with {} records ({:.2} MiB as JSON) of {} messages; mail: {count} files of `griffie-vault export \
                 --format eml`. A record holds ciphertext, clear text and proof; the ciphertext alone does not compress",
                filed.objects.len(),
                filed.entries.len(),
                mib(raw),
                CHATS.events,
            ),
        ),
    ])
}

/// Files and bytes below a folder, mail only.
fn weigh(folder: &Path) -> Outcome<(u64, u64)> {
    let mails = eml_files(folder)?;
    if mails.is_empty() {
        return Err(failure("the export holds no mail"));
    }
    let mut bytes = 0;
    for mail in &mails {
        bytes += std::fs::metadata(mail)?.len();
    }
    Ok((size(mails.len()), bytes))
}

/// All mail below a folder.
pub(crate) fn eml_files(folder: &Path) -> Outcome<Vec<std::path::PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(eml_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "eml") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn size(len: usize) -> u64 {
    u64::try_from(len).unwrap_or(u64::MAX)
}
