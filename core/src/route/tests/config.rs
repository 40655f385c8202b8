//! Invariant 7: configuration is accepted with the root's signature and a rising version only.

use griffie_wire::{
    api::{DeviceConfig, DocumentLines},
    ids::Millis,
    policy::Policy,
    record::{Fact, Record},
    signed::DocumentKind,
};

use super::kit::{Device, NOW, Organisation, TENANT};
use crate::{route::config, store};

async fn offer(
    device: &Device,
    offered: &griffie_wire::api::DeviceConfig,
    now: Millis,
) -> Result<bool, &'static str> {
    let root = device.organisation.root.public();
    let unit = device.store.begin("offer").await.unwrap();
    let taken = config::take(&unit, &device.clock, offered, &root, TENANT, now).unwrap();
    if let Err(refused) = &taken {
        config::alarm_refused(&unit, &device.clock, refused).unwrap();
    }
    unit.commit().await.unwrap();
    taken.map(|new| new.is_some()).map_err(|refused| refused.code())
}

fn in_force(device: &Device) -> (u32, u32) {
    let accepted = device.store.read(store::config::accepted).unwrap().unwrap();
    (accepted.seal_config.version, accepted.policy.version)
}

#[tokio::test]
async fn the_table_of_offers() {
    let device = Device::new().await;
    let ours = &device.organisation;
    let thief = Organisation::new(40);
    let (c, p) = (|v| ours.seal_config(v), Organisation::policy);
    assert_eq!(
        offer(&device, &ours.offers(&c(1), &p(1)), NOW).await,
        Ok(false),
        "the same again is no news"
    );
    assert_eq!(offer(&device, &ours.offers(&c(3), &p(2)), NOW).await, Ok(true));
    assert_eq!(in_force(&device), (3, 2));
    let other_policy = Policy {
        segment_seconds: 1,
        ..p(2)
    };
    let mut stolen_policy = ours.offers(&c(3), &p(2));
    stolen_policy.policy = p(9).sign(&thief.root).unwrap();
    let late = Millis(NOW.0 + 2_000_000_000);
    let cases = [
        (
            "older configuration",
            ours.offers(&c(2), &p(2)),
            NOW,
            "seal_config_rolled_back",
        ),
        (
            "older policy",
            ours.offers(&c(3), &p(1)),
            NOW,
            "policy_rolled_back",
        ),
        (
            "another root",
            thief.offers(&thief.seal_config(9), &p(9)),
            NOW,
            "seal_config_not_signed",
        ),
        ("expired", ours.offers(&c(4), &p(2)), late, "seal_config_expired"),
        ("policy of another root", stolen_policy, NOW, "policy_not_signed"),
        (
            "same version, other content",
            ours.offers(&c(3), &other_policy),
            NOW,
            "policy_rolled_back",
        ),
    ];
    for (name, offered, now, code) in cases {
        assert_eq!(offer(&device, &offered, now).await, Err(code), "{name}");
        assert_eq!(in_force(&device), (3, 2), "{name}");
    }
    let told = device.alarms();
    assert_eq!(told.len(), 5, "each refusal is an alarm, once: {told:?}");
}

/// D23: no change without a line in the log, whoever signed it; what is in force already needs no proof.
#[tokio::test]
async fn a_document_outside_the_log_is_an_alarm_and_changes_nothing() {
    let device = Device::new().await;
    let ours = &device.organisation;
    let rotated = Organisation::new(1).rotated(70);
    let honest = ours.offers(&ours.seal_config(2), &Organisation::policy(2));
    let lines = honest.lines.clone().unwrap();
    let with = |seal_config: &str, policy: &str| {
        Some(DocumentLines {
            seal_config: seal_config.to_owned(),
            policy: policy.to_owned(),
        })
    };
    let of_other_log = rotated.line(DocumentKind::Policy, 2, &honest.policy);
    let of_other_version = ours.line(DocumentKind::Policy, 3, &honest.policy);
    let cases = [
        ("no proofs", None, "seal_config_not_in_log"),
        ("no text", with(&lines.seal_config, ""), "policy_not_in_log"),
        (
            "crossed",
            with(&lines.policy, &lines.seal_config),
            "seal_config_not_in_log",
        ),
        (
            "another log",
            with(&lines.seal_config, &of_other_log),
            "policy_not_in_log",
        ),
        (
            "another version",
            with(&lines.seal_config, &of_other_version),
            "policy_not_in_log",
        ),
    ];
    for (name, lines, code) in cases {
        let offered = DeviceConfig {
            lines,
            ..honest.clone()
        };
        assert_eq!(offer(&device, &offered, NOW).await, Err(code), "{name}");
        assert_eq!(in_force(&device), (1, 1), "{name}");
    }
    assert_eq!(device.alarms(), ["seal_config_not_in_log", "policy_not_in_log"]);
    assert_eq!(offer(&device, &honest, NOW).await, Ok(true));
    let older_gateway = DeviceConfig {
        lines: None,
        ..honest
    };
    assert_eq!(offer(&device, &older_gateway, NOW).await, Ok(false));
    assert_eq!(in_force(&device), (2, 2));
}

#[tokio::test]
async fn a_half_good_offer_changes_nothing() {
    let device = Device::new().await;
    let mut offered = device
        .organisation
        .offers(&device.organisation.seal_config(5), &Organisation::policy(1));
    offered.policy.payload.push(' ');
    assert_eq!(offer(&device, &offered, NOW).await, Err("policy_not_signed"));
    assert_eq!(in_force(&device), (1, 1));
}

#[tokio::test]
async fn a_change_is_a_record_and_later_records_carry_the_new_policy() {
    let device = Device::new().await;
    let offered = device
        .organisation
        .offers(&device.organisation.seal_config(2), &Organisation::policy(7));
    offer(&device, &offered, NOW).await.unwrap();
    let record: Vec<u8> = device
        .store
        .read(|c| {
            let sql = "SELECT record FROM journal WHERE kind = 'config' ORDER BY seq DESC LIMIT 1";
            Ok(c.query_row(sql, [], |row| row.get(0))?)
        })
        .unwrap();
    let record: Record = serde_json::from_slice(&record).unwrap();
    assert_eq!(record.policy_version, 7);
    assert!(
        matches!(record.fact, Fact::Config(fact) if fact.policy_version == 7 && fact.seal_config_version == 2)
    );
}

/// Even with our own code gone wrong, the schema refuses a version that goes back.
#[tokio::test]
async fn the_schema_refuses_a_rollback() {
    let device = Device::new().await;
    for sql in [
        "UPDATE accepted_config SET version = 0 WHERE kind = 'policy'",
        "UPDATE accepted_config SET document = 'x', version = version WHERE kind = 'policy'",
        "DELETE FROM accepted_config",
        "INSERT OR REPLACE INTO accepted_config (kind, version, document) VALUES ('policy', 1, 'x')",
        "DELETE FROM seal_config_history",
        "UPDATE seal_config_history SET document = 'x'",
        "INSERT INTO seal_config_history (version, document) VALUES (9, 'never accepted')",
        "INSERT OR REPLACE INTO seal_config_history (version, document) VALUES (1, 'x')",
    ] {
        let unit = device.store.begin("rollback").await.unwrap();
        assert!(unit.write(|c| Ok(c.execute(sql, [])?)).is_err(), "{sql}");
    }
}
