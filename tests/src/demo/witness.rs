//! The independent witness beside the play (`--witness`): the homeserver tells it everything, it is down for a part, and at the end
//! it is asked whether the archive has all of it.

use serde_json::Value;

use super::{losses, story::Stage};
use crate::kit::{Outcome, ledger::Ledger, wait};

/// Registers a ledger at the homeserver, when one is wanted.
pub(super) async fn begin(stage: &mut Stage) -> Outcome<()> {
    if !stage.options.witness {
        return Ok(());
    }
    stage
        .progress
        .step("A witness (ledger) is registered at the homeserver, which tells it every event from now on");
    let dir = stage.options.out.join("witness");
    stage.witness = Some(Ledger::start(&dir, &mut stage.world.homeserver).await?);
    losses::begin(stage).await
}

/// The witness is killed.
pub(super) async fn falls(stage: &mut Stage) -> Outcome<()> {
    let Some(witness) = &mut stage.witness else {
        return Ok(());
    };
    stage
        .progress
        .step("The witness is killed (SIGKILL); people chat on");
    witness.kill().await
}

/// The witness comes back and catches up.
pub(super) async fn returns(stage: &mut Stage) -> Outcome<()> {
    let Some(witness) = &mut stage.witness else {
        return Ok(());
    };
    stage
        .progress
        .step("The witness is back and compares with the homeserver's own list");
    witness.serve().await
}

/// Asks whether this is everything; `None` without a witness. It hears of the last events within a moment.
pub(super) async fn testifies(stage: &Stage, events: u64) -> Outcome<Option<Value>> {
    let Some(witness) = &stage.witness else {
        return Ok(None);
    };
    stage.progress.step("The witness is asked: is this everything?");
    let page = stage.options.out.join("completeness.html").display().to_string();
    let signed = stage.options.out.join("completeness.json").display().to_string();
    let vault = stage.world.archive.vault_dir();
    let options = ["--grace-hours", "0", "--html", &page, "--signed", &signed];
    let started = wait::now();
    loop {
        let report = witness.reconcile(&vault, &options).await?;
        let heard = report["total"]["expected"].as_u64() >= Some(events);
        if heard || started.elapsed() > std::time::Duration::from_secs(20) {
            return Ok(Some(report));
        }
        wait::pause(std::time::Duration::from_millis(200)).await;
    }
}

/// The witness' last sentence, and whether it vouches for everything.
pub(super) fn verdict(report: &Value, events: u64) -> (bool, String) {
    let count = |name: &str| report["total"][name].as_u64().unwrap_or_default();
    let whole = count("missing") == 0 && count("waiting") == 0 && count("expected") == events;
    let text = format!(
        "The witness expected {} events (the homeserver's database has {events}); in the archive: {}, missing: {}.",
        count("expected"),
        count("captured"),
        count("missing") + count("waiting"),
    );
    (whole, text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_witness_that_heard_less_or_misses_something_does_not_vouch() {
        let total = |expected: u64, missing: u64, waiting: u64| json!({"total": {"expected": expected, "captured": expected - missing, "missing": missing, "waiting": waiting}});
        assert!(verdict(&total(10, 0, 0), 10).0);
        assert!(!verdict(&total(9, 0, 0), 10).0);
        assert!(!verdict(&total(10, 1, 0), 10).0);
        assert!(!verdict(&total(10, 0, 1), 10).0);
        assert!(!verdict(&json!({}), 10).0);
    }
}
