//! Activation codes that are mistyped, used, expired or tried too often (000-RO-05; invariant 5).

use griffie_tests::kit::{Outcome, person::Person, rpc::Refused, world::World};
use serde_json::json;

use crate::play::world;

fn code_of(error: griffie_tests::kit::Failure) -> String {
    error
        .downcast::<Refused>()
        .map_or_else(|other| other.to_string(), |refused| refused.error.to_string())
}

fn newcomer(world: &World, name: &str) -> Outcome<Person> {
    let mut person = Person::new(name, &world.dir().join("people").join(name))?;
    person.switch_on()?;
    Ok(person)
}

/// The code within a link, and the link with another code in its place.
fn with_code(link: &str, change: impl Fn(&str) -> String) -> String {
    let (head, tail) = link.split_once("code=").expect("a link carries a code");
    let (code, rest) = tail
        .split_once('&')
        .map_or((tail, ""), |(code, rest)| (code, rest));
    let rest = if rest.is_empty() {
        String::new()
    } else {
        format!("&{rest}")
    };
    format!("{head}code={}{rest}", change(code))
}

#[tokio::test]
async fn a_mistyped_code_is_told_without_asking_the_server() -> Outcome<()> {
    let (mut world, _dir) = world().await?;
    let link = world.archive.new_code("dirk").await?;
    let person = newcomer(&world, "Dirk")?;
    // The gateway is away: whoever answers now has not asked it.
    world.archive.kill_gateway().await?;
    let wrong = with_code(&link, |code| {
        let last = code.chars().next_back().expect("not empty");
        let other = if last == '7' { '8' } else { '7' };
        format!("{}{other}", &code[..code.len() - last.len_utf8()])
    });
    let said = code_of(
        person
            .call("activate", json!({"link": wrong}))
            .await
            .expect_err("a mistyped code"),
    );
    assert!(said.contains("mistyped"), "{said}");
    world.archive.start_gateway().await?;
    person.call("activate", json!({"link": link})).await?;
    world.stop().await
}

#[tokio::test]
async fn a_used_code_buys_nothing_for_a_second_phone() -> Outcome<()> {
    let (mut world, _dir) = world().await?;
    let link = world.archive.new_code("eva").await?;
    let first = newcomer(&world, "Eva")?;
    first.call("activate", json!({"link": link})).await?;
    let thief = newcomer(&world, "Dief")?;
    let said = code_of(
        thief
            .call("activate", json!({"link": link}))
            .await
            .expect_err("a used code"),
    );
    assert!(said.contains("code_used"), "{said}");
    // Eva is untouched.
    first.create_room(Some("Nog steeds hier"), &[], false).await?;
    world.stop().await
}

#[tokio::test]
async fn an_expired_code_is_refused() -> Outcome<()> {
    let (mut world, _dir) = world().await?;
    let said = world
        .archive
        .gateway(&[
            "code",
            "new",
            "--json",
            "--user",
            "laat",
            "--expires",
            "1s",
            "--gateway",
            &world.archive.url(),
            "--root-pub",
            &world.archive.root_dir().join("root.pub").display().to_string(),
        ])
        .await?;
    let said: serde_json::Value = serde_json::from_str(&said)?;
    let link = griffie_tests::kit::person::text(&said, "link")?;
    griffie_tests::kit::wait::pause(std::time::Duration::from_millis(1500)).await;
    let person = newcomer(&world, "Laat")?;
    let said = code_of(
        person
            .call("activate", json!({"link": link}))
            .await
            .expect_err("an expired code"),
    );
    assert!(said.contains("code_expired"), "{said}");
    world.stop().await
}
