//! A policy takes effect at its moment and not before, also after a restart; its limit of local history leaves nothing readable behind
//! (000-VM-13).

use std::time::Duration;

use griffie_wire::{
    api::{DeviceConfig, DocumentLines},
    ids::{Millis, TenantId},
    policy::Policy,
    record::{Fact, Record},
    signed::{DocumentKind, SignedDocument},
};
use rusqlite::types::ValueRef;

use super::kit::{Device, NOW, Organisation, TENANT};
use crate::{
    clock::Clock as _,
    route::{config, prune::prune_all},
    seal,
    store::{self, rooms, seen::Place, timeline},
};

const HOUR: u64 = 3_600_000;

/// Policy `version`, beginning an hour from the start of the test.
fn later(version: u32) -> Policy {
    Organisation::policy(version).beginning(TENANT, Millis(NOW.0 + HOUR))
}

async fn offer(device: &Device, policy: &Policy) -> Result<bool, &'static str> {
    let document = SignedDocument::sign(DocumentKind::Policy, policy, &device.organisation.root).unwrap();
    offer_document(device, policy.version, document).await
}

async fn offer_document(
    device: &Device,
    version: u32,
    document: SignedDocument,
) -> Result<bool, &'static str> {
    let ours = &device.organisation;
    let honest = ours.offers(&ours.seal_config(1), &Organisation::policy(1));
    let lines = DocumentLines {
        policy: ours.line(DocumentKind::Policy, version, &document),
        ..honest.lines.clone().unwrap()
    };
    let offered = DeviceConfig {
        policy: document,
        lines: Some(lines),
        ..honest
    };
    let root = ours.root.public();
    let unit = device.store.begin("offer").await.unwrap();
    let taken = config::take(&unit, &device.clock, &offered, &root, TENANT, NOW).unwrap();
    if let Err(refused) = &taken {
        config::alarm_refused(&unit, &device.clock, refused).unwrap();
    }
    unit.commit().await.unwrap();
    taken.map(|new| new.is_some()).map_err(|refused| refused.code())
}

fn in_force(device: &Device) -> u32 {
    device.store.read(store::config::policy).unwrap().unwrap().version
}

/// The policy versions that the records name, in their order, and whether each is the record of a change.
fn records(device: &Device) -> Vec<(u32, bool)> {
    let read = |text: Vec<u8>| {
        let record: Record = serde_json::from_slice(&text).unwrap();
        (record.policy_version, matches!(record.fact, Fact::Config(_)))
    };
    device
        .store
        .read(|c| {
            let mut query = c.prepare("SELECT record FROM journal ORDER BY seq")?;
            let rows = query
                .query_map([], |row| row.get(0))?
                .collect::<Result<Vec<_>, _>>()?;
            Ok(rows.into_iter().map(read).collect())
        })
        .unwrap()
}

#[tokio::test]
async fn a_policy_takes_effect_at_its_moment_also_after_a_restart() {
    let device = Device::new().await;
    assert_eq!(offer(&device, &later(2)).await, Ok(true));
    assert_eq!(
        offer(&device, &later(2)).await,
        Ok(false),
        "the same again is no news"
    );
    assert_eq!(in_force(&device), 1);
    device.journals(1).await;
    device.clock.advance(Duration::from_millis(HOUR - 1));
    let device = device.reopen();
    device.journals(1).await;
    assert_eq!(records(&device), [(1, true), (1, false), (1, false)]);
    device.clock.advance(Duration::from_millis(1));
    device.journals(1).await;
    assert_eq!(in_force(&device), 2);
    assert_eq!(records(&device)[3..], [(2, true), (2, false)]);
    assert_eq!(device.alarms(), [""; 0]);
}

#[tokio::test]
async fn it_begins_too_where_nothing_is_journaled_and_no_gateway_is_reached() {
    let device = Device::new().await;
    offer(&device, &later(2)).await.unwrap();
    device.clock.advance(Duration::from_millis(HOUR));
    seal::seal_all(&device.store, &device.clock()).await.unwrap();
    assert_eq!(in_force(&device), 2);
}

#[tokio::test]
async fn a_newer_policy_takes_the_place_of_one_that_waits_and_an_older_does_not() {
    let device = Device::new().await;
    offer(&device, &later(2)).await.unwrap();
    assert_eq!(
        offer(&device, &Organisation::policy(1)).await,
        Err("policy_rolled_back")
    );
    offer(&device, &later(4)).await.unwrap();
    assert_eq!(offer(&device, &later(3)).await, Err("policy_rolled_back"));
    assert_eq!(
        offer(&device, &Organisation::policy(5)).await,
        Ok(true),
        "at once"
    );
    assert_eq!(in_force(&device), 5);
    device.clock.advance(Duration::from_millis(2 * HOUR));
    device.journals(1).await;
    assert_eq!(in_force(&device), 5, "what waited was overtaken");
}

