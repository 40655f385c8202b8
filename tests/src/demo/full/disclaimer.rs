//! Bram writes with somebody from outside, who has no Griffie: the guest is told of the archive before Bram's first message, once, and again
//! when the policy has another text in another language. The guest reads both, and says so.

use super::{
    super::story::Stage,
    policy::{self, DUTCH, ENGLISH},
};
use crate::kit::{Outcome, bare::Bare};

pub(super) async fn told_in_two_languages(stage: &mut Stage) -> Outcome<()> {
    stage
        .progress
        .step("Bram writes with a guest without Griffie, who is told of the archive once, in Dutch");
    let guest = Bare::sign_in("Gast", &stage.world.homeserver).await?;
    stage.full.guest.clone_from(&guest.user_id);
    let bram = stage.person(1)?;
    let room = guest.create_room(&[&bram.user_id]).await?;
    bram.join_when_invited(&room).await?;
    for words in ["Fijn dat u meedenkt", "Ik stuur u de stukken"] {
        bram.sends(&room, words).await?;
        bram.sees(&room, words).await?;
    }
    guest.reads(&room, &bram.sees(&room, DUTCH.words).await?).await?;
    policy::changes(stage, &ENGLISH).await?;
    stage
        .progress
        .step("The text has another version and language: the guest is told again, in English");
    let bram = stage.person(1)?;
    bram.sends(&room, "As discussed").await?;
    bram.sees(&room, "As discussed").await?;
    guest.reads(&room, &bram.sees(&room, ENGLISH.words).await?).await
}
