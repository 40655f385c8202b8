//! Who could see a message, told by the archive (D17): the people, the servers with copies, the devices that got its key, and who has read
//! it.

use griffie_tests::kit::Outcome;
use serde_json::json;

use crate::play::{assert_none, difference, pair, rest, world};

#[tokio::test]
async fn the_archive_says_who_could_see_a_message_and_who_has_read_it() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let (anouk, bram, room) = pair(&world).await?;
    anouk.sends(&room, "Wie kan dit lezen?").await?;
    let event = bram.sees(&room, "Wie kan dit lezen?").await?;
    bram.call("read", json!({ "room": room, "event": event })).await?;
    bram.sends(&room, "Ik").await?;
    anouk.sees(&room, "Ik").await?;
    rest(&[&anouk, &bram]).await?;
    let told = world.archive.vault(&["show", &event]).await?;
    let server = anouk.user_id.split_once(':').map_or("", |(_, server)| server);
    for line in [
        format!("join {}", anouk.user_id),
        format!("join {}", bram.user_id),
        format!("copies at the servers {server}"),
        format!("key given to {} ", bram.user_id),
    ] {
        assert!(told.contains(&line), "{line}: {told}");
    }
    let records = dir.path().join("lines");
    let out = records.display().to_string();
    world
        .archive
        .vault(&["export", "--format", "jsonl", "--out", &out])
        .await?;
    let lines = std::fs::read_to_string(records.join("records.jsonl"))?;
    let read = lines.lines().any(|line| {
        line.contains("\"kind\":\"receipts\"") && line.contains(&event) && line.contains(&bram.user_id)
    });
    assert!(read, "the receipt of {} is not in the archive", bram.user_id);
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);
    world.stop().await
}