/// Each with an answer of its own, and the old policy stays.
#[tokio::test]
async fn the_table_of_refusals() {
    let device = Device::new().await;
    let theirs = later(2).beginning(TenantId::from_bytes([99; 16]), NOW);
    let newer = serde_json::json!({ "schema": 5, "version": 2 });
    let newer = SignedDocument::sign(DocumentKind::Policy, &newer, &device.organisation.root).unwrap();
    let endless = Policy {
        history_days: Some(u16::MAX),
        ..later(2)
    };
    assert_eq!(offer(&device, &theirs).await, Err("policy_of_others"));
    assert_eq!(
        offer_document(&device, 2, newer).await,
        Err("policy_newer_schema")
    );
    assert_eq!(offer(&device, &endless).await, Err("policy_refused"));
    assert_eq!(in_force(&device), 1);
    assert_eq!(
        device.alarms(),
        ["policy_of_others", "policy_newer_schema", "policy_refused"]
    );
    for sql in [
        "INSERT INTO next_policy (id, version, valid_from, document) VALUES (1, 1, 0, 'x')",
        "INSERT OR REPLACE INTO next_policy (id, version, valid_from, document) VALUES (1, 0, 0, 'x')",
    ] {
        let unit = device.store.begin("rollback").await.unwrap();
        assert!(unit.write(|c| Ok(c.execute(sql, [])?)).is_err(), "{sql}");
    }
}

/// Everything readable in the database that has this text.
fn where_is(device: &Device, text: &str) -> Vec<String> {
    device
        .store
        .read(|c| {
            let tables: Vec<String> = c
                .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            let mut found = Vec::new();
            for table in tables {
                let mut query = c.prepare(&format!("SELECT * FROM \"{table}\""))?;
                let columns = query.column_count();
                let mut rows = query.query([])?;
                while let Some(row) = rows.next()? {
                    let has = (0..columns).any(|column| match row.get_ref(column) {
                        Ok(ValueRef::Text(bytes) | ValueRef::Blob(bytes)) => bytes
                            .to_ascii_lowercase()
                            .windows(text.len())
                            .any(|window| window == text.as_bytes()),
                        _ => false,
                    });
                    if has {
                        found.push(table.clone());
                    }
                }
            }
            Ok(found)
        })
        .unwrap()
}

/// A record with the words, its line, the words as they were sent, and the file of the same event.
async fn says(device: &Device, words: &str) {
    let fact = Fact::GapClosed(griffie_wire::record::GapClosedFact {
        gap_id: words.to_owned(),
        events: 1,
    });
    let unit = device.store.begin("words").await.unwrap();
    let seq = store::journal::append(&unit, &device.clock, None, fact).unwrap();
    let line = timeline::Line {
        kind: "text".into(),
        body: words.to_owned(),
        ..timeline::Line::default()
    };
    unit.write(|c| {
        let room = rooms::find_or_add(c, "!r:example.org")?.id;
        let row = timeline::NewRow {
            room,
            place: Place {
                segment: 1,
                position: i64::try_from(seq.0).unwrap(),
            },
            event_id: &format!("$event-{}", seq.0),
            txn_id: None,
            seq,
            sender: "@alice:example.org",
            at: device.clock.now(),
            line: &line,
            verification: None,
        };
        timeline::add(c, row)?;
        let event = format!("$event-{}", seq.0);
        c.execute(
            "INSERT INTO queue (txn_id, room_id, event_type, content, event_id, waiting)
             VALUES (?1, '!r:example.org', 'm.room.message', ?2, ?1, 0)",
            [&event, words],
        )?;
        c.execute(
            "INSERT INTO attachment (event_id, role, room_id, mxc, file_name, state, entry)
             VALUES (?1, 'file', '!r:example.org', 'mxc://x/1', ?2, 'missing', 1)",
            [&event, words],
        )?;
        Ok(())
    })
    .unwrap();
    unit.commit().await.unwrap();
}

async fn prunes(device: &Device) -> u64 {
    let policy = device.store.read(store::config::policy).unwrap().unwrap();
    prune_all(&device.store, &device.clock, device.data_dir(), &policy)
        .await
        .unwrap()
        .lines
}

#[tokio::test]
async fn without_local_history_nothing_readable_stays_after_the_final_receipt() {
    let policy = Policy {
        history_days: Some(0),
        ..Organisation::policy(1).beginning(TENANT, NOW)
    };
    let device = Device::under(Organisation::new(1), &policy).await;
    says(&device, "kenteken").await;
    seal::seal_all(&device.store, &device.clock()).await.unwrap();
    assert_eq!(prunes(&device).await, 0, "no receipt yet");
    let places = where_is(&device, "kenteken");
    for table in ["attachment", "journal", "queue", "search", "timeline"] {
        assert!(places.iter().any(|place| place == table), "{table}: {places:?}");
    }
    device.gets_final(1).await;
    assert_eq!(prunes(&device).await, 1);
    assert_eq!(where_is(&device, "kenteken"), [""; 0]);
}

#[tokio::test]
async fn history_ends_at_its_limit_and_without_one_never() {
    let policy = |days| Policy {
        history_days: days,
        ..Organisation::policy(1).beginning(TENANT, NOW)
    };
    for (days, after_a_day, after_three) in [(Some(2), 0, 1), (None, 0, 0)] {
        let device = Device::under(Organisation::new(1), &policy(days)).await;
        says(&device, "kenteken").await;
        seal::seal_all(&device.store, &device.clock()).await.unwrap();
        device.gets_final(1).await;
        device.clock.advance(Duration::from_millis(24 * HOUR));
        assert_eq!(prunes(&device).await, after_a_day, "{days:?}");
        assert!(!where_is(&device, "kenteken").is_empty(), "{days:?}");
        device.clock.advance(Duration::from_millis(48 * HOUR));
        assert_eq!(prunes(&device).await, after_three, "{days:?}");
        assert_eq!(where_is(&device, "kenteken").is_empty(), days.is_some());
    }
}
