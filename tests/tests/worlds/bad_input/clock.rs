//! A phone whose clock is ten years off: it learns the gateway's time, and order comes from numbers, not clocks.

use griffie_tests::kit::{Outcome, debian, person::Person, place};
use tokio::process::Command;

use crate::play::{assert_none, difference, rest, world};

#[tokio::test]
async fn a_clock_ten_years_wrong_loses_nothing() -> Outcome<()> {
    // libfaketime turns the clock of one real process; the product has no such knob.
    debian::ensure("faketime", "faketime").await?;
    let (mut world, dir) = world().await?;
    let anouk = world.person("Anouk").await?;
    for (name, shift) in [("Vroeg", "-3650d"), ("Laat", "+3650d")] {
        let link = world.archive.new_code(&name.to_lowercase()).await?;
        let mut person = Person::new(name, &world.dir().join("people").join(name))?;
        let mut command = Command::new("faketime");
        command.args(["-f", shift]).arg(place::binary("griffie")?);
        person.switch_on_with(command)?;
        person.activate(&link).await?;
        let room = anouk.create_room(None, &[&person.user_id], true).await?;
        person.join_when_invited(&room).await?;
        person.sends(&room, "Hoe laat is het?").await?;
        anouk.sees(&room, "Hoe laat is het?").await?;
        rest(&[&anouk, &person]).await?;
        assert_none(&difference(&world, dir.path(), &[&anouk, &person]).await?);
        person.switch_off().await?;
    }
    world.stop().await
}
