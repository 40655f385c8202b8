//! Anouk gets a tablet, and a companion on her desk: each is activated with a code of its own and vouched for by her recovery key. What was
//! said before comes as history whose keys come late.

use super::super::{story::Stage, texts::sentence};
use crate::kit::{Outcome, person::Person, recovery};

/// What all three devices see.
const TO_ALL: &str = "Dit staat straks op alle drie de toestellen van Anouk";

pub(super) async fn join(stage: &mut Stage, room: &str) -> Outcome<()> {
    let before = sentence(&mut stage.dice) + " (voor de tablet)";
    stage.person(1)?.sends(room, &before).await?;
    stage.full.from_before = stage.person(0)?.sees(room, &before).await?;
    for (device, folder) in [("tablet", "Anouk-tablet"), ("companion", "Anouk-companion")] {
        stage.progress.step(&format!(
            "Anouk's {device} activates with a code of its own; her recovery key brings its history"
        ));
        let mut person = Person::new("Anouk", &stage.world.dir().join("people").join(folder))?;
        person.switch_on()?;
        person
            .activate(&stage.world.archive.new_code("anouk").await?)
            .await?;
        recovery::recovers(&person, &recovery::key_of(stage.person(0)?).await?).await?;
        person.sees(room, &before).await?;
        stage.full.devices.push(person);
    }
    stage.person(1)?.sends(room, TO_ALL).await?;
    stage.full.seen_by_three = stage.person(0)?.sees(room, TO_ALL).await?;
    for device in &stage.full.devices {
        device.sees(room, TO_ALL).await?;
    }
    Ok(())
}
