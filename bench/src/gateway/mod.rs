//! Measure 4: the released gateway, fsync on, taking distinct sealed objects from 64 connections; beside it Debian's Postfix taking as
//! many mails from 64 connections. Both share the machine with the load, both start from what was prepared before the clock runs.
//!
//! Reading order: [`devices`] (activated phones), [`objects`] (sealed objects and signed requests), [`put`] (the load on the gateway),
//! [`postfix`] (the other server), [`smtp`] (the load on it).

mod devices;
mod objects;
mod postfix;
mod put;
mod smtp;

use crate::{
    median::{median, quantile},
    outcome::{Outcome, failure},
    report::{Aim, Row},
    stage::Stage,
    vault,
    wire_size::eml_files,
};

const ROUNDS: usize = 3;
pub(super) const CONNECTIONS: usize = 64;
/// Objects, or mails, that each connection brings in a round.
pub(super) const EACH: usize = 50;

/// What a round under load came to.
pub(super) struct Load {
    pub(super) seconds: f64,
    /// Of every request, milliseconds.
    pub(super) latencies: Vec<f64>,
}

impl Load {
    #[expect(clippy::cast_precision_loss, reason = "thousands")]
    fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.seconds
    }
}

pub(crate) fn measure(stage: &Stage) -> Outcome<Vec<Row>> {
    let filed = stage.filed()?;
    let archive = stage.archive()?;
    let mails = smtp::prepare(&eml_files(vault::mails(stage)?)?)?;
    let codes = devices::codes(archive)?;
    let (_gateway, address) = archive.serve()?;
    let phones = stage.runtime.block_on(devices::activate(&address, &codes))?;
    let mut chains = objects::Chains::new(archive, phones, filed)?;
    let folder = stage.place.fresh("postfix")?;
    let postfix = postfix::Postfix::start(&folder)?;
    let (mut ours, mut theirs, mut sizes) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let batch = chains.next(EACH)?;
        sizes.extend(batch.iter().flatten().map(|sealed| sealed.leaf.size));
        if round % 2 == 1 {
            theirs.push(stage.runtime.block_on(smtp::load(postfix.address(), &mails))?);
        }
        let requests = objects::sign(&chains, batch);
        ours.push(
            stage
                .runtime
                .block_on(put::load(&address, requests, chains.trust()))?,
        );
        if round.is_multiple_of(2) {
            theirs.push(stage.runtime.block_on(smtp::load(postfix.address(), &mails))?);
        }
    }
    let mean = sizes.iter().sum::<u64>() / u64::try_from(sizes.len().max(1))?;
    rows(&ours, &theirs, mean, smtp::mean_size(&mails))
}

fn rows(ours: &[Load], theirs: &[Load], object: u64, mail: u64) -> Outcome<Vec<Row>> {
    let rate = |loads: &[Load]| {
        median(&loads.iter().map(Load::rate).collect::<Vec<_>>()).ok_or_else(|| failure("no rounds"))
    };
    let late = |loads: &[Load], part| {
        let all: Vec<f64> = loads
            .iter()
            .flat_map(|load| load.latencies.iter().copied())
            .collect();
        quantile(&all, part).ok_or_else(|| failure("no answers"))
    };
    let (us, them) = (rate(ours)?, rate(theirs)?);
    let count = CONNECTIONS * EACH;
    Ok(vec![
        Row::alone("gateway, objects accepted", "objects/s", us, Aim::at_least(1500.0, "at least 1,500")).noting(format!(
            "{ROUNDS} rounds of {count} distinct signed objects of 10 records ({object} bytes on average), {CONNECTIONS} devices, one \
             connection each; fsync before every answer; every receipt verified afterwards; signed before the clock runs; server and \
             load share the processors"
        )),
        Row::beside("gateway against Postfix", "items/s", [us, them], Aim::at_least(10.0, "at least 10")).noting(format!(
            "Postfix with its default queue (fsync), {CONNECTIONS} connections kept open, PIPELINING, mails of {mail} bytes on average; \
             after queueing its discard transport, the cheapest for it"
        )),
        Row::beside(
            "gateway against Postfix, by message",
            "messages/s",
            [us * f64::from(objects::RECORDS), them],
            Aim::NONE,
        )
        .noting("an object holds 10 records, a mail one message"),
        Row::beside("p50 of an upload", "ms", [late(ours, 0.5)?, late(theirs, 0.5)?], Aim::NONE),
        Row::beside("p99 of an upload", "ms", [late(ours, 0.99)?, late(theirs, 0.99)?], Aim::NONE),
    ])
}
