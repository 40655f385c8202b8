//! An attachment whose bytes are not those that the event names: said in the record and as a gap, for the reader who got
//! them; whoever got the right bytes has the file (000-RO-02).

use griffie_tests::kit::Outcome;
use serde_json::Value;

use super::proxy::roads;
use crate::play::{assert_none, difference, pair, rest};

/// Anouk sends a file to Bram and Carla; the first downloads of Bram's phone go through `spoil`. Gives the states of each one's
/// attachment, and who has a gap for it.
async fn states_after(
    spoiled: usize,
    spoil: fn(&mut Vec<u8>),
) -> Outcome<([Vec<String>; 3], Vec<String>, [String; 3])> {
    let mut roads = roads().await?;
    let (anouk, bram, room) = pair(&roads.world).await?;
    let carla = roads.world.person("Carla").await?;
    anouk
        .call("invite", serde_json::json!({"room": room, "user": carla.user_id}))
        .await?;
    carla.join_when_invited(&room).await?;
    carla.sends(&room, "Ik ben er").await?;
    anouk.sees(&room, "Ik ben er").await?;
    let (victim, mut left) = (bram.user_id.clone(), spoiled);
    roads.near.changes(move |asked, mut body| {
        let is_media = asked.target.contains("/media/download/");
        if is_media && asked.user == Some(victim.as_str()) && left > 0 {
            left -= 1;
            spoil(&mut body);
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
    let people = [anouk.user_id.clone(), bram.user_id.clone(), carla.user_id.clone()];
    let states = people.clone().map(|user| {
        let of = facts
            .iter()
            .filter(|(who, fact)| *who == user && fact["kind"] == "attachment");
        of.filter_map(|(_, fact)| fact["state"].as_str().map(ToOwned::to_owned))
            .collect()
    });
    let gaps = facts
        .iter()
        .filter(|(_, fact)| fact["kind"] == "gap" && fact["cause"] == "media_hash_mismatch")
        .map(|(who, _)| who.clone())
        .collect();
    roads.world.stop().await?;
    Ok((states, gaps, people))
}

#[tokio::test]
async fn a_flipped_byte_in_every_download_is_recorded_and_others_have_the_file() -> Outcome<()> {
    let flip = |body: &mut Vec<u8>| body[100] ^= 1;
    let (states, gaps, [_, bram, _]) = states_after(usize::MAX, flip).await?;
    assert_eq!(states, [["stored"], ["hash_mismatch"], ["stored"]]);
    assert_eq!(gaps, [bram]);
    Ok(())
}

/// A web page with status 200 in place of the file is no reason to give the file up.
#[tokio::test]
async fn a_web_page_in_place_of_a_file_is_fetched_again() -> Outcome<()> {
    let page = |body: &mut Vec<u8>| *body = b"<!DOCTYPE html><title>Wifi</title>".to_vec();
    let (states, gaps, _) = states_after(1, page).await?;
    assert_eq!(states, [["stored"], ["stored"], ["stored"]]);
    assert!(gaps.is_empty(), "{gaps:?}");
    Ok(())
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
