//! What gateway and phones lose on purpose (`--witness`), and whether the archive's report names exactly that and gets it back.
//!
//! The play knows it from files that the faulty binaries write; nothing of the archive reads them (docs/decisions/0029).

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    time::Duration,
};

use serde_json::{Value, json};

use super::{full, story::Stage};
use crate::{
    judge::Finding,
    kit::{Outcome, expected, failure, person::Person, wait},
};

/// How long what was lost may take to come back.
const PATIENCE: Duration = Duration::from_secs(180);

/// When something was lost, or named as missing: UTC milliseconds.
type Times<K> = BTreeMap<K, u64>;

/// A person and an event.
type Event = (String, String);

/// Objects by their place in the log, and events.
#[derive(Debug, Default, PartialEq, Eq)]
struct Losses {
    objects: Times<u64>,
    events: Times<Event>,
}

/// From now on the gateway loses one object in twenty.
pub(super) async fn begin(stage: &mut Stage) -> Outcome<()> {
    stage
        .progress
        .step("The gateway begins to lose one object in twenty after it has given its receipt");
    let noted = noted(stage, "gateway")?;
    stage.world.archive.loses_objects(&noted).await
}

/// This person's phone loses one message in a hundred. The first person's does not: she gets further devices that would have it.
pub(super) async fn afflict(stage: &Stage, person: &mut Person, number: usize) -> Outcome<()> {
    if !stage.options.witness || number == 0 {
        return Ok(());
    }
    person.switch_off().await?;
    person.loses_events(&noted(stage, &person.name)?);
    person.switch_on()
}

/// Asks what is missing until nothing is; nothing without a witness.
pub(super) async fn recover(stage: &mut Stage) -> Outcome<Option<Finding>> {
    if stage.witness.is_none() {
        return Ok(None);
    }
    stage.progress.step("The report is asked what is missing");
    let lost = read(stage)?;
    let first = report(stage).await?;
    let missing = missing(&first);
    stage
        .progress
        .step("Phones are asked for what is missing, and bring it");
    let started = wait::now();
    let last = loop {
        stage.hand_over().await?;
        let report = report(stage).await?;
        if report["total"]["missing"] == 0 || started.elapsed() > PATIENCE {
            break report;
        }
    };
    full::end_review_again(stage).await?;
    Ok(Some(finding(&lost, &missing, &last)))
}

/// The report, once the witness has heard of everything that the homeserver accepted.
async fn report(stage: &Stage) -> Outcome<Value> {
    let witness = stage.witness.as_ref().ok_or_else(|| failure("no witness"))?;
    let users = stage.ids(0..stage.people.len());
    let should: usize = expected::read(&stage.world.homeserver.database(), &users)?
        .values()
        .map(|person| person.must.len())
        .sum();
    let vault = stage.world.archive.vault_dir();
    wait::until(
        "the witness hearing of all",
        Duration::from_secs(60),
        async || {
            let report = witness
                .reconcile(&vault, &["--grace-hours", "0", "--recover"])
                .await?;
            let heard = report["total"]["expected"].as_u64() == u64::try_from(should).ok();
            Ok(heard.then_some(report))
        },
    )
    .await
}

/// Whether the report named what was lost and nothing else, and all of it is back.
fn finding(lost: &Losses, missing: &BTreeSet<Event>, last: &Value) -> Finding {
    let named = named(last);
    let exact = lost.objects.keys().eq(named.objects.keys())
        && lost.events.keys().eq(named.events.keys())
        && lost.events.keys().eq(missing);
    let healed = array(last, "recovery").all(|one| one["state"] == "healed");
    let any = !lost.objects.is_empty() && !lost.events.is_empty();
    Finding {
        name: "lost on purpose, named and brought back",
        found: json!({
            "objects": lost.objects.len(),
            "events": lost.events.len(),
            "named": {"objects": named.objects.len(), "events": named.events.len(), "exactly": exact},
            "all_healed": healed,
            "still_missing": last["total"]["missing"],
            "ms_to_detection": {"objects": spread(&lost.objects, &named.objects), "events": spread(&lost.events, &named.events)},
        }),
        holds: any && exact && healed && last["total"]["missing"] == 0,
    }
}

