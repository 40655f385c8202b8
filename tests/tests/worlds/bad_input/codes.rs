//! Codes that somebody guesses or tries ten times, through the real HTTP face (000-RO-05; invariant 5).

use griffie_tests::kit::{
    Failure, Outcome,
    device::{Answered, random, try_activate},
    person::Person,
    rpc::Refused,
    world::World,
};
use griffie_wire::{
    activation::{ActivationCode, ActivationLink},
    api::ActivateRequest,
    key::SigningKey,
};
use serde_json::json;

use crate::play::{assert_none, difference, rest, world};

/// Tries after which a code is locked (docs/gateway.md).
const TRIES: usize = 10;

fn newcomer(world: &World, name: &str) -> Outcome<Person> {
    let mut person = Person::new(name, &world.dir().join("people").join(name))?;
    person.switch_on()?;
    Ok(person)
}

fn reason(error: Failure) -> Outcome<String> {
    let refused = error.downcast::<Refused>()?;
    assert_eq!(refused.code, "rejected", "{refused}");
    for language in ["nl", "en"] {
        let said = refused.error["data"][language].as_str().unwrap_or_default();
        assert!(said.len() > 20, "what to do is not said in {language}: {refused}");
    }
    Ok(refused.error["data"]["reason"]
        .as_str()
        .unwrap_or_default()
        .to_owned())
}

/// Someone with the code and without the private half of the key they show.
fn forged(code: &ActivationCode) -> ActivateRequest {
    let mut request = ActivateRequest::new(
        code.clone(),
        &SigningKey::from_seed(&[5; 32]),
        "Test".to_owned(),
        "0".to_owned(),
    );
    request.device_key = SigningKey::from_seed(&[6; 32]).public();
    request
}

#[tokio::test]
async fn a_well_formed_code_that_nobody_gave_is_unknown() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let real = world.archive.new_code("fien").await?;
    let mut link: ActivationLink = real.parse()?;
    let mut guess = [0; 10];
    guess.copy_from_slice(&random()?[..10]);
    link.code = ActivationCode::generate(guess);
    let mut fien = newcomer(&world, "Fien")?;
    let said = fien
        .call("activate", json!({"link": link.to_string()}))
        .await
        .expect_err("a guessed code");
    assert_eq!(reason(said)?, "code_unknown");
    // The same phone with the right code: nothing of the guess stays behind.
    fien.activate(&real).await?;
    fien.create_room(Some("Toch"), &[], false).await?;
    rest(&[&fien]).await?;
    assert_none(&difference(&world, dir.path(), &[&fien]).await?);
    world.stop().await
}

#[tokio::test]
async fn a_code_is_locked_after_ten_wrong_tries_and_a_new_one_works() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let locked = world.archive.new_code("gijs").await?;
    let link: ActivationLink = locked.parse()?;
    for _ in 0..TRIES {
        let no = try_activate(&link.gateway, &forged(&link.code)).await?.err();
        let wanted = Answered {
            status: 401,
            code: "signature".to_owned(),
        };
        assert_eq!(no, Some(wanted));
    }
    let mut gijs = newcomer(&world, "Gijs")?;
    let said = gijs
        .call("activate", json!({"link": locked}))
        .await
        .expect_err("a locked code");
    assert_eq!(reason(said)?, "code_locked");
    let fresh = world.archive.new_code("gijs").await?;
    gijs.activate(&fresh).await?;
    gijs.create_room(Some("Met een nieuwe code"), &[], false).await?;
    rest(&[&gijs]).await?;
    assert_none(&difference(&world, dir.path(), &[&gijs]).await?);
    world.stop().await
}

/// Whoever tries a used code too often locks it for others, never the device that has it.
#[tokio::test]
async fn ten_tries_with_a_used_code_do_not_hurt_the_device_that_has_it() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let used = world.archive.new_code("hein").await?;
    let link: ActivationLink = used.parse()?;
    let mut hein = newcomer(&world, "Hein")?;
    hein.activate(&used).await?;
    for _ in 0..TRIES {
        let no = try_activate(&link.gateway, &forged(&link.code)).await?.err();
        assert_eq!(no.map(|no| no.code), Some("signature".to_owned()));
    }
    let thief = newcomer(&world, "Dief")?;
    let said = thief
        .call("activate", json!({"link": used}))
        .await
        .expect_err("a locked code");
    assert_eq!(reason(said)?, "code_locked");
    hein.create_room(Some("Onverstoord"), &[], false).await?;
    rest(&[&hein]).await?;
    assert_none(&difference(&world, dir.path(), &[&hein]).await?);
    world.stop().await
}
