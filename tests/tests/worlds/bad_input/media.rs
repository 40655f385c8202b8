//! An attachment whose bytes are not those that the event names: said in the record and as a gap, for the reader who got
//! them; whoever got the right bytes has the file (000-RO-02).

use griffie_tests::kit::Outcome;
use serde_json::Value;

use super::proxy::roads;
use crate::play::{assert_none, difference, pair, rest};

#[tokio::test]
async fn a_flipped_byte_in_a_download_is_recorded_and_others_have_the_file() -> Outcome<()> {
    let mut roads = roads().await?;
    let (anouk, bram, room) = pair(&roads.world).await?;
    let carla = roads.world.person("Carla").await?;
    anouk
        .call("invite", serde_json::json!({"room": room, "user": carla.user_id}))
        .await?;
    carla.join_when_invited(&room).await?;
    carla.sends(&room, "Ik ben er").await?;
    anouk.sees(&room, "Ik ben er").await?;
    let victim = bram.user_id.clone();
    roads.near.changes(move |asked, mut body| {
        let is_media = asked.target.contains("/media/download/");
        if is_media
            && asked.user == Some(victim.as_str())
            && let Some(byte) = body.first_mut()
        {
            *byte ^= 1;
        }
        body
    });
    let file = roads.dir.path().join("nota.pdf");
    std::fs::write(&file, b"%PDF een nota ".repeat(500))?;
    anouk.sends_file(&room, &file, "application/pdf").await?;
    anouk.sends(&room, "Zie bijlage").await?;
    bram.sees(&room, "Zie bijlage").await?;
    carla.sees(&room, "Zie bijlage").await?;
    rest(&[&anouk, &bram, &carla]).await?;
    assert_none(&difference(&roads.world, roads.dir.path(), &[&anouk, &bram, &carla]).await?);
    let facts = facts(roads.dir.path())?;
    let states = |user: &str| -> Vec<&str> {
        let of = facts
            .iter()
            .filter(|(who, fact)| who == user && fact["kind"] == "attachment");
        of.filter_map(|(_, fact)| fact["state"].as_str()).collect()
    };
    assert_eq!(states(&bram.user_id), ["hash_mismatch"]);
    assert_eq!(states(&carla.user_id), ["stored"]);
    assert_eq!(states(&anouk.user_id), ["stored"]);
    let gaps: Vec<_> = facts
        .iter()
        .filter(|(_, fact)| fact["kind"] == "gap" && fact["cause"] == "media_hash_mismatch")
        .map(|(who, _)| who.as_str())
        .collect();
    assert_eq!(gaps, [bram.user_id.as_str()]);
    roads.world.stop().await
}

/// Custodian and fact of every record in the last export.
fn facts(dir: &std::path::Path) -> Outcome<Vec<(String, Value)>> {
    let text = std::fs::read_to_string(dir.join("records/records.jsonl"))?;
    text.lines()
        .map(|line| {
            let line: Value = serde_json::from_str(line)?;
            let who = line["record"]["custodian"]
                .as_str()
                .unwrap_or_default()
                .to_owned();
            Ok((who, line["record"]["fact"].clone()))
        })
        .collect()
}
