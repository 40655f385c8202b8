//! A group: long texts, pictures, a large file, ten files at once, deletion by a moderator, and a member who
//! comes late, leaves and comes back.

use serde_json::json;

use super::{
    pictures,
    story::Stage,
    texts::{long_text, sentence},
};
use crate::kit::Outcome;

/// Encrypted and enveloped, this is just under Matrix's 65,536 bytes of one event.
const JUST_UNDER: usize = 46_000;
/// And this can only travel as a file.
const ABOVE: usize = 70_000;

/// Plays it; returns the room.
pub(super) async fn play(stage: &mut Stage) -> Outcome<String> {
    stage
        .progress
        .step("A group: Anouk and Bram talk, Celine joins late, leaves and comes back");
    let room = assemble(stage).await?;
    stage
        .progress
        .step("A text just under the event limit, and one above it (goes as a file)");
    long_texts(stage, &room).await?;
    stage.progress.step("A PNG, and a JPEG with its place in EXIF");
    pictures(stage, &room).await?;
    stage.progress.step(&format!(
        "A file of {} MB, and ten files at once",
        stage.options.large_file / 1_000_000
    ));
    large_files(stage, &room).await?;
    stage
        .progress
        .step("Anouk, as moderator, deletes a message of Bram");
    moderate(stage, &room).await?;
    Ok(room)
}

async fn assemble(stage: &mut Stage) -> Outcome<String> {
    let (early, between) = (sentence(&mut stage.dice), sentence(&mut stage.dice));
    let (anouk, bram, celine) = (stage.person(0)?, stage.person(1)?, stage.person(2)?);
    let room = anouk
        .create_room(Some("Projectgroep Waterkering"), &[&bram.user_id], false)
        .await?;
    bram.join_when_invited(&room).await?;
    anouk.sends(&room, &early).await?;
    bram.sees(&room, &early).await?;
    for guest in stage.people.iter().skip(2) {
        anouk
            .call("invite", json!({"room": room, "user": guest.user_id}))
            .await?;
        guest.join_when_invited(&room).await?;
    }
    bram.sends(&room, "Welkom Celine!").await?;
    celine.sees(&room, "Welkom Celine!").await?;
    celine
        .call("leave", json!({"room": room, "reason": "even ander overleg"}))
        .await?;
    anouk.sends(&room, &between).await?;
    bram.sees(&room, &between).await?;
    anouk
        .call("invite", json!({"room": room, "user": celine.user_id}))
        .await?;
    celine.join_when_invited(&room).await?;
    celine.sends(&room, "Daar ben ik weer").await?;
    anouk.sees(&room, "Daar ben ik weer").await?;
    Ok(room)
}

async fn long_texts(stage: &mut Stage, room: &str) -> Outcome<()> {
    let everyone = stage.ids(0..stage.people.len());
    let under = long_text(&mut stage.dice, JUST_UNDER);
    let above = long_text(&mut stage.dice, ABOVE);
    let (anouk, bram) = (stage.person(0)?, stage.person(1)?);
    let answer = anouk.sends(room, &under).await?;
    expect_sent_as(&answer, "event")?;
    bram.sees(room, &under).await?;
    let answer = anouk.sends(room, &above).await?;
    expect_sent_as(&answer, "file")?;
    stage.files.sent_to(above.as_bytes(), &everyone);
    Ok(())
}

fn expect_sent_as(answer: &serde_json::Value, form: &str) -> Outcome<()> {
    if answer["sent_as"] == form {
        return Ok(());
    }
    Err(crate::kit::failure(format!(
        "expected to be told `sent_as: {form}`, was told {answer}"
    )))
}

async fn pictures(stage: &mut Stage, room: &str) -> Outcome<()> {
    let png = pictures::png(&mut stage.dice)?;
    let jpeg = pictures::jpeg(&mut stage.dice)?;
    send(stage, 0, room, "uitzicht.png", "image/png", &png).await?;
    send(stage, 1, room, "dijk met locatie.jpg", "image/jpeg", &jpeg).await
}

async fn large_files(stage: &mut Stage, room: &str) -> Outcome<()> {
    let large = stage.dice.bytes(stage.options.large_file);
    send(
        stage,
        1,
        room,
        "bodemonderzoek.bin",
        "application/octet-stream",
        &large,
    )
    .await?;
    for number in 1..=10 {
        let bytes = stage.dice.bytes(20_000 + number * 1_000);
        // The same name ten times: attachments must not collide by name (rivals.md C.1).
        let folder = format!("bijlage-{number}");
        std::fs::create_dir_all(stage.options.out.join("sent").join(&folder))?;
        let name = format!("{folder}/bijlage.pdf");
        send(stage, 0, room, &name, "application/pdf", &bytes).await?;
    }
    Ok(())
}

async fn send(
    stage: &mut Stage,
    who: usize,
    room: &str,
    name: &str,
    mime: &str,
    bytes: &[u8],
) -> Outcome<()> {
    let everyone = stage.ids(0..stage.people.len());
    let path = stage.files.put(name, bytes)?;
    stage.person(who)?.sends_file(room, &path, mime).await?;
    stage.files.sent_to(bytes, &everyone);
    Ok(())
}

async fn moderate(stage: &mut Stage, room: &str) -> Outcome<()> {
    let (anouk, bram) = (stage.person(0)?, stage.person(1)?);
    let text = "Dit hoort niet in deze groep";
    bram.sends(room, text).await?;
    let event = anouk.sees(room, text).await?;
    anouk
        .call(
            "send.redact",
            json!({"room": room, "event": event, "reason": "hoort hier niet"}),
        )
        .await?;
    Ok(())
}
