//! A phone with the wrong key or a damaged database: told apart, set aside, never deleted (invariant 8).

use griffie_tests::kit::{Outcome, person::Person};
use serde_json::json;

use crate::play::{pair, world};

async fn first_answer(person: &Person) -> String {
    match person.call("status", json!({})).await {
        Ok(status) => status.to_string(),
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn a_wrong_database_key_is_named_and_touches_nothing() -> Outcome<()> {
    let (mut world, _dir) = world().await?;
    let (mut anouk, bram, room) = pair(&world).await?;
    anouk.switch_off().await?;
    let key = std::fs::read(anouk.dir().join("key"))?;
    let before = database_bytes(&anouk)?;
    std::fs::write(
        anouk.dir().join("key"),
        key.iter()
            .map(|byte| if *byte == b'a' { b'b' } else { *byte ^ 1 })
            .collect::<Vec<_>>(),
    )?;
    anouk.switch_on()?;
    let said = first_answer(&anouk).await;
    assert!(
        !said.contains("\"user_id\":\"@"),
        "the wrong key opened the phone: {said}"
    );
    anouk.kill().await?;
    assert_eq!(
        before,
        database_bytes(&anouk)?,
        "the wrong key changed the database"
    );
    std::fs::write(anouk.dir().join("key"), key)?;
    anouk.switch_on()?;
    bram.sends(&room, "Weer open").await?;
    anouk.sees(&room, "Weer open").await?;
    world.stop().await
}

#[tokio::test]
async fn a_corrupt_database_is_set_aside_and_reported() -> Outcome<()> {
    let (mut world, _dir) = world().await?;
    let (mut anouk, _bram, _room) = pair(&world).await?;
    anouk.switch_off().await?;
    let file = database_file(&anouk)?;
    let mut bytes = std::fs::read(&file)?;
    for at in (0..bytes.len()).step_by(512) {
        bytes[at] ^= 0x5a;
    }
    std::fs::write(&file, &bytes)?;
    anouk.switch_on()?;
    let said = first_answer(&anouk).await;
    let log = std::fs::read_to_string(anouk.dir().join("companion.log"))?;
    assert!(said.contains("corrupt") || log.contains("corrupt"), "{said}");
    let kept = std::fs::read_dir(anouk.dir().join("data"))?
        .filter_map(Result::ok)
        .filter(|entry| {
            entry
                .file_name()
                .to_string_lossy()
                .starts_with("griffie.db.corrupt-")
        })
        .any(|entry| std::fs::read(entry.path()).is_ok_and(|aside| aside == bytes));
    assert!(kept, "the damaged database is not kept as it was");
    world.stop().await
}

fn database_file(person: &Person) -> Outcome<std::path::PathBuf> {
    Ok(person.dir().join("data/griffie.db"))
}

fn database_bytes(person: &Person) -> Outcome<Vec<u8>> {
    Ok(std::fs::read(database_file(person)?)?)
}
