//! The stage for phones of any make, played here by companions: it says yes only to what the archive holds.

use std::{path::Path, time::Duration};

use griffie_tests::{
    kit::{Outcome, failure, person::Person, rpc, wait},
    stage::{End, Options, play},
};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Waits at the rendezvous until the test says that the play is over.
const PLAY: &str = r#"import os, urllib.request
urllib.request.urlopen(os.environ["GRIFFIE_CONTROL"] + "/ask?key=curtain&seconds=120").read()"#;

fn options(dir: &TempDir, command: &[&str]) -> Options {
    Options {
        people: 2,
        out: dir.path().join("stage"),
        attachments: 0,
        limit: 120,
        bad_roads: false,
        runs: Vec::new(),
        command: command.iter().map(ToString::to_string).collect(),
    }
}

async fn script(out: &Path) -> Outcome<Value> {
    wait::until("the stage being set", Duration::from_secs(60), async || {
        let Ok(text) = std::fs::read(out.join("stage.json")) else {
            return Ok(None);
        };
        Ok(serde_json::from_slice(&text).ok())
    })
    .await
}

/// Two companions activate with the stage's links and talk.
async fn talk(dir: &Path, script: &Value) -> Outcome<(Person, Person)> {
    let mut people = Vec::new();
    for member in script["people"].as_array().into_iter().flatten() {
        let name = griffie_tests::kit::person::text(member, "name")?;
        let mut person = Person::new(&name, &dir.join(&name))?;
        person.switch_on()?;
        person
            .activate(&griffie_tests::kit::person::text(member, "link")?)
            .await?;
        people.push(person);
    }
    let [anouk, bram] = <[Person; 2]>::try_from(people).map_err(|_| failure("not two people"))?;
    let room = anouk.create_room(None, &[&bram.user_id], true).await?;
    bram.join_when_invited(&room).await?;
    anouk.sends(&room, "Van welk merk is jouw telefoon?").await?;
    bram.sees(&room, "Van welk merk is jouw telefoon?").await?;
    Ok((anouk, bram))
}

async fn orders(script: &Value, path: &str, order: Value) -> Outcome<Value> {
    let control = script["control"].as_str().unwrap_or_default();
    let answer = rpc::http()?
        .post(format!("{control}{path}"))
        .json(&order)
        .send()
        .await?;
    Ok(answer.error_for_status()?.json().await?)
}

#[tokio::test]
async fn a_play_that_came_to_rest_is_complete() -> Outcome<()> {
    let dir = tempfile::tempdir()?;
    let options = options(&dir, &["python3", "-c", PLAY]);
    let phones = async {
        let script = script(&options.out).await?;
        let (mut anouk, mut bram) = talk(dir.path(), &script).await?;
        orders(&script, "/vault/stop", json!({})).await?;
        orders(&script, "/vault/start", json!({})).await?;
        for person in [&mut anouk, &mut bram] {
            person.call("route.now", json!({})).await?;
            person.drains(Duration::from_secs(60)).await?;
            person.switch_off().await?;
        }
        let held = orders(&script, "/seal-and-wait", json!({})).await?;
        assert_eq!(held["homeserver_events"], held["vault_events"]);
        assert!(held["vault_events"].as_u64() > Some(10), "{held}");
        orders(
            &script,
            "/measure",
            json!({"name": "a figure", "value": 1.5, "unit": "ms"}),
        )
        .await?;
        orders(&script, "/say", json!({"key": "curtain", "value": true})).await
    };
    let (end, phones) = tokio::join!(play(&options), phones);
    phones?;
    assert!(matches!(end?, End::Complete));
    let measures: Value = serde_json::from_slice(&std::fs::read(options.out.join("measures.json"))?)?;
    assert_eq!(
        measures,
        json!([{"name": "a figure", "value": 1.5, "unit": "ms"}])
    );
    Ok(())
}

#[tokio::test]
async fn what_never_reached_the_archive_is_a_difference() -> Outcome<()> {
    let dir = tempfile::tempdir()?;
    let options = options(&dir, &["python3", "-c", PLAY]);
    let phones = async {
        let script = script(&options.out).await?;
        let (mut anouk, mut bram) = talk(dir.path(), &script).await?;
        anouk.call("route.now", json!({})).await?;
        anouk.drains(Duration::from_secs(60)).await?;
        orders(&script, "/gateway/stop", json!({})).await?;
        let room = anouk.create_room(Some("Laat"), &[], false).await?;
        anouk.sends(&room, "Dit komt nooit aan").await?;
        anouk.sees(&room, "Dit komt nooit aan").await?;
        anouk.kill().await?;
        bram.kill().await?;
        orders(&script, "/say", json!({"key": "curtain", "value": true})).await
    };
    let (end, phones) = tokio::join!(play(&options), phones);
    phones?;
    assert!(matches!(end?, End::Different));
    Ok(())
}

#[tokio::test]
async fn a_play_without_players_has_failed() -> Outcome<()> {
    let dir = tempfile::tempdir()?;
    let End::Failed(sentence) = play(&options(&dir, &["true"])).await? else {
        return Err(failure("nobody came, and the stage is content"));
    };
    assert_eq!(sentence, "2 people have links and only 0 of them activated");
    Ok(())
}

#[tokio::test]
async fn a_command_that_fails_ends_the_others() -> Outcome<()> {
    let dir = tempfile::tempdir()?;
    let left = dir.path().join("left");
    let options = Options {
        runs: vec![
            format!("sleep 600 & echo $! > {}; wait", left.display()),
            "sleep 1; exit 3".to_owned(),
        ],
        ..options(&dir, &[])
    };
    let End::Failed(sentence) = play(&options).await? else {
        return Err(failure("a command failed, and the stage is content"));
    };
    assert_eq!(sentence, "`sleep 1; exit 3` ended with exit status: 3");
    let pid = std::fs::read_to_string(left)?;
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", pid.trim()));
    assert!(
        stat.is_err() || stat.is_ok_and(|stat| stat.contains(") Z ")),
        "what it started is still there"
    );
    Ok(())
}
