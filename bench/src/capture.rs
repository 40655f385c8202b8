//! What capture costs for each event: bytes on the phone, on the wire and in the vault, and processor time.

use griffie_core::bench::Phone;
use griffie_tests::kit::folder::size_of;

use crate::{
    cost::cpu_ms,
    outcome::Outcome,
    place::copy,
    report::{Aim, Row},
    stage::{CHATS, Stage, key},
    vault,
};

pub(crate) fn measure(stage: &Stage) -> Outcome<Vec<Row>> {
    let (fresh, recording) = stage.fresh_phone()?;
    let dir = stage.place.fresh("phone-cost")?;
    copy(fresh, &dir)?;
    let responses = recording.responses()?;
    let given: usize = responses.iter().map(Vec::len).sum();
    let (empty, begun) = (size_of(&dir)?, cpu_ms()?);
    // Closed after each step, so that what stands in the write-ahead log is counted in its place.
    stage.runtime.block_on(async {
        let phone = Phone::open(&dir, &key())?;
        for response in &responses {
            phone.take_in(response).await?;
        }
        Outcome::Ok(())
    })?;
    let (captured, taken) = (size_of(&dir)?, cpu_ms()?);
    let sealed: usize = stage.runtime.block_on(async {
        let objects = Phone::open(&dir, &key())?.seal_all().await?;
        Outcome::Ok(objects.iter().map(|object| object.bytes.len()).sum())
    })?;
    let (held, done) = (size_of(&dir)?, cpu_ms()?);
    let kept = in_vault(stage)?;
    let row = |name, unit, total: u64| Row::alone(name, unit, per_event(total), Aim::NONE);
    Ok(vec![
        row("capture of an event, in the sync", "bytes", u64::try_from(given)?).noting("what the homeserver sent, keys included"),
        row("capture of an event, on the phone", "bytes", captured.saturating_sub(empty))
            .noting("journal, timeline, search and keys, until it is pruned; the index of what is on the screen stays"),
        row("and with its sealed copy", "bytes", held.saturating_sub(empty)).noting("until its final receipt"),
        row("capture of an event, on the wire", "bytes", u64::try_from(sealed)?).noting("sealed objects, padded; without HTTP"),
        row("capture of an event, in the vault", "bytes", kept).noting("object, record, indices"),
        Row::alone("capture of an event, taken in", "CPU-ms", per_event(taken - begun), Aim::NONE)
            .noting("decrypted, recorded, shown, indexed"),
        Row::alone("capture of an event, sealed", "CPU-ms", per_event(done - taken), Aim::NONE),
    ])
}

fn in_vault(stage: &Stage) -> Outcome<u64> {
    let dir = stage.place.fresh("vault-cost")?;
    copy(&stage.archive()?.vault_dir(), &dir)?;
    let before = size_of(&dir)?;
    vault::fill(&dir, stage.filed()?)?;
    Ok(size_of(&dir)?.saturating_sub(before))
}

#[expect(clippy::cast_precision_loss, reason = "totals of some megabytes and seconds")]
fn per_event(total: u64) -> f64 {
    total as f64 / CHATS.events as f64
}
