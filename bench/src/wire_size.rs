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
    let Mails {
        count,
        bytes: mail,
        lean,
    } = weigh(mails)?;
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
        Row::beside("the same, against lean mail", "MiB", [mib(sealed), mib(lean)], Aim::at_most(0.25, "at most 0.25"))
            .noting("the same mails without the attached event.json: headers and text alone, no proof"),
    ])
}

/// What a folder of mail weighs.
#[derive(Default)]
struct Mails {
    count: u64,
    bytes: u64,
    /// Without the attached `event.json`: headers and text, what a mail journal would carry.
    lean: u64,
}

fn weigh(folder: &Path) -> Outcome<Mails> {
    let mut mails = Mails::default();
    for mail in eml_files(folder)? {
        let bytes = std::fs::read(mail)?;
        mails.count += 1;
        mails.bytes += size(bytes.len());
        mails.lean += size(before_event(&bytes));
    }
    if mails.count == 0 {
        Err(failure("the export holds no mail"))
    } else {
        Ok(mails)
    }
}

/// Length of a mail up to the part that holds `event.json`.
fn before_event(mail: &[u8]) -> usize {
    let find = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).position(|window| window == word);
    let Some(named) = find(mail, b"event.json") else {
        return mail.len();
    };
    let head = mail.get(..named).unwrap_or(mail);
    head.windows(3)
        .rposition(|window| window == b"\n--")
        .unwrap_or(named)
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

#[cfg(test)]
mod tests {
    use super::before_event;

    #[test]
    fn a_lean_mail_ends_before_the_part_with_the_event() {
        let mail =
            b"A: b\n\n--x\n\nhoi\n--x\nContent-Type: application/json; name=\"event.json\"\n\n{}\n--x--\n";
        assert_eq!(before_event(mail), 14);
        assert_eq!(before_event(b"no parts"), 8);
    }
}
