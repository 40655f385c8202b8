//! Fourteen days without a gateway, with a ceiling on what the phone keeps: sending ends with a plain sentence, capture does not, and in the
//! end nothing is lost (D09, 000-RO-14; design section 6).

use std::time::Duration;

use griffie_tests::kit::{
    Outcome,
    archive::{Archive, Pace},
    bad_network::{BadNetwork, Weather},
    calendar::Calendar,
    failure,
    person::Person,
    rpc::Refused,
    wait,
    world::World,
};

use crate::play::{assert_none, difference, rest};

const DAY: Duration = Duration::from_secs(86_400);
const DAYS: u32 = 14;
/// The ceiling: what some days of this conversation come to, sealed.
const CEILING: &str = "98304";
/// Messages that arrive every day.
const ARRIVING: u64 = 20;

/// A policy with the ceiling.
const POLICY: [&str; 8] = [
    "--segment-seconds",
    "3600",
    "--prune-after-seconds",
    "0",
    "--batch-max-bytes",
    "32768",
    "--outbox-limit-bytes",
    CEILING,
];

/// Sends, or says with which word the archive does not allow it.
async fn tries_to_send(person: &Person, room: &str, words: &str) -> Outcome<Result<(), String>> {
    match person.sends(room, words).await {
        Ok(_) => Ok(Ok(())),
        Err(error) => {
            let refused = error.downcast::<Refused>()?;
            let data = &refused.error["data"];
            for language in ["nl", "en"] {
                assert!(
                    data[language].as_str().is_some_and(|text| text.len() > 20),
                    "{refused}"
                );
            }
            assert_eq!(data["code"], "archive_blocked", "{refused}");
            Ok(Err(data["reason"].as_str().unwrap_or_default().to_owned()))
        }
    }
}

async fn entries(person: &Person) -> Outcome<u64> {
    Ok(person.status().await?["journal_entries"]
        .as_u64()
        .unwrap_or_default())
}

/// Messages arrive every day, and every day somebody tries to answer. Gives the day from which that was not allowed.
async fn days_pass(anouk: &Person, bram: &Person, room: &str, calendar: &Calendar) -> Outcome<u32> {
    let mut blocked_on = None;
    for day in 1..=DAYS {
        let before = entries(anouk).await?;
        for number in 0..ARRIVING {
            bram.sends(room, &format!("Dag {day}, bericht {number}")).await?;
        }
        anouk
            .sees(room, &format!("Dag {day}, bericht {}", ARRIVING - 1))
            .await?;
        assert!(
            entries(anouk).await? >= before + ARRIVING,
            "capture goes on, day {day}"
        );
        match tries_to_send(anouk, room, &format!("Antwoord van dag {day}")).await? {
            Ok(()) => assert!(blocked_on.is_none(), "blocked, and then not, on day {day}"),
            Err(reason) => {
                assert_eq!(reason, "outbox_full");
                blocked_on = blocked_on.or(Some(day));
            }
        }
        calendar.pass(DAY)?;
    }
    blocked_on.ok_or_else(|| failure("the ceiling was not reached in fourteen days"))
}

#[tokio::test]
async fn fourteen_days_without_a_gateway_lose_nothing() -> Outcome<()> {
    let dir = tempfile::Builder::new().prefix("griffie-world-").tempdir()?;
    let (near, far) = (BadNetwork::start().await?, BadNetwork::start().await?);
    let pace = Pace {
        segment_seconds: 3600,
        prune_after_seconds: 0,
    };
    let mut world = World::start_behind(dir.path(), &pace, &near, &far).await?;
    world.archive.sets_policy(2, &POLICY).await?;
    // The other party is of another organisation, whose gateway is there all the time.
    let mut elsewhere = Archive::start(&dir.path().join("elsewhere"), &world.homeserver, &pace).await?;
    let mut bram = Person::new("Bram", &dir.path().join("people/Bram"))?;
    bram.switch_on()?;
    bram.activate(&elsewhere.new_code("bram").await?).await?;
    let calendar = Calendar::new(dir.path()).await?;
    let mut anouk = Person::new("Anouk", &dir.path().join("people/Anouk"))?;
    anouk.switch_on_with(calendar.phone()?)?;
    anouk.activate(&world.archive.new_code("anouk").await?).await?;
    let room = anouk.create_room(None, &[&bram.user_id], true).await?;
    bram.join_when_invited(&room).await?;
    rest(&[&anouk]).await?;

    far.becomes(Weather::Status500);
    let blocked_on = days_pass(&anouk, &bram, &room, &calendar).await?;
    let status = anouk.status().await?;
    println!(
        "blocked from day {blocked_on}; after {DAYS} days {} records, {} objects wait",
        status["journal_entries"], status["unreceipted"]
    );
    assert!(blocked_on > 2, "the ceiling leaves room for some days");
    assert!(
        status["unreceipted"].as_u64() > Some(u64::from(DAYS) / 2),
        "{status}"
    );
    let archive = anouk.call("archive", serde_json::json!({})).await?;
    assert_eq!(
        [&archive["light"], &archive["blocked"]],
        ["attention", "outbox_full"]
    );

    far.becomes(Weather::Fair);
    rest(&[&anouk]).await?;
    wait::until("sending again", Duration::from_secs(30), async || {
        Ok(tries_to_send(&anouk, &room, "Daar zijn we weer").await?.ok())
    })
    .await?;
    bram.sees(&room, "Daar zijn we weer").await?;
    rest(&[&anouk]).await?;
    assert_none(&difference(&world, dir.path(), &[&anouk]).await?);
    assert_eq!(anouk.status().await?["alarms"], 0, "nothing was wrong, only away");
    for person in [&mut anouk, &mut bram] {
        person.switch_off().await?;
    }
    elsewhere.stop().await?;
    world.stop().await
}