/// Shortest, middle and longest time from a loss to its naming. An object is named by the vault's round; an event when somebody asks for the report.
fn spread<K: Ord>(lost: &Times<K>, named: &Times<K>) -> Value {
    let mut times: Vec<u64> = lost
        .iter()
        .filter_map(|(what, at)| Some(named.get(what)?.saturating_sub(*at)))
        .collect();
    times.sort_unstable();
    json!([times.first(), times.get(times.len() / 2), times.last()])
}

/// Events that the report says are missing.
fn missing(report: &Value) -> BTreeSet<Event> {
    let mut events = BTreeSet::new();
    for line in array(report, "lines") {
        for one in array(line, "missing") {
            events.insert((text(line, "user"), text(one, "event")));
        }
    }
    events
}

/// Everything that was ever named, and when.
fn named(report: &Value) -> Losses {
    let mut named = Losses::default();
    for one in array(report, "recovery") {
        let at = one["named_at"].as_u64().unwrap_or_default();
        match one["object"].as_u64() {
            Some(index) => drop(named.objects.insert(index, at)),
            None => drop(named.events.insert((text(one, "user"), text(one, "event")), at)),
        }
    }
    named
}

/// What the faulty binaries say that they lost.
fn read(stage: &Stage) -> Outcome<Losses> {
    let mut lost = Losses::default();
    for (index, at) in lines(&noted(stage, "gateway")?)? {
        lost.objects.entry(index.parse()?).or_insert(at);
    }
    for person in &stage.people {
        for (event, at) in lines(&noted(stage, &person.name)?)? {
            lost.events.entry((person.user_id.clone(), event)).or_insert(at);
        }
    }
    Ok(lost)
}

/// Names and times in a file; none when it is not there.
fn lines(noted: &PathBuf) -> Outcome<Vec<(String, u64)>> {
    if !noted.exists() {
        return Ok(Vec::new());
    }
    let text = std::fs::read_to_string(noted)?;
    text.lines()
        .map(|line| {
            let (what, at) = line.split_once(' ').ok_or_else(|| failure("half a line"))?;
            Ok((what.to_owned(), at.parse()?))
        })
        .collect()
}

fn noted(stage: &Stage, who: &str) -> Outcome<PathBuf> {
    let folder = stage.options.out.join("losses");
    std::fs::create_dir_all(&folder)?;
    Ok(folder.join(who))
}

fn array<'a>(value: &'a Value, member: &str) -> impl Iterator<Item = &'a Value> {
    value[member].as_array().into_iter().flatten()
}

fn text(value: &Value, member: &str) -> String {
    value[member].as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lost() -> Losses {
        Losses {
            objects: [(7, 100)].into(),
            events: [(("@b:x".to_owned(), "$e".to_owned()), 50)].into(),
        }
    }

    fn report(event: &str, state: &str, missing: u64) -> Value {
        json!({"total": {"missing": missing}, "recovery": [
            {"object": 7, "named_at": 130, "state": "healed"},
            {"user": "@b:x", "event": event, "named_at": 90, "state": state},
        ]})
    }

    #[test]
    fn only_what_was_lost_and_came_back_holds() {
        let named = BTreeSet::from([("@b:x".to_owned(), "$e".to_owned())]);
        let good = finding(&lost(), &named, &report("$e", "healed", 0));
        assert!(good.holds);
        assert_eq!(good.found["ms_to_detection"]["objects"], json!([30, 30, 30]));
        assert!(!finding(&lost(), &named, &report("$other", "healed", 0)).holds);
        assert!(!finding(&lost(), &named, &report("$e", "asked", 0)).holds);
        assert!(!finding(&lost(), &named, &report("$e", "healed", 1)).holds);
        assert!(!finding(&lost(), &BTreeSet::new(), &report("$e", "healed", 0)).holds);
        assert!(!finding(&Losses::default(), &BTreeSet::new(), &json!({})).holds);
    }
}
