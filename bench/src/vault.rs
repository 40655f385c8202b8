//! Measure 5: how many events a second the vault opens, verifies, decrypts again and stores on one core, objects in memory.

use std::{path::Path, sync::Arc};

use griffie_vault::{Arriving, Ingested, SystemClock, Vault, ingest, pin_device};
use griffie_wire::{Millis, api::StoredObject};

use crate::{
    clock::{self, Stopwatch},
    cost::cpu_ms,
    median::median,
    outcome::{Outcome, failure},
    place::copy,
    report::{Aim, Row},
    stage::{CHATS, Filed, Stage},
};

const ROUNDS: usize = 5;
/// Objects in one call, and in one transaction: what one answer of the gateway's list holds is up to 1,000.
const TOGETHER: usize = 4;

pub(crate) fn measure(stage: &Stage) -> Outcome<Vec<Row>> {
    let (mut rates, mut cpu_rates) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let vault = stage.place.fresh("vault-round")?;
        copy(&stage.archive()?.vault_dir(), &vault)?;
        let cpu = cpu_ms()?;
        let (done, seconds) = fill(&vault, stage.filed()?)?;
        #[expect(clippy::cast_precision_loss, reason = "thousands of events")]
        let events = done.events as f64;
        rates.push(events / seconds);
        #[expect(clippy::cast_precision_loss, reason = "milliseconds of one process")]
        cpu_rates.push(events * 1000.0 / (cpu_ms()? - cpu) as f64);
    }
    let middle = |values: &[f64]| median(values).ok_or_else(|| failure("no rounds"));
    Ok(vec![
        Row::alone("vault, events taken in", "events/s", middle(&rates)?, Aim::at_least(5000.0, "at least 5,000"))
            .noting(format!("one thread, fsync included, {TOGETHER} objects a transaction, every clear text proven from its ciphertext")),
        Row::alone("the same, of processor time", "events/s", middle(&cpu_rates)?, Aim::NONE),
    ])
}

/// A vault that holds everything, exported as mail. Made once.
pub(crate) fn mails(stage: &Stage) -> Outcome<&Path> {
    stage.mails(|archive, filed, folder| {
        let vault = folder.join("vault");
        copy(&archive.vault_dir(), &vault)?;
        fill(&vault, filed)?;
        let mails = folder.join("eml");
        archive.vault(
            &["export", "--format", "eml"],
            &[("--dir", &vault), ("--out", &mails)],
        )?;
        Ok(mails)
    })
}

/// Takes all objects in; gives the seconds that it took. Opening the vault is not counted.
pub(crate) fn fill(dir: &Path, filed: &Filed) -> Outcome<(Ingested, f64)> {
    let mut vault = Vault::open(dir, Arc::new(SystemClock))?;
    pin_device(&vault, &filed.device)?;
    let arriving = arriving(filed, clock::now())?;
    let mut done = Ingested::default();
    let watch = Stopwatch::start();
    for objects in arriving.chunks(TOGETHER) {
        done += ingest(&mut vault, objects)?;
    }
    let seconds = watch.read().as_secs_f64();
    let wanted = u64::try_from(CHATS.events)?;
    if done.rejected > 0
        || done.new_faults > 0
        || done.proven < wanted
        || done.accepted != u64::try_from(arriving.len())?
    {
        return Err(failure(format!("the vault did not accept everything: {done:?}")));
    }
    Ok((done, seconds))
}

/// As the gateway would list and hand them.
fn arriving(filed: &Filed, received: Millis) -> Outcome<Vec<Arriving>> {
    let mut all = Vec::with_capacity(filed.objects.len());
    for (index, object) in (0..).zip(&filed.objects) {
        let listed = StoredObject {
            index,
            object_id: object.id,
            device: filed.device.device,
            epoch: filed.epoch,
            seq: object.seq,
            size: u64::try_from(object.bytes.len())?,
            received,
        };
        all.push(Arriving {
            listed,
            bytes: object.bytes.clone(),
        });
    }
    Ok(all)
}
