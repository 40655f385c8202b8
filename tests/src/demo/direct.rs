//! A chat of two: text, reply, edit, reaction and its removal, deletion, mention, and texts that break
//! weak archives.

use serde_json::json;

use super::{
    story::Stage,
    texts::{BIDI, EMOJI, NFD, sentence},
};
use crate::kit::{Outcome, person::Person};

/// Plays it with the first two people.
pub(super) async fn play(stage: &mut Stage) -> Outcome<()> {
    stage
        .progress
        .step("Anouk and Bram chat: text, reply, edit, reaction, deletion, mention, emoji, bidi, NFD");
    let first = sentence(&mut stage.dice);
    let answer = sentence(&mut stage.dice);
    let (anouk, bram) = (stage.person(0)?, stage.person(1)?);
    let room = anouk.create_room(None, &[&bram.user_id], true).await?;
    bram.join_when_invited(&room).await?;
    anouk.sends(&room, &first).await?;
    let seen = bram.sees(&room, &first).await?;
    bram.call("send.reply", json!({"room": room, "event": seen, "text": answer}))
        .await?;
    correct_and_react(anouk, bram, &room, &answer).await?;
    take_back(anouk, bram, &room).await?;
    for text in [EMOJI, BIDI, NFD] {
        anouk.sends(&room, text).await?;
        bram.sees(&room, text).await?;
    }
    let text = format!("{}, kijk jij hiernaar?", bram.name);
    anouk
        .call(
            "send.text",
            json!({"room": room, "text": text, "mentions": [bram.user_id]}),
        )
        .await?;
    bram.sees(&room, &text).await?;
    Ok(())
}

async fn correct_and_react(anouk: &Person, bram: &Person, room: &str, answer: &str) -> Outcome<()> {
    let reply = anouk.sees(room, answer).await?;
    let own = bram.sees(room, answer).await?;
    let better = format!("{answer} (gecorrigeerd)");
    bram.call("send.edit", json!({"room": room, "event": own, "text": better}))
        .await?;
    anouk.sees(room, &better).await?;
    let params = json!({"room": room, "event": reply, "key": "👍"});
    let reaction = anouk.call("send.react", params).await?;
    let reaction = sent_event(anouk, room, &reaction).await?;
    anouk
        .call(
            "send.redact",
            json!({"room": room, "event": reaction, "reason": "vergissing"}),
        )
        .await?;
    Ok(())
}

async fn take_back(anouk: &Person, bram: &Person, room: &str) -> Outcome<()> {
    let slip = "Dit had ik niet hier willen sturen";
    anouk.sends(room, slip).await?;
    bram.sees(room, slip).await?;
    let own = anouk.sees(room, slip).await?;
    anouk
        .call(
            "send.redact",
            json!({"room": room, "event": own, "reason": "verkeerde kamer"}),
        )
        .await?;
    Ok(())
}

/// The event id of something just sent: from the answer, else from the own journal's send result.
pub(super) async fn sent_event(person: &Person, room: &str, answer: &serde_json::Value) -> Outcome<String> {
    if let Some(id) = answer["event_id"].as_str() {
        return Ok(id.to_owned());
    }
    let txn = crate::kit::person::text(answer, "txn")?;
    crate::kit::wait::until(
        "the homeserver taking it",
        std::time::Duration::from_secs(60),
        async || {
            let params = json!({"room": room, "txn": txn});
            let sent = person.call("sent", params).await?;
            Ok(sent["event_id"].as_str().map(ToOwned::to_owned))
        },
    )
    .await
}
