//! Full disks, for real: a file size limit for the phone (as a full disk gives EFBIG or ENOSPC), small limits for
//! gateway and vault. Nothing acknowledged is lost, and work goes on when there is room again.

use griffie_tests::kit::{Outcome, place};
use serde_json::json;
use tokio::process::Command;

use crate::play::{assert_none, difference, pair, rest, world};

/// The phone's disk fills up: sending is refused with a plain answer; with room again, all is there (invariant 10).
#[tokio::test]
async fn a_full_phone_says_so_and_loses_nothing() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let (mut anouk, bram, room) = pair(&world).await?;
    anouk.switch_off().await?;
    let size = std::fs::read_dir(anouk.dir().join("data"))?
        .filter_map(|entry| entry.ok()?.metadata().ok())
        .map(|meta| meta.len())
        .max()
        .unwrap_or(0);
    let mut limited = Command::new("prlimit");
    limited
        .arg(format!("--fsize={}", size + 40_000))
        .arg("--")
        .arg(place::binary("griffie")?);
    anouk.switch_on_with(limited)?;
    let mut refused = None;
    for number in 0..200 {
        let text = format!("{number} {}", "vol ".repeat(500));
        if let Err(error) = anouk.call("send.text", json!({"room": room, "text": text})).await {
            refused = Some(error.to_string());
            break;
        }
    }
    let refused = refused.expect("a disk that is full for 200 messages refuses one of them");
    assert!(refused.contains("storage_full"), "{refused}");
    anouk.kill().await?;
    anouk.switch_on()?;
    anouk.sends(&room, "Er is weer ruimte").await?;
    bram.sees(&room, "Er is weer ruimte").await?;
    rest(&[&anouk, &bram]).await?;
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);
    world.stop().await
}
